// Finds the cues of a sentence: reporting verbs that are verbs here, with the subject of each.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/quotes/clauses.hpp"
#include "indexer/quotes/cues.hpp"
#include "schema/quote.hpp"

namespace attache::indexer {

// What the rules found out about one cue before its content is known.
struct Cue {
  CueHit hit;
  std::uint32_t token = 0;        // the verb
  std::uint32_t group = 0;        // first token of its verb group
  TokenRange source;              // may be empty
  bool inherits = false;          // its subject is that of the attribution before it in the sentence
  bool inverted = false;          // the source stands behind it
  schema::Factuality factuality = schema::Factuality::Said;
};

// In text order; none inside quotation marks, none without a subject.
std::vector<Cue> cues_of(const SentenceView& view);

// Whether a subject can take a verb's plural form ("analysts say").
bool may_be_plural(const SentenceView& view, TokenRange subject);

// The folded token before `i`; empty at the sentence's begin.
std::string_view word_before(const SentenceView& view, std::uint32_t i);

}  // namespace attache::indexer
