// Closed word classes and small open ones that the attribution rules ask for. A word is in its folded form.
//
// The sets are immutable; safe from any thread.
#pragma once

#include <initializer_list>
#include <string_view>
#include <unordered_set>

#include "schema/names/names.hpp"
#include "schema/word_filter.hpp"

namespace attache::indexer {

// A set of folded words, written as one text with blanks between them. The text must outlive the set (use a literal).
class WordSet {
 public:
  explicit WordSet(std::string_view blank_separated);
  // The words of all of them.
  WordSet(std::initializer_list<const WordSet*> sets);
  bool has(std::string_view word) const { return filter_.may_have(word) && words_.contains(word); }

 private:
  std::unordered_set<std::string_view> words_;
  schema::WordFilter<2048> filter_;
};

const WordSet& subject_pronouns();   // he she it they we i who
const WordSet& indefinite_pronouns();  // nobody everyone something …
const WordSet& determiners();        // a the his their one another …
const WordSet& prepositions();       // of in on at …
const WordSet& subordinators();      // when as after because if …: a clause of its own begins
const WordSet& conjunctions();       // and but or nor yet
const WordSet& auxiliaries();        // has have had is was will would …
const WordSet& modals();             // will would may might could should must can
const WordSet& expectations();      // expected due set likely …: "is expected to say"
const WordSet& adverbs();            // also later again …: may stand between subject and verb; -ly words count too
const WordSet& finite_verbs();       // frequent verb forms that end a noun phrase to their left
const WordSet& time_words();         // monday … today yesterday
const WordSet& speaker_nouns();      // minister spokesman diplomat government report …: who or what can say something
const WordSet& person_nouns();       // the part of speaker_nouns that names one human: "he" can be it
const WordSet& group_nouns();        // officials diplomats analysts …: plural and unnamed
const WordSet& document_nouns();     // statement report communique …
const WordSet& honorifics();         // mr mrs ms dr sir …
const WordSet& title_words();        // foreign prime deputy state …: capitalised, they belong to titles and bodies, not to a name

bool is_adverb(std::string_view folded);

// Male of he, him, his, himself; Female of she, her, hers, herself; Unknown of any other word.
schema::Gender gender_of_pronoun(std::string_view folded);

}  // namespace attache::indexer
