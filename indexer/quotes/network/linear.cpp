#include "indexer/quotes/network/linear.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

#include <oneapi/dnnl/dnnl.hpp>

#include "indexer/quotes/network/activations.hpp"
#include "indexer/quotes/network/one_dnn.hpp"

namespace attache::indexer {
namespace {

using dnnl::memory;

constexpr std::size_t kMostRows = 256;  // of one product; more are several

// x ≈ q · scale, the row's largest value at 127. A row of zeros has scale 0.
ATTACHE_VECTORISED float quantise(const float* x, std::int8_t* q, std::size_t count) {
  // Magnitudes compare as their bits do, and integers have a vector maximum that no NaN disturbs.
  std::uint32_t top_bits = 0;
  for (std::size_t i = 0; i < count; ++i) top_bits = std::max(top_bits, std::bit_cast<std::uint32_t>(x[i]) & 0x7fffffffU);
  const float top = std::bit_cast<float>(top_bits);
  if (top == 0) {
    std::memset(q, 0, count);
    return 0;
  }
  const float factor = 127 / top;
  for (std::size_t i = 0; i < count; ++i) q[i] = static_cast<std::int8_t>(static_cast<std::int32_t>(std::nearbyint(x[i] * factor)));
  return top / 127;
}

}  // namespace

struct Linear::Parts {
  Parts(std::span<const std::int8_t> weights, std::span<const float> s, std::span<const float> b, std::size_t i, std::size_t o)
      : in(static_cast<memory::dim>(i)), out(static_cast<memory::dim>(o)), scales(s), bias(b) {
    use_one_thread();  // products are planned for the threads there are
    // One plan for each number of rows; all take the weights as the first one wants them.
    const auto first = plan(static_cast<memory::dim>(kMostRows), memory::desc({in, out}, memory::data_type::s8, memory::format_tag::any));
    memory plain(memory::desc({in, out}, memory::data_type::s8, memory::format_tag::ba), one_dnn(),
                 const_cast<std::int8_t*>(weights.data()));
    packed = memory(first.weights_desc(), one_dnn());
    dnnl::stream stream(one_dnn());
    dnnl::reorder(plain, packed).execute(stream, plain, packed);
    stream.wait();
    for (std::size_t rows = kRowStep; rows <= kMostRows; rows += kRowStep)
      products.emplace_back(plan(static_cast<memory::dim>(rows), packed.get_desc()));
  }

  dnnl::matmul::primitive_desc plan(memory::dim rows, const memory::desc& weights) const {
    return Product::plan(memory::desc({rows, in}, memory::data_type::s8, memory::format_tag::ab), weights,
                        memory::desc({rows, out}, memory::data_type::s32, memory::format_tag::ab));
  }

  // At most kMostRows rows; `sums` has room for those the last step is filled up with.
  void multiply(const float* x, std::int32_t* sums, float* row_scales, std::size_t rows) const {
    const auto in_size = static_cast<std::size_t>(in);
    const std::size_t filled = padded_rows(rows);
    thread_local std::vector<std::int8_t> quantised;
    quantised.resize(std::max(quantised.size(), filled * in_size));
    for (std::size_t r = 0; r < rows; ++r)
      row_scales[r] = quantise(x + r * in_size, quantised.data() + r * in_size, in_size);
    std::memset(quantised.data() + rows * in_size, 0, (filled - rows) * in_size);
    const auto dims = static_cast<memory::dim>(filled);
    const memory source({{dims, in}, memory::data_type::s8, memory::format_tag::ab}, one_dnn(), quantised.data());
    const memory target({{dims, out}, memory::data_type::s32, memory::format_tag::ab}, one_dnn(), sums);
    products[filled / kRowStep - 1].run({{DNNL_ARG_SRC, source}, {DNNL_ARG_WEIGHTS, packed}, {DNNL_ARG_DST, target}});
  }

  memory::dim in, out;
  std::span<const float> scales, bias;
  memory packed;
  std::vector<Product> products;  // of kRowStep rows, of twice as many, …
};

Linear::Linear(std::span<const std::int8_t> weights, std::span<const float> scales, std::span<const float> bias, std::size_t in,
               std::size_t out)
    : parts_(std::make_unique<Parts>(weights, scales, bias, in, out)) {}
Linear::Linear(Linear&&) noexcept = default;
Linear::~Linear() = default;

std::span<const float> Linear::scales() const { return parts_->scales; }

void Linear::multiply(const float* x, std::int32_t* sums, float* row_scales, std::size_t rows) const {
  use_one_thread();
  const auto in = static_cast<std::size_t>(parts_->in);
  const auto out = static_cast<std::size_t>(parts_->out);
  for (std::size_t at = 0; at < rows; at += kMostRows)
    parts_->multiply(x + at * in, sums + at * out, row_scales + at, std::min(kMostRows, rows - at));
}

void Linear::apply(const float* x, float* y, std::size_t rows) const {
  const auto in = static_cast<std::size_t>(parts_->in);
  const auto out = static_cast<std::size_t>(parts_->out);
  thread_local std::vector<float> row_scales(kMostRows);
  thread_local std::vector<std::int32_t> sums;
  sums.resize(std::max(sums.size(), std::min(kMostRows, padded_rows(rows)) * out));
  for (std::size_t at = 0; at < rows; at += kMostRows) {
    const std::size_t count = std::min(kMostRows, rows - at);
    multiply(x + at * in, sums.data(), row_scales.data(), count);
    for (std::size_t r = 0; r < count; ++r)
      scale_sums(sums.data() + r * out, row_scales[r], parts_->scales.data(), parts_->bias.data(), y + (at + r) * out, out);
  }
}

}  // namespace attache::indexer
