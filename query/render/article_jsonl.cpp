#include "query/render/article_jsonl.hpp"

#include "query/render/json_values.hpp"

namespace attache::query {
namespace {

Json quote_json(const schema::StoredArticle& article, const schema::StoredQuote& stored) {
  const auto& quote = stored.quote;
  const auto speaker = quote.speakers.empty() ? schema::Speaker{} : quote.speakers.front();
  return {{"id", schema::quote_id(article.uid, stored.ordinal)},
          {"quote", stored.content},
          {"kind", schema::name_of(quote.kind)},
          {"speaker", or_null(speaker.name)},
          {"speaker_id", or_null(speaker.id)},
          {"speaker_class", schema::name_of(speaker.speaker_class)},
          {"source", stored.source},
          {"cue", stored.cue},
          {"act", schema::name_of(quote.act)},
          {"factuality", schema::name_of(quote.factuality)},
          {"to", or_null(quote.to)},
          {"confidence", rounded(quote.confidence)},
          {"reason", quote.reason},
          {"content", spans_json(stored.content_points)}};
}

}  // namespace

std::string to_jsonl(const schema::StoredArticle& stored, const std::vector<schema::StoredQuote>& quotes) {
  const schema::Article& article = stored.article;
  Json out{{"id", stored.uid}};
  for (const auto& text : schema::kArticleTexts) out[std::string(text.name)] = or_null(article.*text.member);
  out["status"] = schema::name_in(schema::kArticleStatuses, schema::status_of(stored));
  const schema::Relations& relations = stored.relations;
  out["supersedes"] = or_null(relations.supersedes);
  out["superseded_by"] = or_null(relations.superseded_by);
  out["duplicate_of"] = or_null(relations.duplicate_of);
  out["cluster"] = relations.cluster.empty() ? stored.uid : relations.cluster;
  out["copy"] = or_null(schema::name_in(schema::kCopies, relations.copy));
  out["published"] = or_null(article.published);
  out["updated"] = or_null(article.updated);
  out["words"] = article.words;
  out["engine"] = stored.engine;
  out["file"] = schema::escape_path(article.provenance.file);
  out["place"] = or_null(article.provenance.place);
  out["sha256"] = article.provenance.sha256;
  const schema::CodePoints points(article.text);
  Json& blocks = out["blocks"] = Json::array();
  for (const auto& block : article.blocks) {
    const schema::Span span = points.of(block.span);
    blocks.push_back({{"kind", schema::name_in(schema::kBlockKinds, block.kind)},
                      {"text", schema::text_of(article.text, block.span)},
                      {"span", {span.begin, span.end}}});
  }
  Json& said = out["quotes"] = Json::array();
  for (const auto& quote : quotes) said.push_back(quote_json(stored, quote));
  return line_of(out);
}

}  // namespace attache::query
