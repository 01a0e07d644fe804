#include "schema/names/names.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "schema/names/builtin_tables.hpp"
#include "schema/names/facts.hpp"
#include "schema/names/impl.hpp"

namespace attache::schema {

using names::Alias;
using names::Spelling;

namespace {

// Acronyms that a headline in capitals may mean as words; there they count only with points (U.S.).
constexpr std::array<std::string_view, 4> kWordsToo{"us", "who", "is", "it"};

constexpr std::array<std::string_view, 3> kArticles{"the", "this", "that"};

template <typename List>
bool contains(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

bool begins_upper(std::string_view text) {
  UChar32 first;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  U8_GET_OR_FFFD(bytes, 0, 0, static_cast<std::int32_t>(text.size()), first);
  return u_isupper(first) || u_istitle(first) || u_isdigit(first);
}

// A possessive's s is lower case in any text: "the UK's".
bool is_all_capitals(std::string_view word) {
  for (char c : word.substr(0, word.find_first_of("'\xE2")))
    if (c >= 'a' && c <= 'z') return false;
  return true;
}

// Words of one name stand apart by blanks, hyphens and the like; a full stop only behind an abbreviation ("St. Lucia").
bool stand_together(std::string_view text, const WordView& before, const WordView& after) {
  for (char c : text_of(text, {before.span.end, after.span.begin})) {
    if (c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '(' || c == ')' || c == '"') return false;
    if (c == '.' && before.folded.size() > 2) return false;
  }
  return true;
}

class Finder {
 public:
  Finder(const names::Facts& facts, std::string_view text, std::span<const WordView> words)
      : facts_(facts), text_(text), words_(words) {}

  // The longest alias that begins at word `first`; nullptr for none.
  const Alias* at(std::size_t first) const {
    if (!facts_.first_words.may_have(words_[first].folded)) return nullptr;
    const auto found = facts_.by_first_word.find(words_[first].folded);
    if (found == facts_.by_first_word.end()) return nullptr;
    for (auto index : found->second)
      if (matches(facts_.aliases[index], first)) return &facts_.aliases[index];
    return nullptr;
  }

 private:
  std::string_view word(std::size_t at) const { return text_of(text_, words_[at].span); }

  bool matches(const Alias& alias, std::size_t first) const {
    if (first + alias.words.size() > words_.size()) return false;
    if (alias.needs_article && (first == 0 || !contains(kArticles, words_[first - 1].folded))) return false;
    for (std::size_t i = 1; i < alias.words.size(); ++i)
      if (words_[first + i].folded != alias.words[i] || !stand_together(text_, words_[first + i - 1], words_[first + i]))
        return false;
    switch (alias.spelling) {
      case Spelling::AnyCase: return true;
      case Spelling::Capitalised: return begins_upper(word(first + alias.capital_word));
      case Spelling::AllCapitals: break;
    }
    for (std::size_t i = 0; i < alias.words.size(); ++i)
      if (!is_all_capitals(word(first + i))) return false;
    return alias.words.size() > 1 || !contains(kWordsToo, alias.words[0]) ||
           word(first).find('.') != std::string_view::npos || !in_capital_headline(first);
  }

  bool in_capital_headline(std::size_t at) const {
    const std::size_t begin = at < 2 ? 0 : at - 2;
    for (auto i = begin; i < std::min(words_.size(), at + 3); ++i)
      if (i != at && words_[i].folded.size() > 3 && is_all_capitals(word(i)) &&
          !facts_.by_first_word.contains(words_[i].folded))
        return true;
    return false;
  }

  const names::Facts& facts_;
  std::string_view text_;
  std::span<const WordView> words_;
};

std::vector<const Term*> held_on(const std::vector<const Term*>& terms, Date day) {
  std::vector<const Term*> held;
  for (const auto* term : terms)
    if (term->from <= day && (!term->until || day <= *term->until)) held.push_back(term);
  return held;
}

template <typename Map, typename Key>
auto value_or_empty(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? typename Map::mapped_type{} : found->second;
}

}  // namespace

std::string to_string(const Office& office) { return fmt::format("{}/{}", office.kind, office.body); }

Names::Names(std::span<const Table> tables, std::span<const Table> own) : impl_(std::make_unique<Impl>(tables, own)) {}
Names::~Names() = default;

const Names& Names::builtin() {
  static const Names names(names::builtin_tables());
  return names;
}

std::shared_ptr<const Names> Names::builtin_with(std::span<const Table> own) {
  return std::make_shared<const Names>(names::builtin_tables(), own);
}

const Entity* Names::find(std::string_view id) const { return impl_->facts.find(id); }

std::vector<NameHit> Names::by_alias(std::string_view folded) const {
  if (folded.starts_with("the ")) folded.remove_prefix(4);
  std::vector<NameHit> hits;
  const auto& facts = impl_->facts;
  const auto count = static_cast<std::uint32_t>(std::ranges::count(folded, ' ') + 1);
  bool is_own = false;
  const auto first = folded.substr(0, folded.find(' '));
  const auto found = facts.first_words.may_have(first) ? facts.by_first_word.find(first) : facts.by_first_word.end();
  if (found != facts.by_first_word.end())
    for (auto index : found->second) {
      const auto& alias = facts.aliases[index];
      if (!alias.entity || joined(alias.words) != folded) continue;
      hits.push_back({0, count, alias.entity, alias.kind});
      is_own = is_own || facts.is_own_alias(index);
    }
  // Beside an alias so spelt ("the bloc") a surname counts only in its own spelling, not by its key (Stef Blok); beside
  // an alias of an own table only that of an own row.
  const bool spelt_so = !hits.empty();
  for (const auto* person : people_by_surname(folded))
    if ((!is_own || facts.is_own(*person)) && (!spelt_so || facts.ends_name_of(*person, folded)) &&
        std::ranges::find(hits, person, &NameHit::entity) == hits.end())
      hits.push_back({0, count, person, AliasKind::Name});
  std::ranges::stable_sort(hits, {}, &NameHit::alias_kind);
  return hits;
}

std::vector<NameHit> Names::find_all(std::string_view text, std::span<const Word> words) const {
  std::vector<WordView> views;
  views.reserve(words.size());
  for (const auto& word : words) views.push_back({word.span, word.folded});
  return find_all(text, views);
}

std::vector<NameHit> Names::find_all(std::string_view text, std::span<const WordView> words) const {
  std::vector<NameHit> hits;
  const Finder finder(impl_->facts, text, words);
  for (std::size_t i = 0; i < words.size();) {
    const auto* alias = finder.at(i);
    const auto count = alias ? alias->words.size() : 1;
    if (alias && alias->entity)
      hits.push_back(
          {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(count), alias->entity, alias->kind});
    i += count;
  }
  return hits;
}

std::vector<std::string_view> Names::aliases(const Entity& entity, AliasKind kind) const {
  std::vector<std::string_view> out;
  const auto& facts = impl_->facts;
  const auto first = facts.first_alias.find(&entity);
  if (first == facts.first_alias.end()) return out;
  for (auto i = first->second; i < facts.aliases.size() && facts.aliases[i].entity == &entity; ++i)
    if (facts.aliases[i].kind == kind) out.push_back(facts.aliases[i].text);
  return out;
}

std::vector<const Term*> Names::terms(const Office& office) const {
  return value_or_empty(impl_->facts.terms_by_office, to_string(office));
}

std::vector<const Term*> Names::holders(const Office& office, Date day) const { return held_on(terms(office), day); }

std::vector<const Term*> Names::terms(const Entity& person) const {
  return value_or_empty(impl_->facts.terms_by_person, &person);
}

std::vector<const Term*> Names::offices_of(const Entity& person, Date day) const {
  return held_on(terms(person), day);
}

std::vector<const Entity*> Names::people_by_surname(std::string_view folded) const {
  if (std::ranges::count(folded, ' ') > impl_->facts.most_surname_blanks) return {};
  return value_or_empty(impl_->facts.people_by_surname, spelling_key(folded));
}

std::vector<std::string_view> Names::synonyms(std::string_view folded_word) const {
  return value_or_empty(impl_->facts.synonyms, folded_word);
}

Gender Names::gender_of_given_name(std::string_view folded) const {
  return value_or_empty(impl_->facts.given_names, folded);
}

}  // namespace attache::schema
