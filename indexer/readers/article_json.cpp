#include "indexer/readers/article_json.hpp"

#include <nlohmann/json.hpp>

#include "schema/span.hpp"

namespace attache::indexer {
namespace {

using Json = nlohmann::ordered_json;

Json day(const std::optional<schema::Date>& date) { return date ? Json(schema::to_string(*date)) : Json(nullptr); }

}  // namespace

std::string to_json(const schema::Article& article) {
  const schema::CodePoints points(article.text);
  Json out{{"file", article.provenance.file}, {"place", article.provenance.place}, {"sha256", article.provenance.sha256}};
  for (const schema::ArticleText& text : schema::kArticleTexts) out[std::string(text.name)] = article.*text.member;
  out["status"] = schema::name_in(schema::kPublicationStatuses, article.status);
  out["published"] = day(article.published);
  out["updated"] = day(article.updated);
  out["words"] = article.words;
  out["replaced_bytes"] = article.replaced_bytes;
  out["text"] = article.text;
  Json& blocks = out["blocks"] = Json::array();
  for (const schema::Block& block : article.blocks)
    blocks.push_back({schema::name_in(schema::kBlockKinds, block.kind), points.at(block.span.begin), points.at(block.span.end)});
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace attache::indexer
