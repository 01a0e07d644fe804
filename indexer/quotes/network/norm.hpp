// A layer's normalisation of rows (Ba et al. 2016); its tensors lie in the model file, which must outlive it.
//
// Immutable after construction; safe to share.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "indexer/quotes/network/activations.hpp"
#include "indexer/quotes/network/model_file.hpp"
#include "indexer/quotes/network/quantised_rows.hpp"

namespace attache::indexer {

class Norm {
 public:
  // Tensors NAME.weight and NAME.bias. Throws schema::Error Damaged when the file lacks one.
  Norm(const ModelFile& file, const std::string& name, std::size_t width)
      : weight_(file.floats(name + ".weight", width)), bias_(file.floats(name + ".bias", width)) {}

  // x, y: rows × width; y may be x.
  void apply(const float* x, float* y, std::size_t rows) const {
    const std::size_t width = weight_.size();
    for (std::size_t r = 0; r < rows; ++r) normalise(x + r * width, weight_.data(), bias_.data(), y + r * width, width);
  }

  // The first `rows` rows of y.
  void apply(const float* x, QuantisedRows& y, std::size_t rows) const {
    normalise_rows(x, weight_.data(), bias_.data(), rows, weight_.size(), y.values(), y.scales());
  }

 private:
  std::span<const float> weight_, bias_;
};

}  // namespace attache::indexer
