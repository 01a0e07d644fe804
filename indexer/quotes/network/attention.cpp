#include "indexer/quotes/network/attention.hpp"

#include <algorithm>
#include <cmath>

#include "indexer/quotes/network/activations.hpp"

namespace attache::indexer {
namespace {

using dnnl::memory;
using Type = memory::data_type;

memory::desc matrix(std::size_t rows, std::size_t columns, Type type, memory::format_tag order = memory::format_tag::ab) {
  return {{static_cast<memory::dim>(rows), static_cast<memory::dim>(columns)}, type, order};
}

memory::desc queries(std::size_t rows, std::size_t size) { return matrix(rows, size, Type::s8); }
memory::desc keys(std::size_t rows, std::size_t size) { return matrix(size, rows, Type::s8, memory::format_tag::ba); }
memory::desc scores(std::size_t rows) { return matrix(rows, rows, Type::s32); }
memory::desc weights(std::size_t rows) { return matrix(rows, rows, Type::u8); }
memory::desc values(std::size_t rows, std::size_t size) { return matrix(rows, size, Type::s8); }
memory::desc results(std::size_t rows, std::size_t size) { return matrix(rows, size, Type::s32); }

// One head's numbers.
struct Head {
  Head(std::size_t rows, std::size_t size)
      : query(rows * size), key(rows * size), value(rows * size), query_scales(rows), key_scales(rows), value_scales(size),
        scores(rows * rows), weights(rows * rows), sums(rows), result(rows * size) {}

  std::vector<std::int8_t> query, key, value;
  std::vector<float> query_scales, key_scales, value_scales;  // of rows, rows, columns
  std::vector<std::int32_t> scores;
  std::vector<std::uint8_t> weights;
  std::vector<std::uint32_t> sums;  // of a row's weights
  std::vector<std::int32_t> result;
};

}  // namespace

Attention::Attention(std::size_t heads, std::size_t width, std::size_t most_rows) : heads_(heads), size_(width / heads) {
  if (!has_exact_integers()) return;
  use_one_thread();  // products are planned for the threads there are
  for (std::size_t rows = kRowStep; rows <= padded_rows(most_rows); rows += kRowStep)
    plans_.push_back({Product(Product::plan(queries(rows, size_), keys(rows, size_), scores(rows))),
                      Product(Product::plan(weights(rows), values(rows, size_), results(rows, size_)))});
}

std::vector<float> Attention::apply(const float* qkv, std::size_t rows) const {
  use_one_thread();
  const std::size_t width = heads_ * size_;
  const std::size_t stride = 3 * width;
  const std::size_t padded = padded_rows(rows);
  const Plan* const plan = plans_.empty() ? nullptr : &plans_[padded / kRowStep - 1];
  const float scale = 1 / std::sqrt(static_cast<float>(size_));
  const std::vector<float> no_bias(size_);
  std::vector<float> out(rows * width);
  Head head(padded, size_);
  const memory key(keys(padded, size_), one_dnn(), head.key.data());
  const memory value(values(padded, size_), one_dnn(), head.value.data());
  const auto compute_scores = [&] {
    if (plan) plan->scores.run(head.query.data(), key, head.scores.data());
    else multiply_in_floats(head.query.data(), head.key.data(), true, padded, size_, padded, head.scores.data());
  };
  const auto compute_result = [&] {
    if (plan) plan->result.run(head.weights.data(), value, head.result.data());
    else multiply_in_floats(head.weights.data(), head.value.data(), false, padded, padded, size_, head.result.data());
  };
  for (std::size_t h = 0; h < heads_; ++h) {
    const float* const at = qkv + h * size_;
    quantise_rows(at, stride, rows, size_, head.query.data(), head.query_scales.data());
    quantise_rows(at + width, stride, rows, size_, head.key.data(), head.key_scales.data());
    quantise_columns(at + 2 * width, stride, rows, size_, head.value.data(), head.value_scales.data());
    compute_scores();
    for (std::size_t r = 0; r < rows; ++r)
      head.sums[r] = attend(&head.scores[r * padded], head.key_scales.data(), head.query_scales[r] * scale, &head.weights[r * padded], rows);
    compute_result();
    for (std::size_t r = 0; r < rows; ++r)
      scale_sums(&head.result[r * size_], 1 / static_cast<float>(head.sums[r]), head.value_scales.data(), no_bias.data(),
                 &out[r * width + h * size_], size_);
  }
  return out;
}

}  // namespace attache::indexer
