// What stands around the records of a page of HTML.
//
// Free function; safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace attache::query {

// Everything up to the first record. The page runs nothing and fetches nothing, whatever it holds: its policy forbids both. `title`: plain.
std::string page_head(std::string_view title);

inline constexpr std::string_view kPageFoot = "</body>\n</html>\n";

}  // namespace attache::query
