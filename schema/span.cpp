#include "schema/span.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace attache::schema {
namespace {
constexpr std::uint32_t kBlock = 64;  // bytes a block: one word of continuation bits
}

std::string text_of(std::string_view text, const std::vector<Span>& spans) {
  std::string out;
  for (const Span span : spans) {
    if (!out.empty()) out += " … ";
    out += text_of(text, span);
  }
  return out;
}

std::vector<Span> united(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<Span> out;
  for (const Span span : spans)
    if (!out.empty() && span.begin <= out.back().end)
      out.back().end = std::max(out.back().end, span.end);
    else
      out.push_back(span);
  return out;
}

CodePoints::CodePoints(std::string_view text) : size_(static_cast<std::uint32_t>(text.size())) {
  const std::size_t blocks = text.size() / kBlock + 1;
  continuation_.assign(blocks * 8, '\0');
  before_block_.reserve(blocks);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kBlock == 0) before_block_.push_back(count_);
    if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80)
      continuation_[i / 8] = static_cast<char>(continuation_[i / 8] | (1 << (i % 8)));
    else
      ++count_;
  }
  if (text.size() % kBlock == 0) before_block_.push_back(count_);
}

std::uint32_t CodePoints::at(std::uint32_t offset) const {
  offset = std::min(offset, size_);
  const std::uint32_t block = offset / kBlock;
  const std::uint32_t rest = offset % kBlock;
  std::uint64_t bits = 0;
  std::memcpy(&bits, continuation_.data() + std::size_t{block} * 8, 8);
  if constexpr (std::endian::native == std::endian::big) bits = __builtin_bswap64(bits);
  const std::uint64_t below = rest == 0 ? 0 : bits & (~std::uint64_t{0} >> (64 - rest));
  return before_block_[block] + rest - static_cast<std::uint32_t>(std::popcount(below));
}

}  // namespace attache::schema
