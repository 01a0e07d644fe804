#include "indexer/writer/comparison.hpp"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>
#include <xapian.h>

#include "schema/error.hpp"
#include "schema/terms.hpp"

namespace attache::indexer {
namespace {

constexpr std::size_t kMaxFindings = 20;

void note(Comparison& comparison, std::string finding) {
  if (comparison.findings.size() < kMaxFindings)
    comparison.findings.push_back(std::move(finding));
  else
    ++comparison.more;
}

Xapian::Database open_parts(const schema::ArchivePaths& paths, const schema::Connection& catalogue, Comparison& out) {
  Xapian::Database index;
  const auto names = schema::read_current(paths);
  if (names.empty()) note(out, "there is no index");
  const schema::Store store = schema::read_store(catalogue);
  const schema::Marker last = schema::last_generation(catalogue);
  for (const std::string& name : names) {
    const Xapian::Database part(paths.part(name));
    if (part.get_metadata(schema::kStoreKey) != store.uuid)
      note(out, fmt::format("{} belongs to another archive", name));
    if (part.get_metadata(schema::kIndexerKey) != schema::indexer_signature())
      note(out, fmt::format("{} was made by another version", name));
    const auto marker = schema::parse_marker(part.get_metadata(schema::kMarkerKey));
    if (!marker)
      note(out, fmt::format("{} has no marker", name));
    else if (!schema::has_generation(catalogue, *marker))
      note(out, fmt::format("{} followed another history of this catalogue, or is far behind it", name));
    else if (*marker != last)
      note(out, fmt::format("{} is {} generations behind the catalogue", name, last.gen - marker->gen));
    index.add_database(part);
  }
  return index;
}

void compare_counts(const schema::Connection& catalogue, const Xapian::Database& index, Comparison& out) {
  const schema::Totals totals = schema::count_totals(catalogue);
  const std::int64_t articles = index.get_termfreq(schema::article_type_term());
  const std::int64_t quotes = index.get_termfreq(schema::quote_type_term());
  if (articles != totals.articles - totals.unindexed_articles)
    note(out, fmt::format("{} articles in the index, {} in the catalogue", articles, totals.articles));
  const std::int64_t expected = schema::count_quote_documents(catalogue);
  if (totals.unindexed_articles == 0 && quotes != expected)
    note(out, fmt::format("{} quotes in the index, {} in the catalogue", quotes, expected));
  if (articles + quotes != index.get_doccount())
    note(out, "the index has documents that are neither article nor quote");
}

void check_stores(const schema::ArchivePaths& paths, const schema::Connection& catalogue, Comparison& out) {
  schema::Statement integrity = catalogue.prepare("SELECT integrity_check AS finding FROM pragma_integrity_check");
  while (integrity.step())
    if (const std::string finding = integrity.text("finding"); finding != "ok") note(out, "catalogue: " + finding);
  if (catalogue.integer("SELECT count(*) FROM pragma_foreign_key_check").value_or(0) > 0)
    note(out, "catalogue: a quotation belongs to no article");
  constexpr std::string_view kTallyDiffers =
      "WITH counted AS (SELECT 'language' AS kind, language AS name, count(*) AS count FROM article GROUP BY language"
      " UNION ALL SELECT 'engine', engine, count(*) FROM article GROUP BY engine"
      " UNION ALL SELECT 'quotes', '', count(*) FROM quote WHERE shown),"
      " kept AS (SELECT kind, name, count FROM tally WHERE count <> 0 OR kind = 'quotes')"
      " SELECT (SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)) +"
      " (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted))";
  if (catalogue.integer(kTallyDiffers).value_or(0) > 0) note(out, "catalogue: its counts are not those of its rows");
  for (const std::string& name : schema::read_current(paths))
    if (Xapian::Database::check(paths.part(name), 0, nullptr) != 0) note(out, fmt::format("{} is damaged", name));
}

void compare_article(const schema::CatalogueArticle& row, bool indexable, const Xapian::Database& index,
                     const MakeDocuments& make_documents, Comparison& out) {
  const std::string& uid = row.article.uid;
  const std::string term = schema::value_term(schema::FieldId::Uid, uid);
  std::vector<Xapian::docid> found(index.postlist_begin(term), index.postlist_end(term));
  std::vector<Xapian::Document> expected;
  if (indexable) expected = make_documents(row.article, row.quotes);
  ++out.articles;
  if (found.size() != expected.size()) {
    note(out, fmt::format("article {}: {} documents, {} expected", uid, found.size(), expected.size()));
    return;
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    ++out.documents;
    const Xapian::Document stored = index.get_document(found[i]);
    if (stored.serialise() != expected[i].serialise()) {
      note(out, fmt::format("article {}: document {} is stale", uid, found[i]));
      return;
    }
  }
}

void compare_all(const schema::Connection& catalogue, const Xapian::Database& index, const MakeDocuments& documents,
                 Comparison& out) {
  std::unordered_set<std::string> live;
  schema::Statement rows = catalogue.prepare(
      "SELECT id, uid, uid NOT IN (SELECT article_uid FROM index_error) AS indexable FROM article ORDER BY id");
  while (rows.step()) {
    live.insert(rows.text("uid"));
    const auto row = schema::load_article(catalogue, rows.integer("id"));
    if (row) compare_article(*row, rows.integer("indexable") != 0, index, documents, out);
  }
  const std::string prefix(schema::field(schema::FieldId::Uid).prefix);
  for (auto term = index.allterms_begin(prefix); term != index.allterms_end(prefix); ++term)
    if (const std::string uid = (*term).substr(prefix.size()); !live.contains(uid))
      note(out, fmt::format("article {} is in the index only", uid));
}

template <class F>
Comparison compared(const schema::ArchivePaths& paths, F&& more) {
  Comparison out;
  const schema::Connection catalogue = schema::open_catalogue(paths, schema::OpenMode::ReadOnly);
  try {
    const Xapian::Database index = open_parts(paths, catalogue, out);
    compare_counts(catalogue, index, out);
    more(catalogue, index, out);
  } catch (const Xapian::Error& e) {
    note(out, fmt::format("the index cannot be read: {}", e.get_description()));
  } catch (const schema::Error& e) {
    if (e.code() != schema::ErrorCode::Damaged) throw;
    note(out, e.what());
  }
  return out;
}

}  // namespace

Comparison compare_marks(const schema::ArchivePaths& paths) {
  return compared(paths, [](const auto&, const auto&, auto&) {});
}

Comparison compare_documents(const schema::ArchivePaths& paths, const MakeDocuments& documents) {
  return compared(paths, [&](const schema::Connection& catalogue, const Xapian::Database& index, Comparison& out) {
    check_stores(paths, catalogue, out);
    compare_all(catalogue, index, documents, out);
  });
}

}  // namespace attache::indexer
