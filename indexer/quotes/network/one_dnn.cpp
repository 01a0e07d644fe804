#include "indexer/quotes/network/one_dnn.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <iterator>
#include <unordered_map>
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

Product::Product(const dnnl::matmul::primitive_desc& plan)
    : product_(plan), source_(plan.src_desc()), target_(plan.dst_desc()), scratch_(plan.scratchpad_desc()) {
  static std::atomic<std::uint64_t> products = 0;
  id_ = products++;
}

void Product::run(const void* source, const dnnl::memory& weights, void* target) const {
  // What oneDNN needs to know of the arguments is made once a thread: it takes as long as a small product.
  struct Arguments {
    dnnl::memory source, target, scratch;
  };
  thread_local std::unordered_map<std::uint64_t, Arguments> known;
  thread_local std::vector<std::byte> scratch;
  thread_local dnnl::stream stream(one_dnn());
  const auto [at, is_new] = known.try_emplace(id_);
  Arguments& own = at->second;
  const auto without_bytes = [](const dnnl::memory::desc& shape) { return dnnl::memory(shape, one_dnn(), DNNL_MEMORY_NONE); };
  if (is_new) own = {without_bytes(source_), without_bytes(target_), without_bytes(scratch_)};
  scratch.resize(std::max(scratch.size(), scratch_.get_size()));
  own.source.set_data_handle(const_cast<void*>(source));
  own.target.set_data_handle(target);
  own.scratch.set_data_handle(scratch.data());
  const dnnl_exec_arg_t arguments[] = {{DNNL_ARG_SRC, own.source.get()},
                                       {DNNL_ARG_WEIGHTS, weights.get()},
                                       {DNNL_ARG_DST, own.target.get()},
                                       {DNNL_ARG_SCRATCHPAD, own.scratch.get()}};
  dnnl::error::wrap_c_api(dnnl_primitive_execute(product_.get(), stream.get(), std::size(arguments), arguments), "could not multiply");
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
      Product(plan).run(source.data(), memory(plan.weights_desc(), one_dnn(), weights.data()), sums.data());
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
