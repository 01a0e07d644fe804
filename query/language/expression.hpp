// A search as understood: the tree that every dialect is read into, and that the search carries out.
//
// Plain values; safe to share between threads while nobody writes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/fields.hpp"

namespace attache::query {

enum class Op : std::uint8_t {
  // Leaves.
  Word,      // a word, stemmed unless `exact`; in a field that is not of words, the whole value
  Wildcard,  // a folded word with * (any letters, also none) and ? (one letter)
  Fuzzy,     // a word with at most `count` letters changed, added, left out or exchanged with their neighbour
  Range,     // a day or number from `from` to `to`, both included; either may be open
  All,       // every article

  // Places. Distances are in words: neighbours are 1 apart; they run over the ends of sentences and paragraphs. Of two or more
  // children, which are leaves, phrases, or Or of these.
  Phrase,     // one after the other within a sentence
  Adjacent,   // in this order, each at most `count` words after the one before: ADJ/n
  Near,       // in any order, each at most `count` words from the next: NEAR/n
  Sentence,   // in the same sentence: W/S
  Paragraph,  // in the same paragraph: W/P

  // Of one child.
  AtLeast,  // at least `count` places where the child, a leaf or a phrase or an Or of these, stands
  First,    // within the first `count` words of the text
  Lead,     // in the headline, the standfirst or the first paragraph

  And,
  Or,
  Not,      // the first child, and none of the others
  NotNear,  // places of the first child that have no place of the second within `count` words: NOT NEAR/n
};

// Which letter case the word must have in the text; searched fields are otherwise folded.
enum class Letters : std::uint8_t { Any, Lower, Capitalised, AllCapitals };

struct Expression {
  Op op = Op::And;
  schema::FieldId field = schema::FieldId::Text;  // of leaves
  std::string text = {};  // Word, Fuzzy: folded where the field is of words, else the value as typed; Wildcard: the pattern, folded
  bool exact = false;     // Word: this form, no other of the stem
  Letters letters = Letters::Any;
  std::uint32_t count = 0;
  std::optional<std::string> from = {}, to = {};  // Range: days as YYYYMMDD, numbers as decimal digits
  std::vector<Expression> children = {};
  std::uint32_t begin = 0, end = 0;  // bytes of the text it was read from, half-open: where faults are

  friend bool operator==(const Expression&, const Expression&) = default;
};

}  // namespace attache::query
