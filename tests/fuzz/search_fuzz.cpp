// Queries of any bytes, carried out on articles and on quotations: each is refused with its column, or counts what it lists; whatever it
// finds can be shown. The same bytes as a file of synonyms are read or refused with their line.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "query/language/read.hpp"
#include "query/search/article_search.hpp"
#include "query/search/quote_filter.hpp"
#include "query/search/synonyms.hpp"
#include "schema/index_document.hpp"
#include "schema/terms.hpp"

namespace {

using namespace attache;

void check(bool holds) {
  if (!holds) std::abort();
}

// Articles in three languages, one with a quotation.
Xapian::WritableDatabase small_index() {
  Xapian::WritableDatabase index("", Xapian::DB_BACKEND_INMEMORY);
  std::int64_t id = 0;
  for (const std::string text : {"Talks in Orme\n\nThe Dorrin talks failed. Sluices stay shut, he said, and the talks end.",
                                 "Sanctions\n\nSanctions on Vardania rose; a sanction fell.", "Ships\n\nThe SHIPS, the ship's mate said “we sail on.”",
                                 "Navires\n\nLes sanctions frappent les navires. Le navire est arrivé, les sluices aussi.",
                                 "Gespräche\n\nDie Gespräche in Orme: ein Gespräch über Sanctions."}) {
    schema::StoredArticle stored;
    stored.id = ++id;
    auto& article = stored.article;
    article.provenance.file = "/news/" + std::to_string(id);
    stored.uid = schema::article_uid(article.provenance);
    article.text = text;
    const auto border = static_cast<std::uint32_t>(text.find("\n\n"));
    article.title = text.substr(0, border);
    article.published = schema::make_date(2021, 5, static_cast<int>(id));
    article.words = 12;
    if (id > 3) article.language = id == 4 ? "fr" : "de";
    article.blocks = {{schema::BlockKind::Headline, {0, border}}, {schema::BlockKind::Paragraph, {border + 2, static_cast<std::uint32_t>(text.size())}}};
    std::vector<schema::Quote> quotes;
    if (id == 1) {
      schema::Quote quote;
      quote.content = {{border + 27, border + 45}};
      quote.speakers = {{"p:sergey-lavrov", "Sergey Lavrov", schema::SpeakerClass::Person, "", {}, 0.9}};
      quote.confidence = 0.9;
      quotes.push_back(quote);
    }
    for (const auto& document : schema::IndexDocuments(schema::Names::builtin()).documents_of(stored, quotes)) index.add_document(document);
  }
  return index;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Xapian::WritableDatabase index = small_index();
  static const schema::Totals totals;
  static const std::vector<std::string> languages = schema::languages_of(index);
  static const std::vector<schema::IndexPart> parts{{index, languages}};
  const schema::IndexView view{index, totals, languages, parts};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto& names = schema::Names::builtin();
  const auto synonyms = query::Synonyms::read(text, "words");
  check(synonyms || synonyms.error().place.starts_with("words, line "));
  const auto reading = query::read_native(text, *schema::make_date(2022, 6, 1));
  if (!reading) return 0;
  const auto asked = synonyms ? synonyms->widened(reading->expression, query::Languages(languages)) : reading->expression;
  const auto search = query::ArticleSearch::of(view, asked, text, {}, names);
  check(search || search.error().place.starts_with("column "));
  if (search) {
    const auto found = search->find(query::Order::Relevance);
    check(found.count == found.documents.size() && search->count() == found.count);
    auto by_day = search->find(query::Order::Day).documents, best = found.documents;
    std::sort(by_day.begin(), by_day.end());
    std::sort(best.begin(), best.end());
    check(by_day == best);
    for (const auto document : found.documents) {
      const auto shown = search->load(document, query::KwicOptions{20, size % 2 == 0});
      for (const auto span : shown.lit) check(span.begin < span.end && span.end <= shown.snippet.size());
    }
    if (found.documents.empty()) query::why_nothing(view, asked, {}, names);
  }
  const auto quotes = query::expression_query(view, asked, query::Target::Quotes, names, text);
  check(quotes || quotes.error().place.starts_with("column "));
  if (quotes) query::matching(index, quotes->query);
  return 0;
}
