#include "indexer/quotes/windows.hpp"

#include <algorithm>
#include <string_view>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace attache::indexer {
namespace {

constexpr std::size_t kWindowPieces = 256;   // the length of training
constexpr std::size_t kOverlapPieces = 32;  // what a cue near the border sees behind it; 128 gain nothing (dev)
constexpr std::int32_t kWindowBegin = 101;   // [CLS]
constexpr std::int32_t kSeparator = 102;     // [SEP], between paragraphs and at the end

// As Window::letter_case numbers them.
constexpr std::uint8_t Lower = 0, Capitalised = 1, Capitals = 2, NoLetter = 3;

std::uint8_t case_of(std::string_view word) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(word.data());
  int letters = 0;
  bool first_upper = false;
  bool all_upper = true;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(word.size());) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, static_cast<std::int32_t>(word.size()), c);
    if (c < 0 || !u_isalpha(c)) continue;
    const bool upper = u_isUUppercase(c);
    if (letters++ == 0) first_upper = upper;
    all_upper = all_upper && upper;
  }
  if (letters == 0) return NoLetter;
  if (letters > 1 && all_upper) return Capitals;
  return first_upper ? Capitalised : Lower;
}

std::uint8_t quote_of(const Token& token) {
  if (token.kind == TokenKind::OpenQuote) return 2;
  if (token.kind == TokenKind::CloseQuote) return 3;
  return token.quoted >= 0 ? 1 : 0;
}

}  // namespace

bool WindowCutter::next(DocumentWindow& out) {
  const auto count = static_cast<std::uint32_t>(document_.tokens.size());
  if (owned_ >= count) return false;
  out = {};
  Window& window = out.window;
  const auto put = [&window](std::int32_t id, std::uint8_t quote, std::uint8_t letter_case) {
    window.ids.push_back(id);
    window.quote.push_back(quote);
    window.letter_case.push_back(letter_case);
  };
  put(kWindowBegin, 0, 0);
  std::uint32_t i = first_;
  std::vector<std::size_t> sizes;  // pieces of each token
  std::vector<std::int32_t> ids;
  for (; i < count; ++i) {
    const Token& token = document_.tokens[i];
    ids.clear();
    pieces_.append(document_.text(token), ids);
    const auto paragraph = static_cast<std::int32_t>(document_.sentences[token.sentence].paragraph);
    const bool border = i > first_ && paragraph != window.paragraph.back();
    if (window.ids.size() + ids.size() + border + 1 > kWindowPieces) break;
    if (border) put(kSeparator, 0, 0);
    window.first_piece.push_back(static_cast<std::uint32_t>(window.ids.size()));
    window.paragraph.push_back(paragraph);
    const std::uint8_t quote = quote_of(token);
    const std::uint8_t letter_case = case_of(document_.text(token));
    for (const std::int32_t id : ids) put(id, quote, letter_case);
    sizes.push_back(ids.size());
  }
  put(kSeparator, 0, 0);
  out.tokens = {first_, i};
  std::uint32_t next_first = i;
  if (i < count)
    for (std::size_t back = 0; next_first > first_ + 1 && back < kOverlapPieces;) back += sizes[--next_first - first_];
  out.own = {owned_, i < count ? next_first + (i - next_first) / 2 : count};
  owned_ = out.own.last;
  first_ = next_first;
  return true;
}

}  // namespace attache::indexer
