#include "indexer/quotes/network/antecedent_ranker.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <oneapi/dnnl/dnnl.h>

#include "indexer/quotes/network/activations.hpp"
#include "indexer/quotes/network/one_dnn.hpp"

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

}  // namespace

AntecedentRanker::AntecedentRanker(const TensorFile& file, std::size_t width, std::size_t features)
    : AntecedentRanker(file, width, features, size_of(file, "projected"), size_of(file, "hidden")) {}

AntecedentRanker::AntecedentRanker(const TensorFile& file, std::size_t width, std::size_t features, std::size_t projected,
                                   std::size_t hidden)
    : projected_(projected), features_(features), hidden_width_(hidden), names_(file, "names", width, 2 * projected),
      pronouns_(file, "pronouns", width, projected), hidden_(file.floats("hidden.weight", (features + 3 * projected) * hidden)),
      hidden_bias_(file.floats("hidden.bias", hidden)), score_(file.floats("score.weight", hidden)),
      linear_(file.floats("linear.weight", features)) {}

std::vector<float> AntecedentRanker::scores(std::span<const Candidate> candidates, const float* pronoun) const {
  use_one_thread();
  std::vector<float> own(pronoun, pronoun + projected_);
  hyperbolic_tangent(own.data(), own.size());
  const std::size_t width = features_ + 3 * projected_;  // the features, the name, the pronoun, their product
  std::vector<float> inputs(candidates.size() * width);
  std::vector<float> hidden(candidates.size() * hidden_width_);
  std::vector<float> out;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    const Candidate& candidate = candidates[c];
    float* const row = inputs.data() + c * width;
    float* const name = row + features_;
    std::copy(candidate.features.begin(), candidate.features.end(), row);
    std::copy(candidate.first, candidate.first + projected_, name);
    add(name, candidate.last, projected_);
    hyperbolic_tangent(name, projected_);
    std::copy(own.begin(), own.end(), name + projected_);
    std::transform(own.begin(), own.end(), name, name + 2 * projected_, std::multiplies<>());
    std::copy(hidden_bias_.begin(), hidden_bias_.end(), hidden.begin() + static_cast<std::ptrdiff_t>(c * hidden_width_));
    out.push_back(std::inner_product(linear_.begin(), linear_.end(), row, 0.0F));
  }
  const auto n = [](std::size_t size) { return static_cast<dnnl_dim_t>(size); };
  if (!candidates.empty())
    dnnl_sgemm('N', 'N', n(candidates.size()), n(hidden_width_), n(width), 1, inputs.data(), n(width), hidden_.data(), n(hidden_width_), 1,
               hidden.data(), n(hidden_width_));
  hyperbolic_tangent(hidden.data(), hidden.size());
  for (std::size_t c = 0; c < candidates.size(); ++c)
    out[c] += std::inner_product(score_.begin(), score_.end(), hidden.begin() + static_cast<std::ptrdiff_t>(c * hidden_width_), 0.0F);
  return out;
}

}  // namespace attache::indexer
