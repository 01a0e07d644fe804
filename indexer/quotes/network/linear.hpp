// y = x·Wᵀ with 8-bit weights: rows of x are quantised as they come, products are exact integers (oneDNN).
//
// Immutable after construction, safe to share between threads. Uses one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace attache::indexer {

class Linear {
 public:
  // weights: out × in, a scale and a bias for each output. `scales` and `bias` must outlive it; weights are copied into the
  // layout that this machine multiplies fastest.
  Linear(std::span<const std::int8_t> weights, std::span<const float> scales, std::span<const float> bias, std::size_t in,
         std::size_t out);
  Linear(Linear&&) noexcept;
  ~Linear();

  // x: rows × in, y: rows × out.
  void apply(const float* x, float* y, std::size_t rows) const;

  // The products as they are before scales and bias: y = sum · row scale · scale of the output + bias. sums: room for
  // padded_rows(rows) × out; row_scales: rows.
  void multiply(const float* x, std::int32_t* sums, float* row_scales, std::size_t rows) const;
  std::span<const float> scales() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace attache::indexer
