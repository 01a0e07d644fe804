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

void use_one_thread() {
  thread_local bool done = false;
  if (!done) omp_set_num_threads(1);
  done = true;
}

}  // namespace attache::indexer
