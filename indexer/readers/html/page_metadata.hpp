// What a page says of its article: title, authors, dates, outlet and the rest, each from the best source that names it.
//
// A free function, safe from any thread; linear in the page.
#pragma once

#include "indexer/readers/html/document.hpp"

namespace attache::indexer::html {

struct Written {
  std::string words;   // as written
  std::string source;  // "JSON-LD datePublished", "meta article:published_time", "time element", "text"
};

// Each on one line, entities decoded; empty where the page names none. Nothing is guessed from addresses.
struct PageMetadata {
  std::string title;
  std::string descriptions;          // all that are given, one a line; may repeat each other
  std::vector<std::string> authors;  // people or desks, neither the outlet nor an address
  std::string outlet;
  std::string section;
  std::string language;
  std::string url;           // canonical
  Written published;         // words that page_moment() reads
  Written updated;           // likewise
  std::string article_body;  // of JSON-LD; may hold markup
};

PageMetadata metadata_of(const Document& document);

}  // namespace attache::indexer::html
