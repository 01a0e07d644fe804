// Prints what the quote engine sees of each file, for the trainer: one JSON line an article with its tokens, so that training
// and the product cut text in one way. With --tags also the cue tags that the program's network gives them.
// usage: attache-document-dump [--tags careful|fast] FILE… (a development program, not installed)
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#include "indexer/quotes/model.hpp"
#include "indexer/quotes/passages.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/text/document.hpp"
#include "schema/span.hpp"

namespace {

using namespace attache;
using namespace attache::indexer;
using Json = nlohmann::ordered_json;

Json line_of(const std::string& name, const schema::Article& article, const WordPieces& pieces, const Network* network) {
  const Document document = document_of(article);
  const schema::CodePoints points(article.text);
  const Passage passage = passage_of(document, {0, static_cast<std::uint32_t>(document.tokens.size())}, pieces);
  Json tokens = Json::array();
  for (const Token& token : document.tokens) tokens.push_back({points.at(token.span.begin), points.at(token.span.end)});
  Json out{{"doc", name},
           {"tokens", std::move(tokens)},
           {"sentence", passage.sentence},
           {"paragraph", passage.paragraph},
           {"block", passage.block},
           {"quote", passage.quote}};
  if (network) {
    Json& tags = out["tags"] = Json::array();
    for (const auto& scores : network->encode(passage).tags)
      tags.push_back(std::max_element(scores.begin(), scores.end()) - scores.begin());
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  std::optional<EngineKind> tags;
  int at = 1;
  if (argc > 2 && std::string_view(argv[1]) == "--tags") {
    for (const auto& kind : kEngineKinds)
      if (kind.name == std::string_view(argv[2])) tags = kind.value;
    if (!tags) {
      std::cerr << "--tags: careful or fast\n";
      return 2;
    }
    at = 3;
  }
  const ModelFile file(Model::builtin_bytes(tags.value_or(EngineKind::Careful)));
  const WordPieces pieces(file);
  std::optional<Network> network;
  if (tags) network.emplace(file);
  bool all_read = true;
  for (; at < argc; ++at) {
    auto stream = open_input(argv[at], {});
    if (!stream) {
      std::cerr << argv[at] << ": " << stream.error().reason << "\n";
      all_read = false;
      continue;
    }
    while (auto next = (*stream)->next()) {
      if (*next) {
        std::cout << line_of(std::filesystem::path(argv[at]).stem().string(), **next, pieces, network ? &*network : nullptr).dump() << "\n";
      } else {
        std::cerr << argv[at] << ": " << next->error().reason << "\n";
        all_read = false;
      }
    }
  }
  return all_read ? 0 : 3;
}
