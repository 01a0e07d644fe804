#include "indexer/quotes/network/model_file.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/quotes/network/windows.hpp"

namespace attache::indexer {
namespace {

constexpr std::size_t kMostReach = 1000;  // tokens before or behind a cue

ModelSample sample_of(const nlohmann::json& json) {
  ModelSample out;
  Passage& passage = out.passage;
  for (const auto& token : json.at("pieces")) {
    passage.first_piece.push_back(static_cast<std::uint32_t>(passage.pieces.size()));
    for (const std::int32_t id : token) passage.pieces.push_back(id);
  }
  const std::size_t tokens = passage.first_piece.size();
  passage.first_piece.push_back(static_cast<std::uint32_t>(passage.pieces.size()));
  json.at("quote").get_to(passage.quote);
  json.at("case").get_to(passage.letter_case);
  passage.sentence.assign(tokens, 0);
  passage.paragraph.assign(tokens, 0);
  passage.block.assign(tokens, 0);
  if (passage.quote.size() != tokens || passage.letter_case.size() != tokens) refuse_model("a sample of it is not whole");
  for (std::size_t t = 0; t < tokens; ++t)
    if (passage.pieces_of(t) == 0 || passage.pieces_of(t) > 8) refuse_model("a sample of it is not whole");
  json.at("cue").get_to(out.cue);
  json.at("tags").get_to(out.tags);
  json.at("scores").get_to(out.scores);
  return out;
}

ModelSizes sizes_of(const nlohmann::json& json) {
  ModelSizes out;
  json.at("layers").get_to(out.layers);
  if (out.layers > 0) {
    json.at("piece_width").get_to(out.piece_width);
    json.at("heads").get_to(out.heads);
    json.at("inner").get_to(out.inner);
    json.at("positions").get_to(out.positions);
    if (out.heads == 0 || out.piece_width % out.heads != 0) refuse_model("its width is no multiple of its heads");
    if (out.positions < kWindowPieces) refuse_model("it has too few positions");
  }
  json.at("width").get_to(out.width);
  json.at("dilations").get_to(out.dilations);
  json.at("pair_width").get_to(out.pair_width);
  json.at("pair_dilations").get_to(out.pair_dilations);
  json.at("before").get_to(out.before);
  json.at("behind").get_to(out.behind);
  out.near_before = json.value("near_before", out.near_before);
  out.near_behind = json.value("near_behind", out.near_behind);
  if (std::max({out.before, out.behind, out.near_before, out.near_behind}) > kMostReach || out.behind == 0)
    refuse_model("its cues reach too far");
  return out;
}

}  // namespace

ModelFile::ModelFile(std::span<const std::byte> bytes) : TensorFile(bytes) {
  try {
    const auto json = nlohmann::json::parse(header());
    sizes_ = sizes_of(json);
    for (const auto& sample : json.at("samples")) samples_.push_back(sample_of(sample));
  } catch (const nlohmann::json::exception& e) {
    refuse_model(fmt::format("its header: {}", e.what()));
  }
  if (samples_.empty()) refuse_model("it has no samples to test it with");
}

}  // namespace attache::indexer
