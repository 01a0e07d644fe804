// Lines of a page that speak of the site instead of the matter, known by their words.
//
// A free function, safe from any thread; long lines are refused without being searched.
#pragma once

#include <string>

namespace attache::indexer::html {

// "Advertisement", "Share this article", "12 comments"; where it has a link also "Read more: …", "Sign up for …". In the languages
// of large sites.
bool is_boilerplate_line(const std::string& line, bool has_link);

}  // namespace attache::indexer::html
