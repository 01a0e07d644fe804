// What a quotation is about, as entities, in the rings named, referred, asked and article (DESIGN.md section 2). Free words
// need no topic: the index has them.
#pragma once

#include <vector>

#include "indexer/quotes/antecedents.hpp"
#include "indexer/quotes/attributions.hpp"
#include "indexer/quotes/cast.hpp"
#include "indexer/quotes/speakers.hpp"
#include "schema/quote.hpp"

namespace attache::indexer {

// The topics of one quotation, each entity once, in its nearest ring. `lead_in` is the words of the cue's sentence outside
// the quotation's parts; without `antecedents` a pronoun means only who was named before it in the content. O(tokens of content and
// lead-in × log entities).
std::vector<schema::Topic> topics_of(const Document& document, const Cast& cast, const Antecedents* antecedents,
                                     const Attribution& attribution, const Resolution& resolution, TokenRange lead_in);

}  // namespace attache::indexer
