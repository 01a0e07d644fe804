// The words of a PDF with where they stand, as poppler finds them.
//
// A free function; it runs poppler in a child process, so that no file can crash or hang this one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "schema/result.hpp"

namespace attache::indexer::pdf {

// A word. Points (1/72 inch) from the page's upper left corner.
struct Word {
  std::string text;  // valid UTF-8, without white space, not empty
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double size = 0;           // of its font, in points
  bool space_after = false;  // within its line
};

struct Page {
  std::size_t number = 0;  // from 1
  double height = 0;
  std::vector<Word> words;  // in no certain order; words that stand upright; of a page that has none of these, all
};

struct Document {
  std::string title;                  // of the document's information, as it is; on one line
  std::string author;                 // likewise
  std::vector<Page> pages;            // those that could be read, in order
  std::vector<schema::Fault> faults;  // those that could not, by place ("page 7"), and what became of the pages after them
};

// A Fault when no page can be read: encrypted, damaged, more than kMostPages, no page.
inline constexpr std::size_t kMostPages = 2000;
schema::Result<Document> words_of(const std::string& bytes);

}  // namespace attache::indexer::pdf
