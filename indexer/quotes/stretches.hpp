// Quotations over several paragraphs: stretches whose mark stays open run on in the next, and together are one chain.
//
// Belongs to one Document, which must outlive it; safe to share.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/quotes/clauses.hpp"
#include "indexer/text/document.hpp"

namespace attache::indexer {

class StretchChains {
 public:
  explicit StretchChains(const Document& document);

  // The stretches [first, last) that token `token` runs on with; an empty range when it is not quoted.
  TokenRange chain_of_token(std::uint32_t token) const;
  // The token ranges of those stretches, one each.
  std::vector<TokenRange> ranges(TokenRange stretches) const;

  // Whether the stretch is a sentence of its own (begins one, or stands behind a colon) and not a quoted fragment.
  bool is_sentence(std::uint32_t stretch) const;

 private:
  const Document* document_;
  std::vector<TokenRange> chain_;  // by stretch
};

}  // namespace attache::indexer
