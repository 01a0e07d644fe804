// The network of the careful engine: what indexer/train/network.py defines, computed with 8-bit integers on oneDNN.
//
// Immutable after construction, safe to share between threads; refers to its ModelFile, which must outlive it. A call uses one
// thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "indexer/quotes/network/model_file.hpp"

namespace attache::indexer {

// Word pieces of a stretch of text, [CLS] first and [SEP] last, at most ModelSizes::positions.
struct Window {
  std::vector<std::int32_t> ids;
  std::vector<std::uint8_t> quote;         // of each piece: 0 outside marks, 1 inside, 2 opening mark, 3 closing mark
  std::vector<std::uint8_t> letter_case;   // of each piece: 0 lower, 1 capitalised, 2 all capitals, 3 no letter
  std::vector<std::uint32_t> first_piece;  // of each token, ascending
  std::vector<std::int32_t> paragraph;     // of each token
};

struct Encoded {
  std::size_t tokens = 0;
  std::vector<float> vectors;              // tokens × width
  std::vector<std::array<float, 3>> tags;  // of each token: probabilities of no cue, cue begins, cue goes on
};

// Tokens of one window, half-open, not empty.
struct CueRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

class Network {
 public:
  // Throws schema::Error Damaged when the file lacks a tensor or has it in another size.
  explicit Network(const ModelFile& file);
  ~Network();

  // At least one token.
  Encoded encode(const Window& window) const;

  // cues × tokens × 3 logits: is content, source begins here, source ends here.
  std::vector<float> score_pairs(const Encoded& encoded, std::span<const std::int32_t> paragraph,
                                 std::span<const CueRange> cues) const;

  // Computes the file's samples; throws schema::Error Damaged when the scores are not those of training, as far as 8-bit
  // integers go.
  void self_test() const;

 private:
  struct Heads;
  class Encoder;
  const ModelFile* file_;
  std::unique_ptr<const Encoder> encoder_;
  std::unique_ptr<const Heads> heads_;
};

}  // namespace attache::indexer
