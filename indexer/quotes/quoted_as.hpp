// "The agency quoted Lavrov as saying that …", "Lavrov was quoted as saying …": Lavrov said it, the agency passes it on.
//
// A pure function; safe from any thread.
#pragma once

#include <vector>

#include "indexer/quotes/attributions.hpp"
#include "indexer/text/document.hpp"

namespace attache::indexer {

// Appends those of the article that nobody read so, and takes away what was read across them ("quoted | Lavrov as saying …").
// `found` must not yet have attributions that go on from others. O(tokens + found).
void add_quoted_as(const Document& document, std::vector<Attribution>& found);

}  // namespace attache::indexer
