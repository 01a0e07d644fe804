// Scores whom a pronoun means: one small network over what indexer/quotes/antecedents.hpp sees of a pronoun and a person, and over
// the vectors that the engine's network has of the pronoun and of the person's name. indexer/train/antecedents.py trains it.
//
// Immutable after construction, safe to share; refers to its TensorFile, which must outlive it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "indexer/quotes/network/dense.hpp"
#include "indexer/quotes/network/tensor_file.hpp"

namespace attache::indexer {

class AntecedentRanker {
 public:
  // `width` is that of the engine's vectors, `features` the number of features. Throws schema::Error Damaged when the file is not
  // made for them.
  AntecedentRanker(const TensorFile& file, std::size_t width, std::size_t features);

  std::size_t projected() const { return projected_; }

  // Narrows vectors (count × width): of a name's tokens to two rows each, as its first and as its last one; of pronouns to one.
  std::vector<float> narrow_names(const float* vectors, std::size_t count) const { return names_.apply(vectors, count); }
  std::vector<float> narrow_pronouns(const float* vectors, std::size_t count) const { return pronouns_.apply(vectors, count); }

  // One that a pronoun may mean: its features, the first row of its name's first token, the second row of its name's last one.
  struct Candidate {
    std::span<const float> features;
    const float* first;
    const float* last;
  };

  // The logits of the candidates; `pronoun` is the pronoun's row.
  std::vector<float> scores(std::span<const Candidate> candidates, const float* pronoun) const;

 private:
  AntecedentRanker(const TensorFile& file, std::size_t width, std::size_t features, std::size_t projected, std::size_t hidden);

  std::size_t projected_, features_, hidden_width_;
  Dense names_, pronouns_;
  std::span<const float> hidden_, hidden_bias_, score_, linear_;  // hidden_: input × hidden
};

}  // namespace attache::indexer
