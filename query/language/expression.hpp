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
  Word,      // a word, stemmed unless `exact`; in a field that is not of kind Text, the whole value
  Wildcard,  // a folded word with * (any letters, also none) and ? (one letter); in a field that is not of kind Text, a value
  Fuzzy,     // a word with at most `count` letters (1 or 2) changed, added, left out or exchanged with their neighbour
  Range,     // a day or number from `from` to `to`, both included; one of them may be open
  Subject,   // quotations about `text` as typed, found as questions find their subject; `exact`: only those that name it (about!)
  All,       // every article

  // Places. A match of a leaf is one word; of the others, all from the first to the last word of what they joined. Distances
  // are in words, from the end of one match to the beginning of the next: neighbours are 1 apart. They run over the ends of
  // sentences and paragraphs. Children, two or more, are place expressions of one field of kind Text: Word, Wildcard,
  // Fuzzy, Phrase, the operators of this group, NotNear, and Or of place expressions.
  Phrase,     // one after the other within a sentence; children are Word and Wildcard only, with the same `letters`
  Adjacent,   // in this order, each at most `count` words after the one before: ADJ/n
  Near,       // in any order, each at most `count` words from the next: NEAR/n
  Sentence,   // in the same sentence: W/S
  Paragraph,  // in the same paragraph: W/P

  // Of one child.
  AtLeast,  // at least `count` places where the child, a place expression, matches
  First,    // within the first `count` words of the text; the child is And, Or and Not of place expressions of field Text
  Lead,     // in the headline, the standfirst or the first paragraph; the child as of First

  // And and Or have two children or more, none of them of the same operator.
  And,
  Or,
  Not,      // the first child, and none of the others; two or more
  NotNear,  // places of the first child that have no place of the second within `count` words, before or behind: NOT NEAR/n
};

// Which letter case the words must have in the text; searched fields are otherwise folded.
enum class Letters : std::uint8_t {
  Any,
  Lower,        // no capital: nocaps(apple)
  Capitalised,  // one capital or more: caps(apple)
  AllCapitals,  // no small letter: allcaps(rico)
};

struct Expression {
  Op op = Op::And;
  schema::FieldId field = schema::FieldId::Text;  // of leaves
  // Word: folded in fields of kind Text; else the value as typed, "Halmere Press", "Pavel Dorrin". In fields of kind Word
  // (byline, by, to …) all its words must be there. Fuzzy: folded. Wildcard: the pattern, folded except in fields of kind Exact.
  std::string text = {};
  bool exact = false;  // Word: this form, no other of the stem, and no other spelling of a name; Subject: see there
  Letters letters = Letters::Any;  // of Word, Wildcard and Fuzzy in fields of kind Text
  std::uint32_t count = 0;
  std::optional<std::string> from = {}, to = {};  // Range: days as YYYYMMDD, numbers as decimal digits
  std::vector<Expression> children = {};
  // Bytes of schema::valid_utf8() of the text it was read from, half-open: where faults are.
  std::uint32_t begin = 0, end = 0;

  friend bool operator==(const Expression&, const Expression&) = default;
};

// The same tree with all places 0: to compare trees read from different texts.
Expression without_places(Expression expression);

// A leaf, Phrase, place operator, NotNear or an Or of these, all of one field of kind Text: what a place operator may join.
// The field; nothing when it is none.
std::optional<schema::FieldId> field_of_places(const Expression& expression);

}  // namespace attache::query
