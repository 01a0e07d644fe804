// Who the source of each attribution is: names, titles, descriptions, pronouns, collectives, unnamed sources.
//
// One resolver reads one article once, in text order; it belongs to one thread.
#pragma once

#include <string>
#include <vector>

#include "indexer/quotes/antecedents.hpp"
#include "indexer/quotes/attributions.hpp"
#include "indexer/quotes/cast.hpp"
#include "schema/quote.hpp"

namespace attache::indexer {

// What became of one attribution's source and hearer.
struct Resolution {
  std::vector<schema::Speaker> speakers;  // at least one
  std::vector<std::int32_t> people;       // beside each speaker: its index in Cast::people, -1 when it is none of them
  std::string reason;                     // the chain from source to speaker
  std::string to;                         // who was told; empty when nobody is named
};

// One Resolution for each attribution, in the same order. The resolver carries who was last spoken of from sentence to
// sentence (a focus list in the manner of centering: Grosz, Joshi, Weinstein 1995, reduced to subjects): a pronoun is the
// most recent subject that agrees with it in gender and number. O(tokens + attributions × people).
std::vector<Resolution> resolve_speakers(const Document& document, const Cast& cast, const schema::Names& names,
                                         const std::vector<Attribution>& attributions, const Antecedents* antecedents);

}  // namespace attache::indexer
