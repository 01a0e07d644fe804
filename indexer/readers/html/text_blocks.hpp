// The texts of a page: one for each stretch between the borders of block elements.
//
// A free function, safe from any thread; linear in the page.
#pragma once

#include "indexer/readers/html/document.hpp"

namespace attache::indexer::html {

struct TextBlock {
  NodeId node = 0;                 // the block element that it stands in
  std::string text;                // white space folded as browsers do; a <br> is a line end; never empty
  std::uint32_t link_bytes = 0;    // of `text` inside links
  std::uint32_t strong_bytes = 0;  // in <b> and <strong>
};

// In page order, without what is never shown (scripts, styles, forms' controls, media; within a line, a few hidden words and what opens for
// the pointer).
std::vector<TextBlock> text_blocks(const Document& document);

// The same for a text whose line ends part paragraphs where its markup does not.
std::vector<TextBlock> text_blocks_of_lines(const Document& document);

// All text below an element as one line, without the same.
std::string shown_line(const Document& document, NodeId id);

bool is_heading(GumboTag tag);
bool is_block(GumboTag tag);

}  // namespace attache::indexer::html
