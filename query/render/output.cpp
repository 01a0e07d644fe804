#include "query/render/output.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "schema/error.hpp"
#include "schema/printable.hpp"

namespace attache::query {

std::string on_one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank)
      out.push_back(c);
    else if (!out.empty() && out.back() != ' ')
      out.push_back(' ');
  }
  return out;
}

std::string for_terminal(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0;;) {
    const auto end = std::min(text.find('\n', begin), text.size());
    out += schema::printable(text.substr(begin, end - begin));
    if (end == text.size()) return out;
    out += '\n';
    begin = end + 1;
  }
}

bool wants_color(Color wish, bool terminal) {
  const auto value = [](const char* name) -> std::string_view {
    const char* found = std::getenv(name);
    return found ? found : "";
  };
  if (wish != Color::Auto) return wish == Color::Always;
  if (!value("NO_COLOR").empty()) return false;
  if (const auto force = value("CLICOLOR_FORCE"); !force.empty() && force != "0") return true;
  return terminal && value("CLICOLOR") != "0" && value("TERM") != "dumb";
}

Output::Output(std::FILE* file) : file_(file), terminal_(isatty(fileno(file)) == 1) {
  set_color(Color::Auto);
  winsize size{};
  if (terminal_ && ioctl(fileno(file), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
    width_ = size.ws_col;
    height_ = size.ws_row;
  }
}

void Output::text(std::string_view text) {
  if (!terminal_) return raw(text);
  const auto safe = for_terminal(text);
  count(safe);
  raw(safe);
}

void Output::count(std::string_view shown) {
  for (const char c : shown) {
    if (c == '\n') {
      ++lines_;
      column_ = 0;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80 && ++column_ > width_) {
      ++lines_;
      column_ = 1;
    }
  }
}

void Output::lit(std::string_view text_lit, std::string_view before, std::string_view after) {
  raw(color_ ? "\x1b[1;33m" : before);
  text(text_lit);
  raw(color_ ? "\x1b[0m" : after);
}

void Output::file_link(std::string_view shown, std::string_view path) {
  if (!terminal_ || !color_ || !path.starts_with('/')) return text(shown);
  std::string address = "file://";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("/-._~").find(c) != std::string_view::npos;
    address += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  raw("\x1b]8;;" + address + "\x1b\\");  // OSC 8
  text(shown);
  raw("\x1b]8;;\x1b\\");
}

void Output::flush() {
  if (std::fflush(file_) != 0) fail();
}

void Output::raw(std::string_view bytes) {
  if (!bytes.empty() && std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) fail();
}

void Output::fail() {
  if (errno == EPIPE) throw PipeClosed{};
  throw schema::Error(schema::ErrorCode::Output,
                      fmt::format("standard output cannot be written: {}", std::strerror(errno)));
}

}  // namespace attache::query
