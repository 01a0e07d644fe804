// Free indirect speech: sentences without a cue that go on with what somebody said, between two reports of the same speaker
// ("He said the plan has ten steps. First of all, it is an embargo. …, he added.").
//
// Pure; safe from any thread.
#pragma once

#include <vector>

#include "indexer/quotes/attributions.hpp"
#include "indexer/text/document.hpp"

namespace attache::indexer {

// Appends one attribution for each such sentence, going on from the one before it, until the one behind it. `found` is in no special
// order, which is kept. A sentence qualifies when it is in the present tense, unquoted, and between two quotations of its paragraph;
// one that says what must be may also open its paragraph. O(tokens + attributions).
void add_free_indirect(const Document& document, std::vector<Attribution>& found);

}  // namespace attache::indexer
