#include "indexer/quotes/network/antecedent_ranker.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace attache::indexer {
namespace {

std::size_t size_of(const TensorFile& file, const char* name) {
  constexpr std::size_t kMost = 4096;
  try {
    const std::size_t size = nlohmann::json::parse(file.header()).at(name);
    if (size > 0 && size <= kMost) return size;
  } catch (const nlohmann::json::exception&) {  // no such size
  }
  refuse_model(fmt::format("the ranker of antecedents has no size {}", name));
}

// y += x · row, for each x and its row.
void add_product(std::span<const float> x, const float* rows, std::vector<float>& y) {
  for (const float value : x) {
    for (std::size_t k = 0; k < y.size(); ++k) y[k] += value * rows[k];
    rows += y.size();
  }
}

}  // namespace

AntecedentRanker::AntecedentRanker(const TensorFile& file, std::size_t width, std::size_t features)
    : AntecedentRanker(file, width, features, size_of(file, "projected"), size_of(file, "hidden")) {}

AntecedentRanker::AntecedentRanker(const TensorFile& file, std::size_t width, std::size_t features, std::size_t projected,
                                   std::size_t hidden)
    : projected_(projected), features_(features), hidden_width_(hidden), names_(file, "names", width, 2 * projected),
      pronouns_(file, "pronouns", width, projected), hidden_(file.floats("hidden.weight", (features + 3 * projected) * hidden)),
      hidden_bias_(file.floats("hidden.bias", hidden)), score_(file.floats("score.weight", hidden)),
      linear_(file.floats("linear.weight", features)) {}

float AntecedentRanker::score(std::span<const float> features, const float* first, const float* last, const float* pronoun) const {
  std::vector<float> narrow(3 * projected_);  // the name, the pronoun, their product
  for (std::size_t k = 0; k < projected_; ++k) {
    const float name = std::tanh(first[k] + last[k]);
    const float own = std::tanh(pronoun[k]);
    narrow[k] = name;
    narrow[projected_ + k] = own;
    narrow[2 * projected_ + k] = name * own;
  }
  std::vector<float> hidden(hidden_bias_.begin(), hidden_bias_.end());
  add_product(features, hidden_.data(), hidden);
  add_product(narrow, hidden_.data() + features_ * hidden_width_, hidden);
  float out = 0;
  for (std::size_t k = 0; k < hidden_width_; ++k) out += std::tanh(hidden[k]) * score_[k];
  for (std::size_t k = 0; k < features_; ++k) out += features[k] * linear_[k];
  return out;
}

}  // namespace attache::indexer
