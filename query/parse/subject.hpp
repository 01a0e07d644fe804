// Who and what: the parts of a question that name speakers, addressees and subjects.
#pragma once

#include <vector>

#include "query/parse/query.hpp"
#include "query/parse/tokens.hpp"

namespace attache::query {

// A Who with nothing in it when the tokens have no word that could name anybody.
Who who_of(Tokens tokens, const schema::Names& names);

// "Reth or Dorrin", "Lavrov, Blinken and Reth": each of them; the one when it is one. O(words).
std::vector<Who> whos_of(Tokens tokens, const schema::Names& names);

// Something the tables know, or a name by its capitals: may stand as the X of "X on Y" without doubt.
bool is_surely_speaker(Tokens tokens, const Who& who);

// An audience that reports leave out as often as not: reporters, journalists, the press, the public.
bool is_general_audience(const Who& who);

// A Subject without parts when only words that say nothing are there. `claim`: most of the parts are enough.
Subject subject_of(Tokens tokens, const schema::Names& names, bool claim = false);

// "fish, the EU or Nato", "the dam and Mirela Tash": any or all of them where one reading of the whole will not do. Else as
// subject_of. What is read in another way than typed is noted. O(words).
Subject joined_subject_of(Tokens tokens, const schema::Names& names, std::vector<std::string>& notes);

// "the", "any", "his" off the beginning.
Tokens without_determiners(Tokens tokens);

// The words one by one, those of quoted stretches too.
std::vector<std::string> folded_words(Tokens tokens);

inline bool is_empty(const Who& who) {
  return who.name.empty() && who.description.empty() && who.entities.empty() && who.officials_of.empty() && !who.unnamed;
}
inline bool is_empty(const Subject& subject) {
  return subject.parts.empty() && subject.entities.empty() && subject.members.empty();
}

}  // namespace attache::query
