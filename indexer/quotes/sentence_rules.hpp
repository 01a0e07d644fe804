// The rules that read one sentence: its cues, their sources and contents.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/quotes/attributions.hpp"
#include "indexer/quotes/stretches.hpp"

namespace attache::indexer {

// Appends the attributions of sentence `sentence` to `out`, which holds those of the sentences before it. O(tokens of the
// sentence and of the quotations it begins or ends).
void read_sentence(const Document& document, const StretchChains& chains, std::uint32_t sentence, std::vector<Attribution>& out);

}  // namespace attache::indexer
