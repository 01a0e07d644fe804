// Exports of news databases; the first byte modulo 4 picks the format, so that seeds begin with '0' (factiva), '1' (nexis),
// '2' (docx, as a file) or '3' (docx, as the XML inside it).
#include <array>
#include <cstdint>

#include "tests/fuzz/article_checks.hpp"
#include "tests/unit/readers/stored_zip.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const std::array<std::string, 4> types{"factiva", "nexis", "docx", "docx"};
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 4 == 3) bytes = attache::indexer::stored_zip("word/document.xml", bytes);
  attache::indexer::check_reading(std::move(bytes), types[data[0] % 4]);
  return 0;
}
