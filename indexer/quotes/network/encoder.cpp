#include "indexer/quotes/network/encoder.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "indexer/quotes/network/activations.hpp"

namespace attache::indexer {

Encoder::Encoder(const ModelFile& file)
    : sizes_(file.sizes()), words_(file, sizes_.piece_width), norm_(file, "norm", sizes_.piece_width),
      attention_(sizes_.heads, sizes_.piece_width, kWindowPieces) {
  const std::size_t width = sizes_.piece_width;
  positions_ = file.floats("positions", sizes_.positions * width);
  quote_ = file.floats("quote", 4 * width);
  case_ = file.floats("case", 4 * width);
  const auto norm = [&](const std::string& name) { return Norm(file, name, width); };
  for (std::size_t i = 0; i < sizes_.layers; ++i) {
    const auto linear = [&](std::string_view part, std::size_t in, std::size_t out) {
      const std::string name = fmt::format("{}.{}", i, part);
      return Linear(file.bytes(name, in * out), file.floats(name + ".scale", out), file.floats(name + ".bias", out), in, out);
    };
    layers_.push_back({linear("qkv", width, 3 * width), linear("attended", width, width), linear("up", width, sizes_.inner),
                       linear("down", sizes_.inner, width), norm(fmt::format("{}.norm1", i)), norm(fmt::format("{}.norm2", i))});
  }
}

void Encoder::embed(const Window& window, std::size_t rows, float* x) const {
  const std::size_t width = sizes_.piece_width;
  for (std::size_t r = 0; r < rows; ++r) {
    float* const row = x + r * width;
    words_.add(static_cast<std::size_t>(window.ids[r]), 1, row);
    add(row, positions_.data() + r * width, width);
    add(row, quote_.data() + (window.quote[r] & 3U) * width, width);
    add(row, case_.data() + (window.letter_case[r] & 3U) * width, width);
  }
}

std::vector<float> Encoder::apply(const Window& window) const {
  const std::size_t width = sizes_.piece_width;
  std::size_t rows = window.ids.size();
  std::vector<float> x(rows * width);
  std::vector<float> qkv(rows * 3 * width);
  QuantisedRows input(rows, width);
  QuantisedRows inner(rows, sizes_.inner);
  // x += change, normalised; and so the input of the next product.
  const auto add_to = [&](std::size_t row, const float* change, const Norm& norm) {
    float* const at = &x[row * width];
    add(at, change, width);
    norm.apply(at, at, 1);
    input.set(row, at);
  };
  embed(window, rows, x.data());
  norm_.apply(x.data(), x.data(), rows);
  for (std::size_t r = 0; r < rows; ++r) input.set(r, &x[r * width]);
  for (const Layer& layer : layers_) {
    layer.qkv.apply(input, rows, qkv.data());
    std::vector<float> attended = attention_.apply(qkv.data(), rows);
    if (&layer == &layers_.back()) {  // from here on, only what is asked for
      const std::span tokens(&window.first_piece[window.own_first - window.first], window.own_last - window.own_first);
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        std::copy_n(&x[tokens[i] * width], width, &x[i * width]);
        std::copy_n(&attended[tokens[i] * width], width, &attended[i * width]);
      }
      rows = tokens.size();
    }
    for (std::size_t r = 0; r < rows; ++r) input.set(r, &attended[r * width]);
    layer.attended.apply(input, rows, [&](std::size_t row, const float* change) { add_to(row, change, layer.norm1); });
    layer.up.apply(input, rows, [&](std::size_t row, float* y) {
      gelu(y, sizes_.inner);
      inner.set(row, y);
    });
    layer.down.apply(inner, rows, [&](std::size_t row, const float* change) { add_to(row, change, layer.norm2); });
  }
  x.resize(rows * width);
  return x;
}

}  // namespace attache::indexer
