#include "schema/printable.hpp"

#include <fmt/format.h>
#include <unicode/utf8.h>

namespace attache::schema {
namespace {

bool is_bidi_control(UChar32 c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}
bool is_line_break(UChar32 c) { return c == 0x2028 || c == 0x2029; }
bool is_control(UChar32 c) { return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0); }

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    const int32_t at = i;
    UChar32 c;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) {
      for (int32_t bad = at; bad < i; ++bad) out += fmt::format("\\x{:02X}", bytes[bad]);
    } else if (is_control(c)) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned>(c));
    } else if (is_bidi_control(c) || is_line_break(c)) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    } else {
      out += text.substr(at, i - at);
    }
  }
  return out;
}

}  // namespace attache::schema
