#include "indexer/quotes/stretches.hpp"

namespace attache::indexer {
namespace {
constexpr std::uint32_t kShortestSentence = 5;  // tokens with their marks: “I object.” has 5
}

StretchChains::StretchChains(const Document& document) : document_(&document), chain_(document.stretches.size()) {
  for (std::uint32_t first = 0; first < chain_.size();) {
    std::uint32_t last = first + 1;
    while (last < chain_.size() && document.stretches[last].continues) ++last;
    for (std::uint32_t i = first; i < last; ++i) chain_[i] = {first, last};
    first = last;
  }
}

TokenRange StretchChains::chain_of_token(std::uint32_t token) const {
  const std::int32_t stretch = document_->tokens[token].quoted;
  return stretch < 0 ? TokenRange{} : chain_[stretch];
}

std::vector<TokenRange> StretchChains::ranges(TokenRange stretches) const {
  std::vector<TokenRange> out;
  for (std::uint32_t i = stretches.first; i < stretches.last; ++i)
    out.push_back({document_->stretches[i].first, document_->stretches[i].last});
  return out;
}

bool StretchChains::is_sentence(std::uint32_t stretch) const {
  const Stretch& s = document_->stretches[stretch];
  if (s.last - s.first < kShortestSentence) return false;
  const Token& begin = document_->tokens[s.first];
  const bool opens_sentence = document_->sentences[begin.sentence].first == s.first;
  const bool behind_colon = s.first > 0 && document_->tokens[s.first - 1].folded == ":";
  if (!opens_sentence && !behind_colon) return false;
  if (!s.closed) return true;
  const Token& end = document_->tokens[s.last - 2];  // before the closing mark
  return end.kind == TokenKind::Punctuation;
}

}  // namespace attache::indexer
