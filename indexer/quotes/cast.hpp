// Who appears in an article: people with every form of their name, title and description, and the bodies (states,
// organisations, groups) that can speak. Built once for the whole article, before any source is resolved, so that "China's
// ambassador to Britain" in the first paragraph can be the man named in the fourth.
//
// A Cast is immutable after construction and refers to its Document and Names, which must outlive it; safe to share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "indexer/quotes/clauses.hpp"
#include "indexer/text/document.hpp"
#include "schema/names/names.hpp"
#include "schema/word_filter.hpp"

namespace attache::indexer {

// A name of a person in the text. `range` is the name alone, `phrase` takes in title and honorific before it.
struct Mention {
  TokenRange range;
  TokenRange phrase;
  std::uint32_t person = 0;  // index in Cast::people
  bool contested = false;    // a surname that somebody else of the article bears too
};

struct Person {
  std::string name;        // the fullest form met, without honorifics: "Antony Blinken"
  std::string first_form;  // the first phrase that introduces the full name: "US Secretary of State Antony Blinken"
  std::uint32_t first_token = 0;             // where that phrase begins
  const schema::Entity* entity = nullptr;    // of schema/names; nullptr when the tables do not know the person
  schema::Gender gender = schema::Gender::Unknown;
  std::vector<std::string> descriptions;     // "Russian Foreign Minister", "the commander of the Sarn district"
  std::vector<std::string> description_words;  // description_words_of() of them all
  std::vector<schema::Office> offices;       // those that the descriptions name; without a body where they give none
  bool of_unknown_body = false;              // one of the offices is of a body that the tables do not know: "President of Ostria"
};

// A name that nothing shows to be a person's ("Simon left"), by its words: a pronoun may still mean its bearer.
struct LooseName {
  std::string name;                // the fullest form met
  std::vector<TokenRange> ranges;  // in text order
  schema::Gender gender = schema::Gender::Unknown;  // of the given name
};

// Of a name, counted by its blanks.
std::uint32_t words_in(const std::string& name);

// An entity of schema/names in the text; the tokens it covers.
struct EntityHit {
  TokenRange range;
  const schema::Entity* entity = nullptr;
  schema::AliasKind alias_kind = schema::AliasKind::Name;
};

// A body the tables do not know, by its full name: "Vardanian Ministry of Foreign Affairs", "Sarn Monitoring Mission".
struct Body {
  TokenRange range;
  std::string words;    // folded
  std::string acronym;  // as written, where the article gives one: "SMM"; else empty
};

class Cast {
 public:
  Cast(const Document& document, const schema::Names& names);

  const schema::Names& names() const { return *names_; }
  const std::vector<Person>& people() const { return people_; }
  // In text order.
  const std::vector<Mention>& mentions() const { return mentions_; }
  // In order of their first ranges; no range is a mention's.
  const std::vector<LooseName>& loose_names() const { return loose_names_; }
  const std::vector<EntityHit>& entities() const { return entities_; }

  // The mentions that lie wholly in the range.
  std::vector<const Mention*> mentions_in(TokenRange range) const;
  std::vector<const EntityHit*> entities_in(TokenRange range) const;

  // Where the article first names the entity outright; nullptr when it only describes it or points to it.
  const EntityHit* first_named(const schema::Entity& entity) const;

  // One past the token of the person's last mention before token `before`; 0 when there is none.
  std::uint32_t last_mention(std::uint32_t person, std::uint32_t before) const;

  // In text order.
  const std::vector<Body>& bodies() const { return bodies_; }

  // The body that an acronym of the article stands for; nullptr when it is none.
  const Body* body_of_acronym(std::string_view acronym) const;

  // Whether the article uses the name as that of a place ("in Halmere"), so that it stands for a government.
  bool is_place(std::string_view folded) const { return places_.contains(folded); }
  // Whether the word also stands in lower case in the article, so that its capital may be the sentence's.
  bool is_common_word(std::string_view folded) const;

  // The first body of the article that has this word in its name ("the ministry"), if it is named before token `before`;
  // nullptr when there is none.
  const Body* first_body(std::string_view word, std::uint32_t before) const;

  // The words of a title or description in the form in which they are compared: folded, without function words, states
  // and organisations as their entity ids ("Russian" → "c:ru").
  std::vector<std::string> description_words_of(TokenRange range) const;

 private:
  struct Builder;
  const Document* document_;
  const schema::Names* names_;
  std::vector<Person> people_;
  std::vector<Mention> mentions_;
  std::vector<LooseName> loose_names_;
  std::vector<EntityHit> entities_;
  std::vector<Body> bodies_;
  std::unordered_set<std::string_view> places_;  // words of the document's
  schema::WordFilter<16384> lower_case_words_;
  std::unordered_map<std::string, std::size_t> acronyms_;                     // as written → bodies_
  std::unordered_map<std::string, std::size_t> bodies_by_word_;               // folded word → the first in bodies_
  std::unordered_map<const schema::Entity*, std::size_t> first_named_;
  std::vector<std::vector<std::uint32_t>> mention_tokens_;  // by person, ascending
};

}  // namespace attache::indexer
