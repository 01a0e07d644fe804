#include "schema/names/facts.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "schema/error.hpp"
#include "schema/names/table.hpp"

namespace attache::schema::names {
namespace {

struct EntityTable {
  std::string_view file;
  EntityKind kind;
  std::string_view id_prefix;
  std::vector<std::string_view> columns;
};

const std::array<EntityTable, 5>& entity_tables() {
  static const std::array<EntityTable, 5> tables{{
      {"countries.tsv", EntityKind::Country, "c:", {"id", "name", "names", "adjectives", "metonyms", "source"}},
      {"organisations.tsv", EntityKind::Organisation, "o:",
       {"id", "name", "names", "adjectives", "metonyms", "descriptions", "part_of", "source"}},
      {"agreements.tsv", EntityKind::Agreement, "a:", {"id", "name", "names", "descriptions", "source"}},
      {"places.tsv", EntityKind::Place, "l:", {"id", "name", "names", "adjectives", "country", "source"}},
      {"things.tsv", EntityKind::Thing, "t:", {"id", "name", "names", "source"}},
  }};
  return tables;
}
constexpr std::array<std::string_view, 7> kPeopleColumns{"id",      "name",   "names", "surname",
                                                         "country", "gender", "source"};
constexpr std::array<std::string_view, 5> kOfficeColumns{"kind", "titles", "bodies", "implied", "source"};
constexpr std::array<std::string_view, 6> kTermColumns{"kind", "body", "person", "from", "until", "source"};
constexpr std::array<std::string_view, 3> kGivenNameColumns{"gender", "names", "source"};
constexpr std::array<std::string_view, 2> kWordSetColumns{"words", "source"};
constexpr std::array<std::string_view, 2> kNotNameColumns{"phrases", "source"};
constexpr std::array<std::string_view, 6> kSources{"factbook",    "world-countries", "petrarch2",
                                                   "countryinfo", "hsg",             "unsourced"};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

void check_source(const TableReader& row) {
  row.required("source");
  for (auto source : row.list("source"))
    if (std::ranges::find(kSources, source) == kSources.end()) row.fail(fmt::format("unknown source {}", source));
}

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

bool OfficeRow::accepts(const Entity& body) const {
  return std::ranges::any_of(bodies, [&](std::string_view accepted) {
    return accepted == body.id || (accepted == "country" && body.kind == EntityKind::Country) ||
           (accepted == "organisation" && body.kind == EntityKind::Organisation);
  });
}

Facts::Facts(std::span<const Names::Table> tables) {
  constexpr std::array<std::string_view, 6> others{"people.tsv",      "offices.tsv",  "terms.tsv",
                                                   "given_names.tsv", "synonyms.tsv", "not_names.tsv"};
  for (const auto& table : tables) {
    const bool known = std::ranges::find(others, table.file) != others.end() ||
                       std::ranges::find(entity_tables(), table.file, &EntityTable::file) != entity_tables().end();
    if (!known) throw Error(ErrorCode::Usage, fmt::format("{}: no table has this name", table.file));
    contents_.emplace_back(table.file, table.content);
  }
  for (const auto& table : entity_tables()) read_entities(table.file, table.kind);
  read_people();
  read_not_names();
  index_aliases();
  read_offices();
  read_terms();
  index_terms();
  read_given_names();
  read_synonyms();
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

std::string_view Facts::content_of(std::string_view file) const {
  const auto found = std::ranges::find(contents_, file, &std::pair<std::string, std::string>::first);
  return found == contents_.end() ? std::string_view{} : found->second;
}

Entity& Facts::add_entity(TableReader& row, EntityKind kind) {
  check_source(row);
  Entity entity;
  entity.id = row.required("id");
  entity.kind = kind;
  entity.name = row.required("name");
  if (find(entity.id)) row.fail(fmt::format("{} is there twice", entity.id));
  auto& added = entities.emplace_back(entity);
  by_id.emplace(added.id, &added);
  first_alias.emplace(&added, static_cast<std::uint32_t>(aliases.size()));
  add_alias(row, &added, AliasKind::Name, added.name);
  for (auto name : row.list("names")) add_alias(row, &added, AliasKind::Name, name);
  return added;
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
  set_spelling(alias, words);
  for (auto& word : words) alias.words.push_back(std::move(word.folded));
  auto& same_start = by_first_word[alias.words.front()];
  for (auto index : same_start) {
    const auto& other = aliases[index];
    if (other.words != alias.words) continue;
    if (other.entity == entity)
      row.fail(fmt::format("\"{}\" is an alias of {} twice", text, entity ? entity->id : "none"));
    if (entity && kind == AliasKind::Name && other.kind == AliasKind::Name && !shared)
      row.fail(fmt::format("\"{}\" is a name of {} too (a * behind it shares it)", text,
                           other.entity ? other.entity->id : "no entity"));
  }
  same_start.push_back(static_cast<std::uint32_t>(aliases.size()));
  aliases.push_back(std::move(alias));
}

void Facts::read_entities(std::string_view file, EntityKind kind) {
  const auto content = content_of(file);
  if (content.empty()) return;
  const auto& table = *std::ranges::find(entity_tables(), file, &EntityTable::file);
  const auto has = [&](std::string_view column) {
    return std::ranges::find(table.columns, column) != table.columns.end();
  };
  TableReader row(file, content, table.columns);
  while (row.next()) {
    if (!row.cell("id").starts_with(table.id_prefix))
      row.fail(fmt::format("the id must begin with {}", table.id_prefix));
    auto& entity = add_entity(row, kind);
    const auto add_all = [&](std::string_view column, AliasKind alias_kind) {
      if (!has(column)) return;
      for (auto alias : row.list(column)) add_alias(row, &entity, alias_kind, alias);
    };
    add_all("adjectives", AliasKind::Adjective);
    add_all("metonyms", AliasKind::Metonym);
    add_all("descriptions", AliasKind::Description);
    const auto refer = [&](std::string_view column) -> std::string_view {
      if (!has(column) || row.cell(column).empty()) return {};
      if (!find(row.cell(column))) row.fail(fmt::format("{} is no entity above", row.cell(column)));
      return row.cell(column);
    };
    entity.country = refer("country");
    entity.part_of = refer("part_of");
  }
}

void Facts::read_people() {
  const auto content = content_of("people.tsv");
  if (content.empty()) return;
  TableReader row("people.tsv", content, kPeopleColumns);
  while (row.next()) {
    if (!row.cell("id").starts_with("p:")) row.fail("the id must begin with p:");
    auto& person = add_entity(row, EntityKind::Person);
    person.gender = gender_of(row);
    person.country = row.cell("country");
    if (!person.country.empty() && !find(person.country)) row.fail(fmt::format("{} is no country", person.country));
    row.required("surname");
    for (auto surname : row.list("surname")) {
      auto& bearers = people_by_surname[spelling_key(fold_phrase(surname))];
      if (bearers.empty() || bearers.back() != &person) bearers.push_back(&person);
    }
  }
}

void Facts::read_not_names() {
  const auto content = content_of("not_names.tsv");
  if (content.empty()) return;
  TableReader row("not_names.tsv", content, kNotNameColumns);
  while (row.next()) {
    check_source(row);
    row.required("phrases");
    for (auto phrase : row.list("phrases")) add_alias(row, nullptr, AliasKind::Name, phrase);
  }
}

void Facts::index_aliases() {
  for (auto& [word, indexes] : by_first_word)
    std::ranges::sort(indexes, {}, [&](std::uint32_t index) {
      const auto& alias = aliases[index];
      return std::tuple(-static_cast<int>(alias.words.size()), alias.kind, index);
    });
}

void Facts::read_offices() {
  const auto content = content_of("offices.tsv");
  if (content.empty()) return;
  TableReader row("offices.tsv", content, kOfficeColumns);
  while (row.next()) {
    check_source(row);
    const auto number = static_cast<std::uint32_t>(office_rows.size());
    OfficeRow office{row.required("kind"), row.list("bodies"), row.cell("implied")};
    for (auto body : office.bodies)
      if (body != "country" && body != "organisation" && !find(body)) row.fail(fmt::format("{} is no entity", body));
    if (!office.implied.empty() && !(find(office.implied) && office.accepts(*find(office.implied))))
      row.fail(fmt::format("{} is none of the bodies", office.implied));
    row.required("titles");
    for (auto title : row.list("titles")) {
      const auto folded = office_title(title);
      if (folded.empty()) row.fail(fmt::format("\"{}\" has no words", title));
      auto& rows = office_titles[folded];
      if (!rows.empty() && rows.back() == number) row.fail(fmt::format("the title {} is there twice", title));
      rows.push_back(number);
    }
    office_rows.push_back(std::move(office));
  }
}

void Facts::read_terms() {
  const auto content = content_of("terms.tsv");
  if (content.empty()) return;
  TableReader row("terms.tsv", content, kTermColumns);
  while (row.next()) {
    check_source(row);
    Term term;
    term.office = {std::string(row.required("kind")), std::string(row.required("body"))};
    const auto* body = find(term.office.body);
    if (!body) row.fail(fmt::format("{} is no entity", term.office.body));
    const bool known = std::ranges::any_of(office_rows, [&](const OfficeRow& office) {
      return office.kind == term.office.kind && office.accepts(*body);
    });
    if (!known) row.fail(fmt::format("{} is no office of offices.tsv", to_string(term.office)));
    term.person = find(row.required("person"));
    if (!term.person || term.person->kind != EntityKind::Person)
      row.fail(fmt::format("{} is no person of people.tsv", row.cell("person")));
    // A month or a year stands for its first day as a beginning and for its last as an end.
    const auto from = parse_date_range(row.required("from"));
    if (!from) row.fail(fmt::format("{} is no date", row.cell("from")));
    term.from = from->first;
    if (!row.cell("until").empty()) {
      const auto until = parse_date_range(row.cell("until"));
      if (!until) row.fail(fmt::format("{} is no date", row.cell("until")));
      term.until = until->last;
      if (*term.until < term.from) row.fail("the term ends before it begins");
    }
    term.source = row.cell("source");
    terms.push_back(std::move(term));
  }
}

void Facts::index_terms() {
  std::ranges::stable_sort(terms, {}, &Term::from);
  for (const auto& term : terms) {
    terms_by_office[to_string(term.office)].push_back(&term);
    terms_by_person[term.person].push_back(&term);
  }
}

void Facts::read_given_names() {
  const auto content = content_of("given_names.tsv");
  if (content.empty()) return;
  TableReader row("given_names.tsv", content, kGivenNameColumns);
  while (row.next()) {
    check_source(row);
    row.required("gender");
    const auto gender = gender_of(row);
    for (auto name : row.list("names")) {
      const auto [at, added] = given_names.try_emplace(fold_phrase(name), gender);
      if (!added && at->second == gender) row.fail(fmt::format("{} is there twice", name));
      if (!added) at->second = Gender::Unknown;  // used for both
    }
  }
}

void Facts::read_synonyms() {
  const auto content = content_of("synonyms.tsv");
  if (content.empty()) return;
  TableReader row("synonyms.tsv", content, kWordSetColumns);
  while (row.next()) {
    check_source(row);
    const auto words = row.list("words");
    if (words.size() < 2) row.fail("a set has two words at least");
    for (auto word : words) {
      if (fold(word) != word) row.fail(fmt::format("{} is not folded", word));
      auto& others = synonyms[std::string(word)];
      for (auto other : words)
        if (other != word && std::ranges::find(others, other) == others.end()) others.push_back(other);
    }
  }
}

}  // namespace attache::schema::names
