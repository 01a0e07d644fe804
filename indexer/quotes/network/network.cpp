#include "indexer/quotes/network/network.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>
#include <oneapi/dnnl/dnnl.h>

#include "indexer/quotes/network/activations.hpp"
#include "indexer/quotes/network/encoder.hpp"
#include "indexer/quotes/network/one_dnn.hpp"
#include "schema/error.hpp"

namespace attache::indexer {
namespace {

constexpr int kMaxDistance = 20;  // buckets on either side of the cue
constexpr int kApart = 2;         // paragraphs that are told apart on either side
constexpr std::size_t kScores = 3;

// A small layer in floats; its tensors lie in the model file.
struct Dense {
  Dense(const ModelFile& file, const std::string& name, std::size_t i, std::size_t o)
      : weight(file.floats(name + ".weight", i * o)), bias(file.floats(name + ".bias", o)), in(i), out(o) {}

  std::vector<float> apply(const float* x, std::size_t rows) const {
    std::vector<float> y(rows * out);
    const auto n = [](std::size_t size) { return static_cast<dnnl_dim_t>(size); };
    if (rows > 0) dnnl_sgemm('N', 'T', n(rows), n(out), n(in), 1, x, n(in), weight.data(), n(in), 0, y.data(), n(out));
    for (std::size_t r = 0; r < rows; ++r) add(y.data() + r * out, bias.data(), out);
    return y;
  }

  std::span<const float> weight, bias;
  std::size_t in, out;
};

// The signed logarithmic distance of a token from the cue, 0 … 2·kMaxDistance.
int distance_bucket(std::uint32_t token, CueRange cue) {
  if (token >= cue.first && token < cue.last) return kMaxDistance;
  const bool before = token < cue.first;
  const float d = static_cast<float>(before ? cue.first - token : token - cue.last + 1);
  const int size = std::min(static_cast<int>(std::nearbyint(std::log2(d) * 2.6F)), kMaxDistance - 1) + 1;
  return kMaxDistance + (before ? -size : size);
}

}  // namespace

class Network::Encoder : public indexer::Encoder {
  using indexer::Encoder::Encoder;
};

struct Network::Heads {
  explicit Heads(const ModelFile& file)
      : sizes(file.sizes()), tags(file, "tags", sizes.width, kScores), token(file, "token", sizes.width, sizes.pair_width),
        cue(file, "cue", 2 * sizes.width, sizes.pair_width), hidden(file, "hidden", sizes.pair_width, sizes.hidden),
        pair(file, "pair", sizes.hidden, kScores), token_key(file, "token_key", sizes.width, kScores * sizes.biaffine),
        cue_key(file, "cue_key", 2 * sizes.width, kScores * sizes.biaffine),
        distance(file.floats("distance", (2 * kMaxDistance + 1) * sizes.pair_width)),
        apart(file.floats("apart", (2 * kApart + 1) * sizes.pair_width)) {}

  ModelSizes sizes;
  Dense tags, token, cue, hidden, pair, token_key, cue_key;
  std::span<const float> distance, apart;
};

Network::Network(const ModelFile& file)
    : file_(&file), encoder_(std::make_unique<const Encoder>(file)), heads_(std::make_unique<const Heads>(file)) {}
Network::~Network() = default;

Encoded Network::encode(const Window& window) const {
  const std::vector<float> pieces = encoder_->apply(window);
  const std::size_t width = heads_->sizes.width;
  Encoded out;
  out.tokens = window.first_piece.size();
  out.vectors.resize(out.tokens * width);
  for (std::size_t t = 0; t < out.tokens; ++t)
    std::copy_n(pieces.begin() + static_cast<std::ptrdiff_t>(window.first_piece[t] * width), width,
                out.vectors.begin() + static_cast<std::ptrdiff_t>(t * width));
  std::vector<float> tags = heads_->tags.apply(out.vectors.data(), out.tokens);
  out.tags.resize(out.tokens);
  for (std::size_t t = 0; t < out.tokens; ++t) {
    softmax(&tags[t * kScores], 1, kScores, kScores);
    std::copy_n(&tags[t * kScores], kScores, out.tags[t].begin());
  }
  return out;
}

std::vector<float> Network::score_pairs(const Encoded& encoded, std::span<const std::int32_t> paragraph,
                                        std::span<const CueRange> cues) const {
  use_one_thread();
  const Heads& h = *heads_;
  const std::size_t width = h.sizes.width;
  const std::size_t pair_width = h.sizes.pair_width;
  const std::size_t tokens = encoded.tokens;
  std::vector<float> ends(cues.size() * 2 * width);  // the vectors of each cue's first and last token
  for (std::size_t c = 0; c < cues.size(); ++c) {
    std::copy_n(&encoded.vectors[cues[c].first * width], width, &ends[c * 2 * width]);
    std::copy_n(&encoded.vectors[(cues[c].last - 1) * width], width, &ends[(c * 2 + 1) * width]);
  }
  const auto token = h.token.apply(encoded.vectors.data(), tokens);
  const auto cue = h.cue.apply(ends.data(), cues.size());
  const auto token_key = h.token_key.apply(encoded.vectors.data(), tokens);
  const auto cue_key = h.cue_key.apply(ends.data(), cues.size());
  const float factor = 1 / std::sqrt(static_cast<float>(h.sizes.biaffine));
  std::vector<float> out;
  out.reserve(cues.size() * tokens * kScores);
  std::vector<float> mixed;
  for (std::size_t c = 0; c < cues.size(); ++c) {
    mixed = token;
    for (std::size_t t = 0; t < tokens; ++t) {
      float* const row = &mixed[t * pair_width];
      const int apart = std::clamp(paragraph[t] - paragraph[cues[c].first], -kApart, kApart) + kApart;
      add(row, &cue[c * pair_width], pair_width);
      add(row, &h.distance[static_cast<std::size_t>(distance_bucket(static_cast<std::uint32_t>(t), cues[c])) * pair_width], pair_width);
      add(row, &h.apart[static_cast<std::size_t>(apart) * pair_width], pair_width);
    }
    gelu(mixed.data(), mixed.size());
    auto hidden = h.hidden.apply(mixed.data(), tokens);
    gelu(hidden.data(), hidden.size());
    auto scores = h.pair.apply(hidden.data(), tokens);
    for (std::size_t t = 0; t < tokens; ++t)
      for (std::size_t k = 0; k < kScores; ++k)
        scores[t * kScores + k] += factor * dot(&token_key[(t * kScores + k) * h.sizes.biaffine],
                                                &cue_key[(c * kScores + k) * h.sizes.biaffine], h.sizes.biaffine);
    out.insert(out.end(), scores.begin(), scores.end());
  }
  return out;
}

void Network::self_test() const {
  // What 8-bit integers may shift: probabilities and logits, on average over a sample.
  constexpr float kMostTag = 0.05F;
  constexpr float kMostLogit = 0.6F;
  for (const ModelSample& sample : file_->samples()) {
    Window window{sample.ids, sample.quote, sample.letter_case, sample.first_piece, {}};
    window.paragraph.assign(sample.first_piece.size(), 0);
    const std::size_t tokens = sample.first_piece.size();
    const auto whole = [&](const auto& rows) {
      return rows.size() == tokens && std::all_of(rows.begin(), rows.end(), [](const auto& row) { return row.size() == kScores; });
    };
    const auto within = [&](std::uint32_t piece) { return piece < sample.ids.size(); };
    bool good = whole(sample.tags) && whole(sample.pairs) && sample.cue < tokens && sample.quote.size() == sample.ids.size() &&
                sample.letter_case.size() == sample.ids.size() &&
                std::all_of(sample.first_piece.begin(), sample.first_piece.end(), within);
    if (good) {
      const Encoded encoded = encode(window);
      const CueRange cue{sample.cue, sample.cue + 1};
      const auto pairs = score_pairs(encoded, window.paragraph, {&cue, 1});
      float tag_error = 0;
      float pair_error = 0;
      for (std::size_t t = 0; t < tokens; ++t)
        for (std::size_t k = 0; k < kScores; ++k) {
          tag_error += std::fabs(encoded.tags[t][k] - sample.tags[t][k]);
          pair_error += std::fabs(pairs[t * kScores + k] - sample.pairs[t][k]);
        }
      const float count = static_cast<float>(tokens * kScores);
      good = tag_error < kMostTag * count && pair_error < kMostLogit * count;  // false for no number, too
    }
    if (!good)
      throw schema::Error(schema::ErrorCode::Damaged,
                          "the model of the quote engine cannot be used: its samples get other scores than in training");
  }
}

}  // namespace attache::indexer
