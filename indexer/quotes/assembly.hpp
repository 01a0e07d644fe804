// Who said it and about what: from attributions to schema::Quote values.
//
// A pure function; safe from any thread.
#pragma once

#include <vector>

#include "indexer/quotes/attributions.hpp"
#include "indexer/quotes/name_vectors.hpp"
#include "indexer/quotes/network/antecedent_ranker.hpp"
#include "indexer/text/document.hpp"
#include "schema/names/names.hpp"
#include "schema/quote.hpp"

namespace attache::indexer {

// One Quote for each attribution, in the same order, but for free indirect ones between two speakers, which are left out. Without a
// ranker pronouns mean who is in focus alone.
std::vector<schema::Quote> quotes_from(const Document& document, const schema::Names& names, const std::vector<Attribution>& attributions,
                                       const NameVectors& vectors, const AntecedentRanker* ranker);

}  // namespace attache::indexer
