// Interviews and transcripts: paragraphs that begin with a label and a colon ("Q:", "A:", "MR TARN:") are turns, and what the
// label's speaker says is a direct quotation without marks.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/quotes/attributions.hpp"
#include "indexer/text/document.hpp"

namespace attache::indexer {

class Turns {
 public:
  // A text has turns when at least three paragraphs bear labels, of at least two kinds, one of them more than once.
  explicit Turns(const Document& document);

  // Whether the paragraph is part of a turn, the interviewer's included.
  bool has(std::uint32_t paragraph) const { return paragraph < in_turn_.size() && in_turn_[paragraph]; }

  // One attribution a turn that is no question; the label is its source, none for "A:" (see Attribution::answer). Paragraphs
  // without a label between two turns belong to the one before.
  const std::vector<Attribution>& attributions() const { return found_; }

 private:
  struct Label;
  std::vector<Attribution> found_;
  std::vector<bool> in_turn_;
};

}  // namespace attache::indexer
