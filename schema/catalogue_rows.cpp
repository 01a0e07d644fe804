#include "schema/catalogue_rows.hpp"

#include <fmt/format.h>

#include "schema/error.hpp"
#include "schema/zstd_frame.hpp"

namespace attache::schema {
namespace {

// A frame that claims more is damage: the largest text a reader passes on is far below.
constexpr unsigned long long kMaxTextBytes = 1ull << 30;
constexpr std::int64_t kSchemaWithRelations = 4;  // a catalogue read as it is may be older

void bind_date(Statement& statement, int index, const std::optional<Date>& date) {
  if (date)
    statement.bind(index, to_string(*date));
  else
    statement.bind_null(index);
}

std::optional<Date> date_column(const Statement& row, std::string_view column) {
  return row.is_null(column) ? std::nullopt : parse_date(row.text(column));
}

template <class E, std::size_t N>
E value_column(const Statement& row, const std::array<NamedValue<E>, N>& table, std::string_view column) {
  const std::string name = row.text(column);
  if (const auto value = value_of(table, name)) return *value;
  throw Error(ErrorCode::Damaged, fmt::format("column {} has the unknown value '{}'", column, name));
}

std::string span_column(Span span) { return spans_to_json({span}); }
Span span_from_column(const std::string& json) {
  const auto spans = spans_from_json(json);
  return spans.empty() ? Span{} : spans.front();
}

CatalogueArticle article_row(const Statement& row) {
  CatalogueArticle out;
  out.gen = row.integer("gen");
  out.article.id = row.integer("id");
  out.article.uid = row.text("uid");
  out.article.engine = row.text("engine");
  Article& article = out.article.article;
  article.text = decompress_text(row.blob("text"));
  article.blocks = blocks_from_json(row.text("blocks"));
  for (const ArticleText& text : kArticleTexts)
    if (row.has_column(text.name)) article.*text.member = row.text(text.name);  // a catalogue read as it is may be older
  if (row.has_column("status")) article.status = value_column(row, kPublicationStatuses, "status");
  article.published = date_column(row, "published");
  article.updated = date_column(row, "updated");
  article.words = static_cast<std::uint32_t>(row.integer("words"));
  article.replaced_bytes = static_cast<std::uint32_t>(row.integer("replaced_bytes"));
  article.provenance = {row.blob("file"), row.text("place"), row.text("sha256")};
  return out;
}

Quote quote_row(const Statement& row) {
  return {spans_from_json(row.text("content")),
          spans_from_json(row.text("cue")),
          spans_from_json(row.text("source")),
          row.integer("shown") != 0,
          value_column(row, kQuoteKinds, "kind"),
          value_column(row, kActs, "act"),
          value_column(row, kFactualities, "factuality"),
          speakers_from_json(row.text("speakers")),
          row.text("according_to"),
          row.text("addressee"),
          row.real("confidence"),
          row.text("reason"),
          topics_from_json(row.text("topics")),
          span_from_column(row.text("context")),
          span_from_column(row.text("lead_in"))};
}

InputRow input_row(const Statement& row) {
  return {row.blob("file"),
          row.text("place"),
          row.integer("size"),
          row.integer("mtime_ns"),
          row.text("sha256"),
          row.text("state") == "failed" ? InputRow::State::Failed : InputRow::State::Read,
          row.text("reason"),
          row.text("engine"),
          row.integer("articles")};
}

// Puts a row in place of the one with its uid. Its parameters: uid and the other columns of `own` in their order, then those of
// kArticleTexts.
const std::string& upsert_sql() {
  static const std::string sql = [] {
    std::vector<std::string_view> own{"uid",   "file",           "place", "sha256", "status", "published", "updated",
                                      "words", "replaced_bytes", "text",  "blocks", "engine", "gen"};
    for (const ArticleText& text : kArticleTexts) own.push_back(text.name);
    std::string values;
    std::string updates;
    for (std::size_t i = 0; i < own.size(); ++i) {
      values += fmt::format("{}?{}", i == 0 ? "" : ", ", i + 1);
      if (i > 0) updates += fmt::format("{}{} = ?{}", i == 1 ? "" : ", ", own[i], i + 1);
    }
    return fmt::format("INSERT INTO article ({}) VALUES ({}) ON CONFLICT (uid) DO UPDATE SET {} RETURNING id", fmt::join(own, ", "),
                       values, updates);
  }();
  return sql;
}

void store_quotes(const Connection& catalogue, std::int64_t article_id, const std::vector<Quote>& quotes,
                  std::int64_t gen) {
  Statement insert = catalogue.prepare(
      "INSERT INTO quote (article_id, ordinal, shown, kind, act, factuality, content, cue, source, speakers, "
      "according_to,"
      " addressee, confidence, reason, topics, context, lead_in, gen)"
      " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18)");
  Statement speaker = catalogue.prepare(
      "INSERT INTO speaker (id, name, class) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE length(excluded.name) > length(name)");
  for (std::size_t ordinal = 0; ordinal < quotes.size(); ++ordinal) {
    const Quote& quote = quotes[ordinal];
    insert.bind(1, article_id)
        .bind(2, static_cast<std::int64_t>(ordinal))
        .bind(3, std::int64_t{quote.shown})
        .bind(4, name_of(quote.kind))
        .bind(5, name_of(quote.act))
        .bind(6, name_of(quote.factuality))
        .bind(7, spans_to_json(quote.content))
        .bind(8, spans_to_json(quote.cue))
        .bind(9, spans_to_json(quote.source))
        .bind(10, speakers_to_json(quote.speakers))
        .bind(11, quote.according_to)
        .bind(12, quote.to)
        .bind(13, quote.confidence)
        .bind(14, quote.reason)
        .bind(15, topics_to_json(quote.topics))
        .bind(16, span_column(quote.context))
        .bind(17, span_column(quote.lead_in))
        .bind(18, gen)
        .run();
    for (const Speaker& who : quote.speakers) {
      if (who.id.empty()) continue;
      speaker.bind(1, who.id).bind(2, who.name).bind(3, name_of(who.speaker_class)).run();
    }
  }
}

}  // namespace

std::optional<CatalogueArticle> load_article(const Connection& catalogue, std::int64_t id) {
  Statement article = catalogue.prepare("SELECT * FROM article WHERE id = ?1");
  if (!article.bind(1, id).step()) return std::nullopt;
  CatalogueArticle out = article_row(article);
  if (catalogue.integer("PRAGMA user_version").value_or(0) >= kSchemaWithRelations) out.article.relations = load_relations(catalogue, id);
  Statement quote = catalogue.prepare("SELECT * FROM quote WHERE article_id = ?1 ORDER BY ordinal");
  quote.bind(1, id);
  while (quote.step()) {
    if (quote.integer("ordinal") != static_cast<std::int64_t>(out.quotes.size()))
      throw Error(ErrorCode::Damaged, fmt::format("article {}: a quotation is missing from the catalogue", id));
    out.quotes.push_back(quote_row(quote));
    out.article.quotes += out.quotes.back().shown;
  }
  return out;
}

Relations load_relations(const Connection& catalogue, std::int64_t id) {
  Statement row = catalogue.prepare("SELECT * FROM relation WHERE article_id = ?1");
  if (!row.bind(1, id).step()) return {};
  return {row.text("supersedes"), row.text("superseded_by"), row.text("duplicate_of"), row.text("cluster"),
          value_column(row, kCopies, "copy")};
}

std::optional<std::int64_t> article_id_of(const Connection& catalogue, std::string_view uid) {
  Statement find = catalogue.prepare("SELECT id FROM article WHERE uid = ?1");
  if (!find.bind(1, uid).step()) return std::nullopt;
  return find.integer("id");
}

CatalogueArticle store_article(const Connection& catalogue, Article article, std::string_view engine,
                               std::vector<Quote> quotes, std::int64_t gen) {
  std::string uid = article_uid(article.provenance);
  Statement upsert = catalogue.prepare(upsert_sql());
  int at = 0;
  upsert.bind(++at, uid);
  upsert.bind_blob(++at, article.provenance.file);
  upsert.bind(++at, article.provenance.place);
  upsert.bind(++at, article.provenance.sha256);
  upsert.bind(++at, name_in(kPublicationStatuses, article.status));
  bind_date(upsert, ++at, article.published);
  bind_date(upsert, ++at, article.updated);
  upsert.bind(++at, std::int64_t{article.words});
  upsert.bind(++at, std::int64_t{article.replaced_bytes});
  upsert.bind_blob(++at, compress_text(article.text));
  upsert.bind(++at, blocks_to_json(article.blocks));
  upsert.bind(++at, engine);
  upsert.bind(++at, gen);
  for (const ArticleText& text : kArticleTexts) upsert.bind(++at, article.*text.member);
  upsert.step();
  const std::int64_t id = upsert.integer("id");
  upsert.run();
  catalogue.prepare("DELETE FROM quote WHERE article_id = ?1").bind(1, id).run();
  catalogue.prepare("DELETE FROM tombstone WHERE uid = ?1").bind(1, uid).run();
  catalogue.prepare("DELETE FROM index_error WHERE article_uid = ?1").bind(1, uid).run();
  if (!quotes.empty()) store_quotes(catalogue, id, quotes, gen);
  const auto shown = static_cast<std::uint32_t>(count_shown(quotes));
  return {{id, std::move(uid), std::string(engine), shown, std::move(article), {}}, std::move(quotes), gen};
}

bool remove_article(const Connection& catalogue, std::string_view uid, std::int64_t gen) {
  catalogue.prepare("DELETE FROM article WHERE uid = ?1").bind(1, uid).run();
  if (catalogue.changes() == 0) return false;
  catalogue.prepare("DELETE FROM index_error WHERE article_uid = ?1").bind(1, uid).run();
  catalogue.prepare("INSERT INTO tombstone (uid, gen) VALUES (?1, ?2) ON CONFLICT (uid) DO UPDATE SET gen = ?2")
      .bind(1, uid)
      .bind(2, gen)
      .run();
  return true;
}

void purge_tombstones(const Connection& catalogue, std::int64_t settled) {
  catalogue.prepare("DELETE FROM tombstone WHERE gen <= ?1").bind(1, settled).run();
  if (catalogue.changes() > 0) catalogue.prepare("DELETE FROM generation WHERE gen < ?1").bind(1, settled).run();
}

std::optional<InputRow> load_input(const Connection& catalogue, std::string_view file) {
  Statement find = catalogue.prepare("SELECT * FROM input WHERE file = ?1 AND place = ''");
  if (!find.bind_blob(1, file).step()) return std::nullopt;
  return input_row(find);
}

void store_input(const Connection& catalogue, const InputRow& row, std::int64_t gen) {
  catalogue
      .prepare(
          "INSERT OR REPLACE INTO input (file, place, size, mtime_ns, sha256, state, reason, engine, articles, gen)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
      .bind_blob(1, row.file)
      .bind(2, row.place)
      .bind(3, row.size)
      .bind(4, row.mtime_ns)
      .bind(5, row.sha256)
      .bind(6, std::string_view(row.state == InputRow::State::Failed ? "failed" : "read"))
      .bind(7, row.reason)
      .bind(8, row.engine)
      .bind(9, row.articles)
      .bind(10, gen)
      .run();
}

std::vector<InputRow> failed_inputs(const Connection& catalogue) {
  std::vector<InputRow> out;
  Statement find = catalogue.prepare("SELECT * FROM input WHERE state = 'failed' ORDER BY file, place");
  while (find.step()) out.push_back(input_row(find));
  return out;
}

std::string compress_text(std::string_view text) { return zstd_frame(text); }

std::string decompress_text(std::string_view blob) {
  if (auto text = zstd_unpacked(blob, kMaxTextBytes)) return *std::move(text);
  throw Error(ErrorCode::Damaged, "the text of an article cannot be unpacked");
}

}  // namespace attache::schema
