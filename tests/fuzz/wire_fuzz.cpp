// Wires and feeds; the first byte modulo 4 picks the format, so that seeds begin with '0' (newsml), '1' (nitf), '2' (rss) or
// '3' (json).
#include <array>
#include <cstdint>

#include "tests/fuzz/article_checks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const std::array<std::string, 4> types{"newsml", "nitf", "rss", "json"};
  attache::indexer::check_reading({reinterpret_cast<const char*>(data) + 1, size - 1}, types[data[0] % 4]);
  return 0;
}
