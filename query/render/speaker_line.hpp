// Who said a quotation, in words.
//
// Free function; safe from any thread.
#pragma once

#include <string>

#include "schema/records.hpp"

namespace attache::query {

// "Mara Tolk, foreign minister of Ostria and …"; for who has no name the words of the source, "an envoy (unnamed)". On one line; empty
// when there is no speaker.
std::string speaker_line(const schema::StoredQuote& quote);

}  // namespace attache::query
