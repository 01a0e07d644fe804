// The loops between the matrix products, most of them over a row: normalisation, 8-bit integers, GELU, attention weights.
//
// Pure functions; safe from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace attache::indexer {

// y = (x - mean) / sqrt(variance + 1e-12) · weight + bias; y may be x.
void normalise(const float* x, const float* weight, const float* bias, float* y, std::size_t count);

// The same for whole rows, as 8-bit integers.
void normalise_rows(const float* x, const float* weight, const float* bias, std::size_t rows, std::size_t count, std::int8_t* q,
                    float* scales);

// x ≈ q · scale, the largest magnitude of a row at 127; the scale of zeros is 0. Rows lie `stride` numbers apart, count numbers each.
// And with a scale for each column instead.
void quantise_rows(const float* x, std::size_t stride, std::size_t rows, std::size_t count, std::int8_t* q, float* scales);
void quantise_columns(const float* x, std::size_t stride, std::size_t rows, std::size_t count, std::int8_t* q, float* scales);

// y = sums · row_scale · scales + bias
void scale_sums(const std::int32_t* sums, float row_scale, const float* scales, const float* bias, float* y, std::size_t count);

// x · Φ(x), within 5e-5.
void gelu(float* x, std::size_t count);

// tanh(x), within 1e-6.
void hyperbolic_tangent(float* x, std::size_t count);

// What rows give in a convolution: sums · row_scales · scales, in three parts of `count` numbers each, the first for the row
// `dilation` behind, the second for the row itself, the third for the row `dilation` before.
struct Taps {
  const std::int32_t* sums;  // rows × 3·count, from row `first` on
  const float* row_scales;   // from row `first` on
  const float* scales;       // 3·count
  const float* bias;         // count
  std::size_t count;
  std::size_t first = 0;
};

// [begin, end)
struct Rows {
  std::size_t begin, end;
};

// x += GELU(what the row gets + bias), for `rows` of x, which are some of a sequence's. The taps reach `dilation` further on either
// side, as far as the sequence goes. x: from row 0 on × count.
void convolve(const Taps& taps, Rows sequence, Rows rows, std::size_t dilation, float* x);

// What one query attends to, of the logits sums · key_scales · scale: weights e^logit, the largest as 255. Gives their sum.
std::uint32_t attend(const std::int32_t* sums, const float* key_scales, float scale, std::uint8_t* weights, std::size_t count);

// In place: the probabilities of each row's logits, of which there are a handful; the logarithms of those of at least one.
void softmax_rows(float* x, std::size_t rows, std::size_t count);
void log_softmax(float* x, std::size_t count);

// x += y, x += factor · y
void add(float* x, const float* y, std::size_t count);
void add_scaled(float* x, const std::int8_t* y, float factor, std::size_t count);

// y = the sum of the rows
void sum(const std::array<const float*, 5>& rows, float* y, std::size_t count);

}  // namespace attache::indexer
