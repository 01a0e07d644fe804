#include "indexer/quotes/bearers.hpp"

#include <algorithm>
#include <limits>

namespace attache::indexer {

std::uint32_t nearest_bearer(const std::vector<std::uint32_t>& bearers, std::uint32_t token, const std::vector<std::vector<std::uint32_t>>& named) {
  constexpr std::int64_t kBehind = std::int64_t{1} << 32;  // farther than anyone before
  std::uint32_t best = bearers.front();
  std::int64_t nearest = std::numeric_limits<std::int64_t>::max();
  for (const std::uint32_t person : bearers) {
    const auto& tokens = named[person];
    const auto behind = std::lower_bound(tokens.begin(), tokens.end(), token);
    std::int64_t distance = 2 * kBehind;
    if (behind != tokens.end()) distance = kBehind + *behind;
    if (behind != tokens.begin()) distance = std::int64_t{token} - *(behind - 1);
    if (distance < nearest) {
      nearest = distance;
      best = person;
    }
  }
  return best;
}

}  // namespace attache::indexer
