// y = x·Wᵀ + b with 8-bit weights and rows: products are exact integers (oneDNN).
//
// Immutable after construction, safe to share between threads. Uses one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "indexer/quotes/network/quantised_rows.hpp"

namespace attache::indexer {

class Linear {
 public:
  // weights: out × in, a scale and a bias for each output. `scales` and `bias` must outlive it; weights are copied into the
  // layout that this machine multiplies fastest.
  Linear(std::span<const std::int8_t> weights, std::span<const float> scales, std::span<const float> bias, std::size_t in,
         std::size_t out);
  Linear(Linear&&) noexcept;
  ~Linear();

  // Of the first `rows` rows of x. y: rows × out.
  void apply(const QuantisedRows& x, std::size_t rows, float* y) const;

  // Hands over each row of y while it is in the cache; `take` may change it, and may set the same row of x.
  void apply(const QuantisedRows& x, std::size_t rows, const std::function<void(std::size_t row, float* y)>& take) const;

  // The products as they are before scales and bias: y = sum · row scale · scale of the output + bias. sums: room for
  // padded_rows(rows) × out.
  void multiply(const QuantisedRows& x, std::size_t rows, std::int32_t* sums) const;
  std::span<const float> scales() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace attache::indexer
