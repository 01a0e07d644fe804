// Which exact forms of its words an article's document has as terms (field Exact).
//
// A form that is its own stem by the rules of English is bare ("talk" of "talks", "talking"). An article whose only form of a stem is the bare
// one has the stem's term and no other: half of all forms need no term so. An article has terms of all other forms, and of a bare
// one where it has others of its stem. Free functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace attache::schema {

// `stem_term`: word_term() of the folded word as of field Text. None are "die", "lie" and "tie", see bare_beginning(), and words so long
// that the terms of their forms may be hashed.
bool is_bare(std::string_view folded_word, std::string_view stem_term);

// What all words whose stem is this bare form begin with, some of them after an apostrophe. Snowball's rules for English
// (snowballstem.org/algorithms/english) take that and endings off and put at most one letter on, but for "dying", "lying", "tying".
std::string_view bare_beginning(std::string_view bare);

}  // namespace attache::schema
