// Files of records; the first byte modulo 3 picks the format, so that seeds begin with '0', '1' or '2'.
#include <array>
#include <cstdint>

#include "tests/fuzz/article_checks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const std::array<std::string, 3> types{"csv", "jsonl", "reuters"};
  attache::indexer::check_reading({reinterpret_cast<const char*>(data) + 1, size - 1}, types[data[0] % 3]);
  return 0;
}
