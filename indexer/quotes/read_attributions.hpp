// Completes what the network read with what the rules know of the same cues: act, factuality, addressee, and whether it is a
// quotation at all.
//
// Pure functions; safe from any thread.
#pragma once

#include <vector>

#include "indexer/quotes/attributions.hpp"
#include "indexer/quotes/network_reader.hpp"
#include "indexer/quotes/stretches.hpp"
#include "indexer/text/document.hpp"

namespace attache::indexer {

// One Attribution for each that was read, in order of their cues, then those of the rules that share no token with them. A
// content that covers most of a quotation takes all of it. `ruled` are in order of their sentences. O(tokens).
std::vector<Attribution> from_network(const Document& document, const StretchChains& chains,
                                      const std::vector<ReadAttribution>& read, const std::vector<Attribution>& ruled);

}  // namespace attache::indexer
