// Where sentences end in newswire: abbreviations, initials, acronyms and closing quotation marks are looked at.
#pragma once

#include <string_view>
#include <vector>

#include "schema/span.hpp"

namespace attache::indexer {

// The sentences of text[within], trimmed of white space, in order; together they cover all but white space. A final stop
// belongs to its sentence, and so do closing quotation marks and brackets behind it. Safe from any thread. O(size).
std::vector<schema::Span> sentences_of(std::string_view text, schema::Span within);

}  // namespace attache::indexer
