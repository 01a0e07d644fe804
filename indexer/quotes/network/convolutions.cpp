#include "indexer/quotes/network/convolutions.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "indexer/quotes/network/activations.hpp"
#include "indexer/quotes/network/one_dnn.hpp"

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
  const std::size_t given = 3 * width_;  // what a row gives: to the row behind it, itself, the row before it
  std::vector<std::int32_t> sums(padded_rows(rows) * given);
  std::vector<float> row_scales(rows);
  std::vector<float> change(rows * width_);
  for (const Layer& layer : layers_) {
    layer.norm.apply(x, change.data(), rows);
    layer.taps.multiply(change.data(), sums.data(), row_scales.data(), rows);
    const float* const scales = layer.taps.scales().data();
    for (std::size_t begin = 0, s = 0; s < lengths.size(); begin += lengths[s++])
      for (std::size_t t = 0; t < lengths[s]; ++t) {
        const std::size_t r = begin + t;
        float* const row = change.data() + r * width_;
        scale_sums(sums.data() + r * given + width_, row_scales[r], scales + width_, layer.bias.data(), row, width_);
        if (t >= layer.dilation) {
          const std::size_t before = r - layer.dilation;
          scale_sums(sums.data() + before * given, row_scales[before], scales, row, row, width_);
        }
        if (t + layer.dilation < lengths[s]) {
          const std::size_t behind = r + layer.dilation;
          scale_sums(sums.data() + behind * given + 2 * width_, row_scales[behind], scales + 2 * width_, row, row, width_);
        }
      }
    add_gelu(x, change.data(), rows * width_);
  }
}

}  // namespace attache::indexer
