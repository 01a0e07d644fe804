// The first or last of what was found.
//
// Free function; safe from any thread.
#pragma once

#include "query/search/find.hpp"

namespace attache::query {

// Leaves what Query::pick asks for (find_quotes says which) and counts the rest as passed over. `findings.hits` are in the order
// of QuoteOrder::Day. Notes that quotations without a day may be earlier or later, and that articles of one day have no order.
void pick_hits(Pick pick, Findings& findings);

}  // namespace attache::query
