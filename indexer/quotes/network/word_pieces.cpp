#include "indexer/quotes/network/word_pieces.hpp"

#include <algorithm>
#include <string>

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace attache::indexer {
namespace {

constexpr std::size_t kMostPieces = 8;      // of one token: a url must not fill a window
constexpr std::size_t kLongestWord = 100;   // code points; longer ones are unknown
constexpr std::int32_t kUnknown = 100;      // [UNK]

// What BERT splits off: ASCII symbols and all Unicode punctuation.
bool is_punctuation(UChar32 c) {
  if (c < 128) return c > 32 && c < 127 && !u_isalnum(c);
  return u_ispunct(c);
}

bool is_chinese(UChar32 c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
         (c >= 0x2A700 && c <= 0x2CEAF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

bool is_control(UChar32 c) {
  const auto type = u_charType(c);
  return c == 0 || c == 0xFFFD || type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_SURROGATE ||
         type == U_PRIVATE_USE_CHAR || type == U_UNASSIGNED;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// What basic() makes of ASCII, without ICU: as most tokens are.
std::string basic_ascii(std::string_view token) {
  std::string out;
  for (const char c : token) {
    const bool small = c >= 'a' && c <= 'z';
    const bool capital = c >= 'A' && c <= 'Z';
    if (small || (c >= '0' && c <= '9')) {
      out += c;
    } else if (capital) {
      out += static_cast<char>(c + ('a' - 'A'));
    } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
      out += ' ';
    } else if (c > ' ' && c < 0x7F) {
      out += {' ', c, ' '};
    }  // others are control characters
  }
  return out;
}

// The words BERT's basic tokeniser makes: lower case, no accents, each punctuation mark alone. Blanks between them.
std::string basic(std::string_view token) {
  if (is_ascii(token)) return basic_ascii(token);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* const nfd = icu::Normalizer2::getNFDInstance(error);
  const icu::UnicodeString source = icu::UnicodeString::fromUTF8(icu::StringPiece(token.data(), static_cast<std::int32_t>(token.size())));
  const icu::UnicodeString text = U_SUCCESS(error) ? nfd->normalize(source, error) : source;
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    const bool white = c == '\t' || c == '\n' || c == '\r' || u_isUWhiteSpace(c);
    if (!white && is_control(c)) continue;
    const bool alone = is_punctuation(c) || is_chinese(c);
    if (white || alone) out.append(static_cast<UChar32>(' '));
    if (white) continue;
    out.append(c);
    if (alone) out.append(static_cast<UChar32>(' '));
  }
  out.toLower(icu::Locale::getRoot());
  std::string utf8;
  out.toUTF8String(utf8);
  return utf8;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::size_t count_lines(std::string_view text) { return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

}  // namespace

WordPieces::WordPieces(const ModelFile& file)
    : ids_(count_lines(file.vocabulary())), tail_ids_(count_lines(file.vocabulary())) {
  std::string_view rest = file.vocabulary();
  std::int32_t id = 0;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    const bool goes_on = line.starts_with("##") && line.size() > 2;
    const std::string_view piece = goes_on ? line.substr(2) : line;
    if (piece.size() > PieceTable::kLongest) refuse_model("a word piece is too long");
    if (!piece.empty()) (goes_on ? tail_ids_ : ids_).insert(piece, id);
    ++id;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

void WordPieces::append_word(std::string_view word, std::vector<std::int32_t>& out) const {
  const std::size_t before = out.size();
  if (code_points(word) > kLongestWord) {
    out.push_back(kUnknown);
    return;
  }
  for (std::size_t begin = 0; begin < word.size();) {
    const auto& table = begin == 0 ? ids_ : tail_ids_;
    std::size_t end = begin + table.most_bytes(word.substr(begin));
    const std::int32_t* found = nullptr;
    for (; end > begin; --end)
      if ((found = table.find(word.substr(begin, end - begin)))) break;
    if (!found) {
      out.resize(before);
      out.push_back(kUnknown);
      return;
    }
    out.push_back(*found);
    begin = end;
  }
}

void WordPieces::append(std::string_view token, std::vector<std::int32_t>& out) const {
  const std::size_t before = out.size();
  // Most tokens are one piece as they stand.
  const auto small = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (std::all_of(token.begin(), token.end(), small))
    if (const std::int32_t* const known = ids_.find(token)) {
      out.push_back(*known);
      return;
    }
  const std::string words = basic(token.substr(0, 4096));  // of a longer one no piece would be kept
  for (std::size_t begin = 0; begin < words.size() && out.size() < before + kMostPieces;) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    if (end > begin) append_word(std::string_view(words).substr(begin, end - begin), out);
    begin = end + 1;
  }
  if (out.size() > before + kMostPieces) out.resize(before + kMostPieces);
  if (out.size() == before) out.push_back(kUnknown);
}

}  // namespace attache::indexer
