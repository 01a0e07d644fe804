// Takes out of a page what a parser would take long over and nobody reads, before a parser sees it.
//
// A free function, safe from any thread.
#pragma once

#include <string>

namespace attache::indexer::html {

// The page without the tags that nest deeper than browsers let them, without tags of absurdly many attributes, and without what is
// written in scripts and styles: half of the pages of news sites. Linked data (JSON-LD) and all else stays as it is. Linear.
std::string lean_markup(std::string html);

}  // namespace attache::indexer::html
