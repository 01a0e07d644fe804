#include "indexer/quotes/network/network.hpp"

#include <algorithm>
#include <cmath>

#include "indexer/quotes/network/activations.hpp"
#include "indexer/quotes/network/convolutions.hpp"
#include "indexer/quotes/network/dense.hpp"
#include "indexer/quotes/network/norm.hpp"
#include "indexer/quotes/network/token_encoder.hpp"
#include "schema/error.hpp"

namespace attache::indexer {
namespace {

constexpr int kMaxDistance = 20;  // buckets on either side of the cue
constexpr int kApart = 2;         // paragraphs that are told apart on either side
constexpr int kSentences = 4;     // sentences likewise
constexpr std::size_t kScores = 3;
constexpr std::size_t kBatchRows = 512;  // cues are scored together up to about so many rows

// The signed logarithmic distance of a token from the cue, 0 … 2·kMaxDistance.
std::size_t distance_bucket(std::uint32_t token, CueRange cue) {
  if (token >= cue.first && token < cue.last) return kMaxDistance;
  const bool before = token < cue.first;
  const float d = static_cast<float>(before ? cue.first - token : token - cue.last + 1);
  const int size = std::min(static_cast<int>(std::nearbyint(std::log2(d) * 2.6F)), kMaxDistance - 1) + 1;
  return static_cast<std::size_t>(kMaxDistance + (before ? -size : size));
}

std::size_t apart(std::int32_t number, std::int32_t of_cue, int most) {
  return static_cast<std::size_t>(std::clamp(number - of_cue, -most, most) + most);
}

// The tokens that are scored with a cue: of those in its block that it may own, the ones near it, in its sentence, and as far as there
// are quoted ones. Others belong to it so seldom that leaving them out costs nothing on dev, and half of the rows.
CueRange scored_with(const Passage& passage, CueRange cue, const ModelSizes& sizes) {
  const auto tokens = static_cast<std::uint32_t>(passage.tokens());
  const auto before = static_cast<std::uint32_t>(sizes.before);
  const auto behind = static_cast<std::uint32_t>(sizes.behind);
  const auto near_before = static_cast<std::uint32_t>(sizes.near_before);
  const auto near_behind = static_cast<std::uint32_t>(sizes.near_behind);
  const auto is_one = [&](std::uint32_t t) {
    const bool is_near = t + near_before >= cue.first && t < cue.first + near_behind;
    return is_near || passage.sentence[t] == passage.sentence[cue.first] || passage.quote[t] != 0;
  };
  CueRange out{cue.first - std::min(cue.first, before), std::min(tokens, cue.first + behind)};
  while (passage.block[out.first] != passage.block[cue.first] || !is_one(out.first)) ++out.first;
  while (passage.block[out.last - 1] != passage.block[cue.first] || !is_one(out.last - 1)) --out.last;
  return out;
}

std::vector<std::array<float, 3>> triples(const std::vector<float>& values) {
  std::vector<std::array<float, 3>> out(values.size() / kScores);
  for (std::size_t i = 0; i < out.size(); ++i) std::copy_n(&values[i * kScores], kScores, out[i].begin());
  return out;
}

}  // namespace

struct Network::Parts {
  explicit Parts(const ModelFile& file)
      : sizes(file.sizes()), encoder(TokenEncoder::made_from(file)), context(file, "context", sizes.width, sizes.dilations),
        norm(file, "tokens.norm", sizes.width), tags(file, "tags", sizes.width, kScores),
        token(file, "token", sizes.width, sizes.pair_width), cue(file, "cue", 2 * sizes.width, sizes.pair_width),
        pairs(file, "pairs", sizes.pair_width, sizes.pair_dilations), pair_norm(file, "pairs.norm", sizes.pair_width),
        scores(file, "scores", sizes.pair_width, kScores),
        distance(file.floats("distance", (2 * kMaxDistance + 1) * sizes.pair_width)),
        paragraphs(file.floats("paragraphs", (2 * kApart + 1) * sizes.pair_width)),
        sentences(file.floats("sentences", (2 * kSentences + 1) * sizes.pair_width)) {}

  ModelSizes sizes;
  std::unique_ptr<const TokenEncoder> encoder;
  Convolutions context;
  Norm norm;
  Dense tags, token, cue;
  Convolutions pairs;
  Norm pair_norm;
  Dense scores;
  std::span<const float> distance, paragraphs, sentences;
};

Network::Network(const ModelFile& file) : file_(&file), parts_(std::make_unique<const Parts>(file)) {}
Network::~Network() = default;

Encoded Network::encode(const Passage& passage) const {
  Encoded out;
  const std::size_t tokens = passage.tokens();
  if (tokens == 0) return out;
  out.vectors = parts_->encoder->apply(passage);
  parts_->context.apply(out.vectors.data(), {&tokens, 1});
  parts_->norm.apply(out.vectors.data(), out.vectors.data(), tokens);
  std::vector<float> tags = parts_->tags.apply(out.vectors.data(), tokens);
  softmax_rows(tags.data(), tokens, kScores);
  out.tags = triples(tags);
  out.given = parts_->token.apply(out.vectors.data(), tokens);
  return out;
}

std::vector<CueScores> Network::score(const Encoded& encoded, const Passage& passage, std::span<const CueRange> cues) const {
  if (cues.empty()) return {};
  const Parts& p = *parts_;
  const std::size_t width = p.sizes.width;
  const std::size_t pair_width = p.sizes.pair_width;
  std::vector<float> ends(cues.size() * 2 * width);  // the vectors of each cue's first and last token
  for (std::size_t c = 0; c < cues.size(); ++c) {
    std::copy_n(&encoded.vectors[cues[c].first * width], width, &ends[c * 2 * width]);
    std::copy_n(&encoded.vectors[(cues[c].last - 1) * width], width, &ends[(c * 2 + 1) * width]);
  }
  const auto cue = p.cue.apply(ends.data(), cues.size());

  std::vector<CueScores> out;
  std::vector<float> rows;
  std::vector<std::size_t> lengths;
  const auto put = [&](std::size_t c) {
    const CueRange range = cues[c];
    const auto [first, last] = scored_with(passage, range, p.sizes);
    for (std::uint32_t t = first; t < last; ++t) {
      rows.resize(rows.size() + pair_width);
      sum({&encoded.given[t * pair_width], &cue[c * pair_width], &p.distance[distance_bucket(t, range) * pair_width],
           &p.paragraphs[apart(passage.paragraph[t], passage.paragraph[range.first], kApart) * pair_width],
           &p.sentences[apart(passage.sentence[t], passage.sentence[range.first], kSentences) * pair_width]},
          rows.data() + rows.size() - pair_width, pair_width);
    }
    lengths.push_back(last - first);
    out.push_back({first, {}});
  };
  const auto compute = [&] {
    const std::size_t count = rows.size() / pair_width;
    p.pairs.apply(rows.data(), lengths);
    p.pair_norm.apply(rows.data(), rows.data(), count);
    gelu(rows.data(), rows.size());
    const auto scores = triples(p.scores.apply(rows.data(), count));
    auto at = scores.begin();
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      const auto end = at + static_cast<std::ptrdiff_t>(lengths[i]);
      out[out.size() - lengths.size() + i].scores.assign(at, end);
      at = end;
    }
    rows.clear();
    lengths.clear();
  };
  for (std::size_t c = 0; c < cues.size(); ++c) {
    put(c);
    if (rows.size() >= kBatchRows * pair_width || c + 1 == cues.size()) compute();
  }
  return out;
}

void Network::self_test() const {
  // What 8-bit integers may shift: probabilities and logits, on average over a sample.
  constexpr float kMostTag = 0.05F;
  constexpr float kMostLogit = 0.6F;
  for (const ModelSample& sample : file_->samples()) {
    const std::size_t tokens = sample.passage.tokens();
    const auto whole = [&](const auto& rows) {
      return rows.size() == tokens && std::all_of(rows.begin(), rows.end(), [](const auto& row) { return row.size() == kScores; });
    };
    bool good = whole(sample.tags) && whole(sample.scores) && sample.cue < tokens;
    if (good) {
      const Encoded encoded = encode(sample.passage);
      const CueRange cue{sample.cue, sample.cue + 1};
      const CueScores scored = score(encoded, sample.passage, {&cue, 1}).front();
      float tag_error = 0;
      float score_error = 0;
      for (std::size_t t = 0; t < scored.scores.size(); ++t)
        for (std::size_t k = 0; k < kScores; ++k) {
          tag_error += std::fabs(encoded.tags[scored.first + t][k] - sample.tags[scored.first + t][k]);
          score_error += std::fabs(scored.scores[t][k] - sample.scores[scored.first + t][k]);
        }
      const float count = static_cast<float>(scored.scores.size() * kScores);
      good = tag_error < kMostTag * count && score_error < kMostLogit * count;  // false for no number, too
    }
    if (!good)
      throw schema::Error(schema::ErrorCode::Damaged,
                          "the model of the quote engine cannot be used: its samples get other scores than in training");
  }
}

}  // namespace attache::indexer
