#include "tests/crash/full_scan.hpp"

#include <map>
#include <set>

#include <fmt/format.h>
#include <xapian.h>

#include "schema/catalogue_rows.hpp"
#include "schema/document_record.hpp"
#include "schema/error.hpp"
#include "schema/terms.hpp"

namespace attache::tests {
namespace {

using namespace schema;

constexpr std::size_t kDetails = 20;

struct Met {
  int article_documents = 0;
  std::map<std::uint32_t, int> quote_documents;  // by ordinal
};

class Scan {
 public:
  explicit Scan(const ArchivePaths& paths) : catalogue_(open_catalogue(paths, OpenMode::ReadOnly)) {
    result_.marker_is_last = true;
    const auto names = read_current(paths);
    if (names.empty()) throw Error(ErrorCode::Damaged, "no index");
    for (const auto& name : names) {
      const Xapian::Database part(paths.part(name));
      result_.marker_is_last &= parse_marker(part.get_metadata(kMarkerKey)) == last_generation(catalogue_);
      index_.add_database(part);
    }
  }

  ScanResult run() {
    read_rows();
    for (auto at = index_.postlist_begin(""); at != index_.postlist_end(""); ++at) look_at(index_.get_document(*at));
    for (const auto& [uid, row] : rows_) look_for_missing(uid, row);
    return result_;
  }

 private:
  void differ(std::int64_t& count, const std::string& what) {
    ++count;
    if (result_.details.size() < kDetails) result_.details.push_back(what);
  }

  void read_rows() {
    Statement set_aside = catalogue_.prepare("SELECT article_uid FROM index_error");
    while (set_aside.step()) set_aside_.insert(set_aside.text("article_uid"));
    Statement ids = catalogue_.prepare("SELECT id, uid FROM article");
    while (ids.step()) {
      ++result_.articles;
      const std::string uid = ids.text("uid");
      if (!set_aside_.contains(uid)) rows_.emplace(uid, *load_article(catalogue_, ids.integer("id")));
    }
  }

  void look_at(const Xapian::Document& document) {
    ++result_.documents;
    const std::string uid = document.get_value(field(FieldId::Uid).slot);
    const auto row = rows_.find(uid);
    if (row == rows_.end()) return differ(result_.ghost, "ghost: " + uid);
    std::set<std::string> terms(document.termlist_begin(), document.termlist_end());
    if (!terms.contains("Q" + uid)) differ(result_.stale, "no unique term: " + uid);
    if (terms.contains("XTYPEarticle"))
      look_at_article(document, terms, row->second);
    else if (terms.contains("XTYPEquote"))
      look_at_quote(document, terms, row->second);
    else
      differ(result_.ghost, "neither article nor quote: " + uid);
  }

  void look_at_article(const Xapian::Document& document, const std::set<std::string>& terms,
                       const CatalogueArticle& row) {
    const std::string& uid = row.article.uid;
    if (++met_[uid].article_documents > 1) differ(result_.doubled, "article twice: " + uid);
    if (article_of(document) != row.article) differ(result_.stale, "article: " + uid);
    for (const Block& block : row.article.article.blocks) check_words(terms, row.article.article, block.span, uid);
  }

  void look_at_quote(const Xapian::Document& document, const std::set<std::string>& terms,
                     const CatalogueArticle& row) {
    const std::string& uid = row.article.uid;
    const StoredQuote stored = quote_of(document);
    const std::string name = quote_id(uid, stored.ordinal);
    if (++met_[uid].quote_documents[stored.ordinal] > 1) differ(result_.doubled, "quote twice: " + name);
    if (stored.ordinal >= row.quotes.size() || !schema::is_indexed(row.quotes[stored.ordinal]))
      return differ(result_.ghost, "quote without row: " + name);
    const Quote& quote = row.quotes[stored.ordinal];
    const std::string& text = row.article.article.text;
    if (stored.quote != quote || stored.article != reference_to(row.article) ||
        stored.content != text_of(text, quote.content))
      differ(result_.stale, "quote: " + name);
    for (const Span span : quote.content) check_words(terms, row.article.article, span, name);
  }

  void check_words(const std::set<std::string>& terms, const Article& article, Span span, const std::string& name) {
    const Stemmer& stemmer = stemmers_.try_emplace(stemming_of_article(article.language), stemming_of_article(article.language)).first->second;
    for (const Word& word : words_of(article.text, span)) {
      if (terms.contains(word_term(FieldId::Text, word.folded, stemmer))) continue;
      return differ(result_.stale, "word '" + word.folded + "' not a term: " + name);
    }
  }

  void look_for_missing(const std::string& uid, const CatalogueArticle& row) {
    const Met& met = met_[uid];
    if (met.article_documents == 0) differ(result_.missing, "article: " + uid);
    for (std::uint32_t ordinal = 0; ordinal < row.quotes.size(); ++ordinal)
      if (schema::is_indexed(row.quotes[ordinal]) && !met.quote_documents.contains(ordinal))
        differ(result_.missing, "quote: " + quote_id(uid, ordinal));
  }

  Connection catalogue_;
  Xapian::Database index_;
  std::map<Stemming, Stemmer> stemmers_;
  std::set<std::string> set_aside_;
  std::map<std::string, CatalogueArticle> rows_;
  std::map<std::string, Met> met_;
  ScanResult result_;
};

}  // namespace

std::string to_string(const ScanResult& result) {
  std::string out = fmt::format("{} articles, {} documents: {} missing, {} stale, {} ghosts, {} doubled, marker {}",
                                result.articles, result.documents, result.missing, result.stale, result.ghost,
                                result.doubled, result.marker_is_last ? "is the last" : "is behind");
  for (const auto& detail : result.details) out += "\n  " + detail;
  return out;
}

ScanResult full_scan(const ArchivePaths& paths) { return Scan(paths).run(); }

}  // namespace attache::tests
