// Prints the personal pronouns of each file with the candidates that the ranker of antecedents sees, for its trainer: one JSON
// line an article. "vectors" holds the network's vectors of the tokens that pronouns and candidates name, with --chosen
// "chosen" is the candidate that the program's ranker takes, null where nobody is named near.
// usage: attache-pronoun-dump careful|fast [--chosen] FILE… (a development program, not installed)
#include <cmath>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "indexer/quotes/antecedents.hpp"
#include "indexer/quotes/model.hpp"
#include "indexer/quotes/passages.hpp"
#include "indexer/quotes/word_classes.hpp"
#include "indexer/readers/reader.hpp"

namespace {

using namespace attache;
using namespace attache::indexer;
using Json = nlohmann::ordered_json;

double rounded(float value) { return std::round(static_cast<double>(value) * 1e4) / 1e4; }

struct Dump {
  const Network& network;
  const WordPieces& pieces;
  const NetworkReader& reader;
  const AntecedentRanker* ranker;  // none: nothing is chosen

  Json line_of(const std::string& name, const schema::Article& article) const {
    const Document document = document_of(article);
    const Reading reading = reader.read(document);
    const auto attributions = attributions_of(document, reading.attributions);
    const Cast cast(document, schema::Names::builtin());
    const AntecedentIndex index(document, cast, attributions);
    std::optional<Antecedents> antecedents;
    if (ranker) antecedents.emplace(document, cast, attributions, reading.vectors, *ranker);
    const Encoded encoded = network.encode(passage_of(document, {0, static_cast<std::uint32_t>(document.tokens.size())}, pieces));
    const std::size_t width = document.tokens.empty() ? 0 : encoded.vectors.size() / document.tokens.size();
    const schema::CodePoints points(article.text);
    const auto span = [&](TokenRange range) {
      return Json{points.at(document.tokens[range.first].span.begin), points.at(document.tokens[range.last - 1].span.end)};
    };
    Json people = Json::array();  // the names of each: of those of the cast, then of the bearers of loose names
    for (std::size_t k = 0; k < cast.people().size(); ++k) people.push_back(Json::array());
    for (const Mention& mention : cast.mentions()) people[mention.person].push_back(span(mention.range));
    for (const LooseName& name_of : cast.loose_names()) {
      people.push_back(Json::array());
      for (const TokenRange range : name_of.ranges) people.back().push_back(span(range));
    }
    Json pronouns = Json::array();
    Json vectors = Json::object();
    const auto keep = [&](std::uint32_t token) {
      Json& row = vectors[std::to_string(token)];
      if (row.is_null())
        for (std::size_t k = 0; k < width; ++k) row.push_back(rounded(encoded.vectors[token * width + k]));
    };
    for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
      Json candidates = Json::array();
      const auto found = index.candidates_of(i);
      for (const AntecedentCandidate& c : found) {
        const auto who = c.person >= 0 ? static_cast<std::size_t>(c.person) : cast.people().size() + static_cast<std::size_t>(c.loose_name);
        Json features = Json::array();
        for (const float value : c.features) features.push_back(rounded(value));
        keep(c.name.first);
        keep(c.name.last - 1);
        candidates.push_back({{"first", c.name.first}, {"last", c.name.last - 1}, {"who", who}, {"names", people[who]}, {"features", features}});
      }
      if (gender_of_pronoun(document.tokens[i].folded) == schema::Gender::Unknown) continue;
      keep(i);
      Json chosen;
      if (const auto a = antecedents ? antecedents->of(i) : std::nullopt)
        for (std::size_t k = 0; k < found.size(); ++k)
          if (found[k].name == a->candidate.name) chosen = k;
      pronouns.push_back({{"at", span({i, i + 1})}, {"token", i}, {"candidates", std::move(candidates)}});
      if (ranker) pronouns.back()["chosen"] = std::move(chosen);
    }
    return {{"doc", name}, {"width", width}, {"in_cast", cast.people().size()}, {"people", std::move(people)}, {"pronouns", std::move(pronouns)}, {"vectors", std::move(vectors)}};
  }
};

}  // namespace

int main(int argc, char** argv) {
  std::optional<EngineKind> kind;
  for (const auto& known : kEngineKinds)
    if (argc > 1 && known.name == std::string_view(argv[1])) kind = known.value;
  if (!kind) {
    std::cerr << "usage: attache-pronoun-dump careful|fast [--chosen] FILE…\n";
    return 2;
  }
  const ModelFile file(Model::builtin_bytes(*kind));
  const WordPieces pieces(file);
  const Network network(file);
  int at = 2;
  std::optional<TensorFile> antecedents;
  std::optional<AntecedentRanker> ranker;
  if (argc > 2 && std::string_view(argv[2]) == "--chosen") {
    antecedents.emplace(Model::builtin_antecedents(*kind));
    ranker.emplace(*antecedents, file.sizes().width, kAntecedentFeatures);
    at = 3;
  }
  const NetworkReader reader(network, pieces, ranker ? &*ranker : nullptr);
  const Dump dump{network, pieces, reader, ranker ? &*ranker : nullptr};
  bool all_read = true;
  for (; at < argc; ++at) {
    auto stream = open_input(argv[at], {});
    while (stream) {
      auto next = (*stream)->next();
      if (!next) break;
      if (*next)
        std::cout << dump.line_of(std::filesystem::path(argv[at]).stem().string(), **next).dump() << "\n";
      else
        all_read = false;
    }
    all_read = all_read && stream;
  }
  return all_read ? 0 : 3;
}
