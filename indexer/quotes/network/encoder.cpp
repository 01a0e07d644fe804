#include "indexer/quotes/network/encoder.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "indexer/quotes/network/activations.hpp"
#include "indexer/quotes/network/one_dnn.hpp"

namespace attache::indexer {

using dnnl::memory;

// Self-attention of all heads of one layer over rows of queries, keys and values.
struct Encoder::Attention {
  explicit Attention(const ModelSizes& s) : sizes(s) {
    for (std::size_t rows = kRowStep; rows <= padded_rows(sizes.positions); rows += kRowStep) {
      const auto n = static_cast<memory::dim>(rows);
      plans.push_back({Product(Product::plan(part(n), keys(n), scores(n))), Product(Product::plan(scores(n), part(n), out(n)))});
    }
  }

  // qkv: padded × 3·width, the rows past `rows` zero. Writes padded × width.
  void apply(float* qkv, float* result, std::size_t rows) const {
    const std::size_t padded = padded_rows(rows);
    const auto n = static_cast<memory::dim>(padded);
    thread_local std::vector<float> weights;
    weights.resize(std::max(weights.size(), sizes.heads * padded * padded));
    const auto& [first, second] = plans[padded / kRowStep - 1];
    const memory query(part(n), one_dnn(), qkv);
    const memory key(keys(n), one_dnn(), qkv + sizes.piece_width);
    const memory value(part(n), one_dnn(), qkv + 2 * sizes.piece_width);
    const memory score(scores(n), one_dnn(), weights.data());
    first.run({{DNNL_ARG_SRC, query}, {DNNL_ARG_WEIGHTS, key}, {DNNL_ARG_DST, score}});
    const float scale = 1 / std::sqrt(static_cast<float>(sizes.piece_width / sizes.heads));
    for (std::size_t row = 0; row < sizes.heads * padded; ++row) softmax(weights.data() + row * padded, scale, rows, padded);
    second.run({{DNNL_ARG_SRC, score}, {DNNL_ARG_WEIGHTS, value}, {DNNL_ARG_DST, memory(out(n), one_dnn(), result)}});
  }

 private:
  struct Plan {
    Product scores, result;
  };

  memory::dim heads() const { return static_cast<memory::dim>(sizes.heads); }
  memory::dim width() const { return static_cast<memory::dim>(sizes.piece_width); }
  memory::dim size() const { return width() / heads(); }  // of one head
  static memory::desc floats(memory::dims dims, memory::dims strides) { return {dims, memory::data_type::f32, strides}; }
  memory::desc part(memory::dim n) const { return floats({heads(), n, size()}, {size(), 3 * width(), 1}); }
  memory::desc keys(memory::dim n) const { return floats({heads(), size(), n}, {size(), 1, 3 * width()}); }
  memory::desc scores(memory::dim n) const { return floats({heads(), n, n}, {n * n, n, 1}); }
  memory::desc out(memory::dim n) const { return floats({heads(), n, size()}, {size(), width(), 1}); }

  ModelSizes sizes;
  std::vector<Plan> plans;  // by padded rows
};

Encoder::Encoder(const ModelFile& file) : sizes_(file.sizes()), words_(file, sizes_.piece_width), norm_(file, "norm", sizes_.piece_width) {
  use_one_thread();
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
  attention_ = std::make_unique<const Attention>(sizes_);
}

Encoder::~Encoder() = default;

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
  use_one_thread();
  const std::size_t rows = std::min(window.ids.size(), sizes_.positions);
  const std::size_t padded = padded_rows(rows);
  const std::size_t width = sizes_.piece_width;
  std::vector<float> x(rows * width);
  std::vector<float> qkv(padded * 3 * width);  // past `rows`: zero
  std::vector<float> attended(padded * width);
  std::vector<float> change(rows * width);
  std::vector<float> inner(rows * sizes_.inner);
  embed(window, rows, x.data());
  norm_.apply(x.data(), x.data(), rows);
  for (const Layer& layer : layers_) {
    layer.qkv.apply(x.data(), qkv.data(), rows);
    attention_->apply(qkv.data(), attended.data(), rows);
    layer.attended.apply(attended.data(), change.data(), rows);
    add(x.data(), change.data(), rows * width);
    layer.norm1.apply(x.data(), x.data(), rows);
    layer.up.apply(x.data(), inner.data(), rows);
    gelu(inner.data(), rows * sizes_.inner);
    layer.down.apply(inner.data(), change.data(), rows);
    add(x.data(), change.data(), rows * width);
    layer.norm2.apply(x.data(), x.data(), rows);
  }
  return x;
}

}  // namespace attache::indexer
