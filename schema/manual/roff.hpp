// Text in man's own language.
//
// Free functions; safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace attache::schema {

// Lines as they are: no character of them is a command, a font or a hyphen that a line may break at.
std::string as_roff(std::string_view text);

// A page of that section from Markdown (CommonMark with tables): level-one and level-two headings become sections, code stays verbatim, a row of a table
// an item with its first cell in bold. The first heading is the page's NAME line.
// Links leave their words. Throws Error(Usage) when the text has no heading.
std::string manual_from_markdown(std::string_view markdown, std::string_view name, int section, std::string_view version);

}  // namespace attache::schema
