// A model file (its format: indexer/train/convert.py), checked and taken apart into tensors.
//
// Refers to the bytes it was made from, which must outlive it and lie at a multiple of 64. Safe to share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/quotes/network/passage.hpp"

namespace attache::indexer {

// layers == 0: no transformer, tokens are the means of their pieces; what is of the transformer alone is then 0.
struct ModelSizes {
  std::size_t layers = 0, piece_width = 0, heads = 0, inner = 0, positions = 0;  // of the transformer
  std::size_t width = 0;                     // of a token's vector
  std::vector<std::size_t> dilations;        // of the convolutions over tokens
  std::size_t pair_width = 0;                // of the vectors of tokens around one cue
  std::vector<std::size_t> pair_dilations;
  std::size_t before = 0, behind = 0;        // tokens around a cue's first one that it may own
};

// A short text with the scores that training gives it. tags: tokens × 3, scores: tokens × 3 of the cue at token `cue`.
struct ModelSample {
  Passage passage;
  std::uint32_t cue = 0;
  std::vector<std::vector<float>> tags, scores;
};

class ModelFile {
 public:
  // Throws schema::Error Damaged, saying what is wrong: magic, format version, checksum, header, a tensor out of bounds.
  explicit ModelFile(std::span<const std::byte> bytes);

  const ModelSizes& sizes() const { return sizes_; }
  const std::vector<ModelSample>& samples() const { return samples_; }

  // The tensor's values, row by row. Throws schema::Error Damaged when there is none of that name with that many values.
  std::span<const float> floats(std::string_view name, std::size_t count) const;
  std::span<const std::int8_t> bytes(std::string_view name, std::size_t count) const;
  // The word-piece table: one piece a line, in order of their ids.
  std::string_view vocabulary() const;

 private:
  struct Tensor {
    std::string type;
    std::size_t count = 0;
    const std::byte* data = nullptr;
  };
  const Tensor& tensor(std::string_view name, std::string_view type) const;

  ModelSizes sizes_;
  std::vector<ModelSample> samples_;
  std::map<std::string, Tensor, std::less<>> tensors_;
};

}  // namespace attache::indexer
