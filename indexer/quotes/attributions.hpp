// The attributions of an article: (content, cue, source) triples, before anybody knows who the source is. Found by the rules
// over word classes and a verb lexicon, or by the network, whose attributions the rules complete.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/quotes/clauses.hpp"
#include "indexer/quotes/network_reader.hpp"
#include "indexer/text/document.hpp"
#include "schema/quote.hpp"

namespace attache::indexer {

// Token ranges of one attribution. Source and cue may be empty.
struct Attribution {
  std::vector<TokenRange> content;  // in text order, at least one, none empty
  TokenRange cue;
  TokenRange source;
  TokenRange antecedent;            // what the source stands for when it is "who"; else empty
  TokenRange hearer;                // the addressee's words; may lie in the content ("urged [the West] to …")
  TokenRange according_to;          // "a readout from Washington"
  schema::Act act = schema::Act::Says;
  schema::Factuality factuality = schema::Factuality::Said;
  std::uint32_t sentence = 0;       // of the cue, or of the content's begin when there is none
  std::int32_t continues = -1;      // index of the attribution whose speaker goes on speaking; -1: it has its own source
  std::int32_t until = -1;          // free indirect speech: it is one only if the attribution of that index has the same speaker
  bool verbatim = false;            // direct although without marks: a turn of an interview
  bool answer = false;              // the interviewee's: whom the text introduces before the first question
  bool address = false;             // part of an address: whose, the headline says
  bool shown = true;                // false: no quotation (a belief, an intention)
  double confidence = 0.5;          // that content, cue and source belong together
};

// The first token of its content and cue; one past the last.
std::uint32_t first_token(const Attribution& attribution);
std::uint32_t last_token(const Attribution& attribution);

// All attributions in order of their first token. `continues` indexes the result. O(tokens).
std::vector<Attribution> attributions_of(const Document& document);

// The same from what the network read. Act, factuality, addressee and what the report rests on are those of the rules where
// they know the cue; quotations that go on without a cue, and turns of interviews, are found as above.
std::vector<Attribution> attributions_of(const Document& document, const std::vector<ReadAttribution>& read);

}  // namespace attache::indexer
