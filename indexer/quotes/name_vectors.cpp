#include "indexer/quotes/name_vectors.hpp"

#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {

void NameVectors::keep(const Document& document, TokenRange range, const float* vectors, std::size_t width,
                       const AntecedentRanker& ranker) {
  std::vector<std::uint32_t> names, pronouns;
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind != TokenKind::Word) continue;
    if (gender_of_pronoun(token.folded) != schema::Gender::Unknown)
      pronouns.push_back(i);
    else if (token.capitalised)
      names.push_back(i);
  }
  const auto take = [&](const std::vector<std::uint32_t>& tokens, std::size_t rows, auto&& narrow) {
    std::vector<float> wide;
    wide.reserve(tokens.size() * width);
    for (std::size_t k = 0; k < tokens.size(); ++k) {
      const float* vector = vectors + (tokens[k] - range.first) * width;
      wide.insert(wide.end(), vector, vector + width);
      at_[tokens[k]] = static_cast<std::uint32_t>(rows_.size() + k * rows * ranker.projected());
    }
    const auto narrowed = narrow(wide.data(), tokens.size());
    rows_.insert(rows_.end(), narrowed.begin(), narrowed.end());
  };
  take(names, 2, [&](const float* wide, std::size_t count) { return ranker.narrow_names(wide, count); });
  take(pronouns, 1, [&](const float* wide, std::size_t count) { return ranker.narrow_pronouns(wide, count); });
}

}  // namespace attache::indexer
