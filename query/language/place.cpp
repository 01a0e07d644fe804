#include "query/language/place.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace attache::query {

std::string column(std::string_view text, std::uint32_t offset) {
  std::size_t points = 1;
  for (std::size_t i = 0; i < std::min<std::size_t>(offset, text.size()); ++i)
    points += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
  return fmt::format("column {}", points);
}

}  // namespace attache::query
