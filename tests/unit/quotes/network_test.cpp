// The network's arithmetic against the same in plain floats.
#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/quotes/network/activations.hpp"
#include "indexer/quotes/network/attention.hpp"
#include "indexer/quotes/network/linear.hpp"
#include "indexer/quotes/network/quantised_rows.hpp"

namespace {

using namespace attache::indexer;

std::vector<float> noise(std::size_t count, float spread, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal(0, spread);
  std::vector<float> out(count);
  for (float& x : out) x = normal(random);
  return out;
}

float gelu_of(float x) { return 0.5F * x * (1 + std::erf(x / std::sqrt(2.0F))); }

float most_apart(const std::vector<float>& a, const std::vector<float>& b) {
  REQUIRE(a.size() == b.size());
  float out = 0;
  for (std::size_t i = 0; i < a.size(); ++i) out = std::max(out, std::fabs(a[i] - b[i]));
  return out;
}

// Rows of queries, keys and values side by side, as Attention takes them.
std::vector<float> attention_in_floats(const std::vector<float>& qkv, std::size_t rows, std::size_t heads, std::size_t width) {
  const std::size_t size = width / heads;
  std::vector<float> out(rows * width);
  for (std::size_t h = 0; h < heads; ++h)
    for (std::size_t r = 0; r < rows; ++r) {
      const float* const query = &qkv[r * 3 * width + h * size];
      std::vector<float> weights(rows);
      float sum = 0;
      for (std::size_t k = 0; k < rows; ++k) {
        float product = 0;
        for (std::size_t i = 0; i < size; ++i) product += query[i] * qkv[k * 3 * width + width + h * size + i];
        sum += weights[k] = std::exp(product / std::sqrt(static_cast<float>(size)));
      }
      for (std::size_t k = 0; k < rows; ++k)
        for (std::size_t i = 0; i < size; ++i)
          out[r * width + h * size + i] += weights[k] / sum * qkv[k * 3 * width + 2 * width + h * size + i];
    }
  return out;
}

}  // namespace

TEST_CASE("GELU is within its bound", "[unit][quotes][network]") {
  std::vector<float> x;
  for (float at = -12; at <= 12; at += 0.01F) x.push_back(at);
  std::vector<float> wanted;
  for (const float at : x) wanted.push_back(gelu_of(at));
  gelu(x.data(), x.size());
  CHECK(most_apart(x, wanted) < 5e-5F);
}

TEST_CASE("rows and columns become 8-bit integers to half a step", "[unit][quotes][network]") {
  constexpr std::size_t kRows = 5, kCount = 37, kStride = 50;
  auto x = noise(kRows * kStride, 3, 1);
  std::fill_n(x.begin() + 2 * kStride, kCount, 0.0F);
  for (std::size_t r = 0; r < kRows; ++r) x[r * kStride + 7] = 0;
  std::vector<std::int8_t> q(kRows * kCount);
  std::vector<float> scales(kCount);
  const auto check = [&](const auto& scale_of) {
    for (std::size_t r = 0; r < kRows; ++r)
      for (std::size_t c = 0; c < kCount; ++c) {
        const float scale = scale_of(r, c);
        CHECK(std::fabs(static_cast<float>(q[r * kCount + c]) * scale - x[r * kStride + c]) <= 0.501F * scale);
      }
  };
  quantise_rows(x.data(), kStride, kRows, kCount, q.data(), scales.data());
  check([&](std::size_t r, std::size_t) { return scales[r]; });
  CHECK(scales[2] == 0);
  CHECK(scales[0] > 0);
  quantise_columns(x.data(), kStride, kRows, kCount, q.data(), scales.data());
  check([&](std::size_t, std::size_t c) { return scales[c]; });
  CHECK(scales[7] == 0);
  CHECK(scales[0] > 0);
}

TEST_CASE("a convolution takes in the rows before and behind, and nothing outside", "[unit][quotes][network]") {
  constexpr std::size_t kRows = 9, kCount = 20;
  const auto scales = noise(3 * kCount, 0.01F, 2);
  const auto bias = noise(kCount, 0.5F, 3);
  std::vector<float> row_scales(kRows);
  std::vector<std::int32_t> sums(kRows * 3 * kCount);
  for (std::size_t r = 0; r < kRows; ++r) row_scales[r] = 0.1F * static_cast<float>(r + 1);
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = static_cast<std::int32_t>(i * 37 % 401) - 200;
  for (const std::size_t dilation : {1, 4, 20}) {
    auto x = noise(kRows * kCount, 1, 4);
    auto wanted = x;
    const auto given = [&](std::size_t row, std::size_t part, std::size_t i) {
      return static_cast<float>(sums[(row * 3 + part) * kCount + i]) * row_scales[row] * scales[part * kCount + i];
    };
    for (std::size_t r = 0; r < kRows; ++r)
      for (std::size_t i = 0; i < kCount; ++i) {
        float y = bias[i] + given(r, 1, i);
        if (r >= dilation) y += given(r - dilation, 0, i);
        if (r + dilation < kRows) y += given(r + dilation, 2, i);
        wanted[r * kCount + i] += gelu_of(y);
      }
    convolve({sums.data(), row_scales.data(), scales.data(), bias.data(), kCount}, {0, kRows}, {0, kRows}, dilation, x.data());
    CHECK(most_apart(x, wanted) < 1e-4F);

    // Row by row, with the taps that it reaches alone.
    auto in_parts = noise(kRows * kCount, 1, 4);
    for (std::size_t r = 0; r < kRows; ++r) {
      const std::size_t kept = r - std::min(r, dilation);
      const std::size_t end = std::min(kRows, r + dilation + 1);
      const std::vector<std::int32_t> own(&sums[kept * 3 * kCount], sums.data() + end * 3 * kCount);
      const std::vector<float> own_scales(&row_scales[kept], row_scales.data() + end);
      convolve({own.data(), own_scales.data(), scales.data(), bias.data(), kCount, kept}, {0, kRows}, {r, r + 1}, dilation, in_parts.data());
    }
    CHECK(most_apart(in_parts, wanted) < 1e-4F);
  }
}

// On any machine: instructions that saturate sums of two products must not be taken.
TEST_CASE("products of 8-bit integers are exact", "[unit][quotes][network]") {
  constexpr std::size_t kRows = 40, kIn = 384, kOut = 96;
  std::vector<std::int8_t> weights(kOut * kIn);
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = static_cast<std::int8_t>(i % 3 == 0 ? 127 : 126 - i * 7 % 200);
  const std::vector<float> scales(kOut, 1);
  const std::vector<float> bias(kOut, 0);
  const Linear linear(weights, scales, bias, kIn, kOut);
  QuantisedRows rows(kRows, kIn);
  auto x = noise(kRows * kIn, 1, 11);
  for (std::size_t i = 0; i < 10 * kIn; ++i) x[i] = 1 - 0.01F * static_cast<float>(i % 5);  // large ones side by side
  for (std::size_t r = 0; r < kRows; ++r) rows.set(r, &x[r * kIn]);
  std::vector<std::int32_t> sums(padded_rows(kRows) * kOut);
  linear.multiply(rows, kRows, sums.data());
  for (std::size_t r = 0; r < kRows; ++r)
    for (std::size_t o = 0; o < kOut; ++o) {
      std::int32_t sum = 0;
      for (std::size_t i = 0; i < kIn; ++i) sum += rows.values(r)[i] * weights[o * kIn + i];
      REQUIRE(sums[r * kOut + o] == sum);
    }
}

TEST_CASE("attention in 8-bit integers is near that in floats", "[unit][quotes][network]") {
  constexpr std::size_t kHeads = 3, kWidth = 96;
  const Attention attention(kHeads, kWidth, 256);
  for (const std::size_t rows : {1, 31, 32, 100, 256}) {
    const auto qkv = noise(rows * 3 * kWidth, 1, static_cast<unsigned>(rows));
    const auto wanted = attention_in_floats(qkv, rows, kHeads, kWidth);
    CHECK(most_apart(attention.apply(qkv.data(), rows), wanted) < 0.1F);
  }
  // What rows the last call left behind is not seen by the next one.
  const auto small = noise(5 * 3 * kWidth, 1, 7);
  const auto first = attention.apply(small.data(), 5);
  attention.apply(noise(256 * 3 * kWidth, 5, 8).data(), 256);
  CHECK(attention.apply(small.data(), 5) == first);
}
