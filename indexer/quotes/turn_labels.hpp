// The labels of transcripts: words before a colon that say whose turn it is ("Q:", "MR TARN:", "President of Ostria Pavel Dorrin:"), at the
// begin of a paragraph or, where paragraphs were lost, of a sentence.
//
// Free function; safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/quotes/clauses.hpp"
#include "indexer/text/document.hpp"

namespace attache::indexer {

enum class LabelKind : std::uint8_t { Question, Answer, Name };
enum class LabelPlace : std::uint8_t { Paragraph, Sentence, Within };  // Within: behind words that stand before it, a heading's

struct TurnLabel {
  LabelKind kind = LabelKind::Name;
  LabelPlace place = LabelPlace::Paragraph;
  TokenRange words;           // without the colon
  std::uint32_t content = 0;  // first token behind the colon
  std::string key;            // the same for turns of the same: folded last word
  bool brief = false;         // all its words have capitals, and they are six at most
  bool titled = false;        // has the words of an office before a name
};

// All that may be labels, in text order; whether the text is a transcript is for Turns to say. None in asides and quotation marks. O(tokens).
std::vector<TurnLabel> turn_labels(const Document& document);

}  // namespace attache::indexer
