// Mail: a mailbox where the first line begins with "From ", else one message.
#include <cstdint>

#include "tests/fuzz/article_checks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::string type = bytes.starts_with("From ") ? "mbox" : "eml";
  attache::indexer::check_reading(std::move(bytes), type);
  return 0;
}
