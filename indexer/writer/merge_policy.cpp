#include "indexer/writer/merge_policy.hpp"

#include <cmath>

namespace attache::indexer {
namespace {

constexpr double kSmallest = 16384;  // documents; all parts with less are of one level: any generation's

int level_of(std::uint32_t documents) {
  return documents < kSmallest ? 0 : 1 + static_cast<int>(std::log2(documents / kSmallest) / 2);
}

}  // namespace

std::size_t parts_to_join(std::span<const std::uint32_t> documents, std::size_t most) {
  std::size_t count = 0;     // of the parts looked at, from the last one on
  std::size_t of_level = 0;  // of these that are of the highest level among them
  bool has_smaller = false;  // which count as one: they have been of that level together before long
  int level = 0;
  for (auto at = documents.rbegin(); at != documents.rend(); ++at) {
    if (const int its = level_of(*at); its > level) {
      if (of_level + has_smaller >= most) return count;
      has_smaller = count > 0;
      level = its;
      of_level = 0;
    }
    ++count;
    of_level += level_of(*at) == level;
  }
  return of_level + has_smaller >= most ? count : 0;
}

}  // namespace attache::indexer
