// A user's own synonyms: words that are looked for too where one of them is asked for.
//
// Immutable once read; safe to share.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query/language/expression.hpp"
#include "query/search/languages.hpp"
#include "schema/result.hpp"

namespace attache::query {

class Synonyms {
 public:
  // Lines "word = word, phrase, …"; '#' begins a comment. `file` is what a Fault calls it: its place is "FILE, line N". A line without
  // '=', with anything but one word before it, without a word between two commas, or with a word that another line has already, in a form of
  // English, is a Fault, and so are more than kMostLines and bytes that are no UTF-8.
  static schema::Result<Synonyms> read(std::string_view content, std::string_view file);
  static constexpr std::size_t kMostLines = 10'000;

  // The expression with each word of text that has synonyms, in any of its forms in one of the archive's languages, made an Or of it and
  // them. Words asked for in one form or in certain letters, and words of phrases, stay alone.
  Expression widened(const Expression& expression, const Languages& languages) const;
  bool empty() const { return entries_.empty(); }

 private:
  struct Entry {
    std::string word;                                // folded, as the other words
    std::vector<std::vector<std::string>> synonyms;  // the words of each
  };
  // By one of the languages; the entries of each stem.
  struct OfStem {
    explicit OfStem(const schema::Stemmer& by) : stemmer(by) {}
    const schema::Stemmer& stemmer;
    std::unordered_map<std::string, std::vector<const Entry*>> entries = {};
  };
  static std::vector<const Entry*> entries_of(const std::string& word, const std::vector<OfStem>& of_stem);
  static Expression widened(const Expression& expression, const std::vector<OfStem>& of_stem);
  std::vector<Entry> entries_;
};

}  // namespace attache::query
