#include "indexer/quotes/network/token_encoder.hpp"

#include <algorithm>
#include <string>

#include "indexer/quotes/network/activations.hpp"
#include "indexer/quotes/network/dense.hpp"
#include "indexer/quotes/network/encoder.hpp"
#include "indexer/quotes/network/windows.hpp"
#include "indexer/quotes/network/word_table.hpp"

namespace attache::indexer {
namespace {

// A transformer over windows of pieces; a token's vector is that of its first piece.
class Transformer : public TokenEncoder {
 public:
  explicit Transformer(const ModelFile& file)
      : encoder_(file), narrow_(file, "narrow", file.sizes().piece_width, file.sizes().width), piece_width_(file.sizes().piece_width) {}

  std::vector<float> apply(const Passage& passage) const override {
    std::vector<float> wide;
    wide.reserve(passage.tokens() * piece_width_);
    for (const Window& window : windows_of(passage)) {
      const std::vector<float> own = encoder_.apply(window);
      wide.insert(wide.end(), own.begin(), own.end());
    }
    return narrow_.apply(wide.data(), passage.tokens());
  }

 private:
  Encoder encoder_;
  Dense narrow_;
  std::size_t piece_width_;
};

// The mean of a token's pieces, with embeddings of quotation marks, letters' case, and beginnings.
class PieceMeans : public TokenEncoder {
 public:
  explicit PieceMeans(const ModelFile& file)
      : words_(file, file.sizes().width), quote_(file.floats("quote", 4 * words_.width())),
        case_(file.floats("case", 4 * words_.width())), start_(file.floats("start", 3 * words_.width())) {}

  std::vector<float> apply(const Passage& passage) const override {
    const std::size_t width = words_.width();
    std::vector<float> out(passage.tokens() * width);
    for (std::size_t t = 0; t < passage.tokens(); ++t) {
      float* const row = &out[t * width];
      const float share = 1 / static_cast<float>(passage.pieces_of(t));
      for (std::uint32_t p = passage.first_piece[t]; p < passage.first_piece[t + 1]; ++p)
        words_.add(static_cast<std::size_t>(passage.pieces[p]), share, row);
      add(row, &quote_[(passage.quote[t] & 3U) * width], width);
      add(row, &case_[(passage.letter_case[t] & 3U) * width], width);
      add(row, &start_[start_of(passage, t) * width], width);
    }
    return out;
  }

 private:
  // 0 within a sentence, 1 begins one, 2 begins a paragraph.
  static std::size_t start_of(const Passage& passage, std::size_t t) {
    if (t == 0 || passage.paragraph[t] != passage.paragraph[t - 1]) return 2;
    return passage.sentence[t] != passage.sentence[t - 1] ? 1 : 0;
  }

  WordTable words_;
  std::span<const float> quote_, case_, start_;
};

}  // namespace

std::unique_ptr<const TokenEncoder> TokenEncoder::made_from(const ModelFile& file) {
  if (file.sizes().layers == 0) return std::make_unique<const PieceMeans>(file);
  return std::make_unique<const Transformer>(file);
}

}  // namespace attache::indexer
