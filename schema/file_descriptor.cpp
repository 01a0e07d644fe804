#include "schema/file_descriptor.hpp"

#include <cerrno>
#include <cstddef>

namespace attache::schema {

bool write_all(int number, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(number, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace attache::schema
