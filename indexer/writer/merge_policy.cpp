#include "indexer/writer/merge_policy.hpp"

#include <algorithm>
#include <cmath>

namespace attache::indexer {
namespace {

constexpr double kSmallest = 8192;  // documents; parts with less are of one level, so that those of small generations are joined
constexpr double kStep = 4;         // times the size: a level
constexpr double kSpan = 0.75;      // of a level: how much smaller than the largest of them a part of the same level may be

double level_of(std::uint32_t documents) { return std::log(std::max<double>(documents, kSmallest) / kSmallest) / std::log(kStep); }

}  // namespace

std::size_t parts_to_join(std::span<const std::uint32_t> documents, std::size_t most) {
  std::size_t count = 0;
  double top = 0;  // the highest level of the last parts
  for (std::size_t last = 1; last <= documents.size(); ++last) {
    const auto parts = documents.last(last);
    top = std::max(top, level_of(parts.front()));
    const auto of_level = static_cast<std::size_t>(
        std::count_if(parts.begin(), parts.end(), [&](std::uint32_t part) { return level_of(part) >= top - kSpan; }));
    const bool has_smaller = of_level < last;  // which count as one: they have been of that level together before long
    if (of_level + has_smaller >= most) count = last;
  }
  return count;
}

}  // namespace attache::indexer
