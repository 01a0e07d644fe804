// BERT's word pieces (uncased): longest match first, continuations marked "##" (Devlin et al. 2019; Schuster, Nakajima 2012).
//
// Immutable; safe to share.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/quotes/network/model_file.hpp"
#include "indexer/quotes/network/piece_table.hpp"

namespace attache::indexer {

class WordPieces {
 public:
  // Throws schema::Error Damaged when a piece is longer than a PieceTable takes.
  explicit WordPieces(const ModelFile& file);

  // Appends the pieces of one token's text, at least one and at most eight; what is in no piece is [UNK]. Never throws for any
  // bytes.
  void append(std::string_view token, std::vector<std::int32_t>& out) const;

 private:
  void append_word(std::string_view word, std::vector<std::int32_t>& out) const;

  PieceTable ids_;       // pieces that begin a word
  PieceTable tail_ids_;  // those that go on, without their "##"
};

}  // namespace attache::indexer
