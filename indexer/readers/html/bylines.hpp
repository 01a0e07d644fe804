// Where a page's elements name the article's author: itemprop, rel, the class words of bylines, links to authors' pages.
//
// Free functions, safe from any thread; linear in the page.
#pragma once

#include "indexer/readers/html/document.hpp"

namespace attache::indexer::html {

// Lines as written, "By" and all; a comma parts names of elements that are alike. Those in navigation, comments, asides and
// figures are left out: they name other people.
struct Bylines {
  std::vector<std::string> items;   // itemprop="author"
  std::vector<std::string> linked;  // rel="author"
  std::vector<std::string> named;   // of a class that says byline or author: those below the headline first
  std::vector<std::string> pages;   // links to authors' pages: the first between headline and text, and those beside it
};
Bylines bylines_of(const Document& document);

// Written as names are: two to five words that begin with a capital. A class name alone says little.
bool looks_like_person(const std::string& name);

}  // namespace attache::indexer::html
