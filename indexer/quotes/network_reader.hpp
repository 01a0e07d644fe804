// The learned reader: what the network says of each window, decoded into attributions whose parts agree.
//
// Immutable after construction; Network, WordPieces and AntecedentRanker must outlive it; safe to share between threads.
#pragma once

#include <vector>

#include "indexer/quotes/clauses.hpp"
#include "indexer/quotes/name_vectors.hpp"
#include "indexer/quotes/network/antecedent_ranker.hpp"
#include "indexer/quotes/network/network.hpp"
#include "indexer/quotes/network/word_pieces.hpp"
#include "indexer/text/document.hpp"

namespace attache::indexer {

// Cue, source and content of one attribution, with the probability the network gives each.
struct ReadAttribution {
  TokenRange cue;                   // never empty
  TokenRange source;                // empty: nobody is named
  std::vector<TokenRange> content;  // in text order, at least one, none empty
  double cue_probability = 0;
  double source_probability = 0;
  double content_probability = 0;   // the mean over the content's tokens
};

// What the network makes of an article.
struct Reading {
  std::vector<ReadAttribution> attributions;  // in order of their cues
  NameVectors vectors;                        // for the ranker of antecedents
};

class NetworkReader {
 public:
  // Without a ranker no vectors are kept.
  NetworkReader(const Network& network, const WordPieces& pieces, const AntecedentRanker* ranker = nullptr)
      : network_(network), pieces_(pieces), ranker_(ranker) {}

  // Time is linear in the tokens.
  //
  // A token wants at most one owner: the softmax of training. Each cue's content is the set of intervals with the highest sum of
  // what its tokens gain over the next best owner, less a fixed price an interval: Viterbi over two states. Two contents share a
  // token only where an interval bridges a gap.
  Reading read(const Document& document) const;

 private:
  const Network& network_;
  const WordPieces& pieces_;
  const AntecedentRanker* ranker_;
};

}  // namespace attache::indexer
