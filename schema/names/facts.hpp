// The tables once read: entities with their aliases, offices with their titles, terms, given names, synonyms, and the
// indexes by which they are looked up.
//
// Immutable once made; safe to share between threads.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/names/names.hpp"

namespace attache::schema::names {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <typename Value>
using StringMap = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;

// How a text must write an alias to mean it.
enum class Spelling : std::uint8_t {
  AnyCase,
  Capitalised,  // word `capital_word` begins with a capital
  AllCapitals,
};

struct Alias {
  const Entity* entity = nullptr;  // nullptr: a phrase of not_names.tsv, which holds an alias but does not mean it
  AliasKind kind = AliasKind::Name;
  Spelling spelling = Spelling::AnyCase;
  std::uint8_t capital_word = 0;
  bool needs_article = false;      // a description with "the" in the table: "the agency", not "an aid agency"
  std::string_view text;           // as in the table
  std::vector<std::string> words;  // folded, without a leading "the"
};

// A row of offices.tsv: titles that name this kind of office for these bodies.
struct OfficeRow {
  std::string_view kind;
  std::vector<std::string_view> bodies;  // entity ids, "country", "organisation"
  std::string_view implied;              // the body where the title alone says it: "Kremlin spokesman"; else empty
  bool accepts(const Entity& body) const;
};

// The form in which titles are compared: folded, without articles and words like "new" that leave the office what it is.
std::string office_title(std::string_view text);

class Facts {
 public:
  // Throws Error(Usage) as Names' constructor says.
  explicit Facts(std::span<const Names::Table> tables);
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;

  const Entity* find(std::string_view id) const;

  // Whether a name of the entity ends in these folded words, spelt so.
  bool ends_name_of(const Entity& entity, std::string_view folded) const;

  std::deque<Entity> entities;
  std::vector<Alias> aliases;                              // in table order, those of an entity together
  std::unordered_map<const Entity*, std::uint32_t> first_alias;
  StringMap<std::vector<std::uint32_t>> by_first_word;     // into aliases, longest first, then by kind and table order
  StringMap<std::vector<const Entity*>> people_by_surname; // by spelling key
  std::unordered_map<std::string_view, const Entity*> by_id;
  std::vector<OfficeRow> office_rows;
  StringMap<std::vector<std::uint32_t>> office_titles;     // by office_title() → into office_rows
  std::vector<Term> terms;
  StringMap<std::vector<const Term*>> terms_by_office;     // by to_string(office), oldest first
  std::unordered_map<const Entity*, std::vector<const Term*>> terms_by_person;
  StringMap<Gender> given_names;
  StringMap<std::vector<std::string_view>> synonyms;

 private:
  void read_entities(std::string_view file, EntityKind kind);
  void read_people();
  void read_not_names();
  void read_offices();
  void read_terms();
  void read_given_names();
  void read_synonyms();
  std::string_view content_of(std::string_view file) const;  // empty where the table was not given
  Entity& add_entity(class TableReader& row, EntityKind kind);
  void add_alias(class TableReader& row, const Entity* entity, AliasKind kind, std::string_view text);
  void index_aliases();
  void index_terms();

  std::vector<std::pair<std::string, std::string>> contents_;  // table and its text, which all views point into
};

}  // namespace attache::schema::names
