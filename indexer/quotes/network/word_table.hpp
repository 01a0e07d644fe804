// The vectors of word pieces, 8-bit integers with a scale each; in the model file, which must outlive it. Safe to share.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "indexer/quotes/network/activations.hpp"
#include "indexer/quotes/network/model_file.hpp"

namespace attache::indexer {

class WordTable {
 public:
  // Throws schema::Error Damaged when the file's table has not as many rows as its vocabulary.
  WordTable(const ModelFile& file, std::size_t width) : width_(width) {
    const auto vocabulary = file.vocabulary();
    const auto words = static_cast<std::size_t>(std::count(vocabulary.begin(), vocabulary.end(), '\n')) + 1;
    values_ = file.bytes("words", words * width);
    scales_ = file.floats("words.scale", words);
  }

  std::size_t width() const { return width_; }

  // row += factor · the piece's vector. An id the table lacks counts as [UNK].
  void add(std::size_t id, float factor, float* row) const {
    if (id >= scales_.size()) id = kUnknown;
    add_scaled(row, values_.data() + id * width_, scales_[id] * factor, width_);
  }

 private:
  static constexpr std::size_t kUnknown = 100;

  std::size_t width_;
  std::span<const std::int8_t> values_;
  std::span<const float> scales_;
};

}  // namespace attache::indexer
