// Stretches of text, and the way between the two units they are counted in: bytes inside, code points outside.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace attache::schema {

// Bytes of a stored UTF-8 text, half-open, never inside a code point. begin <= end.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend auto operator<=>(const Span&, const Span&) = default;
};

inline std::string_view text_of(std::string_view text, Span span) { return text.substr(span.begin, span.size()); }

// The stretches joined by " … ", as a quotation of several stretches is printed.
std::string text_of(std::string_view text, const std::vector<Span>& spans);

// The same stretches in order, those that overlap or touch made one.
std::vector<Span> united(std::vector<Span> spans);

// Translates byte offsets of one text into code points. Holds no reference to the text; safe to share.
class CodePoints {
 public:
  // `text` is valid UTF-8 (bytes that are no lead byte count as continuation).
  explicit CodePoints(std::string_view text);
  // Code points before byte `offset`; an offset past the end gives the whole count. O(1).
  std::uint32_t at(std::uint32_t offset) const;
  Span of(Span bytes) const { return {at(bytes.begin), at(bytes.end)}; }
  std::uint32_t count() const { return count_; }

 private:
  std::vector<std::uint32_t> before_block_;  // code points before each block of kBlock bytes
  std::string continuation_;                 // one bit a byte, set where the byte continues a code point
  std::uint32_t size_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace attache::schema
