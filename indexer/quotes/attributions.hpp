// The attribution rules: from a tokenised article to (content, cue, source) triples, before anybody knows who the source is.
//
// Rules over word classes and a verb lexicon; a learned model takes this file's place and keeps its types.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/quotes/clauses.hpp"
#include "indexer/text/document.hpp"
#include "schema/quote.hpp"

namespace attache::indexer {

// Token ranges of one attribution. Source and cue may be empty.
struct Attribution {
  std::vector<TokenRange> content;  // in text order, at least one, none empty
  TokenRange cue;
  TokenRange source;
  TokenRange hearer;                // the addressee's words; may lie in the content ("urged [the West] to …")
  TokenRange according_to;          // "a readout from Washington"
  schema::Act act = schema::Act::Says;
  schema::Factuality factuality = schema::Factuality::Said;
  std::uint32_t sentence = 0;       // of the cue, or of the content's begin when there is none
  std::int32_t continues = -1;      // index of the attribution whose speaker goes on speaking; -1: it has its own source
  bool verbatim = false;            // direct although without marks: a turn of an interview
  bool answer = false;              // the interviewee's: whom the text introduces before the first question
  double confidence = 0.5;          // that content, cue and source belong together
};

// All attributions in order of their first token. `continues` indexes the result. O(tokens).
std::vector<Attribution> attributions_of(const Document& document);

}  // namespace attache::indexer
