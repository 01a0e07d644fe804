// What a stretch of text has in it, in the forms questions ask for: stems, folded words, spellings, entities.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "query/parse/query.hpp"
#include "schema/names/names.hpp"
#include "schema/stemmer.hpp"
#include "schema/words.hpp"

namespace attache::query {

// Owns all it holds; safe to share.
class TextFacts {
 public:
  TextFacts(const schema::Names& names, const schema::Stemmer& stemmer) : names_(&names), stemmer_(&stemmer) {}
  // Adds a text to what is there already.
  void add(std::string_view text);

  // A word of this meaning: one of `words` by its stem.
  bool has_any(const std::vector<std::string>& words) const;
  bool has_phrase(const std::vector<std::string>& words) const;
  // The word in whatever spelling: "Zelensky" in "Zelenskiy's".
  bool has_spelling(const std::string& folded_word) const;
  // The entity by a name, a metonym, an adjective, or by an organ of it.
  bool has_entity(const std::string& id) const { return entities_.count(id) > 0; }
  void add_entity(std::string id) { entities_.insert(std::move(id)); }
  // The part, as a word, a phrase or an entity.
  bool has(const Part& part) const;
  // A country that is none of the parts.
  bool has_country_besides(const std::vector<Part>& parts) const;
  bool empty() const { return stems_.empty(); }

 private:
  const schema::Names* names_;
  const schema::Stemmer* stemmer_;
  std::set<std::string> stems_;
  std::set<std::string> spellings_;
  std::set<std::string> entities_;
  std::string phrases_;  // " folded words of each text | … "
};

}  // namespace attache::query
