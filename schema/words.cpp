#include "schema/words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "schema/character_class.hpp"
#include "schema/error.hpp"

namespace attache::schema {
namespace {

bool is_ascii(std::string_view text) {
  for (unsigned char c : text)
    if (c >= 0x80) return false;
  return true;
}

const icu::Normalizer2& nfkc_casefold() {
  static const icu::Normalizer2* instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) throw Error(ErrorCode::Damaged, "ICU has no normalisation data", "reinstall libicu72");
    return found;
  }();
  return *instance;
}

const icu::Normalizer2& nfd() {
  static const icu::Normalizer2* instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status)) throw Error(ErrorCode::Damaged, "ICU has no normalisation data", "reinstall libicu72");
    return found;
  }();
  return *instance;
}

bool is_apostrophe(UChar32 c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC; }

bool is_word_char(UChar32 c) {
  if (is_letter_or_digit(c)) return true;
  if (c < 0x80) return false;
  const auto type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

bool is_mark(UChar32 c) {
  const auto type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK;
}

// Of a script that puts no spaces between words, or parts of words behind names (Hangul).
bool stands_alone(UChar32 c) {
  if (c < 0x0E00) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN: case USCRIPT_HIRAGANA: case USCRIPT_KATAKANA: case USCRIPT_HANGUL:
    case USCRIPT_THAI: case USCRIPT_LAO: case USCRIPT_KHMER: case USCRIPT_MYANMAR: return u_isalnum(c);
    default: return false;
  }
}

bool is_voicing(UChar32 c) { return c == 0x3099 || c == 0x309A; }  // か, が are two letters
bool is_indic(UChar32 c) { return c >= 0x0900 && c <= 0x0DFF; }     // Devanagari to Sinhala: their marks are vowels

// Behind letters and digits of ASCII, without looking further than one byte: false where a word may go on.
bool parts_words(const uint8_t* s, int32_t at, int32_t end) {
  if (at == end) return true;
  if (s[at] >= 0x80 || s[at] == '\'') return false;
  const bool is_joint = s[at] == '.' || s[at] == ',';
  return !is_joint || at + 1 == end || (s[at + 1] < 0x80 && !is_word_char(s[at + 1]));
}

// Calls take(span, the word without the marks that are left out) for each word of text[within], in order.
template <class Take>
void each_raw_word(std::string_view text, Span within, const Take& take) {
  const auto* s = reinterpret_cast<const uint8_t*>(text.data());
  const auto end = static_cast<int32_t>(within.end);
  auto i = static_cast<int32_t>(within.begin);
  std::string raw;  // the word without the marks that are left out
  while (i < end) {
    int32_t at = i;
    while (at < end && s[at] < 0x80 && is_word_char(s[at])) ++at;
    if (at > i && parts_words(s, at, end)) {  // as most words are
      const Span span{static_cast<uint32_t>(i), static_cast<uint32_t>(at)};
      take(span, text_of(text, span));
      i = at + 1;
      continue;
    }
    at = i;
    UChar32 c;
    U8_NEXT(s, i, end, c);
    if (!is_word_char(c)) continue;
    const int32_t begin = at;
    if (stands_alone(c)) {
      int32_t last = i;
      while (i < end) {
        U8_NEXT(s, i, end, c);
        if (!is_mark(c)) break;
        last = i;
      }
      i = last;
      const Span span{static_cast<uint32_t>(begin), static_cast<uint32_t>(last)};
      take(span, text_of(text, span));
      continue;
    }
    int32_t last = i;  // end of the word so far
    raw.assign(text, static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin));
    bool acronym = u_isalpha(c) && i < end && s[i] == '.';
    while (i < end) {
      at = i;
      U8_NEXT(s, i, end, c);
      if (is_word_char(c) && !stands_alone(c)) {
        raw.append(text, static_cast<std::size_t>(at), static_cast<std::size_t>(i - at));
        last = i;
        continue;
      }
      // A joint needs a letter on its other side: o'clock, U.S. (each part of an acronym is one letter), 3.5.
      int32_t ahead = i;
      UChar32 next = -1;
      if (ahead < end) U8_NEXT(s, ahead, end, next);
      if (is_apostrophe(c) && is_word_char(next)) {
        raw.push_back('\'');
        continue;
      }
      if (c == '.' && acronym && is_word_char(next) && u_isalpha(next)) {
        int32_t after = ahead;
        UChar32 then = -1;
        if (after < end) U8_NEXT(s, after, end, then);
        if (!is_word_char(then)) {  // "U.S", "U.S." but not "a.method"
          last = ahead;
          raw.append(text.substr(i, ahead - i));
          i = ahead;
          continue;
        }
      }
      if ((c == '.' || c == ',') && u_isdigit(raw.back()) && next >= 0 && u_isdigit(next)) {
        if (c == '.') raw.push_back('.');
        continue;
      }
      if (c == '.' && acronym && raw.size() > 1) last = i;  // the acronym's own last point
      i = at;
      break;
    }
    i = std::max(i, last);
    take({static_cast<uint32_t>(begin), static_cast<uint32_t>(last)}, raw);
  }
}

void fold_into(std::string_view text, std::string& out) {
  out.assign(text);
  if (is_ascii(text)) {
    for (char& c : out)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  const auto source = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const auto decomposed = nfd().normalize(nfkc_casefold().normalize(source, status), status);
  icu::UnicodeString kept;
  for (int32_t i = 0; i < decomposed.length();) {
    const UChar32 c = decomposed.char32At(i);
    i += U16_LENGTH(c);
    if (u_charType(c) == U_NON_SPACING_MARK && !is_voicing(c) && !is_indic(c)) continue;
    kept.append(is_apostrophe(c) ? UChar32{'\''} : c);
  }
  out.clear();
  kept.toUTF8String(out);
}

void fold_word_into(std::string_view raw, std::string& out) {
  fold_into(raw, out);
  if (out.size() > 2 && out.ends_with("'s")) out.resize(out.size() - 2);
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  fold_into(text, out);
  return out;
}

void each_word(std::string_view text, Span within, const std::function<void(const WordView& word)>& take) {
  std::string folded;
  each_raw_word(text, within, [&](Span span, std::string_view raw) {
    fold_word_into(raw, folded);
    if (!folded.empty()) take({span, folded});
  });
}

std::vector<Word> words_of(std::string_view text, Span within) {
  constexpr std::size_t kUsualBytes = 6;  // of a word and what is behind it
  std::vector<Word> out;
  out.reserve(within.size() / kUsualBytes + 1);
  each_word(text, within, [&](const WordView& word) { out.push_back({word.span, std::string(word.folded)}); });
  return out;
}

std::size_t count_words(std::string_view text) {
  std::size_t out = 0;
  std::string folded;
  each_raw_word(text, {0, static_cast<uint32_t>(text.size())}, [&](Span, std::string_view raw) {
    if (!is_ascii(raw)) fold_word_into(raw, folded);
    out += is_ascii(raw) || !folded.empty();
  });
  return out;
}

std::vector<Word> words_of(std::string_view text) { return words_of(text, {0, static_cast<uint32_t>(text.size())}); }

std::string fold_phrase(std::string_view text) {
  std::string out;
  for (const auto& word : words_of(text)) {
    if (!out.empty()) out.push_back(' ');
    out += word.folded;
  }
  return out;
}

// Without a branch on what each byte is, which no processor foresees.
std::string one_line(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  bool behind_space = true;
  for (const char c : text) {
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    out[size] = space ? ' ' : c;
    size += static_cast<std::size_t>(!(space && behind_space));
    behind_space = space;
  }
  out.resize(size - static_cast<std::size_t>(size > 0 && behind_space));
  return out;
}

std::string joined(std::span<const std::string> words, std::string_view between) {
  std::string out;
  for (const auto& word : words) {
    if (&word != words.data()) out += between;
    out += word;
  }
  return out;
}

std::string valid_utf8(std::string_view bytes, std::uint32_t* replaced_bytes) {
  std::string out;
  out.reserve(bytes.size());
  std::uint32_t replaced = 0;
  const auto* s = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = static_cast<int32_t>(bytes.size());
  for (int32_t i = 0; i < size;) {
    int32_t at = i;
    while (i < size && s[i] < 0x80) ++i;
    out.append(bytes, static_cast<std::size_t>(at), static_cast<std::size_t>(i - at));
    if (i == size) break;
    at = i;
    UChar32 c;
    U8_NEXT(s, i, size, c);
    if (c >= 0) {
      out.append(bytes.substr(at, i - at));
    } else {
      out.append("\xEF\xBF\xBD");
      replaced += static_cast<std::uint32_t>(i - at);
    }
  }
  if (replaced_bytes) *replaced_bytes = replaced;
  return out;
}

}  // namespace attache::schema
