#include "query/search/vocabulary.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

#include <xapian.h>

namespace attache::query {
namespace {

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

// One bit for each of the letters a to z that the word has. An edit puts in one at most, and takes out one at most.
std::uint32_t letter_set(std::string_view word) {
  std::uint32_t out = 0;
  for (const char c : word)
    if (c >= 'a' && c <= 'z') out |= std::uint32_t{1} << (c - 'a');
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

std::size_t count_letters(std::string_view word) {
  return word.size() - static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_continuation));
}

std::size_t fixed_letters(std::string_view pattern) {
  return static_cast<std::size_t>(std::count_if(pattern.begin(), pattern.end(), [](char c) { return c != '*' && c != '?' && !is_continuation(c); }));
}

std::size_t letters_apart(std::string_view a, std::string_view b, std::size_t most) { return letters_apart(letters_of(a), letters_of(b), most); }

// Omega's ':' between prefix and a capital is no letter of theirs, hashed ones are none.
void each_form(const Xapian::Database& index, std::string_view prefix, std::string_view beginning, const VisitForm& visit) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto look = [&](const std::string& start, std::size_t skip) {
    for (auto at = index.allterms_begin(start), end = index.allterms_end(start); at != end;) {
      const std::string term = *at;
      const std::string_view form = std::string_view(term).substr(skip);
      if (prefix.empty() && is_capital(form[0])) {  // the terms of all other fields
        at.skip_to("[");
        continue;
      }
      const bool after_colon = skip > prefix.size();
      const bool none = form.empty() || form[0] == '~' || (!after_colon && (form[0] == ':' || (prefix.size() > 1 && is_capital(form[0]))));
      if (!none && !visit(form)) return false;
      ++at;
    }
    return true;
  };
  const std::string start(prefix);
  if (look(start + std::string(beginning), prefix.size()) && prefix.size() > 1) look(start + ":" + std::string(beginning), prefix.size() + 1);
}

std::vector<std::string> forms_of_shape(const Xapian::Database& index, std::string_view prefix, std::string_view pattern,
                                        const FormTest& counts) {
  std::vector<std::string> out;
  const auto beginning = pattern.substr(0, std::min(pattern.find_first_of("*?"), pattern.size()));
  each_form(index, prefix, beginning, [&](std::string_view form) {
    if (has_shape(form, pattern) && counts(form)) out.emplace_back(form);
    return out.size() <= kMostForms;
  });
  return out;
}

std::vector<std::string> forms_near(const Xapian::Database& index, std::string_view prefix, std::string_view word, std::size_t most,
                                    const FormTest& counts) {
  std::vector<std::string> out;
  const auto letters = letters_of(word);
  const auto set = letter_set(word);
  each_form(index, prefix, "", [&](std::string_view form) {
    // Most words need not be taken apart. A letter is at most four bytes.
    const auto its = letter_set(form);
    const bool may_be = form.size() <= 4 * (letters.size() + most) && form.size() + most >= letters.size() &&
                        static_cast<std::size_t>(std::max(std::popcount(set & ~its), std::popcount(its & ~set))) <= most;
    if (may_be && letters_apart(letters_of(form), letters, most) <= most && counts(form)) out.emplace_back(form);
    return out.size() <= kMostForms;
  });
  return out;
}

}  // namespace attache::query
