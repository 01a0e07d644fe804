// A passage cut into overlapping windows, the stretches that the transformer reads at once.
//
// Pure functions; safe from any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/quotes/network/passage.hpp"

namespace attache::indexer {

// Word pieces with [CLS] first, [SEP] between paragraphs and last.
struct Window {
  std::vector<std::int32_t> ids;
  std::vector<std::uint8_t> quote, letter_case;  // of each piece, as in Passage; 0 for the window's own marks
  std::vector<std::uint32_t> first_piece;        // of each of its tokens, in ids
  std::uint32_t first = 0;                       // its tokens [first, last) of the passage
  std::uint32_t last = 0;
  std::uint32_t own_first = 0;                   // the tokens whose vectors are taken from it: each token from one window
  std::uint32_t own_last = 0;
};

inline constexpr std::size_t kWindowPieces = 256;  // at most; the length of training

// At least one token each; none for an empty passage. A token has fewer than kWindowPieces - 2 pieces.
std::vector<Window> windows_of(const Passage& passage);

}  // namespace attache::indexer
