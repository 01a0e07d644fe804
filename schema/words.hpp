// The words of a text as index and query see them: split and folded. Indexer and query share each of these
// functions, so that a word asked for is the word stored.
//
// Free functions, safe from any thread.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/span.hpp"

namespace attache::schema {

// Case-folded, compatibility-normalised (NFKC), accents and other combining marks removed (but the vowels of India's scripts, which are
// written so), typographic apostrophes made straight: "Élysée" → "elysee", "ＮＡＴＯ" → "nato". Text that is not valid UTF-8 is folded with U+FFFD in its place.
std::string fold(std::string_view text);

// A word: letters and digits with inner apostrophes; a possessive 's is left out of `folded` but stays in `span`; the
// points of an acronym are left out of `folded` ("U.S." → "us"); hyphens and slashes part words. In scripts that part no words by
// spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese), and in Korean, each letter with its marks is one: as a phrase they find any part.
struct Word {
  Span span;
  std::string folded;  // fold() of the word, never empty
};

// A word whose folded form somebody else keeps.
struct WordView {
  Span span;
  std::string_view folded;
};

// Calls take() with each word of text[within], in order; `folded` lasts until take() returns. O(size).
void each_word(std::string_view text, Span within, const std::function<void(const WordView& word)>& take);

// The same as values.
std::vector<Word> words_of(std::string_view text, Span within);
std::vector<Word> words_of(std::string_view text);
// How many these are.
std::size_t count_words(std::string_view text);

// Folded words of `text` joined by one space: the form in which names and phrases are compared and stored.
std::string fold_phrase(std::string_view text);

// `text` with each run of white space made one space, and none at its ends.
std::string one_line(std::string_view text);

// The words with `between` between them; empty for none.
std::string joined(std::span<const std::string> words, std::string_view between = " ");

// Valid UTF-8 of any bytes, each ill-formed sequence (Unicode's maximal subpart) made one U+FFFD; counts bytes replaced.
std::string valid_utf8(std::string_view bytes, std::uint32_t* replaced_bytes = nullptr);

}  // namespace attache::schema
