#include "indexer/quotes/passages.hpp"

#include <string_view>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace attache::indexer {
namespace {

// As Passage::letter_case numbers them.
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

// Counts paragraphs. One that is too long to be any has lost its breaks: there each sentence counts as one, as it nearly does in
// news, but for those a quotation runs on over.
class Paragraphs {
 public:
  explicit Paragraphs(const Document& document) : document_(document) {}

  // Of consecutive tokens, from any one on.
  std::int32_t number_of(std::uint32_t t) {
    const Token& token = document_.tokens[t];
    const std::uint32_t paragraph = document_.sentences[token.sentence].paragraph;
    if (before_ && before_->sentence != token.sentence) {
      const Paragraph& here = document_.paragraphs[paragraph];
      const bool lost = here.last - here.first > kMostSentences;
      const bool runs_on = token.quoted >= 0 && token.quoted == before_->quoted;
      if (document_.sentences[before_->sentence].paragraph != paragraph || (lost && !runs_on)) ++number_;
    }
    before_ = &token;
    return number_;
  }

 private:
  static constexpr std::uint32_t kMostSentences = 10;

  const Document& document_;
  const Token* before_ = nullptr;
  std::int32_t number_ = 0;
};

}  // namespace

Passage passage_of(const Document& document, TokenRange tokens, const WordPieces& pieces) {
  Passage out;
  Paragraphs paragraphs(document);
  for (std::uint32_t t = tokens.first; t < tokens.last; ++t) {
    const Token& token = document.tokens[t];
    out.first_piece.push_back(static_cast<std::uint32_t>(out.pieces.size()));
    pieces.append(document.text(token), out.pieces);
    out.quote.push_back(quote_of(token));
    out.letter_case.push_back(case_of(document.text(token)));
    out.sentence.push_back(static_cast<std::int32_t>(token.sentence));
    out.paragraph.push_back(paragraphs.number_of(t));
  }
  out.first_piece.push_back(static_cast<std::uint32_t>(out.pieces.size()));
  return out;
}

}  // namespace attache::indexer
