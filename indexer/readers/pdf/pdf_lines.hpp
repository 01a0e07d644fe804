// The lines of a PDF's pages, without what is printed on every page around the text.
//
// Free functions, safe from any thread; linear in the words, but for sorting a page's lines.
#pragma once

#include <vector>

#include "indexer/readers/pdf/pdf_words.hpp"

namespace attache::indexer::pdf {

struct Line {
  std::string text;  // words parted by one space
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double size = 0;        // of the font of most of its characters, in points
  double first_word = 0;  // its width, in points
  std::size_t page = 0;   // from 1
  double edge = 0;        // where the widest line of its size in its column ends
};

// The lines of each page in reading order. Headers, footers and page numbers are left out: rows among the outermost of a page that stand at
// the same height on other pages, too, with the same words but for numbers; and there a page's own number ("7", "- 7 -", "Page 7 of 9").
// So are the raised numbers of footnotes. Nothing else: a headline that the following pages repeat in their headers stays.
using PageLines = std::vector<std::vector<Line>>;
PageLines lines_of(const std::vector<Page>& pages);

}  // namespace attache::indexer::pdf
