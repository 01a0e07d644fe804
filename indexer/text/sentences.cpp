#include "indexer/text/sentences.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unicode/utf8.h>

#include "schema/character_class.hpp"

namespace attache::indexer {
namespace {

using schema::is_letter;
using schema::is_lower;
using schema::is_upper;
using schema::is_white_space;
using schema::Span;

// Abbreviations that a name or number follows, so that a capital behind them starts no sentence. Sorted.
constexpr std::array<std::string_view, 58> kBeforeName{
    "adm",  "amb",  "apr",  "art",  "aug",  "brig", "capt", "cf",   "col", "dec",  "det",  "dr",   "feb",  "fig", "fr",
    "gen",  "gov",  "hon",  "jan",  "jul",  "jun",  "lt",   "maj",  "mar", "messrs", "mr", "mrs",  "ms",   "mt",  "no",
    "nos",  "nov",  "oct",  "pp",   "pres", "prof", "rep",  "reps", "rev", "rt",   "sec",  "sen",  "sens", "sep", "sept",
    "sgt",  "sir",  "sr",   "st",   "ste",  "supt", "v",    "vol",  "vs",  "approx", "e.g", "i.e", "gens"};

// What may stand between a final stop and the next sentence: closing marks.
bool is_closing(UChar32 c) { return c == '"' || c == 0x201D || c == 0x2019 || c == '\'' || c == ')' || c == ']' || c == 0xBB; }
bool is_opening(UChar32 c) {
  return c == '"' || c == 0x201C || c == 0x201E || c == 0x2018 || c == '\'' || c == '(' || c == '[' || c == 0xAB || c == '`';
}
bool is_dash(UChar32 c) { return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2015 || c == 0x2022; }

// One pass over the text with a code point of look-ahead; nothing behind `end` is seen.
class Cursor {
 public:
  Cursor(std::string_view text, Span within)
      : bytes_(reinterpret_cast<const std::uint8_t*>(text.data())), end_(static_cast<int32_t>(within.end)),
        at_(static_cast<int32_t>(within.begin)) {}
  bool done() const { return at_ >= end_; }
  std::uint32_t at() const { return static_cast<std::uint32_t>(at_); }
  UChar32 next() {
    UChar32 c;
    U8_NEXT(bytes_, at_, end_, c);
    return c;
  }
  UChar32 peek() const {
    if (done()) return -1;
    Cursor copy = *this;
    return copy.next();
  }

 private:
  const std::uint8_t* bytes_;
  int32_t end_;
  int32_t at_;
};

// The name behind a quotation: "― Jo R. Voss". Two words or more, each with a capital but for "de", "van".
bool is_signature(std::string_view text) {
  constexpr std::size_t kLongest = 60;  // bytes
  if (text.size() > kLongest) return false;
  Cursor cursor(text, {0, static_cast<std::uint32_t>(text.size())});
  if (!is_dash(cursor.next())) return false;
  int words = 0;
  int lower_letters = 0;  // of a word that began without a capital
  UChar32 before = ' ';
  while (!cursor.done()) {
    const UChar32 c = cursor.next();
    const bool letter = is_letter(c);
    if (letter && is_white_space(before)) {
      ++words;
      lower_letters = is_upper(c) ? 0 : 1;
    } else if (letter && lower_letters > 0 && ++lower_letters > 3) {
      return false;
    }
    before = c;
  }
  return words >= 2;
}

// The letters and points that end at byte `end`: the word a full stop belongs to, at most 12 bytes of it.
std::string_view word_before(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t at = end;
  while (at > begin && end - at < 12) {
    const auto c = static_cast<unsigned char>(text[at - 1]);
    const bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    if (c != '.' && !letter && c < 0x80) break;
    --at;
  }
  return text.substr(at, end - at);
}

bool is_abbreviation(std::string_view word) {
  std::array<char, 12> buffer{};
  std::transform(word.begin(), word.end(), buffer.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  const std::string_view lower(buffer.data(), word.size());
  return std::find(kBeforeName.begin(), kBeforeName.end(), lower) != kBeforeName.end();
}

// "J" of "J. Smith", "U.S" of "U.S.": single letters parted by points.
bool is_initials(std::string_view word) {
  if (word.empty() || word.size() % 2 == 0) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (i % 2 == 0 ? !(word[i] >= 'A' && word[i] <= 'Z') : word[i] != '.') return false;
  return true;
}

}  // namespace

std::vector<Span> sentences_of(std::string_view text, Span within) {
  std::vector<Span> out;
  Cursor cursor(text, within);
  std::uint32_t begin = within.begin;
  bool started = false;
  std::uint32_t last_ink = within.begin;  // end of the last character that is no white space
  bool after_quotation = false;           // the sentence before ended with a closing mark
  const auto flush = [&](std::uint32_t end) {
    if (started && end > begin) out.push_back({begin, end});
    started = false;
  };
  while (!cursor.done()) {
    const std::uint32_t at = cursor.at();
    const UChar32 c = cursor.next();
    if (is_white_space(c)) continue;
    // The name under one quotation and the next one: “…” ― Jo Doe “…”
    if (started && after_quotation && at > last_ink && (c == '"' || c == 0x201C || c == 0x201D) &&
        is_signature(text.substr(begin, last_ink - begin)))
      flush(last_ink);
    if (!started) {
      started = true;
      begin = at;
    }
    last_ink = cursor.at();
    if (c != '.' && c != '!' && c != '?' && c != 0x2026) continue;
    const std::string_view word = c == '.' ? word_before(text, begin, at) : std::string_view();
    while (cursor.peek() == '.' || cursor.peek() == '!' || cursor.peek() == '?') cursor.next();
    const bool dots = c == 0x2026 || cursor.at() - at > 1;
    // Closing marks belong to this sentence; one preceded by white space would open the next.
    bool closing = false;
    while (is_closing(cursor.peek())) {
      cursor.next();
      closing = true;
    }
    last_ink = cursor.at();
    if (cursor.done()) break;
    if (!is_white_space(cursor.peek())) continue;
    Cursor ahead = cursor;
    UChar32 next = -1;
    while (!ahead.done() && is_white_space(next = ahead.next())) {}
    const bool mark = is_opening(next) || is_dash(next);
    while (!ahead.done() && (is_opening(next) || is_dash(next) || is_white_space(next))) next = ahead.next();
    if (is_lower(next)) continue;                     // "…?" he said · "so ... we"
    if (dots && !closing && !mark && !is_upper(next)) continue;
    if (c == '.' && !closing && !word.empty()) {
      if (is_abbreviation(word)) continue;
      // "U.S. Trade representative": an acronym with inner points rarely ends a sentence in newswire; "J. Smith" never.
      if (is_initials(word) && !mark) continue;
    }
    flush(last_ink);
    after_quotation = closing;
  }
  flush(last_ink);
  return out;
}

}  // namespace attache::indexer
