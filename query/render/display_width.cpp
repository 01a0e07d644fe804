#include "query/render/display_width.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

namespace attache::query {

std::size_t display_width(std::string_view text) {
  std::size_t out = 0;
  const auto* s = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    UChar32 c;
    U8_NEXT(s, at, size, c);
    if (c < 0) c = 0xFFFD;
    const auto type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) continue;
    const auto wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    out += wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
  }
  return out;
}

std::string padded(std::string_view text, std::size_t columns) {
  const auto width = display_width(text);
  return std::string(text) + std::string(columns > width ? columns - width : 0, ' ');
}

std::string padded_left(std::string_view text, std::size_t columns) {
  const auto width = display_width(text);
  return std::string(columns > width ? columns - width : 0, ' ') + std::string(text);
}

std::size_t terminal_columns() {
  std::size_t columns = 0;
  if (const char* set = std::getenv("COLUMNS")) std::from_chars(set, set + std::strlen(set), columns);
  winsize size{};
  if (columns == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) columns = size.ws_col;
  return std::clamp<std::size_t>(columns == 0 ? 80 : columns, 40, 400);
}

std::string bar(double count, double most, std::size_t columns) {
  static constexpr std::array<std::string_view, 8> kEighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (count <= 0 || most <= 0) return {};
  const auto eighths = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(count / most * static_cast<double>(columns) * 8)));
  std::string out;
  for (std::size_t i = 0; i < eighths / 8; ++i) out += "█";
  return out.append(kEighths[eighths % 8]);
}

}  // namespace attache::query
