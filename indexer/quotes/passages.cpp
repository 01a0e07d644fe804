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
    const bool ascii = c >= 0 && c < 0x80;  // as most are, without ICU
    const bool ascii_upper = c >= 'A' && c <= 'Z';
    if (c < 0 || !(ascii ? ascii_upper || (c >= 'a' && c <= 'z') : u_isalpha(c))) continue;
    const bool upper = ascii ? ascii_upper : u_isUUppercase(c);
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

bool has_lost_breaks(const Document& document, std::uint32_t paragraph) {
  constexpr std::uint32_t kMostSentences = 10;
  return document.paragraphs[paragraph].last - document.paragraphs[paragraph].first > kMostSentences;
}

// Where a paragraph has lost its breaks each sentence counts as one, as it nearly does in news, but for those a quotation runs on
// over.
bool begins_paragraph(const Document& document, const Token& token, const Token& before) {
  if (before.sentence == token.sentence) return false;
  const std::uint32_t paragraph = document.sentences[token.sentence].paragraph;
  if (document.sentences[before.sentence].paragraph != paragraph) return true;
  return has_lost_breaks(document, paragraph) && (token.quoted < 0 || token.quoted != before.quoted);
}

// As "― Jo Doe" under a quotation does.
bool begins_with_dash(const Document& document, const Sentence& sentence) {
  const std::string& first = document.tokens[sentence.first].folded;
  return first == "―" || first == "—" || first == "–" || first == "-" || first == "--";
}

// A block is a paragraph with what it introduces by a colon, and what goes on with a quotation it left open. Where a paragraph has
// lost its breaks, sentences that begin or end with a quotation may belong to those around them.
bool begins_block(const Document& document, const Token& token, const Token& before) {
  if (before.sentence == token.sentence || before.folded == ":") return false;
  const std::uint32_t paragraph = document.sentences[token.sentence].paragraph;
  if (document.sentences[before.sentence].paragraph != paragraph) return quote_of(before) != 1 || quote_of(token) != 2;
  if (!has_lost_breaks(document, paragraph)) return false;
  return (token.quoted < 0 && before.quoted < 0) || begins_with_dash(document, document.sentences[before.sentence]);
}

}  // namespace

Passage passage_of(const Document& document, TokenRange tokens, const WordPieces& pieces) {
  Passage out;
  for (std::uint32_t t = tokens.first; t < tokens.last; ++t) {
    const Token& token = document.tokens[t];
    out.first_piece.push_back(static_cast<std::uint32_t>(out.pieces.size()));
    pieces.append(document.text(token), out.pieces);
    out.quote.push_back(quote_of(token));
    out.letter_case.push_back(case_of(document.text(token)));
    out.sentence.push_back(static_cast<std::int32_t>(token.sentence));
    const Token& before = document.tokens[t - (t > tokens.first)];
    out.paragraph.push_back(t == tokens.first ? 0 : out.paragraph.back() + begins_paragraph(document, token, before));
    out.block.push_back(t == tokens.first ? 0 : out.block.back() + begins_block(document, token, before));
  }
  out.first_piece.push_back(static_cast<std::uint32_t>(out.pieces.size()));
  return out;
}

}  // namespace attache::indexer
