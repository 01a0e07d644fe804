// The network of the quote engine: what indexer/train/network.py defines, computed with 8-bit integers on oneDNN.
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
#include "indexer/quotes/network/passage.hpp"

namespace attache::indexer {

struct Encoded {
  std::vector<float> vectors;              // tokens × ModelSizes::width
  std::vector<float> given;                // tokens × ModelSizes::pair_width: what a token gives its row beside any cue
  std::vector<std::array<float, 3>> tags;  // of each token: probabilities of no cue, cue begins, cue goes on
};

// What the network says of the tokens around one cue: logits of "is content", "the source begins here", "… ends here".
struct CueScores {
  std::uint32_t first = 0;                   // the token of scores[0]
  std::vector<std::array<float, 3>> scores;  // the cue's first token stands for "no source"
};

class Network {
 public:
  // Throws schema::Error Damaged when the file lacks a tensor or has it in another size.
  explicit Network(const ModelFile& file);
  ~Network();

  Encoded encode(const Passage& passage) const;

  // One for each cue: of its tokens from ModelSizes::before before its first one to ModelSizes::behind behind it, as far as the
  // passage goes.
  std::vector<CueScores> score(const Encoded& encoded, const Passage& passage, std::span<const CueRange> cues) const;

  // Computes the file's samples; throws schema::Error Damaged when the scores are not those of training, as far as 8-bit
  // integers go.
  void self_test() const;

 private:
  struct Parts;
  const ModelFile* file_;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace attache::indexer
