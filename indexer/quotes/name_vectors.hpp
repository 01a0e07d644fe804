// What is kept of the engine's vectors for the ranker of antecedents: of words that may be of a name, and of pronouns.
//
// A value; refers to nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/quotes/clauses.hpp"
#include "indexer/quotes/network/antecedent_ranker.hpp"
#include "indexer/text/document.hpp"

namespace attache::indexer {

class NameVectors {
 public:
  NameVectors() = default;
  explicit NameVectors(const Document& document) : at_(document.tokens.size(), kNone) {}

  // Takes the tokens of the range over; vectors: width numbers for each of them.
  void keep(const Document& document, TokenRange range, const float* vectors, std::size_t width, const AntecedentRanker& ranker);

  // The token's narrowed rows: two of a capitalised word, one of a pronoun; nullptr of any other and when nothing was kept.
  const float* of(std::uint32_t token) const { return at_.empty() || at_[token] == kNone ? nullptr : &rows_[at_[token]]; }

 private:
  static constexpr std::uint32_t kNone = ~0U;
  std::vector<std::uint32_t> at_;  // of each token, its place in rows_
  std::vector<float> rows_;
};

}  // namespace attache::indexer
