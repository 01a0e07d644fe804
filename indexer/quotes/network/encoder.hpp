// BERT's encoder (Devlin et al. 2019) over one window, with embeddings of quotation marks and letters' case.
//
// Immutable after construction, safe to share; the ModelFile must outlive it.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "indexer/quotes/network/linear.hpp"
#include "indexer/quotes/network/model_file.hpp"
#include "indexer/quotes/network/norm.hpp"
#include "indexer/quotes/network/windows.hpp"
#include "indexer/quotes/network/word_table.hpp"

namespace attache::indexer {

class Encoder {
 public:
  explicit Encoder(const ModelFile& file);
  ~Encoder();

  // pieces × ModelSizes::piece_width. Ids that the word table lacks count as [UNK]; pieces past the last position are left out.
  std::vector<float> apply(const Window& window) const;

 private:
  struct Layer {
    Linear qkv, attended, up, down;
    Norm norm1, norm2;
  };
  struct Attention;

  void embed(const Window& window, std::size_t rows, float* x) const;

  ModelSizes sizes_;
  WordTable words_;
  std::span<const float> positions_, quote_, case_;
  Norm norm_;
  std::vector<Layer> layers_;
  std::unique_ptr<const Attention> attention_;
};

}  // namespace attache::indexer
