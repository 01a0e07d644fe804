// BERT's encoder (Devlin et al. 2019) over one window, with embeddings of quotation marks and letters' case.
//
// Immutable after construction, safe to share; the ModelFile must outlive it.
#pragma once

#include <span>
#include <vector>

#include "indexer/quotes/network/attention.hpp"
#include "indexer/quotes/network/linear.hpp"
#include "indexer/quotes/network/model_file.hpp"
#include "indexer/quotes/network/norm.hpp"
#include "indexer/quotes/network/windows.hpp"
#include "indexer/quotes/network/word_table.hpp"

namespace attache::indexer {

class Encoder {
 public:
  // Throws schema::Error Damaged when the file lacks a tensor.
  explicit Encoder(const ModelFile& file);

  // The vectors of the first pieces of the window's own tokens, each ModelSizes::piece_width wide. Ids that the word table lacks
  // count as [UNK].
  std::vector<float> apply(const Window& window) const;

 private:
  struct Layer {
    Linear qkv, attended, up, down;
    Norm norm1, norm2;
  };

  void embed(const Window& window, std::size_t rows, float* x) const;

  ModelSizes sizes_;
  WordTable words_;
  std::span<const float> positions_, quote_, case_;
  Norm norm_;
  std::vector<Layer> layers_;
  Attention attention_;
};

}  // namespace attache::indexer
