// The tables of facts: countries, organisations, agreements, people and the offices they held, compiled into the program
// from the .tsv files of this folder. Each row names its source.
//
// `Names` is immutable after loading and safe to share between threads; views it hands out live as long as it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/date.hpp"
#include "schema/words.hpp"

namespace attache::schema {

enum class EntityKind : std::uint8_t { Country, Organisation, Place, Agreement, Person, Thing };
enum class Gender : std::uint8_t { Unknown, Male, Female };

// How an alias of an entity is used in text.
enum class AliasKind : std::uint8_t {
  Name,         // "Russia", "Nato", "North Atlantic Treaty Organisation", "Vladimir Putin", "Putin"
  Metonym,      // a seat that stands for the body: "Moscow", "the Kremlin", "Downing Street" (country); "Brussels" (EU)
  Adjective,    // "Russian", "Russians": points to the country, does not name it as a speaker
  Description,  // "the military alliance" for Nato, "the bloc" for the EU: holds only where the article names the entity
};

struct Entity {
  std::string_view id;        // "c:ru" (ISO 3166 alpha-2), "o:nato", "a:minsk-agreements", "p:sergey-lavrov", "l:crimea"
  EntityKind kind = EntityKind::Country;
  std::string_view name;      // as shown: "Russia", "Nato"
  std::string_view country;   // id of the country a person or place belongs to; for others empty
  Gender gender = Gender::Unknown;
  std::string_view part_of;   // id of the body it is an organ of: "o:security-council" of "o:un"; for others empty
};

// An alias found in a text: words [first, first + count) of the words given.
struct NameHit {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  const Entity* entity = nullptr;
  AliasKind alias_kind = AliasKind::Name;
};

// A kind of office in words: "foreign minister" of any country. `id` is "foreign_minister".
// An office is kind and body: {"foreign_minister", "c:ru"}, {"secretary_general", "o:nato"}.
struct Office {
  std::string kind;
  std::string body;  // entity id of the country or organisation
  friend bool operator==(const Office&, const Office&) = default;
};
std::string to_string(const Office& office);  // "foreign_minister/c:ru", as index terms have it

struct Term {
  Office office;
  const Entity* person = nullptr;
  Date from;
  std::optional<Date> until;  // last day; nothing: holds it still
  std::string_view source;    // "factbook", "unsourced"
};

// Who publishes news. No entity: "Reuters" in a text is a speaker or a place of publication by what stands around it.
struct Outlet {
  std::string_view id;       // "m:reuters"
  std::string_view name;     // "Reuters"
  std::string_view country;  // entity id; empty where it has none
  bool agency = false;       // its stories are printed by others
};

class Names {
 public:
  // The tables compiled in. Loaded on first use (a few ms).
  static const Names& builtin();

  // A table as text.
  struct Table {
    std::string_view file;        // which it is: "countries.tsv"
    std::string_view content;
    std::string_view label = {};  // what messages call it; empty: `file`
  };

  // Tables from text, and over them a user's own, which win: a row with the id of another replaces it, an alias is no
  // longer another's, terms of an office cut others of the office to the days they do not cover (README.md says it
  // table by table). A bad row, and two terms of one office that contradict each other, throw Error(Usage) with table
  // and line.
  explicit Names(std::span<const Table> tables, std::span<const Table> own = {});

  // The tables compiled in with own ones over them; loaded anew by each call. Throws as the constructor does.
  static std::shared_ptr<const Names> builtin_with(std::span<const Table> own);
  ~Names();
  Names(const Names&) = delete;
  Names& operator=(const Names&) = delete;

  // nullptr when no entity has that id.
  const Entity* find(std::string_view id) const;

  // Entities with exactly this alias (fold_phrase form; a leading "the" does not count), best known first: names before
  // metonyms, adjectives and descriptions. A surname alone counts as a name of each of its bearers (spellings as in
  // people_by_surname). Empty when none has it.
  std::vector<NameHit> by_alias(std::string_view folded) const;

  // The longest aliases in `words` (of `text`), left to right, not overlapping. An alias that is all capitals in the table
  // ("US", "WHO") is only found in capitals; other names, metonyms and adjectives where they begin with a capital;
  // descriptions in any case, behind "the" where the table has it so. Surnames alone ("Putin") are not looked for.
  // O(words).
  std::vector<NameHit> find_all(std::string_view text, std::span<const Word> words) const;
  std::vector<NameHit> find_all(std::string_view text, std::span<const WordView> words) const;

  // All spellings of an entity of one alias kind, as in the table.
  std::vector<std::string_view> aliases(const Entity& entity, AliasKind kind) const;

  // "Russian foreign minister", "foreign minister of Russia", "Russia's foreign minister", "the Nato secretary-general",
  // "Kremlin spokesman", "US Secretary of State". Nothing when it names no known kind of office and body.
  std::optional<Office> parse_office(std::string_view text) const;

  // The kind of office alone, without body: "the foreign minister" → "foreign_minister", "president" → "head_of_state".
  // Nothing when it is none.
  std::optional<std::string> parse_office_kind(std::string_view text) const;

  // Who held the office on that day; more than one where terms overlap; empty when the table does not know.
  std::vector<const Term*> holders(const Office& office, Date day) const;
  // Each term of the office, oldest first.
  std::vector<const Term*> terms(const Office& office) const;
  // Each term of the person, oldest first.
  std::vector<const Term*> terms(const Entity& person) const;
  // Offices the person held on that day.
  std::vector<const Term*> offices_of(const Entity& person, Date day) const;

  // People whose surname, in one of its spellings, is this folded word.
  std::vector<const Entity*> people_by_surname(std::string_view folded) const;

  // The outlet of that name, in any case, a leading "the" left out; nullptr when the tables have none.
  const Outlet* outlet(std::string_view name) const;
  // That of the host or of one above it ("edition.cnn.com" → CNN); nullptr when the tables have none.
  const Outlet* outlet_of_host(std::string_view host) const;

  // Words that say nearly the same as this folded word, itself not included: "accord" → agreement, deal, pact, treaty.
  // Empty when the table has none.
  std::vector<std::string_view> synonyms(std::string_view folded_word) const;

  // Gender by given name (folded): Unknown when the table lacks it or it is used for both.
  Gender gender_of_given_name(std::string_view folded) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Spellings of one name fall together: "Zelenskiy", "Zelensky", "Zelenskyy", "Selenskyj" → the same key; of Lavrov, Lawrow;
// Andriy, Andrii; Xi stays Xi. Words of the key are joined by a space. `folded` is in fold_phrase form. Never joins
// different common names (Ivanov, Ivanova are two).
std::string spelling_key(std::string_view folded);

// Whether two folded words are nearly the same: one letter more, less or other inside a long one ("Maronde", "Marronde").
// Beginnings and endings tell names apart.
bool is_nearly_same(std::string_view a, std::string_view b);

}  // namespace attache::schema
