#include "indexer/quotes/network/activations.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

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

[[gnu::always_inline]] inline float gelu_of(float x) {
  const float z = x * 0.707106781F;
  const float a = std::fabs(z);
  const float t = 1 / (1 + 0.3275911F * a);
  const float p = ((((1.061405429F * t - 1.453152027F) * t + 1.421413741F) * t - 0.284496736F) * t + 0.254829592F) * t;
  const float tail = p * exponential(-a * a);  // 1 - erf(a)
  return x * (z < 0 ? 0.5F * tail : 1 - 0.5F * tail);
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
  float sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += x[i];
  const float mean = sum / static_cast<float>(count);
  float squares = 0;
  for (std::size_t i = 0; i < count; ++i) squares += (x[i] - mean) * (x[i] - mean);
  const float factor = 1 / std::sqrt(squares / static_cast<float>(count) + 1e-12F);
  for (std::size_t i = 0; i < count; ++i) y[i] = (x[i] - mean) * factor * weight[i] + bias[i];
}

ATTACHE_VECTORISED void scale_sums(const std::int32_t* sums, float row_scale, const float* scales, const float* z, float* y,
                                   std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) y[i] = static_cast<float>(sums[i]) * (row_scale * scales[i]) + z[i];
}

ATTACHE_VECTORISED void gelu(float* x, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) x[i] = gelu_of(x[i]);
}

ATTACHE_VECTORISED void add_gelu(float* x, const float* y, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) x[i] += gelu_of(y[i]);
}

ATTACHE_VECTORISED void softmax(float* x, float scale, std::size_t count, std::size_t padded) {
  const float top = largest(x, count);
  float sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    x[i] = exponential((x[i] - top) * scale);
    sum += x[i];
  }
  const float factor = 1 / sum;
  for (std::size_t i = 0; i < count; ++i) x[i] *= factor;
  std::fill(x + count, x + padded, 0.0F);
}

ATTACHE_VECTORISED void add(float* x, const float* y, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) x[i] += y[i];
}

}  // namespace attache::indexer
