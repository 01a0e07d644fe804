// A stack of dilated convolutions over the rows of sequences (Yu and Koltun 2016; over text: Strubell et al. 2017): each row
// takes in the rows `dilation` before and behind it, x + GELU(W·[x'(t - d), x'(t), x'(t + d)] + b) with x' = normalised x.
//
// Immutable after construction, safe to share between threads; the ModelFile must outlive it. Uses one thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "indexer/quotes/network/linear.hpp"
#include "indexer/quotes/network/model_file.hpp"
#include "indexer/quotes/network/norm.hpp"

namespace attache::indexer {

class Convolutions {
 public:
  // Tensors NAME.i, NAME.i.bias, NAME.i.norm … for each dilation i. Throws schema::Error Damaged when the file lacks one.
  Convolutions(const ModelFile& file, const std::string& name, std::size_t width, const std::vector<std::size_t>& dilations);

  // x: rows × width, in place. The rows are sequences one behind the other, `lengths` rows each; what lies outside a sequence
  // counts as nothing.
  void apply(float* x, std::span<const std::size_t> lengths) const;

 private:
  struct Layer {
    Linear taps;  // width → 3·width: what a row gives the row d behind it, itself, and the row d before it
    Norm norm;
    std::span<const float> bias;
    std::size_t dilation;
  };

  void apply(const Layer& layer, float* x, std::span<const std::size_t> lengths) const;

  std::size_t width_;
  std::vector<float> no_bias_;
  std::vector<Layer> layers_;
};

}  // namespace attache::indexer
