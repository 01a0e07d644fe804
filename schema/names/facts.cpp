#include "schema/names/facts.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "schema/error.hpp"
#include "schema/names/table.hpp"

namespace attache::schema::names {
namespace {

constexpr std::array<std::string_view, 6> kSources{"factbook",    "world-countries", "petrarch2",
                                                   "countryinfo", "hsg",             "unsourced"};

constexpr std::size_t kMostAliasWords = 64;  // Alias::capital_word is a byte

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_id_letter(char c) { return is_lower(c) || (c >= '0' && c <= '9') || c == '-'; }

Gender gender_of(const TableReader& row) {
  const auto cell = row.cell("gender");
  if (cell == "m") return Gender::Male;
  if (cell == "f") return Gender::Female;
  if (cell.empty()) return Gender::Unknown;
  row.fail(fmt::format("gender is m, f or nothing, not \"{}\"", cell));
}

void set_spelling(Alias& alias, std::span<const Word> words) {
  if (alias.kind == AliasKind::Description) return;
  std::size_t upper = 0, lower = 0;
  for (char c : alias.text) upper += is_upper(c), lower += is_lower(c);
  if (upper > 1 && lower == 0) {
    alias.spelling = Spelling::AllCapitals;
    return;
  }
  const auto capital = std::ranges::find_if(words, [&](const Word& word) {
    const auto first = static_cast<unsigned char>(alias.text[word.span.begin]);
    return is_upper(static_cast<char>(first)) || first >= 0x80;
  });
  if (capital == words.end()) return;
  alias.spelling = Spelling::Capitalised;
  alias.capital_word = static_cast<std::uint8_t>(capital - words.begin());
}

}  // namespace

void check_source(const TableReader& row, const GivenTable& table) {
  row.required("source");
  if (table.own) return;
  for (auto source : row.list("source"))
    if (std::ranges::find(kSources, source) == kSources.end()) row.fail(fmt::format("unknown source {}", source));
}

Facts::Facts(std::span<const Names::Table> tables, std::span<const Names::Table> own) {
  take(own, true);
  take(tables, false);
  // Own tables first: what they say is known when the others are read.
  for (bool is_own : {true, false}) {
    for (const auto& format : table_formats())
      if (format.entity)
        for (const auto* table : given(format.file, is_own)) read_entities(*table);
    for (const auto* table : given("not_names.tsv", is_own)) read_not_names(*table);
    if (is_own) own_aliases_ = static_cast<std::uint32_t>(aliases.size());
  }
  check_references();
  index_aliases();
  for (bool is_own : {true, false})
    for (const auto* table : given("outlets.tsv", is_own)) read_outlets(*table);
  for (bool is_own : {true, false})
    for (const auto* table : given("offices.tsv", is_own)) read_offices(*table);
  for (bool is_own : {true, false})
    for (const auto* table : given("terms.tsv", is_own)) read_terms(*table);
  cut_terms();
  index_terms();
  check_terms();
  for (const auto* table : given("given_names.tsv", true)) read_given_names(*table, {});
  for (const auto spoken = given_names; const auto* table : given("given_names.tsv", false))
    read_given_names(*table, spoken);
  for (const auto* table : given("synonyms.tsv", true)) read_synonyms(*table, {});
  for (const auto spoken = synonyms; const auto* table : given("synonyms.tsv", false)) read_synonyms(*table, spoken);
}

void Facts::take(std::span<const Names::Table> tables, bool own) {
  for (const auto& table : tables) {
    const auto* format = format_named(table.file);
    if (!format) throw Error(ErrorCode::Usage, fmt::format("{}: no table has this name", table.file));
    given_.push_back({format, std::string(table.label.empty() ? table.file : table.label), std::string(table.content), own});
  }
}

std::vector<const GivenTable*> Facts::given(std::string_view file, bool own) const {
  std::vector<const GivenTable*> out;
  for (const auto& table : given_)
    if (table.own == own && table.format->file == file) out.push_back(&table);
  return out;
}

const Entity* Facts::find(std::string_view id) const {
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : found->second;
}

bool Facts::ends_name_of(const Entity& entity, std::string_view folded) const {
  const auto first = first_alias.find(&entity);
  if (first == first_alias.end()) return false;
  for (auto i = first->second; i < aliases.size() && aliases[i].entity == &entity; ++i) {
    const auto name = joined(aliases[i].words);
    if (name == folded || name.ends_with(fmt::format(" {}", folded))) return true;
  }
  return false;
}

// nullptr for a row in whose place an own table has another.
Entity* Facts::add_entity(TableReader& row, const GivenTable& table) {
  const auto id = row.cell("id");
  if (!id.starts_with(table.format->id_prefix))
    row.fail(fmt::format("the id must begin with {}", table.format->id_prefix));
  // Ids stand in terms of the index and in files of corrections.
  if (!std::ranges::all_of(id.substr(table.format->id_prefix.size()), is_id_letter) ||
      id.size() == table.format->id_prefix.size())
    row.fail(fmt::format("the id {} may have small letters a to z, digits and hyphens only, and at least one", id));
  check_source(row, table);
  row.required("name");
  if (const auto* other = find(id)) {
    if (!table.own && is_own(*other)) return nullptr;
    row.fail(fmt::format("{} is there twice", id));
  }
  auto& added = entities.emplace_back();
  added.id = id;
  added.kind = *table.format->entity;
  added.name = row.cell("name");
  by_id.emplace(added.id, &added);
  first_alias.emplace(&added, static_cast<std::uint32_t>(aliases.size()));
  add_alias(row, &added, AliasKind::Name, added.name);
  for (auto name : row.list("names")) add_alias(row, &added, AliasKind::Name, name);
  return &added;
}

void Facts::add_alias(TableReader& row, const Entity* entity, AliasKind kind, std::string_view text) {
  const bool shared = text.ends_with('*');  // meant to be shared with an entity above
  if (shared) text.remove_suffix(1);
  Alias alias;
  alias.entity = entity;
  alias.kind = kind;
  alias.text = text;
  auto words = words_of(text);
  if (!words.empty() && words.front().folded == "the") {
    words.erase(words.begin());
    alias.needs_article = kind == AliasKind::Description;
  }
  if (words.empty()) row.fail(fmt::format("\"{}\" has no words", text));
  if (words.size() > kMostAliasWords) row.fail(fmt::format("a name has at most {} words", kMostAliasWords));
  set_spelling(alias, words);
  for (auto& word : words) alias.words.push_back(std::move(word.folded));
  auto& same_start = by_first_word[alias.words.front()];
  for (auto index : same_start) {
    const auto& other = aliases[index];
    if (other.words != alias.words) continue;
    if (is_own_alias(index)) return;
    if (other.entity == entity)
      row.fail(fmt::format("\"{}\" is an alias of {} twice", text, entity ? entity->id : "none"));
    if (entity && kind == AliasKind::Name && other.kind == AliasKind::Name && !shared)
      row.fail(fmt::format("\"{}\" is a name of {} too (a * behind it shares it)", text,
                           other.entity ? other.entity->id : "no entity"));
  }
  same_start.push_back(static_cast<std::uint32_t>(aliases.size()));
  aliases.push_back(std::move(alias));
}

void Facts::read_entities(const GivenTable& table) {
  const auto has = [&](std::string_view column) {
    return std::ranges::find(table.format->columns, column) != table.format->columns.end();
  };
  TableReader row(table.label, table.content, table.format->columns);
  while (row.next()) {
    auto* entity = add_entity(row, table);
    if (!entity) continue;
    const auto add_all = [&](std::string_view column, AliasKind alias_kind) {
      if (!has(column)) return;
      for (auto alias : row.list(column)) add_alias(row, entity, alias_kind, alias);
    };
    add_all("adjectives", AliasKind::Adjective);
    add_all("metonyms", AliasKind::Metonym);
    add_all("descriptions", AliasKind::Description);
    if (has("country")) refer(row, table, entity->country = row.cell("country"));
    if (has("part_of")) refer(row, table, entity->part_of = row.cell("part_of"));
    if (entity->kind != EntityKind::Person) continue;
    entity->gender = gender_of(row);
    row.required("surname");
    for (auto surname : row.list("surname")) {
      const auto folded = fold_phrase(surname);
      most_surname_blanks = std::max(most_surname_blanks, std::ranges::count(folded, ' '));
      auto& bearers = people_by_surname[spelling_key(folded)];
      if (bearers.empty() || bearers.back() != entity) bearers.push_back(entity);
    }
  }
}

void Facts::refer(const TableReader& row, const GivenTable& table, std::string_view id) {
  if (!id.empty() && !find(id)) references_.push_back({id, &table, row.line()});
}

void Facts::check_references() const {
  for (const auto& reference : references_)
    if (!find(reference.id))
      fail_at(reference.table->label, reference.line, fmt::format("{} is no entity", reference.id));
}

void Facts::read_not_names(const GivenTable& table) {
  TableReader row(table.label, table.content, table.format->columns);
  while (row.next()) {
    check_source(row, table);
    row.required("phrases");
    for (auto phrase : row.list("phrases")) add_alias(row, nullptr, AliasKind::Name, phrase);
  }
}

void Facts::index_aliases() {
  for (const auto& [word, indexes] : by_first_word) first_words.add(word);
  for (auto& [word, indexes] : by_first_word)
    std::ranges::sort(indexes, {}, [&](std::uint32_t index) {
      const auto& alias = aliases[index];
      return std::tuple(-static_cast<int>(alias.words.size()), alias.kind, index);
    });
}

void Facts::read_given_names(const GivenTable& table, const StringMap<Gender>& spoken) {
  TableReader row(table.label, table.content, table.format->columns);
  while (row.next()) {
    check_source(row, table);
    row.required("gender");
    const auto gender = gender_of(row);
    for (auto name : row.list("names")) {
      auto folded = fold_phrase(name);
      if (spoken.contains(folded)) continue;
      const auto [at, added] = given_names.try_emplace(std::move(folded), gender);
      if (!added && at->second == gender) row.fail(fmt::format("{} is there twice", name));
      if (!added) at->second = Gender::Unknown;  // used for both
    }
  }
}

void Facts::read_synonyms(const GivenTable& table, const StringMap<std::vector<std::string_view>>& spoken) {
  TableReader row(table.label, table.content, table.format->columns);
  while (row.next()) {
    check_source(row, table);
    auto words = row.list("words");
    if (words.size() < 2) row.fail("a set has two words at least");
    for (auto word : words)
      if (fold(word) != word) row.fail(fmt::format("{} is not folded", word));
    std::erase_if(words, [&](std::string_view word) { return spoken.contains(word); });
    for (auto word : words) {
      auto& others = synonyms[std::string(word)];
      for (auto other : words)
        if (other != word && std::ranges::find(others, other) == others.end()) others.push_back(other);
    }
  }
}

}  // namespace attache::schema::names
