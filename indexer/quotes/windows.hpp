// Cuts a document into the windows that the network reads: word pieces of its tokens with their place in quotation marks and
// their letters' case, as indexer/train/data.py cuts them for training.
//
// A cutter belongs to one thread and one document; Document and WordPieces must outlive it.
#pragma once

#include <cstdint>

#include "indexer/quotes/clauses.hpp"
#include "indexer/quotes/network/network.hpp"
#include "indexer/quotes/network/word_pieces.hpp"
#include "indexer/text/document.hpp"

namespace attache::indexer {

struct DocumentWindow {
  TokenRange tokens;  // of the document
  TokenRange own;     // those whose cues are read here; the windows' own ranges cover the document, each token once
  Window window;
};

class WindowCutter {
 public:
  WindowCutter(const Document& document, const WordPieces& pieces) : document_(document), pieces_(pieces) {}

  // The next window; false at the end, `out` then says nothing. At least one token each.
  bool next(DocumentWindow& out);

 private:
  const Document& document_;
  const WordPieces& pieces_;
  std::uint32_t first_ = 0;  // of the next window
  std::uint32_t owned_ = 0;  // tokens that belong to the windows so far
};

}  // namespace attache::indexer
