// Splits a stretch of text into tokens and says which marks open and close quotations.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/text/document.hpp"

namespace attache::indexer {

// The tokens of text[within], in order; sentence and quoted are left at their defaults. A mark that may open or close
// (straight, or an apostrophe) is judged by its neighbours: OpenQuote after white space and before a letter, CloseQuote
// otherwise. Single marks are quotation marks only where they pair up within the stretch. O(size).
std::vector<Token> tokens_of(std::string_view text, schema::Span within);

}  // namespace attache::indexer
