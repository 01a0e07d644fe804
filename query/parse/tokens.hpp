// The words of a question with their places, quoted stretches kept whole.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/place.hpp"
#include "schema/result.hpp"
#include "schema/span.hpp"

namespace attache::query {

// Folded words to look among; the list must live as long as the call.
using WordList = std::span<const std::string_view>;

// A word, or a stretch in quotation marks.
struct Token {
  schema::Span span;                // in the question; of a quoted stretch with its marks
  std::string folded;               // of a word; empty for a quoted stretch
  std::vector<std::string> phrase;  // the folded words of a quoted stretch; empty for a word
  bool capital = false;             // begins with a capital letter
  bool all_capitals = false;        // of two letters or more: "PLA", "U.S."
  bool exact = false;               // "=" stands before it: asked for in this spelling
  bool comma_before = false;        // a comma stands between it and the token before
  bool is(std::string_view word) const { return folded == word; }
  bool is_one_of(WordList words) const {
    return !folded.empty() && std::find(words.begin(), words.end(), folded) != words.end();
  }
  bool is_one_of(std::initializer_list<std::string_view> words) const { return is_one_of(WordList(words)); }
};

// A stretch of the tokens of one question. `text` outlives it.
struct Tokens {
  std::string_view text;  // the whole question
  std::span<const Token> list;
  bool empty() const { return list.empty(); }
  std::size_t size() const { return list.size(); }
  const Token& operator[](std::size_t i) const { return list[i]; }
  Tokens from(std::size_t i) const { return {text, list.subspan(std::min(i, list.size()))}; }
  Tokens until(std::size_t i) const { return {text, list.first(std::min(i, list.size()))}; }
  // The text from the first token to the last; of a single quoted stretch without its marks.
  std::string_view typed() const;
  // The first token at or after `at` that is one of the words; size() when there is none.
  std::size_t find(WordList words, std::size_t at = 0) const;
  std::size_t find(std::initializer_list<std::string_view> words, std::size_t at = 0) const {
    return find(WordList(words), at);
  }
};

// The tokens of `text` (valid UTF-8). Straight and typographic double quotation marks and guillemets part quoted
// stretches, single ones where they stand at a word's beginning and another at a word's end. A Fault with its column
// for a double quotation mark without its fellow and for more than kMaxClauses words.
schema::Result<std::vector<Token>> tokens_of(std::string_view text);

// The same tokens with the words of quoted stretches one by one: a name in quotation marks is a name.
std::vector<Token> unquoted(Tokens tokens);

// A word too common to look for: "the", "of", "would".
bool is_stop_word(std::string_view folded);
// The same, but not for a name in capitals: "US" is no "us".
bool is_stop_word(const Token& token);

}  // namespace attache::query
