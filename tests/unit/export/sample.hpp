// Records with the same text in every field, and what a writer makes of records.
#pragma once

#include <string>
#include <vector>

#include "query/export/writer.hpp"

namespace attache::test {

// A quotation of "Talks end in Orme" whose words are `text`, and every other text of it too where `everywhere`.
inline query::Hit quotation(const std::string& text, bool everywhere = false) {
  query::Hit out;
  const auto of = [&](const char* plain) { return everywhere ? text : std::string(plain); };
  auto& stored = out.quote;
  stored.content = text;
  stored.content_points = {{10, 14}, {20, 26}};
  stored.quote.content = {{10, 14}, {20, 26}};
  stored.ordinal = 4;
  stored.engine = of("rules-1");
  stored.cue = of("said");
  stored.source = of("the minister");
  stored.context = of("The minister said so.");
  stored.quote.speakers = {{of("n:mara tolk"), of("Mara Tolk"), schema::SpeakerClass::Person, of("foreign minister of Ostria"), {}, 0.97},
                           {"", "", schema::SpeakerClass::Unnamed, "", {}, 0.5}};
  stored.quote.confidence = 0.93125;
  stored.quote.to = of("reporters");
  stored.quote.according_to = of("");
  stored.quote.reason = of("“the minister” ← “Mara Tolk”");
  stored.article.uid = std::string(32, 'a');
  stored.article.file = of("/cuttings/a.txt");
  stored.article.place = of("row 17");
  stored.article.sha256 = of("5e0b");
  stored.article.title = of("Talks end in Orme");
  stored.article.outlet = of("Halmere Press");
  stored.article.url = of("https://example.org/1");
  stored.article.language = of("en");
  stored.article.agency = of("Corran Wire");
  stored.article.published = schema::make_date(2021, 12, 2);
  out.who = of("name");
  out.about = {{of("Nato"), schema::Ring::Referred, of("the alliance"), {}}};
  return out;
}

inline query::FoundArticle article(const std::string& text, bool everywhere = false) {
  query::FoundArticle out;
  const auto of = [&](const char* plain) { return everywhere ? text : std::string(plain); };
  out.article.uid = std::string(32, 'b');
  out.article.engine = of("rules-1");
  out.article.quotes = 6;
  out.snippet = of("… the talks ended …");
  auto& one = out.article.article;
  for (const auto& member : schema::kArticleTexts) one.*member.member = everywhere ? text : "";
  one.title = text;
  one.byline = of("Ada Okoye");
  one.outlet = of("Halmere Press");
  one.url = of("https://example.org/2");
  one.published_at = "2021-12";
  one.updated_at = "";
  one.provenance = {of("/cuttings/b.txt"), of(""), of("77aa")};
  out.article.relations.cluster = of("");
  return out;
}

// What the format makes of the records. `options`: their kind is set here.
template <class Record>
std::string written(query::WriterOptions options, const std::vector<Record>& records, const query::Summary* summary = nullptr) {
  options.kind = query::FieldTable<Record>::kKind;
  if (options.columns.empty()) options.columns = query::columns_for(options.format, options.kind);
  std::string out;
  const auto writer = query::make_writer(options, [&out](std::string_view bytes) { out += bytes; });
  writer->begin();
  for (const auto& record : records) {
    std::vector<query::Json> values;
    for (const auto& column : options.columns) values.push_back(query::FieldTable<Record>::fields()[column.place].value(record));
    writer->row(std::move(values));
  }
  writer->end(summary);
  return out;
}

// The same with these fields.
template <class Record>
std::string written(query::Format format, std::string_view fields, const std::vector<Record>& records, const query::Summary* summary = nullptr) {
  query::WriterOptions options;
  options.format = format;
  options.chosen = true;
  options.columns = *query::chosen_columns(query::FieldTable<Record>::kKind, fields);
  return written(std::move(options), records, summary);
}

// A text that breaks formats, of `state`, which it changes: bytes of any kind, with those more often that mean something somewhere.
inline std::string odd_text(std::uint32_t& state, std::size_t most = 12) {
  static const std::vector<std::string> pieces{"=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "\"", "'", ",", ";", "\\", "{", "}", "%", "$", "&", "#", "_", "~", "^",
                                               "<", ">", "|", "*", "[", "]", "(", ")", "`", "!", "1.", "x", "é", "\xEF\xBC\x9D", "\xEF\xBC\xA0", "\xE2\x80\xA8",
                                               "\xE2\x80\xAE", "\xEF\xBF\xBF", "\xC2\x85", "\xF0\x9F\x95\x8A", "ER  - ", "http://a.b", "]]>", "-->", "{{x}}", " "};
  const auto next = [&state] { return (state = state * 1664525 + 1013904223) >> 8; };
  std::string out;
  for (std::size_t left = next() % (most + 1); left > 0; --left) {
    if (next() % 4 == 0)
      out += static_cast<char>(next());
    else
      out += pieces[next() % pieces.size()];
  }
  return out;
}

}  // namespace attache::test
