// An article's words in a form in which two articles are compared: which runs of words they share, whether they have the same
// numbers and names in the same places (Broder, "On the resemblance and containment of documents", 1997).
//
// Free functions, safe from any thread; linear in the text but for sorting.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "schema/article.hpp"

namespace attache::indexer {

// Of the running text: paragraphs one after another, so that captions, credits, bylines and the headline do not count.
struct Wording {
  std::vector<std::uint64_t> shingles;  // hashes of all runs of kShingleWords folded words, sorted, each once
  // Words with a digit, and words with a capital: hashes of the two words before or behind one, and of the word itself. Sorted.
  struct Filled {
    std::uint64_t place = 0;
    std::uint64_t word = 0;
    friend auto operator<=>(const Filled&, const Filled&) = default;
  };
  std::vector<std::uint64_t> figures;  // hashes of the words with a digit, sorted, each once
  std::vector<Filled> numbers;
  std::vector<Filled> names;
  std::uint64_t title = 0;  // hash of the folded headline; 0 when there is none
  std::optional<std::int32_t> day;  // of the article, since 1970
  friend bool operator==(const Wording&, const Wording&) = default;
};
Wording wording_of(const schema::Article& article);

// Of title and text: equal where nothing but white space differs.
std::uint64_t fingerprint_of(const schema::Article& article);

// The smallest hashes, one in 24, at least 12 and at most 32: two texts of which one is a third of the other share at least one with a
// probability of 1 - (2/3)^12 = 99.2 % or more. Empty for a text without shingles.
std::vector<std::uint64_t> sketch_of(const Wording& wording);

// Two articles' words side by side.
struct Overlap {
  std::size_t shared = 0;    // shingles that both have
  std::size_t smaller = 0;   // shingles of the one with fewer
  std::size_t together = 0;  // shingles that one of them has
  double figures = 1;        // share of the numbers of the one with fewer that stand anywhere in the other; 1 where it has few
  double numbers = 1;        // of the places in which both have a number, the share where it is the same; 1 where these are few, but for 0
                             // where it is nowhere the same
  std::size_t other_numbers = 0;  // places in which the numbers differ
  double names = 1;          // the same of words with a capital
  bool titles_differ = false;  // both have one
  std::int32_t days_apart = 0;  // 0 too where a day is not known
  double resemblance() const { return together == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(together); }
  double containment() const { return smaller == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(smaller); }
};
Overlap overlap_of(const Wording& a, const Wording& b);

}  // namespace attache::indexer
