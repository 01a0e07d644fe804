// One key for the ways a name is written in Latin letters: English, German, French and scholarly transliterations of
// Slavic and Arabic names. Each rule keeps letters apart that part common names (Zhang, Zhao, Shang; Wang, Wong).
#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "schema/names/names.hpp"
#include "schema/names/table.hpp"
#include "schema/word_filter.hpp"

namespace attache::schema {
namespace {

// Spellings too far apart for rules. Each leads to the one its row begins with.
constexpr std::array<std::string_view, 27> kSameName{
    "mohamed mohammed muhammad mohammad muhammed mohamad mahomet mohamud",
    "hussein hussain husain hossein husayn hoseyn hossain",
    "ahmed ahmad achmed",
    "gaddafi qaddafi kadafi gadhafi khadafy kadhafi qadhafi gaddhafi ghaddafi",
    "yuri yuriy yurii jurij juri iouri yury",
    "yulia julia yuliya iulia yuliia",
    "mikhail michail mihail mikhael",
    "alexander alexandr aleksandr aleksander",
    "oleksandr olexandr",
    "dmitry dimitri dimitry dmitrij",
    "yeltsin jelzin eltsin eltsine ieltsine",
    "brezhnev breschnew brejnev",
    "gorbachev gorbatschow gorbatchev gorbachov gorbaciov",
    "khrushchev chruschtschow khrouchtchev khrushchov",
    "zelensky selenskyj selenski selensky selenskij",
    "al el",
    "lukashenko lukashenka lukaschenko loukachenko lukasenko",
    "khodorkovsky chodorkowski khodorkovskij",
    "zakharova sacharowa zaharova",
    "navalny nawalny nawalnyj",
    "shevardnadze schewardnadse chevardnadze",
    "saakashvili saakaschwili saakachvili",
    "poroshenko porochenko",
    "yevgeny jewgeni evgeny evgeniy yevgeniy evgueni evgenii",
    "abdullah abdallah abdulla",
    "yusuf yousef youssef yusef yousuf"};

struct UsualSpellings {
  std::unordered_map<std::string_view, std::string_view> of;
  WordFilter<2048> known;

  UsualSpellings() {
    for (auto row : kSameName) {
      const auto spellings = names::split(row, ' ');
      for (auto spelling : spellings) of.emplace(spelling, spellings.front()), known.add(spelling);
    }
  }
};

std::string_view usual_spelling(std::string_view word) {
  static const UsualSpellings usual;
  if (!usual.known.may_have(word)) return word;
  const auto found = usual.of.find(word);
  return found == usual.of.end() ? word : found->second;
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

// A bit for each small letter in it: most words lack one that a rule asks for.
constexpr std::uint32_t letters_of(std::string_view word) {
  std::uint32_t out = 0;
  for (const char c : word)
    if (c >= 'a' && c <= 'z') out |= 1U << (c - 'a');
  return out;
}

void replace_all(std::string& word, std::string_view from, std::string_view to) {
  for (auto at = word.find(from); at != std::string::npos; at = word.find(from, at + to.size()))
    word.replace(at, from.size(), to);
}

void replace_end(std::string& word, std::string_view from, std::string_view to) {
  if (word.back() != from.back() || word.size() <= from.size() || !word.ends_with(from)) return;
  word.erase(word.size() - from.size());
  word += to;
}

struct Rule {
  std::string_view from, to;
  std::uint32_t asked, given;  // letters_of() both

  constexpr Rule(std::string_view old, std::string_view put) : from(old), to(put), asked(letters_of(old)), given(letters_of(put)) {}
};

// Sounds written with several letters; capitals stand for sounds that have no letter of their own.
constexpr std::array<Rule, 15> kConsonants{{{"schtsch", "SC"}, {"shch", "SC"}, {"chtch", "SC"}, {"tsch", "C"}, {"sch", "S"},
                                            {"sh", "S"}, {"dzh", "j"}, {"zh", "Z"}, {"dj", "j"}, {"ck", "K"}, {"ch", "C"},
                                            {"ph", "f"}, {"w", "v"}, {"tz", "ts"}, {"ks", "x"}}};
constexpr std::array<Rule, 3> kAspirates{{{"kh", "h"}, {"gh", "g"}, {"dh", "d"}}};  // not in short words

void join_consonants(std::string& word) {
  std::uint32_t letters = letters_of(word);
  const auto apply = [&](const Rule& rule) {
    if ((letters & rule.asked) != rule.asked) return;
    replace_all(word, rule.from, rule.to);
    letters |= rule.given;
  };
  for (const auto& rule : kConsonants) apply(rule);
  if (word.size() > 4)
    for (const auto& rule : kAspirates) apply(rule);
  // c and q as k where they are spoken so; Qi, Qin, Cy keep theirs.
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char next = i + 1 < word.size() ? word[i + 1] : 'k';
    if (word[i] == 'c' && next != 'e' && next != 'i' && next != 'y' && next != 'z') word[i] = 'k';
    if (word[i] == 'q' && next != 'i' && next != 'u') word[i] = 'k';
  }
}

void join_vowels(std::string& word) {
  if (word.size() > 4) {
    for (auto at = word.find("ou"); at != std::string::npos && at + 2 < word.size(); at = word.find("ou", at + 1))
      if (word.compare(at, 4, "oung") != 0) word.erase(at, 1);
    replace_all(word, "oo", "u");
    replace_end(word, "eed", "id");
    replace_end(word, "ah", "a");
  }
  // j between consonant and vowel, and behind a vowel before a consonant, is y: Tatjana, Schojgu.
  for (std::size_t i = 1; i < word.size(); ++i) {
    const bool vowel_before = is_vowel(word[i - 1]);
    const bool vowel_after = i + 1 < word.size() && is_vowel(word[i + 1]);
    if (word[i] == 'j' && vowel_before != vowel_after) word[i] = 'y';
  }
  if (word.find('i') == std::string::npos) return;
  if (word.size() > 3)
    for (char after : {'a', 'u', 'o'}) {
      if (word.find(after) == std::string::npos) continue;
      const std::string joined{'y', after};
      for (const auto& written : {std::string{'i', 'y', after}, std::string{'i', 'j', after}, std::string{'i', after}})
        for (auto at = word.find(written); at != std::string::npos; at = word.find(written, at + 1))
          if (at > 0) word.replace(at, written.size(), joined);
    }
  if (word.size() > 3)
    for (std::string_view vowel : {"a", "e", "o"})
      for (std::size_t at = word.find(vowel); at != std::string::npos; at = word.find(vowel, at + 1))
        if (at + 1 < word.size() && word[at + 1] == 'i' && (at + 2 == word.size() || !is_vowel(word[at + 2])))
          word[at + 1] = 'y';
}

void join_endings(std::string& word, bool maybe_german) {
  for (std::string_view written : {"iyi", "yyi", "iy", "yy", "ii", "ij", "yj", "yi"}) replace_end(word, written, "y");
  if (word.size() > 2 && word.ends_with('i') && !is_vowel(word[word.size() - 2])) word.back() = 'y';
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> rules{{
      {"off", "ov"}, {"eff", "ev"}, {"yov", "ev"}, {"Cov", "Cev"}, {"vyC", "viC"},
      {"vik", "viC"}, {"utine", "utin"}, {"tsine", "tsin"}, {"ndr", "nder"}}};
  for (const auto& [from, to] : rules) replace_end(word, from, to);
  if (word.ends_with("sky") && word.starts_with('z')) word.front() = 's';
  if (word.ends_with("enko")) std::replace(word.begin() + 1, word.end(), 'y', 'i');
  if (maybe_german && word.starts_with('j')) word.front() = 'y';  // Janukowitsch, Juschtschenko
  for (std::string_view start : {"yev", "yeg", "yek"})
    if (word.starts_with(start)) word.erase(0, 1);
}

// Short names keep their doubles: Lee and Le, Moon and Mon are different.
void join_doubles(std::string& word) {
  if (word.size() < 4) return;
  const auto doubled = [&](char a, char b) { return a == b && (!is_vowel(a) || word.size() > 4); };
  word.erase(std::unique(word.begin(), word.end(), doubled), word.end());
}

std::string word_key(std::string_view folded) {
  std::string word(usual_spelling(folded));
  std::erase(word, '\'');
  if (word.size() < 3) return word;
  const bool maybe_german =
      word.find("sch") != std::string::npos || (word.size() > 5 && word.find('w') != std::string::npos);
  join_consonants(word);
  join_vowels(word);
  join_endings(word, maybe_german);
  join_doubles(word);
  return word;
}

}  // namespace

std::string spelling_key(std::string_view folded) {
  if (folded.find(' ') == std::string_view::npos) return folded.empty() ? std::string() : word_key(folded);
  std::string out;
  for (auto word : names::split(folded, ' ')) {
    if (word.empty()) continue;
    if (!out.empty()) out.push_back(' ');
    out += word_key(word);
  }
  return out;
}

bool is_nearly_same(std::string_view a, std::string_view b) {
  const auto longer = a.size() >= b.size() ? a : b;
  const auto shorter = a.size() >= b.size() ? b : a;
  if (shorter.size() < 6 || longer.size() - shorter.size() > 1) return false;
  std::size_t front = 0, back = 0;
  while (front < shorter.size() && longer[front] == shorter[front]) ++front;
  while (back < shorter.size() - front && longer[longer.size() - 1 - back] == shorter[shorter.size() - 1 - back]) ++back;
  return front >= 2 && back >= 2 && front + back + 1 >= longer.size();
}

}  // namespace attache::schema
