// What the network reads: tokens of an article as word pieces, with their places.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace attache::indexer {

// Consecutive tokens of one article.
struct Passage {
  std::vector<std::int32_t> pieces;        // of all tokens, in order
  std::vector<std::uint32_t> first_piece;  // of each token, and behind the last: its pieces end where the next one's begin
  std::vector<std::uint8_t> quote;         // of each token: 0 outside marks, 1 inside, 2 opening mark, 3 closing mark
  std::vector<std::uint8_t> letter_case;   // of each token: 0 lower, 1 capitalised, 2 all capitals, 3 no letter
  std::vector<std::int32_t> sentence;      // of each token, ascending
  std::vector<std::int32_t> paragraph;     // of each token, ascending
  std::vector<std::int32_t> block;         // of each token, ascending: a cue's source and content lie in its own block

  std::size_t tokens() const { return quote.size(); }
  std::size_t pieces_of(std::size_t token) const { return first_piece[token + 1] - first_piece[token]; }
};

// Tokens [first, last) of a passage, not empty.
struct CueRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

}  // namespace attache::indexer
