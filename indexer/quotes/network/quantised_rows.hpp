// Rows of numbers as 8-bit integers with a scale each, x ≈ value · scale: what matrix products with 8-bit weights take.
//
// Not shared between threads while rows are set.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "indexer/quotes/network/activations.hpp"

namespace attache::indexer {

// Products take rows in steps of so many, so that few different ones are planned.
inline constexpr std::size_t kRowStep = 32;
inline std::size_t padded_rows(std::size_t rows) { return (rows + kRowStep - 1) / kRowStep * kRowStep; }

class QuantisedRows {
 public:
  // Zeros. There are padded_rows(rows) rows, since products take whole steps; what lies past those asked for changes no result.
  QuantisedRows(std::size_t rows, std::size_t width) : width_(width), values_(padded_rows(rows) * width), scales_(rows) {}

  void set(std::size_t row, const float* x) { quantise_rows(x, width_, 1, width_, &values_[row * width_], &scales_[row]); }

  const std::int8_t* values(std::size_t row) const { return &values_[row * width_]; }
  std::int8_t* values() { return values_.data(); }
  const float* scales() const { return scales_.data(); }
  float* scales() { return scales_.data(); }

 private:
  std::size_t width_;
  std::vector<std::int8_t> values_;
  std::vector<float> scales_;
};

}  // namespace attache::indexer
