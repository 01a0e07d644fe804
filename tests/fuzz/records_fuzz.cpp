// Files of records; the first byte modulo 4 picks the format, so that seeds begin with '0' to '3'.
#include <array>
#include <cstdint>

#include "tests/fuzz/article_checks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const std::array<std::string, 4> types{"csv", "jsonl", "reuters", "ldc"};
  attache::indexer::check_reading({reinterpret_cast<const char*>(data) + 1, size - 1}, types[data[0] % types.size()]);
  return 0;
}
