#include "query/search/vocabulary.hpp"

#include <algorithm>
#include <tuple>

#include <xapian.h>

#include "schema/fields.hpp"

namespace attache::query {
namespace {

constexpr std::size_t kShortestNear = 3;      // letters
constexpr std::size_t kTwoLettersFrom = 6;
constexpr std::size_t kMostNearest = 3;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Bytes of the letter at `at`; 1 at least.
std::size_t letter_size(std::string_view text, std::size_t at) {
  std::size_t size = 1;
  while (at + size < text.size() && is_continuation(text[at + size])) ++size;
  return size;
}

std::u32string letters_of(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto size = letter_size(text, at);
    char32_t letter = 0;
    for (std::size_t i = 0; i < size; ++i) letter = letter << 8 | static_cast<unsigned char>(text[at + i]);  // a number of its own
    out.push_back(letter);
    at += size;
  }
  return out;
}

std::size_t letters_apart(std::u32string_view a, std::u32string_view b, std::size_t most) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > most) return most + 1;
  std::vector<std::size_t> above_last, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j - 1] + (a[i - 1] != b[j - 1]), last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], above_last[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > most + 1) return most + 1;  // an exchange may still take one off
    above_last = std::exchange(last, row);
  }
  return std::min(last[b.size()], most + 1);
}

// The forms under a prefix that `keep` wants; Omega's ':' between prefix and a capital is no letter of theirs, hashed ones are none.
template <class Keep>
std::vector<std::string> forms(const Xapian::Database& index, std::string_view prefix, std::string_view beginning, Keep&& keep) {
  std::vector<std::string> out;
  const auto look = [&](const std::string& start, std::size_t skip) {
    for (auto at = index.allterms_begin(start), end = index.allterms_end(start); at != end && out.size() <= kMostForms; ++at) {
      const std::string term = *at;
      const std::string_view form = std::string_view(term).substr(skip);
      const bool other_field = prefix.empty() ? form[0] >= 'A' && form[0] <= 'Z' : form.empty() || form[0] == '~' || (skip == prefix.size() && form[0] == ':');
      if (other_field || (prefix.size() > 1 && form[0] >= 'A' && form[0] <= 'Z' && skip == prefix.size())) continue;
      if (keep(form)) out.emplace_back(form);
    }
  };
  const std::string start(prefix);
  look(start + std::string(beginning), prefix.size());
  if (prefix.size() > 1) look(start + ":" + std::string(beginning), prefix.size() + 1);
  return out;
}

}  // namespace

bool has_shape(std::string_view word, std::string_view pattern) {
  std::size_t w = 0, p = 0, star = std::string_view::npos, retry = 0;
  while (w < word.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      retry = w;
    } else if (p < pattern.size() && pattern[p] == '?') {
      w += letter_size(word, w);
      ++p;
    } else if (p < pattern.size() && pattern[p] == word[w]) {
      ++w;
      ++p;
    } else if (star != std::string_view::npos) {
      retry += letter_size(word, retry);
      w = retry;
      p = star;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::size_t fixed_letters(std::string_view pattern) {
  return static_cast<std::size_t>(std::count_if(pattern.begin(), pattern.end(), [](char c) { return c != '*' && c != '?' && !is_continuation(c); }));
}

std::size_t letters_apart(std::string_view a, std::string_view b, std::size_t most) { return letters_apart(letters_of(a), letters_of(b), most); }

std::vector<std::string> forms_of_shape(const Xapian::Database& index, std::string_view prefix, std::string_view pattern) {
  const auto beginning = pattern.substr(0, std::min(pattern.find_first_of("*?"), pattern.size()));
  return forms(index, prefix, beginning, [&](std::string_view form) { return has_shape(form, pattern); });
}

std::vector<std::string> forms_near(const Xapian::Database& index, std::string_view prefix, std::string_view word, std::size_t most) {
  const auto letters = letters_of(word);
  return forms(index, prefix, "", [&](std::string_view form) {
    // A letter is at most four bytes, so that most words need not be taken apart.
    if (form.size() > 4 * (letters.size() + most) || form.size() + most < letters.size()) return false;
    return letters_apart(letters_of(form), letters, most) <= most;
  });
}

std::vector<std::string> nearest_words(const Xapian::Database& index, std::string_view word) {
  const auto letters = letters_of(word).size();
  if (letters < kShortestNear) return {};
  const auto prefix = schema::field(schema::FieldId::Exact).prefix;
  const std::size_t most = letters >= kTwoLettersFrom ? 2 : 1;
  std::vector<std::tuple<std::size_t, std::int64_t, std::string>> near;
  for (auto& form : forms_near(index, prefix, word, most)) {
    if (form == word) continue;
    const auto articles = static_cast<std::int64_t>(index.get_termfreq(std::string(prefix) + form));
    near.emplace_back(letters_apart(form, word, most), -articles, std::move(form));
  }
  std::sort(near.begin(), near.end());
  if (near.size() > kMostNearest) near.resize(kMostNearest);
  std::vector<std::string> out;
  for (auto& [apart, articles, form] : near)
    if (apart == std::get<0>(near.front())) out.push_back(std::move(form));
  return out;
}

}  // namespace attache::query
