// A time line as a picture.
//
// Free function; safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "query/answer/timeline.hpp"

namespace attache::query {

// An SVG document that needs nothing else: a bar a period, each with its period and count as its title, and as title and
// description of the whole what was counted ("quote") and asked. Well-formed whatever the question holds. The undated stand in the
// description only.
std::string timeline_svg(const Timeline& line, std::string_view noun, std::string_view question);

}  // namespace attache::query
