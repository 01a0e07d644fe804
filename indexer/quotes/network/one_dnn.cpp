#include "indexer/quotes/network/one_dnn.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <omp.h>

namespace attache::indexer {

const dnnl::engine& one_dnn() {
  static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

dnnl::matmul::primitive_desc Product::plan(const dnnl::memory::desc& source, const dnnl::memory::desc& weights,
                                           const dnnl::memory::desc& target) {
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);  // the library's own must not be shared between threads
  return dnnl::matmul::primitive_desc(dnnl::matmul::desc(source, weights, target), attributes, one_dnn());
}

void Product::run(std::unordered_map<int, dnnl::memory> arguments) const {
  thread_local std::vector<std::byte> scratch;
  thread_local dnnl::stream stream(one_dnn());
  scratch.resize(std::max(scratch.size(), scratch_.get_size()));
  arguments.insert({DNNL_ARG_SCRATCHPAD, dnnl::memory(scratch_, one_dnn(), scratch.data())});
  product_.execute(stream, arguments);
  stream.wait();
}

bool has_exact_integers() {
#if defined(__x86_64__)
  static const bool exact = [] {
    using dnnl::memory;
    constexpr memory::dim kSize = 64;
    use_one_thread();
    const auto square = [](memory::data_type type) { return memory::desc({kSize, kSize}, type, memory::format_tag::ab); };
    std::vector<std::uint8_t> source(kSize * kSize, 255);
    std::vector<std::int8_t> weights(kSize * kSize, 127);
    std::vector<std::int32_t> sums(kSize * kSize);
    const auto all_are = [&](memory::data_type type, std::int32_t value) {
      const auto plan = Product::plan(square(type), square(memory::data_type::s8), square(memory::data_type::s32));
      Product(plan).run({{DNNL_ARG_SRC, memory(plan.src_desc(), one_dnn(), source.data())},
                         {DNNL_ARG_WEIGHTS, memory(plan.weights_desc(), one_dnn(), weights.data())},
                         {DNNL_ARG_DST, memory(plan.dst_desc(), one_dnn(), sums.data())}});
      return std::all_of(sums.begin(), sums.end(), [=](std::int32_t sum) { return sum == kSize * value * 127; });
    };
    if (!all_are(memory::data_type::u8, 255)) return false;
    std::fill(source.begin(), source.end(), 127);
    return all_are(memory::data_type::s8, 127);
  }();
  return exact;
#else
  return false;
#endif
}

template <class Integer>
void multiply_in_floats(const Integer* x, const float* weights, bool transposed, std::size_t rows, std::size_t in, std::size_t out,
                        std::int32_t* sums) {
  use_one_thread();
  thread_local std::vector<float> source;
  thread_local std::vector<float> product;
  source.assign(x, x + rows * in);
  product.resize(rows * out);
  const auto n = [](std::size_t size) { return static_cast<dnnl_dim_t>(size); };
  dnnl_sgemm('N', transposed ? 'T' : 'N', n(rows), n(out), n(in), 1, source.data(), n(in), weights, n(transposed ? in : out), 0,
             product.data(), n(out));
  std::transform(product.begin(), product.end(), sums, [](float y) { return static_cast<std::int32_t>(y); });
}

template <class Integer>
void multiply_in_floats(const Integer* x, const std::int8_t* weights, bool transposed, std::size_t rows, std::size_t in, std::size_t out,
                        std::int32_t* sums) {
  thread_local std::vector<float> floats;
  floats.assign(weights, weights + in * out);
  multiply_in_floats(x, floats.data(), transposed, rows, in, out, sums);
}

template void multiply_in_floats(const std::int8_t*, const float*, bool, std::size_t, std::size_t, std::size_t, std::int32_t*);
template void multiply_in_floats(const std::int8_t*, const std::int8_t*, bool, std::size_t, std::size_t, std::size_t, std::int32_t*);
template void multiply_in_floats(const std::uint8_t*, const std::int8_t*, bool, std::size_t, std::size_t, std::size_t, std::int32_t*);

void use_one_thread() {
  thread_local bool done = false;
  if (!done) omp_set_num_threads(1);
  done = true;
}

}  // namespace attache::indexer
