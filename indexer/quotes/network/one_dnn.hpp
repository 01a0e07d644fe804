// How this library uses oneDNN: one engine for the process, one thread a call; and loops compiled for several machines.
#pragma once

#include <cstddef>
#include <cstdint>

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
  explicit Product(const dnnl::matmul::primitive_desc& plan);

  // source · weights into target, both laid out as planned. Waits for the result.
  void run(const void* source, const dnnl::memory& weights, void* target) const;

 private:
  std::uint64_t id_;  // of the plan, in this process
  dnnl::matmul product_;
  dnnl::memory::desc source_, target_, scratch_;
};

// Whether products of 8-bit integers are exact here: without VNNI oneDNN takes instructions that saturate sums of two products. Where
// they are not, and where oneDNN has no fast ones (ARM), multiply_in_floats() gives the same sums.
bool has_exact_integers();

// sums = x · weights as floats, exact below 2^24. x: rows × in; weights: in × out, or out × in when `transposed`; sums: rows × out.
// One thread.
template <class Integer>  // std::int8_t, std::uint8_t
void multiply_in_floats(const Integer* x, const std::int8_t* weights, bool transposed, std::size_t rows, std::size_t in, std::size_t out,
                        std::int32_t* sums);
template <class Integer>  // the same with weights that are floats already
void multiply_in_floats(const Integer* x, const float* weights, bool transposed, std::size_t rows, std::size_t in, std::size_t out,
                        std::int32_t* sums);

// Articles are read in parallel, so a product within one is not: sets the calling thread's OpenMP limit, once a thread.
void use_one_thread();

}  // namespace attache::indexer
