// The loops between the matrix products: normalisation, GELU, softmax. Each works on rows in place.
//
// Pure functions; safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>

namespace attache::indexer {

// y = (x - mean) / sqrt(variance + 1e-12) · weight + bias; y may be x.
void normalise(const float* x, const float* weight, const float* bias, float* y, std::size_t count);

// y = sums · row_scale · scales + z; y may be z.
void scale_sums(const std::int32_t* sums, float row_scale, const float* scales, const float* z, float* y, std::size_t count);

// x · Φ(x), with erf by Abramowitz and Stegun 7.1.26: within 2e-7.
void gelu(float* x, std::size_t count);

// x += y · Φ(y)
void add_gelu(float* x, const float* y, std::size_t count);

// softmax(x · scale) over the first `count`; those up to `padded` become 0.
void softmax(float* x, float scale, std::size_t count, std::size_t padded);

// x += y
void add(float* x, const float* y, std::size_t count);

}  // namespace attache::indexer
