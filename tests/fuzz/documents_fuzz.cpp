// Documents as word processors, typesetters and people write them; the first byte modulo 4 picks the format, so that seeds begin with
// '0' (PDF), '1' (RTF), '2' (Markdown) or '3' (front matter alone).
#include <array>
#include <cstdint>

#include "indexer/readers/front_matter.hpp"
#include "tests/fuzz/article_checks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace attache::indexer;
  if (size == 0) return 0;
  static const std::array<std::string, 3> types{"pdf", "rtf", "markdown"};
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 4 == 3) {
    const FrontMatter front = read_front_matter(bytes);
    require(front.size <= bytes.size(), "front matter ends within the text");
    for (const auto& [key, value] : front.values) require(!key.empty() && !value.empty(), "a key has a value");
    return 0;
  }
  check_reading(std::move(bytes), types[data[0] % 4]);
  return 0;
}
