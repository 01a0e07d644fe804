#include "query/render/output.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include "schema/error.hpp"

namespace attache::query {
namespace {

bool is_unsafe(UChar32 c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F) ||  // C0, DEL, C1
         c == 0x061C || c == 0x200E || c == 0x200F ||                         // direction marks
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F) ||      // separators, embeddings, isolates
         c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

}  // namespace

std::string for_terminal(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto* s = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    const auto begin = i;
    UChar32 c;
    U8_NEXT(s, i, size, c);
    if (c < 0)
      for (auto byte = begin; byte < i; ++byte) out += fmt::format("\\x{{{:02x}}}", s[byte]);
    else if (is_unsafe(c))
      out += fmt::format("\\u{{{:x}}}", c);
    else
      out.append(text.substr(begin, i - begin));
  }
  return out;
}

Output::Output(std::FILE* file) : file_(file), terminal_(isatty(fileno(file)) == 1) {
  const char* no_color = std::getenv("NO_COLOR");
  color_ = terminal_ && !(no_color && *no_color);
}

void Output::text(std::string_view text) { raw(terminal_ ? for_terminal(text) : std::string(text)); }

void Output::lit(std::string_view text_lit, std::string_view before, std::string_view after) {
  raw(color_ ? "\x1b[1;33m" : before);
  text(text_lit);
  raw(color_ ? "\x1b[0m" : after);
}

void Output::flush() {
  if (std::fflush(file_) != 0) fail();
}

void Output::raw(std::string_view bytes) {
  if (!bytes.empty() && std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) fail();
}

void Output::fail() {
  if (errno == EPIPE) throw PipeClosed{};
  throw schema::Error(schema::ErrorCode::Output, fmt::format("standard output cannot be written: {}", std::strerror(errno)));
}

}  // namespace attache::query
