// Archives and compressed files, known by how they begin.
#include <cstdint>

#include "tests/fuzz/article_checks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  attache::indexer::check_reading({reinterpret_cast<const char*>(data), size}, "");
  return 0;
}
