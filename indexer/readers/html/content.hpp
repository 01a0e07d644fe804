// Finds a page's article: which element holds it, and which of the texts there are its running text.
//
// Free functions, safe from any thread; linear in the page times the depth of its elements, which is bounded.
#pragma once

#include "indexer/readers/html/text_blocks.hpp"
#include "schema/article.hpp"

namespace attache::indexer::html {

struct ContentBlock {
  schema::BlockKind kind = schema::BlockKind::Paragraph;  // any but Dateline; a Headline is a subheading
  std::string text;
};

struct Hints {
  std::string title;    // its heading is left out of the text
  std::string summary;  // the page's descriptions; recognise the standfirst by its words
};

// Never throws; empty for a page without texts. A page without an article gives all its main text.
std::vector<ContentBlock> content_of(const Document& document, const Hints& hints);

}  // namespace attache::indexer::html
