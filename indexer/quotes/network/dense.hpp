// A small layer in floats; its tensors lie in the model file, which must outlive it.
//
// Immutable after construction; safe to share.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "indexer/quotes/network/tensor_file.hpp"

namespace attache::indexer {

class Dense {
 public:
  // Tensors NAME.weight (out × in) and NAME.bias. Throws schema::Error Damaged when the file lacks one.
  Dense(const TensorFile& file, const std::string& name, std::size_t in, std::size_t out)
      : weight_(file.floats(name + ".weight", in * out)), bias_(file.floats(name + ".bias", out)), in_(in), out_(out) {}

  // x: rows × in. Gives rows × out.
  std::vector<float> apply(const float* x, std::size_t rows) const;

 private:
  std::span<const float> weight_, bias_;
  std::size_t in_, out_;
};

}  // namespace attache::indexer
