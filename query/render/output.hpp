// Where results go: standard output, made safe for terminals, with failures that are not lost.
//
// One per thread.
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "schema/named_value.hpp"

namespace attache::query {

// The reader of a pipe went away: what remains is nobody's. Ends the command quietly.
struct PipeClosed {};

// Text of several lines that does nothing to a terminal: schema::printable of each.
std::string for_terminal(std::string_view text);

// The text with one space for each run of blanks and line breaks, none before the first word.
std::string on_one_line(std::string_view text);

enum class Color : std::uint8_t { Auto, Always, Never };
inline constexpr std::array<schema::NamedValue<Color>, 3> kColors{{{Color::Auto, "auto"}, {Color::Always, "always"}, {Color::Never, "never"}}};

// Whether words are lit up in color: as wished; by itself on terminals other than "dumb". NO_COLOR, not empty, is stronger than
// CLICOLOR_FORCE, not "0", and that than CLICOLOR=0 (no-color.org, bixense.com/clicolors).
bool wants_color(Color wish, bool terminal);

class Output {
 public:
  // `file` stays open and is the caller's. Color as by Color::Auto.
  explicit Output(std::FILE* file);
  Output(std::FILE* file, bool terminal, bool color) : file_(file), terminal_(terminal), color_(color) {}

  void set_color(Color wish) { color_ = wants_color(wish, terminal_); }

  bool is_terminal() const { return terminal_; }
  // Lines that a terminal of its width has shown so far, and how many it has in all; 80 by 24 where that is not known.
  std::uint64_t lines() const { return lines_; }
  std::uint64_t height() const { return height_; }
  // Text from articles and archives: escaped on a terminal, as it is elsewhere. Throws Error(Output) when it cannot be
  // written, PipeClosed when nobody reads it.
  void text(std::string_view text);
  // The same, lit up on a terminal; between `before` and `after` where there is no color.
  void lit(std::string_view text, std::string_view before = {}, std::string_view after = {});
  // A file's path, which terminals that show color may open. `shown` is what stands there, `path` absolute.
  void file_link(std::string_view shown, std::string_view path);
  // Throws like text(). To be called last: a full disk often shows only now.
  void flush();

 private:
  void raw(std::string_view bytes);
  void count(std::string_view shown);
  [[noreturn]] void fail();
  std::FILE* file_;
  bool terminal_ = false;
  bool color_ = false;
  std::uint64_t width_ = 80;
  std::uint64_t height_ = 24;
  std::uint64_t lines_ = 0;
  std::uint64_t column_ = 0;
};

}  // namespace attache::query
