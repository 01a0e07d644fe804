// From a passage to a vector of each of its tokens: the part of the network that knows words. There are two, of one interface.
//
// Immutable after construction, safe to share between threads; the ModelFile must outlive it. Uses one thread.
#pragma once

#include <memory>
#include <vector>

#include "indexer/quotes/network/model_file.hpp"
#include "indexer/quotes/network/passage.hpp"

namespace attache::indexer {

class TokenEncoder {
 public:
  // The one whose tensors the file has. Throws schema::Error Damaged when it lacks one.
  static std::unique_ptr<const TokenEncoder> made_from(const ModelFile& file);
  virtual ~TokenEncoder() = default;

  // tokens × ModelSizes::width.
  virtual std::vector<float> apply(const Passage& passage) const = 0;
};

}  // namespace attache::indexer
