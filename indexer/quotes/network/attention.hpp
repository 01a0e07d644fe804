// Self-attention (Vaswani et al. 2017) with 8-bit queries, keys, values and weights.
//
// Immutable after construction, safe to share between threads. Uses one thread.
#pragma once

#include <cstddef>
#include <vector>

#include "indexer/quotes/network/one_dnn.hpp"
#include "indexer/quotes/network/quantised_rows.hpp"

namespace attache::indexer {

class Attention {
 public:
  // width: of all heads together, which share it evenly.
  Attention(std::size_t heads, std::size_t width, std::size_t most_rows);

  // qkv: the rows' queries, keys and values, rows × 3·width; rows <= most_rows. Gives rows × width.
  std::vector<float> apply(const float* qkv, std::size_t rows) const;

 private:
  struct Plan {
    Product scores, result;  // of one head
  };

  std::size_t heads_, size_;  // size: of one head
  std::vector<Plan> plans_;   // by padded rows
};

}  // namespace attache::indexer
