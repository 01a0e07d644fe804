// The model file of an engine's network (indexer/train/convert.py): tensors with their sizes, and samples to test it with.
//
// Refers to the bytes it was made from, which must outlive it and lie at a multiple of 64. Safe to share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/quotes/network/passage.hpp"
#include "indexer/quotes/network/tensor_file.hpp"

namespace attache::indexer {

// layers == 0: no transformer, tokens are the means of their pieces; what is of the transformer alone is then 0.
struct ModelSizes {
  std::size_t layers = 0, piece_width = 0, heads = 0, inner = 0, positions = 0;  // of the transformer
  std::size_t width = 0;                     // of a token's vector
  std::vector<std::size_t> dilations;        // of the convolutions over tokens
  std::size_t pair_width = 0;                // of the vectors of tokens around one cue
  std::vector<std::size_t> pair_dilations;
  std::size_t before = 0, behind = 0;        // tokens around a cue's first one that it may own
  std::size_t near_before = 24, near_behind = 40;  // those of them that are scored whatever their sentence, where the file does not say
};

// A short text with the scores that training gives it. tags: tokens × 3, scores: tokens × 3 of the cue at token `cue`.
struct ModelSample {
  Passage passage;
  std::uint32_t cue = 0;
  std::vector<std::vector<float>> tags, scores;
};

class ModelFile : public TensorFile {
 public:
  // Throws schema::Error Damaged, saying what is wrong, as TensorFile does, and when sizes or samples do not fit together.
  explicit ModelFile(std::span<const std::byte> bytes);

  const ModelSizes& sizes() const { return sizes_; }
  const std::vector<ModelSample>& samples() const { return samples_; }

  // The word-piece table: one piece a line, in order of their ids.
  std::string_view vocabulary() const { return text("vocabulary"); }

 private:
  ModelSizes sizes_;
  std::vector<ModelSample> samples_;
};

}  // namespace attache::indexer
