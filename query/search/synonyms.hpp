// A user's own synonyms: words that are looked for too where one of them is asked for.
//
// Immutable once read; safe to share.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/expression.hpp"
#include "schema/result.hpp"

namespace attache::query {

class Synonyms {
 public:
  // Lines "word = word, phrase, …"; '#' begins a comment. `file` is what a Fault calls it: its place is "FILE, line N". A line without
  // '=', with anything but one word before it, without a word between two commas, or with a word that another line has already is a
  // Fault, and so are more than kMostLines and bytes that are no UTF-8.
  static schema::Result<Synonyms> read(std::string_view content, std::string_view file);
  static constexpr std::size_t kMostLines = 10'000;

  // The expression with each word of text that has synonyms, in any of its forms, made an Or of it and them. Words asked for in one form
  // or in certain letters, and words of phrases, stay alone.
  Expression widened(const Expression& expression) const;
  bool empty() const { return of_stem_.empty(); }

 private:
  // Of a stem: the words of each synonym, folded.
  std::map<std::string, std::vector<std::vector<std::string>>> of_stem_;
};

}  // namespace attache::query
