#include "indexer/quotes/network/convolutions.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "indexer/quotes/network/activations.hpp"

namespace attache::indexer {

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
  const std::size_t rows = std::accumulate(lengths.begin(), lengths.end(), std::size_t{0});
  const std::size_t given = 3 * width_;
  thread_local std::vector<std::int32_t> sums;
  sums.resize(std::max(sums.size(), padded_rows(rows) * given));
  QuantisedRows normal(rows, width_);
  for (const Layer& layer : layers_) {
    layer.norm.apply(x, normal, rows);
    layer.taps.multiply(normal, rows, sums.data());
    std::size_t begin = 0;
    for (const std::size_t length : lengths) {
      const Taps taps{sums.data() + begin * given, normal.scales() + begin, layer.taps.scales().data(), layer.bias.data(), width_};
      convolve(taps, length, layer.dilation, x + begin * width_);
      begin += length;
    }
  }
}

}  // namespace attache::indexer
