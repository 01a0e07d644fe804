#include "schema/names/same_person.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "schema/words.hpp"

namespace attache::schema {
namespace {

using Pair = std::pair<UChar32, const char*>;

// Letters that folding leaves as they are.
constexpr std::array<Pair, 7> kLatin{{{U'ł', "l"}, {U'ø', "o"}, {U'đ', "dj"}, {U'ı', "i"}, {U'æ', "ae"}, {U'œ', "oe"}, {U'ð', "d"}}};
constexpr std::array<Pair, 3> kUmlauts{{{U'ä', "ae"}, {U'ö', "oe"}, {U'ü', "ue"}}};
constexpr std::array<Pair, 45> kCyrillic{{
    {U'а', "a"}, {U'б', "b"}, {U'в', "v"}, {U'г', "g"}, {U'д', "d"}, {U'е', "e"}, {U'ё', "e"}, {U'ж', "zh"}, {U'з', "z"},
    {U'и', "i"}, {U'й', "y"}, {U'к', "k"}, {U'л', "l"}, {U'м', "m"}, {U'н', "n"}, {U'о', "o"}, {U'п', "p"}, {U'р', "r"},
    {U'с', "s"}, {U'т', "t"}, {U'у', "u"}, {U'ф', "f"}, {U'х', "kh"}, {U'ц', "ts"}, {U'ч', "ch"}, {U'ш', "sh"},
    {U'щ', "shch"}, {U'ъ', ""}, {U'ы', "y"}, {U'ь', ""}, {U'э', "e"}, {U'ю', "yu"}, {U'я', "ya"}, {U'і', "i"}, {U'ї', "i"},
    {U'є', "ie"}, {U'ґ', "g"}, {U'ў', "u"}, {U'ј', "j"}, {U'љ', "lj"}, {U'њ', "nj"}, {U'ћ', "c"}, {U'ђ', "dj"}, {U'џ', "dz"},
    {U'ѕ', "dz"}}};
constexpr std::array<Pair, 2> kUkrainian{{{U'г', "h"}, {U'и', "y"}}};
constexpr std::array<Pair, 6> kSerbian{{{U'ж', "z"}, {U'ч', "c"}, {U'ш', "s"}, {U'ц', "c"}, {U'х', "h"}, {U'й', "j"}}};

constexpr std::array<std::string_view, 2> kMale{"mr", "sir"};
constexpr std::array<std::string_view, 5> kFemale{"mrs", "ms", "miss", "dame", "lady"};
constexpr std::array<std::string_view, 6> kHonorifics{"dr", "prof", "professor", "lord", "sheikh", "hon"};
constexpr std::array<std::string_view, 7> kGenerations{"jr", "junior", "sr", "senior", "ii", "iii", "iv"};
constexpr std::array<std::string_view, 5> kParticles{"bin", "ibn", "bint", "van", "von"};

template <typename List>
bool contains(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

const char* letter(std::span<const Pair> table, UChar32 c) {
  const auto found = std::ranges::find(table, c, &Pair::first);
  return found == table.end() ? nullptr : found->second;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::ranges::any_of(parts, [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

struct Latin {
  std::string text;
  bool from_cyrillic = false;
};

// The name in lower-case Latin letters; `umlaut_as_two`: ö is oe.
Latin latin_of(std::string_view text, bool umlaut_as_two) {
  const bool ukrainian = has_any(text, {"і", "І", "ї", "Ї", "є", "Є", "ґ", "Ґ", "ськ", "цьк", "СЬК", "ЦЬК"});
  const bool serbian = has_any(text, {"ј", "Ј", "љ", "Љ", "њ", "Њ", "ћ", "Ћ", "ђ", "Ђ", "џ", "Џ"});
  Latin out;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::int32_t at = 0, size = static_cast<std::int32_t>(text.size()); at < size;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(bytes, at, size, c);
    c = u_tolower(c);
    const char* as = umlaut_as_two ? letter(kUmlauts, c) : nullptr;
    if (!as && ukrainian) as = letter(kUkrainian, c);
    if (!as && serbian) as = letter(kSerbian, c);
    if (!as) as = letter(kLatin, c);
    if (!as) {
      as = letter(kCyrillic, c);
      out.from_cyrillic = out.from_cyrillic || as;
    }
    if (as) {
      out.text += as;
      continue;
    }
    std::array<char, 4> raw{};
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(raw.data(), length, c);
    out.text.append(raw.data(), static_cast<std::size_t>(length));
  }
  return out;
}

struct PersonName {
  std::vector<std::string> words;  // keys in order, initials as one letter
  std::vector<std::string> plain;  // the folded words behind them
  std::string generation;          // "jr", "sr"; empty where the name has none
  Gender title = Gender::Unknown;
  bool loose = false;              // from Cyrillic: i and y are one letter
};

// "abdel fattah", "abd al fattah", "abdulfattah" → "abdfattah": one name however it is parted.
void join_abd(std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "abd" && i + 1 < words.size() && (words[i + 1] == "al" || words[i + 1] == "el" || words[i + 1] == "ul"))
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    const bool alone = contains(std::array<std::string_view, 5>{"abd", "abdel", "abdul", "abdal", "abdol"}, words[i]);
    if (alone && i + 1 < words.size()) {
      words[i] = "abd" + words[i + 1];
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    } else if (words[i].size() > 7 && words[i].starts_with("abd") && words[i][4] == 'l' && words[i][5] != 'l') {
      words[i].erase(3, 2);
    }
  }
}

// From Cyrillic i and y are one letter.
std::string loosened(std::string key) {
  std::replace(key.begin(), key.end(), 'y', 'i');
  return key;
}

PersonName read(std::string_view text, bool umlaut_as_two) {
  const Latin latin = latin_of(text, umlaut_as_two);
  PersonName out;
  out.loose = latin.from_cyrillic;
  std::vector<std::string> words;
  for (auto& word : words_of(latin.text)) {
    std::erase(word.folded, '\'');
    if (!word.folded.empty()) words.push_back(std::move(word.folded));
  }
  join_abd(words);
  std::string particle;
  for (auto& word : words) {
    const bool first = out.words.empty() && particle.empty();
    if (first && contains(kMale, word)) out.title = Gender::Male;
    else if (first && contains(kFemale, word)) out.title = Gender::Female;
    else if (first && contains(kHonorifics, word)) continue;
    else if (!first && contains(kGenerations, word)) out.generation = word == "junior" ? "jr" : word == "senior" ? "sr" : word;
    else if (!first && (word == "al" || word == "el")) continue;
    else if (first && words.size() == 2 && (word == "al" || word == "el")) continue;  // "al-Sisi"
    else if (contains(kParticles, word) && &word != &words.back()) particle += word;
    else {
      out.words.push_back(particle + (out.loose ? loosened(spelling_key(word)) : spelling_key(word)));
      out.plain.push_back(word);
      particle.clear();
    }
  }
  return out;
}

// The short vowels of Arabic are written as one hears them: Khalid, Khaled; Mustafa, Mostafa.
std::string short_vowels_joined(std::string key) {
  for (char& c : key) c = c == 'e' || c == 'y' ? 'i' : c == 'o' ? 'u' : c;
  return key;
}

class Comparison {
 public:
  Comparison(const Names& names, const PersonName& a, const PersonName& b) : names_(names), a_(a), b_(b), loose_(a.loose || b.loose) {}

  bool may_be_same() const {
    if (a_.words.empty() || b_.words.empty()) return false;
    if (!a_.generation.empty() && !b_.generation.empty() && a_.generation != b_.generation) return false;
    if (!titles_fit(a_, b_) || !titles_fit(b_, a_)) return false;
    if (a_.words.size() == 1) return is_surname_of(a_, b_);
    if (b_.words.size() == 1) return is_surname_of(b_, a_);
    return agree(a_.words, a_.plain, b_.words, b_.plain) || agree(turned(a_.words), turned(a_.plain), b_.words, b_.plain) ||
           agree(a_.words, a_.plain, turned(b_.words), turned(b_.plain)) ||
           agree(turned(a_.words), turned(a_.plain), turned(b_.words), turned(b_.plain));
  }

 private:
  using Words = std::vector<std::string>;

  static Words turned(Words words) {
    std::rotate(words.begin(), words.begin() + 1, words.end());
    return words;
  }

  bool same(const std::string& a, const std::string& b) const { return a == b || (loose_ && loosened(a) == loosened(b)); }

  bool titles_fit(const PersonName& titled, const PersonName& other) const {
    if (titled.title == Gender::Unknown) return true;
    if (other.title != Gender::Unknown) return titled.title == other.title;
    if (other.words.size() < 2) return true;
    const auto gender = names_.gender_of_given_name(other.plain.front());
    return gender == Gender::Unknown || gender == titled.title;
  }

  bool is_surname_of(const PersonName& alone, const PersonName& other) const {
    const auto& word = alone.words.front();
    if (word.size() < 2) return false;
    if (same(word, other.words.back())) return true;
    return other.words.size() > 1 && same(word, other.words.front()) &&
           !is_given_name(alone.plain.front()) && !is_given_name(other.plain.front());
  }

  bool is_given_name(std::string_view folded) const { return names_.gender_of_given_name(folded) != Gender::Unknown; }

  bool given_agree(const std::string& a, const std::string& plain_a, const std::string& b, const std::string& plain_b) const {
    if (same(a, b)) return true;
    if (a.size() == 1 || b.size() == 1) return a.front() == b.front() || plain_a.front() == plain_b.front();
    if (is_nearly_same(plain_a, plain_b) || (a.size() > 4 && short_vowels_joined(a) == short_vowels_joined(b))) return true;
    const auto& longer = plain_a.size() >= plain_b.size() ? plain_a : plain_b;
    const auto& shorter = plain_a.size() >= plain_b.size() ? plain_b : plain_a;
    if (shorter.size() < 3 || longer.size() - shorter.size() < 2 || !longer.starts_with(shorter)) return false;
    const auto gender_a = names_.gender_of_given_name(plain_a), gender_b = names_.gender_of_given_name(plain_b);
    return gender_a == gender_b || gender_a == Gender::Unknown || gender_b == Gender::Unknown;
  }

  // Given names first, surname last in both.
  bool agree(const Words& a, const Words& plain_a, const Words& b, const Words& plain_b) const {
    if (a.back().size() < 2 || !same(a.back(), b.back())) return false;
    const auto given = [](const Words& words) { return joined(std::span(words).first(words.size() - 1), ""); };
    if (same(given(a), given(b)) || same(given(plain_a), given(plain_b))) return true;  // Jong-un, Jongun
    const std::size_t count = std::min(a.size(), b.size()) - 1;
    for (std::size_t i = 0; i < count; ++i)
      if (!given_agree(a[i], plain_a[i], b[i], plain_b[i])) return false;
    return true;
  }

  const Names& names_;
  const PersonName& a_;
  const PersonName& b_;
  bool loose_;
};

bool spelt_alike(const Names& names, std::string_view a, std::string_view b) {
  const std::array<PersonName, 2> names_a{read(a, false), read(a, true)};
  const std::array<PersonName, 2> names_b{read(b, false), read(b, true)};
  return std::ranges::any_of(names_a, [&](const PersonName& name_a) {
    return std::ranges::any_of(names_b, [&](const PersonName& name_b) { return Comparison(names, name_a, name_b).may_be_same(); });
  });
}

// The people whose full name this is in the table.
std::vector<const Entity*> people_of(const Names& names, std::string_view text) {
  std::vector<const Entity*> out;
  const auto folded = fold_phrase(text);
  if (folded.find(' ') == std::string::npos) return out;
  for (const auto& hit : names.by_alias(folded))
    if (hit.entity->kind == EntityKind::Person && hit.alias_kind == AliasKind::Name) out.push_back(hit.entity);
  return out;
}

bool any_spelling(const Names& names, const std::vector<const Entity*>& people, std::string_view other) {
  for (const auto* person : people)
    for (auto name : names.aliases(*person, AliasKind::Name))
      if (name.find(' ') != std::string_view::npos && spelt_alike(names, name, other)) return true;
  return false;
}

}  // namespace

bool may_be_same_person(const Names& names, std::string_view a, std::string_view b) {
  const auto people_a = people_of(names, a), people_b = people_of(names, b);
  if (!people_a.empty() && !people_b.empty())
    return std::ranges::any_of(people_a, [&](const Entity* person) { return std::ranges::find(people_b, person) != people_b.end(); });
  return spelt_alike(names, a, b) || any_spelling(names, people_a, b) || any_spelling(names, people_b, a);
}

}  // namespace attache::schema
