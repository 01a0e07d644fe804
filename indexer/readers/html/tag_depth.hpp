// Bounds how deep a page's tags nest, before a parser sees it.
//
// A free function, safe from any thread.
#pragma once

#include <string>

namespace attache::indexer::html {

// The page without the tags that nest deeper than browsers let them and without tags of absurdly many attributes; all else
// stays as it is. Linear.
std::string with_bounded_depth(std::string html);

}  // namespace attache::indexer::html
