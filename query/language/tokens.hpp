// The text of a query as brackets, quoted stretches and chunks with their places; what a chunk means is its dialect's.
//
// Free functions, safe from any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "schema/result.hpp"

namespace attache::query::language {

enum class TokenKind : std::uint8_t {
  Chunk,   // anything without white space, brackets and quotation marks: a word, an operator, "title:", "-"
  Quoted,  // a stretch in quotation marks
  Open,    // a bracket
  Close,
};

struct Token {
  TokenKind kind = TokenKind::Chunk;
  std::uint32_t begin = 0, end = 0;  // bytes, half-open; of a quoted stretch with its marks
  std::string_view text;             // without quotation marks; of the text that was read, which outlives it
};

struct Lexis {
  std::string_view open = "(", close = ")";
  bool escapes = false;  // a backslash makes the character behind it part of a chunk or quoted stretch; both stay in `text`
};

// The tokens of `text` (valid UTF-8). Quotation marks are "…", “…”, „…“, «…», ”…”, »…«, and ‘…’ where they stand at the edges of
// words; a mark whose own fellow is missing may be closed by " or ”, which are easily mixed. A Fault with its column for a mark
// without its fellow. O(size).
schema::Result<std::vector<Token>> tokens_of(std::string_view text, const Lexis& lexis = {});

}  // namespace attache::query::language
