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

#include "schema/names/formats.hpp"
#include "schema/names/names.hpp"
#include "schema/word_filter.hpp"

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
  std::vector<std::string_view> several; // those of the bodies that several people hold the office of at once
  bool accepts(const Entity& body) const;
};

// The form in which titles are compared: folded, without articles and words like "new" that leave the office what it is.
std::string office_title(std::string_view text);

// The form in which names of outlets are compared: folded, without a leading "the".
std::string outlet_key(std::string_view name);

// A table as given. Entities, aliases and terms point into it.
struct GivenTable {
  const TableFormat* format = nullptr;
  std::string label;  // what messages call it
  std::string content;
  bool own = false;   // wins over the others
};

// A term and where it stands.
struct TermRow : Term {
  const GivenTable* table = nullptr;
  std::size_t line = 0;
};

class TableReader;

class Facts {
 public:
  // Throws Error(Usage) as Names' constructor says.
  Facts(std::span<const Names::Table> tables, std::span<const Names::Table> own);
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;

  const Entity* find(std::string_view id) const;

  // Whether a name of the entity ends in these folded words, spelt so.
  bool ends_name_of(const Entity& entity, std::string_view folded) const;

  // Of an own table.
  bool is_own_alias(std::uint32_t index) const { return index < own_aliases_; }
  bool is_own(const Entity& entity) const { return is_own_alias(first_alias.at(&entity)); }

  std::deque<Entity> entities;
  std::vector<Alias> aliases;                              // in table order, own tables first, those of an entity together
  std::unordered_map<const Entity*, std::uint32_t> first_alias;
  StringMap<std::vector<std::uint32_t>> by_first_word;     // into aliases, longest first, then by kind and table order
  WordFilter<1 << 17> first_words;                         // those of by_first_word
  StringMap<std::vector<const Entity*>> people_by_surname; // by spelling key
  std::ptrdiff_t most_surname_blanks = 0;                  // of those keys
  std::unordered_map<std::string_view, const Entity*> by_id;
  std::vector<OfficeRow> office_rows;                      // of own tables first
  StringMap<std::vector<std::uint32_t>> office_titles;     // by office_title() → into office_rows
  WordFilter<8192> title_words;                            // the words of those titles
  std::vector<TermRow> terms;
  StringMap<std::vector<const Term*>> terms_by_office;     // by to_string(office), oldest first
  std::unordered_map<const Entity*, std::vector<const Term*>> terms_by_person;
  StringMap<Gender> given_names;
  std::deque<Outlet> outlets;
  StringMap<const Outlet*> outlets_by_name;                // by outlet_key()
  StringMap<const Outlet*> outlets_by_host;                // in small letters
  StringMap<std::vector<std::string_view>> synonyms;

 private:
  // An id that a row names and that no row above it has.
  struct Reference {
    std::string_view id;
    const GivenTable* table;
    std::size_t line;
  };

  void take(std::span<const Names::Table> tables, bool own);
  std::vector<const GivenTable*> given(std::string_view file, bool own) const;
  void read_entities(const GivenTable& table);
  Entity* add_entity(TableReader& row, const GivenTable& table);
  void add_alias(TableReader& row, const Entity* entity, AliasKind kind, std::string_view text);
  void refer(const TableReader& row, const GivenTable& table, std::string_view id);
  void check_references() const;
  void read_not_names(const GivenTable& table);
  void index_aliases();
  void read_outlets(const GivenTable& table);
  void read_offices(const GivenTable& table);
  void read_terms(const GivenTable& table);
  void cut_terms();
  void index_terms();
  void check_terms() const;
  // What speaks against both terms of one office being right; nothing where both may be.
  std::optional<std::string> contradiction(const TermRow& term, const TermRow& other) const;
  bool held_by_several(const Office& office) const;
  // Without the words that own tables have spoken about.
  void read_given_names(const GivenTable& table, const StringMap<Gender>& spoken);
  void read_synonyms(const GivenTable& table, const StringMap<std::vector<std::string_view>>& spoken);

  std::deque<GivenTable> given_;
  std::vector<Reference> references_;
  bool is_own_outlet(const Outlet& outlet) const;

  std::size_t own_outlets_ = 0;
  std::uint32_t own_aliases_ = 0;  // 0 while own tables are read: among themselves they keep the rules of all tables
};

// Checks the column `source`, which has a name of LICENSES but in own tables.
void check_source(const TableReader& row, const GivenTable& table);

}  // namespace attache::schema::names
