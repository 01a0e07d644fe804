// Which exact forms of its words an article's document has as terms (field Exact).
//
// Each stem by the rules of English has a usual form: "government" of "govern", by a table, or the stem itself ("lamp" of "lamps"
// and "lamping"). An article whose only form of a stem is the usual one has the stem's term and no other: two thirds of all forms need no
// term so. An article has terms of all other forms, and of a usual one where it has others of its stem. Free functions, safe from any
// thread; what they give lives as long as the program, or as `stem`.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace attache::schema {

// "" where none is: of "die", "lie" and "tie", see beginning_of_forms(), of words so long that the terms of their forms may be hashed, and of
// terms that are stems by other rules, which have a '_'.
std::string_view usual_form(std::string_view stem);

// Whether the table may have a row of the stem.
bool may_have_usual_form(std::string_view stem);

// Those of the table, usual_forms.tsv, in order. Made of openly licensed texts by indexer/train/usual_forms.cpp; to change it is a new layout
// of documents.
std::span<const std::string_view> tabulated_forms();

// What all words of this stem begin with, some of them after an apostrophe. Snowball's rules for English
// (snowballstem.org/algorithms/english) take that and endings off and put at most one letter on, but for "dying", "lying", "tying".
std::string_view beginning_of_forms(std::string_view stem);

}  // namespace attache::schema
