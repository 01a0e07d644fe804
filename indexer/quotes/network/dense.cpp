#include "indexer/quotes/network/dense.hpp"

#include <oneapi/dnnl/dnnl.h>

#include "indexer/quotes/network/activations.hpp"
#include "indexer/quotes/network/one_dnn.hpp"

namespace attache::indexer {

std::vector<float> Dense::apply(const float* x, std::size_t rows) const {
  use_one_thread();
  std::vector<float> y(rows * out_);
  const auto n = [](std::size_t size) { return static_cast<dnnl_dim_t>(size); };
  if (rows > 0) dnnl_sgemm('N', 'T', n(rows), n(out_), n(in_), 1, x, n(in_), weight_.data(), n(in_), 0, y.data(), n(out_));
  for (std::size_t r = 0; r < rows; ++r) add(y.data() + r * out_, bias_.data(), out_);
  return y;
}

}  // namespace attache::indexer
