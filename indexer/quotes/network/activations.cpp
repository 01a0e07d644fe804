#include "indexer/quotes/network/activations.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "indexer/quotes/network/one_dnn.hpp"

namespace attache::indexer {
namespace {

// e^x for x in [-87, 87], others as if there; relative error below 1e-6. No branch and no call, so that loops over it become
// vector code.
[[gnu::always_inline]] inline float exponential(float x) {
  x = std::min(std::max(x, -87.0F), 87.0F);
  const float n = std::nearbyint(x * 1.44269504F);
  const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
  float p = 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * r * r + r + 1;
  return p * std::bit_cast<float>((static_cast<std::int32_t>(n) + 127) << 23);
}

// x · Φ(x); Φ(x) - 1/2 is x times a polynomial in x², fitted by least squares at Chebyshev nodes of [0, 4.5²] (within 5e-5), and
// constant outside. No division and no exponential.
[[gnu::always_inline]] inline float gelu_of(float x) {
  constexpr float kEnd = 4.5F;
  const float z = std::min(std::max(x, -kEnd), kEnd);
  const float s = z * z * (2 / (kEnd * kEnd)) - 1;
  float p = 0.00317051715F;
  p = p * s - 0.00915277172F;
  p = p * s + 0.0124488434F;
  p = p * s - 0.0169718555F;
  p = p * s + 0.0275425148F;
  p = p * s - 0.0404754002F;
  p = p * s + 0.0548262614F;
  p = p * s - 0.0771785797F;
  p = p * s + 0.156902085F;
  return x * (0.5F + z * p);
}

// Magnitudes compare as their bits do, and integers have a vector maximum that no NaN disturbs.
[[gnu::always_inline]] inline std::uint32_t magnitude(float x) { return std::bit_cast<std::uint32_t>(x) & 0x7fffffffU; }

[[gnu::always_inline]] inline std::int8_t rounded(float x) { return static_cast<std::int8_t>(static_cast<std::int32_t>(std::nearbyint(x))); }

// The largest magnitude of value(0) … value(count - 1).
template <class Value>
[[gnu::always_inline]] inline float top_of(const Value& value, std::size_t count) {
  std::uint32_t top_bits = 0;
  for (std::size_t i = 0; i < count; ++i) top_bits = std::max(top_bits, magnitude(value(i)));
  return std::bit_cast<float>(top_bits);
}

// value(0) … value(count - 1) with `top` as 127.
template <class Value>
[[gnu::always_inline]] inline void quantise_values(const Value& value, float top, std::int8_t* q, std::size_t count) {
  const float factor = top == 0 ? 0 : 127 / top;
  for (std::size_t i = 0; i < count; ++i) q[i] = rounded(value(i) * factor);
}

[[gnu::always_inline]] inline float mean_of(const float* x, std::size_t count) {
  float sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += x[i];
  return sum / static_cast<float>(count);
}

// One over a row's standard deviation.
[[gnu::always_inline]] inline float inverse_deviation(const float* x, float mean, std::size_t count) {
  float squares = 0;
  for (std::size_t i = 0; i < count; ++i) squares += (x[i] - mean) * (x[i] - mean);
  return 1 / std::sqrt(squares / static_cast<float>(count) + 1e-12F);
}

// The largest of at least one number. As integers: numbers compare as their bits do once the negative ones are turned round, and
// a maximum of integers, which no NaN disturbs, becomes vector code.
[[gnu::always_inline]] inline float largest(const float* x, std::size_t count) {
  const auto turned = [](std::int32_t bits) { return bits ^ ((bits >> 31) & 0x7fffffff); };
  std::int32_t top = turned(std::bit_cast<std::int32_t>(x[0]));
  for (std::size_t i = 1; i < count; ++i) top = std::max(top, turned(std::bit_cast<std::int32_t>(x[i])));
  return std::bit_cast<float>(turned(top));
}

}  // namespace

ATTACHE_VECTORISED void normalise(const float* x, const float* weight, const float* bias, float* y, std::size_t count) {
  const float mean = mean_of(x, count);
  const float factor = inverse_deviation(x, mean, count);
  for (std::size_t i = 0; i < count; ++i) y[i] = (x[i] - mean) * factor * weight[i] + bias[i];
}

ATTACHE_VECTORISED void normalise_rows(const float* x, const float* weight, const float* bias, std::size_t rows, std::size_t count,
                                       std::int8_t* q, float* scales) {
  // Each step for several rows: they do not wait for each other, as the steps of one row do.
  constexpr std::size_t kTogether = 8;
  std::array<float, kTogether> means, factors, tops;
  for (std::size_t first = 0; first < rows; first += kTogether) {
    const std::size_t together = std::min(kTogether, rows - first);
    const float* const at = x + first * count;
    const auto value = [=](const float* row, float mean, float factor) {
      return [=](std::size_t i) { return (row[i] - mean) * factor * weight[i] + bias[i]; };
    };
    for (std::size_t r = 0; r < together; ++r) means[r] = mean_of(at + r * count, count);
    for (std::size_t r = 0; r < together; ++r) factors[r] = inverse_deviation(at + r * count, means[r], count);
    for (std::size_t r = 0; r < together; ++r) tops[r] = top_of(value(at + r * count, means[r], factors[r]), count);
    for (std::size_t r = 0; r < together; ++r) {
      quantise_values(value(at + r * count, means[r], factors[r]), tops[r], q + (first + r) * count, count);
      scales[first + r] = tops[r] / 127;
    }
  }
}

ATTACHE_VECTORISED void quantise_rows(const float* x, std::size_t stride, std::size_t rows, std::size_t count, std::int8_t* q,
                                      float* scales) {
  for (std::size_t r = 0; r < rows; ++r) {
    const float* const row = x + r * stride;
    const auto value = [row](std::size_t i) { return row[i]; };
    const float top = top_of(value, count);
    quantise_values(value, top, q + r * count, count);
    scales[r] = top / 127;
  }
}

ATTACHE_VECTORISED void quantise_columns(const float* x, std::size_t stride, std::size_t rows, std::size_t count, std::int8_t* q,
                                         float* scales) {
  std::fill(scales, scales + count, 0.0F);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < count; ++c)
      scales[c] = std::bit_cast<float>(std::max(magnitude(scales[c]), magnitude(x[r * stride + c])));
  for (std::size_t c = 0; c < count; ++c) scales[c] /= 127;
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < count; ++c) q[r * count + c] = scales[c] == 0 ? 0 : rounded(x[r * stride + c] / scales[c]);
}

ATTACHE_VECTORISED void scale_sums(const std::int32_t* sums, float row_scale, const float* scales, const float* bias, float* y,
                                   std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) y[i] = static_cast<float>(sums[i]) * (row_scale * scales[i]) + bias[i];
}

ATTACHE_VECTORISED void hyperbolic_tangent(float* x, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) x[i] = 1 - 2 / (exponential(2 * x[i]) + 1);
}

ATTACHE_VECTORISED void gelu(float* x, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) x[i] = gelu_of(x[i]);
}

ATTACHE_VECTORISED void convolve(const Taps& taps, Rows sequence, Rows rows, std::size_t dilation, float* x) {
  const std::size_t count = taps.count;
  const auto value = [](std::int32_t sum, float row_scale, float scale) { return static_cast<float>(sum) * (row_scale * scale); };
  for (std::size_t r = rows.begin; r < rows.end; ++r) {
    // Where there is no such row, this one with scale 0.
    const bool is_before = r >= sequence.begin + dilation;
    const bool is_behind = r + dilation < sequence.end;
    const std::size_t own = r - taps.first;
    const std::size_t before = is_before ? own - dilation : own;
    const std::size_t behind = is_behind ? own + dilation : own;
    const float before_scale = is_before ? taps.row_scales[before] : 0;
    const float behind_scale = is_behind ? taps.row_scales[behind] : 0;
    const float own_scale = taps.row_scales[own];
    const std::int32_t* const a = taps.sums + before * 3 * count;
    const std::int32_t* const b = taps.sums + own * 3 * count + count;
    const std::int32_t* const c = taps.sums + behind * 3 * count + 2 * count;
    float* const row = x + r * count;
    for (std::size_t i = 0; i < count; ++i)
      row[i] += gelu_of(taps.bias[i] + value(a[i], before_scale, taps.scales[i]) + value(b[i], own_scale, taps.scales[count + i]) +
                        value(c[i], behind_scale, taps.scales[2 * count + i]));
  }
}

ATTACHE_VECTORISED std::uint32_t attend(const std::int32_t* sums, const float* key_scales, float scale, std::uint8_t* weights,
                                        std::size_t count) {
  thread_local std::vector<float> logits;
  logits.resize(std::max(logits.size(), count));
  float* const x = logits.data();
  for (std::size_t i = 0; i < count; ++i) x[i] = static_cast<float>(sums[i]) * (key_scales[i] * scale);
  const float top = largest(x, count);
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto weight = static_cast<std::int32_t>(std::nearbyint(255 * exponential(x[i] - top)));
    weights[i] = static_cast<std::uint8_t>(weight);
    sum += static_cast<std::uint32_t>(weight);
  }
  return sum;
}

ATTACHE_VECTORISED void softmax_rows(float* x, std::size_t rows, std::size_t count) {
  for (std::size_t r = 0; r < rows; ++r) {
    float* const row = x + r * count;
    const float top = *std::max_element(row, row + count);
    for (std::size_t i = 0; i < count; ++i) row[i] -= top;
  }
  for (std::size_t i = 0; i < rows * count; ++i) x[i] = exponential(x[i]);
  for (std::size_t r = 0; r < rows; ++r) {
    float* const row = x + r * count;
    const float sum = std::accumulate(row, row + count, 0.0F);
    for (std::size_t i = 0; i < count; ++i) row[i] /= sum;
  }
}

ATTACHE_VECTORISED void log_softmax(float* x, std::size_t count) {
  const float top = largest(x, count);
  float sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += exponential(x[i] - top);
  const float log_of_all = top + std::log(sum);
  for (std::size_t i = 0; i < count; ++i) x[i] -= log_of_all;
}

ATTACHE_VECTORISED void add_scaled(float* x, const std::int8_t* y, float factor, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) x[i] += static_cast<float>(y[i]) * factor;
}

ATTACHE_VECTORISED void add(float* x, const float* y, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) x[i] += y[i];
}

ATTACHE_VECTORISED void sum(const std::array<const float*, 5>& rows, float* y, std::size_t count) {
  const auto [a, b, c, d, e] = rows;
  for (std::size_t i = 0; i < count; ++i) y[i] = a[i] + b[i] + c[i] + d[i] + e[i];
}

}  // namespace attache::indexer
