#include "indexer/readers/article_json.hpp"

#include <array>

#include <nlohmann/json.hpp>

#include "schema/span.hpp"

namespace attache::indexer {
namespace {

using Json = nlohmann::ordered_json;

// In the order of BlockKind and of PublicationStatus.
constexpr std::array<const char*, 8> kBlockKinds{"headline", "standfirst", "byline", "dateline", "paragraph", "caption", "credit", "stamp"};
constexpr std::array<const char*, 3> kStatuses{"usable", "withheld", "canceled"};

Json day(const std::optional<schema::Date>& date) { return date ? Json(schema::to_string(*date)) : Json(nullptr); }

}  // namespace

std::string to_json(const schema::Article& article) {
  const schema::CodePoints points(article.text);
  Json blocks = Json::array();
  for (const schema::Block& block : article.blocks)
    blocks.push_back({kBlockKinds.at(static_cast<std::size_t>(block.kind)), points.at(block.span.begin), points.at(block.span.end)});
  const Json out{{"file", article.provenance.file},
                 {"place", article.provenance.place},
                 {"sha256", article.provenance.sha256},
                 {"title", article.title},
                 {"standfirst", article.standfirst},
                 {"byline", article.byline},
                 {"outlet", article.outlet},
                 {"section", article.section},
                 {"dateline", article.dateline},
                 {"language", article.language},
                 {"url", article.url},
                 {"canonical_url", article.canonical_url},
                 {"external_id", article.external_id},
                 {"version", article.version},
                 {"status", kStatuses.at(static_cast<std::size_t>(article.status))},
                 {"embargo", article.embargo},
                 {"published", day(article.published)},
                 {"published_at", article.published_at},
                 {"published_raw", article.published_raw},
                 {"published_from", article.published_from},
                 {"updated", day(article.updated)},
                 {"updated_at", article.updated_at},
                 {"retrieved_at", article.retrieved_at},
                 {"words", article.words},
                 {"replaced_bytes", article.replaced_bytes},
                 {"text", article.text},
                 {"blocks", std::move(blocks)}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace attache::indexer
