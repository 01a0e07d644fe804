// How this library uses oneDNN: one engine for the process, one thread a call; and loops compiled for several machines.
#pragma once

#include <cstddef>
#include <unordered_map>

#include <oneapi/dnnl/dnnl.hpp>

// A function with this mark is compiled for several instruction sets; the one of the machine is taken at load.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define ATTACHE_VECTORISED __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define ATTACHE_VECTORISED
#endif

namespace attache::indexer {

const dnnl::engine& one_dnn();

// A planned matrix product. Safe to share: its scratch memory is the calling thread's.
class Product {
 public:
  static dnnl::matmul::primitive_desc plan(const dnnl::memory::desc& source, const dnnl::memory::desc& weights,
                                           const dnnl::memory::desc& target);
  explicit Product(const dnnl::matmul::primitive_desc& plan) : product_(plan), scratch_(plan.scratchpad_desc()) {}

  // Waits for the result.
  void run(std::unordered_map<int, dnnl::memory> arguments) const;

 private:
  dnnl::matmul product_;
  dnnl::memory::desc scratch_;
};

// Articles are read in parallel, so a product within one is not: sets the calling thread's OpenMP limit, once a thread.
void use_one_thread();

}  // namespace attache::indexer
