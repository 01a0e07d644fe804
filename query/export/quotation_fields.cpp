#include <fmt/format.h>

#include "query/answer/answer.hpp"
#include "query/export/fields.hpp"
#include "query/export/flat.hpp"
#include "query/render/speaker_line.hpp"
#include "query/render/web_link.hpp"
#include "query/search/day_of.hpp"

namespace attache::query {
namespace {

using T = FieldType;

const schema::Speaker& first_speaker(const Hit& hit) {
  static const schema::Speaker nobody;
  return hit.quote.quote.speakers.empty() ? nobody : hit.quote.quote.speakers.front();
}

Json speakers_json(const Hit& hit) {
  Json out = Json::array();
  for (const auto& speaker : hit.quote.quote.speakers)
    out.push_back({{"id", or_null(speaker.id)},
                   {"name", or_null(speaker.name)},
                   {"class", schema::name_of(speaker.speaker_class)},
                   {"office", or_null(speaker.office)},
                   {"confidence", rounded(speaker.confidence)}});
  return out;
}

Json about_json(const Hit& hit) {
  Json out = Json::array();
  for (const auto& one : hit.about)
    out.push_back({{"topic", one.topic}, {"ring", schema::name_of(one.ring)}, {"evidence", or_null(one.evidence)}});
  return out;
}

std::string flat_speakers(const Json& value) {
  return flat_list(value, [](const Json& one) {
    return one["name"].is_null() ? fmt::format("({})", one["class"].get<std::string>()) : one["name"].get<std::string>();
  });
}

std::string flat_about(const Json& value) {
  return flat_list(value, [](const Json& one) {
    const auto evidence = one["evidence"].is_null() ? "" : ": " + one["evidence"].get<std::string>();
    return fmt::format("{} ({}{})", one["topic"].get<std::string>(), one["ring"].get<std::string>(), evidence);
  });
}

std::string flat_spans(const Json& value) {
  return flat_list(value, [](const Json& one) { return one[0].dump() + "-" + one[1].dump(); });
}

Json point(const Hit& hit, bool first) {
  const auto& points = hit.quote.content_points;
  if (points.empty()) return nullptr;
  return first ? points.front().begin : points.back().end;
}

constexpr auto kFields = std::to_array<FieldOf<Hit>>({
    {{"id", "", T::Text, true, "0f3a….4", "identifier of the quotation, as show takes it"},
     [](const Hit& h) { return Json(schema::quote_id(h.quote.article.uid, h.quote.ordinal)); }},
    {{"statement", "", T::Text, true, "pb2d61c07e4f8a35", "the same for the same words by the same speaker, in whatever article"},
     [](const Hit& h) { return Json(statement_id(h.quote)); }},
    {{"quote", "", T::Text, true, "“We shall not sign”", "what was said, as printed; stretches joined by \" … \""},
     [](const Hit& h) { return Json(h.quote.content); }},
    {{"kind", "", T::Text, true, "direct", "direct, mixed or indirect"},
     [](const Hit& h) { return Json(schema::name_of(h.quote.quote.kind)); }},
    {{"speaker", "", T::Text, true, "Mara Tolk", "name of the likeliest speaker; nothing for unnamed and unknown ones"},
     [](const Hit& h) { return or_null(first_speaker(h).name); }},
    {{"speaker_id", "", T::Text, true, "n:mara tolk", "the same for the same speaker in every article"},
     [](const Hit& h) { return or_null(first_speaker(h).id); }},
    {{"speaker_class", "", T::Text, true, "person", "person, office, collective, unnamed or unknown"},
     [](const Hit& h) { return Json(schema::name_of(first_speaker(h).speaker_class)); }},
    {{"speakers", "", T::List, true, "Mara Tolk; Ivo Renn", "all speakers of a joint statement: id, name, class, office, confidence; in a cell their "
      "names, or the class in brackets", flat_speakers},
     speakers_json},
    {{"according_to", "", T::Text, true, "a readout", "whom the report rests on besides the speaker"},
     [](const Hit& h) { return or_null(h.quote.quote.according_to); }},
    {{"source", "", T::Text, true, "the minister", "the words that name the speaker"}, [](const Hit& h) { return Json(h.quote.source); }},
    {{"cue", "", T::Text, true, "told reporters", "the words that say that it was said"}, [](const Hit& h) { return Json(h.quote.cue); }},
    {{"act", "", T::Text, true, "denies", "what was done by saying it"}, [](const Hit& h) { return Json(schema::name_of(h.quote.quote.act)); }},
    {{"factuality", "", T::Text, true, "said", "said, expected or not said"},
     [](const Hit& h) { return Json(schema::name_of(h.quote.quote.factuality)); }},
    {{"to", "", T::Text, true, "reporters", "who was addressed"}, [](const Hit& h) { return or_null(h.quote.quote.to); }},
    {{"said", "", T::Day, true, "2021-12-02", "day of the quotation: that of its article"}, [](const Hit& h) { return or_null(day_of(h.quote)); }},
    {{"about", "", T::List, true, "Nato (referred: the alliance)", "what was asked about: topic, ring, the words that show it", flat_about},
     about_json},
    {{"confidence", "", T::Number, true, "0.9312", "that words and speaker are right, 0 to 1"},
     [](const Hit& h) { return Json(rounded(h.quote.quote.confidence)); }},
    {{"unsure", "", T::Flag, true, "false", "whether that is below the least confidence asked for"}, [](const Hit& h) { return Json(h.unsure); }},
    {{"reason", "", T::Text, true, "“she” (paragraph 3) ← “Mara Tolk” (paragraph 2)", "the chain from source to speaker"},
     [](const Hit& h) { return Json(h.quote.quote.reason); }},
    {{"context", "", T::Text, true, "She said: “We shall not sign”.", "the sentences around it"}, [](const Hit& h) { return Json(h.quote.context); }},
    {{"content", "", T::List, true, "796-872; 885-974", "places of its stretches, in code points, ends exclusive", flat_spans},
     [](const Hit& h) { return spans_json(h.quote.content_points); }},
    {{"article_id", "article.id", T::Text, true, "0f3a…", "identifier of the article"}, [](const Hit& h) { return Json(h.quote.article.uid); }},
    {{"file", "article.file", T::Text, true, "/cuttings/a.txt", "the file it was read from; odd bytes as %XX"},
     [](const Hit& h) { return Json(schema::escape_path(h.quote.article.file)); }},
    {{"place", "article.place", T::Text, true, "row 17", "where in the file; nothing where the file is one article"},
     [](const Hit& h) { return or_null(h.quote.article.place); }},
    {{"sha256", "article.sha256", T::Text, true, "5e0b…", "of the bytes read"}, [](const Hit& h) { return Json(h.quote.article.sha256); }},
    {{"title", "article.title", T::Text, true, "Talks end in Orme", "headline"}, [](const Hit& h) { return Json(h.quote.article.title); }},
    {{"outlet", "article.outlet", T::Text, true, "Halmere Press", "who published it"}, [](const Hit& h) { return or_null(h.quote.article.outlet); }},
    {{"published", "article.published", T::Day, true, "2021-12-02", "day of the article"}, [](const Hit& h) { return or_null(h.quote.article.published); }},
    {{"url", "article.url", T::Text, true, "https://example.org/1", "its address as it was read, whatever it is"},
     [](const Hit& h) { return or_null(h.quote.article.url); }},
    {{"agency", "article.agency", T::Text, true, "Corran Wire", "whose story it prints, by its credit"}, [](const Hit& h) { return or_null(h.quote.article.agency); }},
    {{"cluster", "article.cluster", T::Text, true, "0f3a…", "the first article with its text, itself where nobody else has it"},
     [](const Hit& h) { return Json(h.quote.article.cluster.empty() ? h.quote.article.uid : h.quote.article.cluster); }},
    {{"copy", "article.copy", T::Text, true, "near", "same or near: how like it is to that text"},
     [](const Hit& h) { return or_null(schema::name_in(schema::kCopies, h.quote.article.copy)); }},
    {{"by", "", T::Text, false, "Mara Tolk, foreign minister of Ostria", "who said it, in words"},
     [](const Hit& h) { return or_null(speaker_line(h.quote)); }},
    {{"office", "", T::Text, false, "foreign minister of Ostria", "the likeliest speaker as the article describes them"},
     [](const Hit& h) { return or_null(first_speaker(h).office); }},
    {{"speaker_confidence", "", T::Number, false, "0.97", "that the likeliest speaker is right, 0 to 1"},
     [](const Hit& h) { return Json(rounded(first_speaker(h).confidence)); }},
    {{"match", "", T::Text, false, "name", "why the speaker is who was asked for"}, [](const Hit& h) { return or_null(h.who); }},
    {{"topic", "", T::Text, false, "Nato", "the first of about"}, [](const Hit& h) { return or_null(h.about.empty() ? "" : std::string_view(h.about[0].topic)); }},
    {{"ring", "", T::Text, false, "referred", "its ring: named, referred, asked or article"},
     [](const Hit& h) { return or_null(h.about.empty() ? "" : schema::name_of(h.about[0].ring)); }},
    {{"evidence", "", T::Text, false, "the alliance", "the words that show it"},
     [](const Hit& h) { return or_null(h.about.empty() ? "" : std::string_view(h.about[0].evidence)); }},
    {{"begin", "", T::Number, false, "796", "where its first stretch begins, in code points"}, [](const Hit& h) { return point(h, true); }},
    {{"end", "", T::Number, false, "974", "where its last stretch ends, exclusive"}, [](const Hit& h) { return point(h, false); }},
    {{"ordinal", "", T::Number, false, "4", "place of the quotation in its article, from 0"}, [](const Hit& h) { return Json(h.quote.ordinal); }},
    {{"language", "", T::Text, false, "en", "language of the article, as a tag"}, [](const Hit& h) { return or_null(h.quote.article.language); }},
    {{"updated", "", T::Day, false, "2021-12-03", "day of the article's last change"}, [](const Hit& h) { return or_null(h.quote.article.updated); }},
    {{"engine", "", T::Text, false, "careful-7", "the reading that found it"}, [](const Hit& h) { return Json(h.quote.engine); }},
    {{"link", "", T::Text, false, "https://example.org/1", "url where it is one of http, https or mailto"},
     [](const Hit& h) { return or_null(web_link(h.quote.article.url)); }},
});

}  // namespace

std::span<const FieldOf<Hit>> FieldTable<Hit>::fields() { return kFields; }

}  // namespace attache::query
