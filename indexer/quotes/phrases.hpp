// What the noun phrases of an article refer to: people of its cast, states and bodies, unnamed sources. The part of speaker
// resolution that looks at one phrase; who was last spoken of comes from outside.
//
// A reader belongs to one thread and one article; Document, Cast and Names must outlive it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/quotes/cast.hpp"
#include "indexer/quotes/clauses.hpp"
#include "schema/quote.hpp"

namespace attache::indexer {

// A referent a pronoun or a bare title can point to.
struct Referent {
  schema::Speaker speaker;
  std::int32_t person = -1;
  schema::Gender gender = schema::Gender::Unknown;
  bool plural = false;
  bool human = false;       // a body whose spokesman was the source: "he" can be the spokesman
  std::string form;         // the words it was spoken of with
  std::uint32_t token = 0;  // where
};

class PhraseReader {
 public:
  PhraseReader(const Document& document, const Cast& cast, const schema::Names& names)
      : document_(document), cast_(cast), names_(names) {}

  // Who a source's noun phrase refers to; several for joint sources, none when nobody is found. `focus` holds those spoken
  // of before, the last one at its end. Appends the chain of reasons to `reason`.
  std::vector<Referent> referents_of(TokenRange source, const std::vector<Referent>& focus, std::string& reason) const;

  // The person whose name ends the phrase: of "the words of Prime Minister Nakasone", whom a "who" behind it stands for. Empty when
  // there is none.
  std::vector<Referent> bearer_of_last_name(TokenRange phrase, std::string& reason) const;

  // The name of whom the phrase addresses; the phrase itself when it names nobody known.
  std::string addressee(TokenRange hearer) const;

  // `to`, reached by the words of `source`; as sure as the weaker of the two.
  Referent chained(const Referent& to, TokenRange source, double factor, std::string& reason) const;

  Referent person_referent(std::uint32_t index, double confidence) const;
  // The bearer of a name that only a pronoun shows to be a person's.
  Referent bearer_referent(const LooseName& name, double confidence) const;
  Referent entity_referent(const schema::Entity& entity, double confidence) const;

  std::string text(TokenRange range) const;
  // “words” (paragraph 3)
  std::string place(std::string_view words, std::uint32_t token) const;
  std::uint32_t paragraph_number(std::uint32_t token) const;

 private:
  const Paragraph& paragraph_of(std::uint32_t token) const;
  Referent named_body(std::string name, double confidence) const;
  Referent unnamed(TokenRange source, bool plural, double confidence) const;
  Referent another(TokenRange source, const std::vector<Referent>& focus, std::string& reason) const;
  std::vector<Referent> named_people(TokenRange source, std::string& reason) const;
  std::vector<Referent> the_pair(TokenRange source, const std::vector<Referent>& focus, std::string& reason) const;
  std::vector<Referent> author_of_document(TokenRange source, std::string& reason) const;
  std::vector<Referent> sender_of_message(TokenRange source, std::string& reason) const;
  bool continues_list(TokenRange between) const;
  std::vector<Referent> office_pair(TokenRange source, std::string& reason) const;
  std::vector<Referent> joint_bodies(TokenRange source, std::string& reason) const;
  TokenRange head_phrase(TokenRange source) const;
  std::string_view head_noun(TokenRange phrase) const;
  std::optional<Referent> described(TokenRange phrase, std::string_view noun, const std::vector<Referent>& focus,
                                    std::string& reason) const;
  std::optional<schema::Office> office_in(TokenRange phrase) const;
  std::vector<const schema::Term*> terms_of(const Person& person) const;
  bool holds(const Person& person, const schema::Office& office) const;
  bool belongs_to_body(const Person& person) const;
  std::optional<Referent> state_of_article() const;
  bool office_word(const Person& person, const std::string& word) const;
  Referent official(TokenRange phrase, std::string_view noun, std::string& reason) const;
  std::optional<Referent> body_of_spokesman(TokenRange phrase, std::string& reason) const;
  std::optional<Referent> collective(TokenRange phrase, std::string_view noun, const std::vector<Referent>& focus, std::string& reason) const;
  bool plain_words(TokenRange phrase) const;
  bool behind_preposition(TokenRange phrase, std::uint32_t token) const;
  bool is_known_on(const schema::Entity& person, schema::Date day) const;
  std::vector<Referent> unlisted_name(TokenRange phrase, std::string& reason) const;
  const Token& at(std::uint32_t i) const { return document_.tokens[i]; }

  const Document& document_;
  const Cast& cast_;
  const schema::Names& names_;
};

// States and organisations speak; places, agreements and things do not.
bool may_speak(const schema::Entity& entity);

}  // namespace attache::indexer
