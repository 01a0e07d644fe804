// Plain text in paragraphs: by blank lines, by lines, or by where wrapped lines end, whichever the text does.
//
// Free functions, safe from any thread; linear in the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/span.hpp"

namespace attache::indexer {

// `within` less white space (Unicode's, and U+FEFF) at both ends; empty at within.begin when nothing is left.
schema::Span trimmed(std::string_view text, schema::Span within);

// Paragraphs of text[within] in order, trimmed, none empty; between them is only white space. A line that was wrapped
// at some column is no paragraph of its own: the paragraph runs over the line end. Lines end in LF, CR LF or CR.
std::vector<schema::Span> paragraphs_of(std::string_view text, schema::Span within);

}  // namespace attache::indexer
