// Tokens of a document as the network reads them.
#pragma once

#include "indexer/quotes/clauses.hpp"
#include "indexer/quotes/network/passage.hpp"
#include "indexer/quotes/network/word_pieces.hpp"
#include "indexer/text/document.hpp"

namespace attache::indexer {

// Pure; safe from any thread.
Passage passage_of(const Document& document, TokenRange tokens, const WordPieces& pieces);

}  // namespace attache::indexer
