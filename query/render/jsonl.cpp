#include "query/render/jsonl.hpp"

#include "query/render/json_values.hpp"
#include "query/search/day_of.hpp"

namespace attache::query {
namespace {

Json speakers_json(const std::vector<schema::Speaker>& speakers) {
  Json out = Json::array();
  for (const auto& speaker : speakers)
    out.push_back({{"id", or_null(speaker.id)},
                   {"name", or_null(speaker.name)},
                   {"class", schema::name_of(speaker.speaker_class)},
                   {"office", or_null(speaker.office)},
                   {"confidence", rounded(speaker.confidence)}});
  return out;
}

Json about_json(const std::vector<About>& about) {
  Json out = Json::array();
  for (const auto& one : about)
    out.push_back({{"topic", one.topic}, {"ring", schema::name_of(one.ring)}, {"evidence", or_null(one.evidence)}});
  return out;
}

}  // namespace

std::string to_jsonl(const Hit& hit) {
  const auto& stored = hit.quote;
  const auto& quote = stored.quote;
  const auto& article = stored.article;
  const auto speaker = quote.speakers.empty() ? schema::Speaker{} : quote.speakers.front();
  return line_of({
      {"id", schema::quote_id(article.uid, stored.ordinal)},
      {"statement", statement_id(stored)},
      {"quote", stored.content},
      {"kind", schema::name_of(quote.kind)},
      {"speaker", or_null(speaker.name)},
      {"speaker_id", or_null(speaker.id)},
      {"speaker_class", schema::name_of(speaker.speaker_class)},
      {"speakers", speakers_json(quote.speakers)},
      {"according_to", or_null(quote.according_to)},
      {"source", stored.source},
      {"cue", stored.cue},
      {"act", schema::name_of(quote.act)},
      {"factuality", schema::name_of(quote.factuality)},
      {"to", or_null(quote.to)},
      {"said", or_null(day_of(stored))},
      {"about", about_json(hit.about)},
      {"confidence", rounded(quote.confidence)},
      {"unsure", hit.unsure},
      {"reason", quote.reason},
      {"context", stored.context},
      {"content", spans_json(stored.content_points)},
      {"article",
       {{"id", article.uid},
        {"file", schema::escape_path(article.file)},
        {"place", or_null(article.place)},
        {"sha256", article.sha256},
        {"title", article.title},
        {"outlet", or_null(article.outlet)},
        {"published", or_null(article.published)},
        {"url", or_null(article.url)},
        {"agency", or_null(article.agency)},
        {"cluster", article.cluster.empty() ? article.uid : article.cluster},
        {"copy", or_null(schema::name_in(schema::kCopies, article.copy))}}},
  });
}

std::string to_jsonl(const FoundArticle& found) {
  const auto& stored = found.article;
  const auto& article = stored.article;
  const auto& relations = stored.relations;
  return line_of({{"id", stored.uid},
                  {"title", article.title},
                  {"outlet", or_null(article.outlet)},
                  {"published", or_null(article.published)},
                  {"language", or_null(article.language)},
                  {"url", or_null(article.url)},
                  {"file", schema::escape_path(article.provenance.file)},
                  {"place", or_null(article.provenance.place)},
                  {"quotes", stored.quotes},
                  {"snippet", found.snippet},
                  {"status", schema::name_in(schema::kArticleStatuses, schema::status_of(stored))},
                  {"version", or_null(article.version)},
                  {"supersedes", or_null(relations.supersedes)},
                  {"superseded_by", or_null(relations.superseded_by)},
                  {"duplicate_of", or_null(relations.duplicate_of)},
                  {"cluster", relations.cluster.empty() ? stored.uid : relations.cluster},
                  {"copy", or_null(schema::name_in(schema::kCopies, relations.copy))},
                  {"agency", or_null(article.agency)}});
}

}  // namespace attache::query
