// The paragraphs of a PDF: its lines joined where only the page's width or its end parted them, words divided at line ends put together.
//
// A free function, safe from any thread; linear in the lines.
#pragma once

#include "indexer/readers/pdf/pdf_lines.hpp"

namespace attache::indexer::pdf {

struct Paragraph {
  std::string text;      // on one line
  double size = 0;       // of its font, in points
  std::size_t page = 0;  // where it begins, from 1
};

struct Paragraphs {
  std::vector<Paragraph> all;
  double body_size = 0;  // of the font that most of the text has; 0 where there is none
};

// A paragraph ends where the space below it is wider than between its lines, where the next line is indented, of another size, or would
// have had room for its first word on the line before, and with a column or page unless its sentence goes on. A hyphen at a line's end is
// taken out where the word stands undivided elsewhere in the document, where what follows is an ending ("govern-ment"), or where the
// document is seen to divide words and nothing speaks for a compound ("long-term", "Franco-German", "ex-minister", both parts words of the
// document); else it stays.
Paragraphs paragraphs_of(const PageLines& pages);

}  // namespace attache::indexer::pdf
