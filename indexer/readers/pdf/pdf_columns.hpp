// In which order a page's words are read: by columns, and within them from the top.
//
// A free function, safe from any thread; linear in the words of a page, times some hundred places where a column may end.
#pragma once

#include <vector>

#include "indexer/readers/pdf/pdf_words.hpp"

namespace attache::indexer::pdf {

// The words by the rectangles they stand in, in reading order: what stands above two columns, the left one, the right one, what stands
// below them; columns within columns likewise. A page without columns is one rectangle, and so is one of more than kMostWords words.
inline constexpr std::size_t kMostWords = 8000;
std::vector<std::vector<Word>> columns_of(std::vector<Word> words);

}  // namespace attache::indexer::pdf
