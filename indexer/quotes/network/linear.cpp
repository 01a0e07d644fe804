#include "indexer/quotes/network/linear.hpp"

#include <algorithm>
#include <vector>

#include <oneapi/dnnl/dnnl.hpp>

#include "indexer/quotes/network/activations.hpp"
#include "indexer/quotes/network/one_dnn.hpp"

namespace attache::indexer {
namespace {

using dnnl::memory;

constexpr std::size_t kMostRows = 256;  // of one product; more are several

}  // namespace

struct Linear::Parts {
  Parts(std::span<const std::int8_t> weights, std::span<const float> s, std::span<const float> b, std::size_t i, std::size_t o)
      : in(static_cast<memory::dim>(i)), out(static_cast<memory::dim>(o)), scales(s), bias(b) {
    use_one_thread();  // products are planned for the threads there are
    if (!has_exact_integers()) {
      floats.assign(weights.begin(), weights.end());
      return;
    }
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

  // Rows [first, first + rows), at most kMostRows of them.
  void multiply(const QuantisedRows& x, std::size_t first, std::size_t rows, std::int32_t* sums) const {
    if (!floats.empty()) {
      multiply_in_floats(x.values(first), floats.data(), true, rows, static_cast<std::size_t>(in), static_cast<std::size_t>(out), sums);
      return;
    }
    products[padded_rows(rows) / kRowStep - 1].run(x.values(first), packed, sums);
  }

  // Calls take(row, sums of the row).
  template <class Take>
  void each_row(const QuantisedRows& x, std::size_t rows, const Take& take) const {
    use_one_thread();
    thread_local std::vector<std::int32_t> sums;
    const auto width = static_cast<std::size_t>(out);
    sums.resize(std::max(sums.size(), std::min(kMostRows, padded_rows(rows)) * width));
    for (std::size_t first = 0; first < rows; first += kMostRows) {
      const std::size_t count = std::min(kMostRows, rows - first);
      multiply(x, first, count, sums.data());
      for (std::size_t r = 0; r < count; ++r) take(first + r, sums.data() + r * width);
    }
  }

  void scale(const std::int32_t* sums, float row_scale, float* y) const {
    scale_sums(sums, row_scale, scales.data(), bias.data(), y, static_cast<std::size_t>(out));
  }

  memory::dim in, out;
  std::span<const float> scales, bias;
  std::vector<float> floats;  // the weights where integers are not exact, or:
  memory packed;
  std::vector<Product> products;  // of kRowStep rows, of twice as many, …
};

Linear::Linear(std::span<const std::int8_t> weights, std::span<const float> scales, std::span<const float> bias, std::size_t in,
               std::size_t out)
    : parts_(std::make_unique<Parts>(weights, scales, bias, in, out)) {}
Linear::Linear(Linear&&) noexcept = default;
Linear::~Linear() = default;

std::span<const float> Linear::scales() const { return parts_->scales; }

void Linear::multiply(const QuantisedRows& x, std::size_t rows, std::int32_t* sums) const {
  use_one_thread();
  for (std::size_t first = 0; first < rows; first += kMostRows)
    parts_->multiply(x, first, std::min(kMostRows, rows - first), sums + first * static_cast<std::size_t>(parts_->out));
}

void Linear::apply(const QuantisedRows& x, std::size_t rows, float* y) const {
  parts_->each_row(x, rows, [&](std::size_t row, const std::int32_t* sums) {
    parts_->scale(sums, x.scales()[row], y + row * static_cast<std::size_t>(parts_->out));
  });
}

void Linear::apply(const QuantisedRows& x, std::size_t rows, const std::function<void(std::size_t row, float* y)>& take) const {
  std::vector<float> y(static_cast<std::size_t>(parts_->out));
  parts_->each_row(x, rows, [&](std::size_t row, const std::int32_t* sums) {
    parts_->scale(sums, x.scales()[row], y.data());
    take(row, y.data());
  });
}

}  // namespace attache::indexer
