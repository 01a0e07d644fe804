// Texts that are somebody's words from end to end: interviews and transcripts, whose turns bear labels ("Q:", "MR TARN:"), and addresses,
// whose headline says who delivered them. What a turn's speaker says is a direct quotation without marks.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/quotes/attributions.hpp"
#include "indexer/text/document.hpp"

namespace attache::indexer {

class Turns {
 public:
  // A text has turns when at least three labels at the begin of paragraphs are of two kinds or more and one returns; or when a label
  // with a name has first persons behind it. A text without turns whose headline names an address is one turn.
  explicit Turns(const Document& document);

  // Whether the sentence is part of a turn, the interviewer's included.
  bool has(std::uint32_t sentence) const { return sentence < in_turn_.size() && in_turn_[sentence]; }
  // Whether the token is a label's.
  bool labels(std::uint32_t token) const;

  // Those of turns that are no questions, in text order; the label is their source, none for "A:" (Attribution::answer) and addresses
  // (Attribution::address). Paragraphs without a label belong to the turn before. A long turn is several of whole sentences.
  const std::vector<Attribution>& attributions() const { return found_; }

 private:
  class Reader;
  std::vector<Attribution> found_;
  std::vector<bool> in_turn_;
  std::vector<TokenRange> labels_;
};

}  // namespace attache::indexer
