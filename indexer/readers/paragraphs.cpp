#include "indexer/readers/paragraphs.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "indexer/readers/line_shapes.hpp"
#include "schema/character_class.hpp"

namespace attache::indexer {
namespace {

using schema::Span;
using schema::text_of;

constexpr std::size_t kLongestWrap = 110;   // code points: no program wraps wider by itself
constexpr std::size_t kNarrowestWrap = 40;  // narrower is a list or verse
constexpr std::size_t kFewestWrapped = 3;   // lines that must look wrapped before a text counts as wrapped
constexpr double kFill = 0.85;              // of the width, that a wrapped line with the next word would pass

struct Line {
  Span span;                   // trimmed
  std::size_t indent = 0;      // bytes of white space before it
  std::size_t width = 0;       // code points, trimmed
  std::size_t first_word = 0;  // code points
  bool blank = false;
  std::optional<bool> alone = {};  // stands_alone(), once it was asked for
};

bool is_space(UChar32 c) { return c == 0xFEFF || schema::is_white_space(c); }

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<Line> lines_of(std::string_view text, Span within) {
  std::vector<Line> lines;
  for (std::uint32_t begin = within.begin; begin < within.end;) {
    const std::size_t found = text.substr(0, within.end).find_first_of("\r\n", begin);
    const auto end = found == std::string_view::npos ? within.end : static_cast<std::uint32_t>(found);
    Line line;
    line.span = trimmed(text, {begin, end});
    line.indent = line.span.begin - begin;
    line.blank = line.span.empty();
    const std::string_view words = text_of(text, line.span);
    line.width = code_points(words);
    line.first_word = code_points(words.substr(0, words.find(' ')));
    lines.push_back(line);
    begin = end + 1;
    if (end < within.end && text[end] == '\r' && begin < within.end && text[begin] == '\n') ++begin;
  }
  return lines;
}

// The column the text is wrapped at, or 0 when its lines end where the author ended them.
std::size_t wrap_width(const std::vector<Line>& lines) {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool joined = (i > 0 && !lines[i - 1].blank) || (i + 1 < lines.size() && !lines[i + 1].blank);
    if (!lines[i].blank && joined) widths.push_back(lines[i].width);
  }
  if (widths.size() < kFewestWrapped) return 0;
  const auto high = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() * 9 / 10);
  std::nth_element(widths.begin(), high, widths.end());
  const std::size_t width = *high;
  if (width < kNarrowestWrap || width > kLongestWrap) return 0;
  std::size_t breaks = 0;
  std::size_t full = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].blank || lines[i + 1].blank) continue;
    ++breaks;
    if (static_cast<double>(lines[i].width + 1 + lines[i + 1].first_word) > kFill * static_cast<double>(width)) ++full;
  }
  return full >= kFewestWrapped && full * 2 >= breaks ? width : 0;
}

bool starts_in_lower_case(std::string_view text) {
  UChar32 c = -1;
  int32_t at = 0;
  if (!text.empty()) U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), at, static_cast<int32_t>(text.size()), c);
  return schema::is_lower(c);
}

bool is_alone(std::string_view words, Line& line) {
  if (!line.alone) line.alone = stands_alone(words);
  return *line.alone;
}

// True when the line end between the two is only the wrapping's. What stands alone is asked last: it takes longest.
bool runs_on(std::string_view text, Line& line, Line& next, std::size_t width) {
  if (line.blank || next.blank) return false;
  const std::string_view words = text_of(text, line.span);
  const std::string_view next_words = text_of(text, next.span);
  if (width > 0 && next.indent > line.indent + 1) return false;  // a first line's indent
  const bool is_full = width > 0 && static_cast<double>(line.width + 1 + next.first_word) > kFill * static_cast<double>(width);
  const bool broken_off = line.width <= kLongestWrap && starts_in_lower_case(next_words) && !ends_a_sentence(words);
  return (is_full || broken_off) && !is_alone(words, line) && !is_alone(next_words, next);
}

}  // namespace

Span trimmed(std::string_view text, Span within) {
  const auto* s = reinterpret_cast<const uint8_t*>(text.data());
  auto begin = static_cast<int32_t>(within.begin);
  auto end = static_cast<int32_t>(within.end);
  while (begin < end) {
    int32_t next = begin;
    UChar32 c;
    U8_NEXT(s, next, end, c);
    if (!is_space(c)) break;
    begin = next;
  }
  while (end > begin) {
    int32_t before = end;
    UChar32 c;
    U8_PREV(s, begin, before, c);
    if (!is_space(c)) break;
    end = before;
  }
  if (begin == end) return {within.begin, within.begin};
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::vector<Span> paragraphs_of(std::string_view text, Span within) {
  std::vector<Line> lines = lines_of(text, within);
  const std::size_t width = wrap_width(lines);
  std::vector<Span> paragraphs;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].blank) continue;
    if (i > 0 && runs_on(text, lines[i - 1], lines[i], width))
      paragraphs.back().end = lines[i].span.end;
    else
      paragraphs.push_back(lines[i].span);
  }
  return paragraphs;
}

}  // namespace attache::indexer
