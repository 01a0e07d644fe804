// Which exact forms of its words an article's document has as terms (field Exact).
//
// A form that is its own stem by the rules of English is bare ("talk" of "talks", "talking"). An article whose only form of a stem is the bare
// one has the stem's term and no other: half of all forms need no term so. An article has terms of all other forms, and of a bare
// one where it has others of its stem. Free functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace attache::schema {

// `stem_term`: word_term() of the folded word as of field Text. "die", "lie" and "tie" are none, see bare_beginning().
bool is_bare(std::string_view folded_word, std::string_view stem_term);

// What all words whose stem is this bare form begin with. Snowball's rules for English take endings off and put at most one letter on
// (snowballstem.org/algorithms/english), but for "dying", "lying" and "tying".
std::string_view bare_beginning(std::string_view bare);

}  // namespace attache::schema
