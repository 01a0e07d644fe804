#include "indexer/quotes/network/convolutions.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "indexer/quotes/network/activations.hpp"

namespace attache::indexer {
namespace {

constexpr std::size_t kBlockRows = 256;  // what they give at the width of 128: 400 kB
static_assert(kBlockRows % kRowStep == 0);

}  // namespace

Convolutions::Convolutions(const ModelFile& file, const std::string& name, std::size_t width,
                           const std::vector<std::size_t>& dilations)
    : width_(width), no_bias_(3 * width) {
  for (std::size_t i = 0; i < dilations.size(); ++i) {
    const std::string layer = fmt::format("{}.{}", name, i);
    layers_.push_back({Linear(file.bytes(layer, 3 * width * width), file.floats(layer + ".scale", 3 * width), no_bias_, width, 3 * width),
                       Norm(file, layer + ".norm", width), file.floats(layer + ".bias", width), dilations[i]});
  }
}

void Convolutions::apply(float* x, std::span<const std::size_t> lengths) const {
  for (const Layer& layer : layers_) apply(layer, x, lengths);
}

// Block by block: what a block's rows give is used while it is in the cache.
void Convolutions::apply(const Layer& layer, float* x, std::span<const std::size_t> lengths) const {
  const std::size_t rows = std::accumulate(lengths.begin(), lengths.end(), std::size_t{0});
  const std::size_t given = 3 * width_;
  thread_local std::vector<std::int32_t> sums;
  thread_local std::vector<float> row_scales;
  sums.resize(std::max(sums.size(), (2 * layer.dilation + kBlockRows) * given));
  row_scales.resize(std::max(row_scales.size(), 2 * layer.dilation + kBlockRows));
  QuantisedRows normal(kBlockRows, width_);
  std::size_t kept = 0;  // the row of sums[0]
  std::size_t fed = 0;   // rows before it have their sums
  std::size_t done = 0;  // rows before it are what they shall be
  Rows sequence{0, 0};   // the one that row `done` is in
  auto next = lengths.begin();
  while (fed < rows) {
    if (const std::size_t needed = done - std::min(done, layer.dilation); needed > kept) {
      std::copy(sums.data() + (needed - kept) * given, sums.data() + (fed - kept) * given, sums.data());
      std::copy(row_scales.data() + (needed - kept), row_scales.data() + (fed - kept), row_scales.data());
      kept = needed;
    }
    const std::size_t count = std::min(kBlockRows, rows - fed);
    layer.norm.apply(x + fed * width_, normal, count);
    layer.taps.multiply(normal, count, sums.data() + (fed - kept) * given);
    std::copy_n(normal.scales(), count, row_scales.data() + (fed - kept));
    fed += count;
    const Taps taps{sums.data(), row_scales.data(), layer.taps.scales().data(), layer.bias.data(), width_, kept};
    while (done < fed) {
      if (done == sequence.end) sequence = {done, done + *next++};
      const std::size_t ready = sequence.end <= fed ? sequence.end : fed - std::min(fed, layer.dilation);
      if (ready > done) convolve(taps, sequence, {done, ready}, layer.dilation, x);
      done = std::max(done, ready);
      if (done < sequence.end) break;
    }
  }
}

}  // namespace attache::indexer
