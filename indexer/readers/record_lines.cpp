#include "indexer/readers/record_lines.hpp"

#include <algorithm>
#include <utility>

namespace attache::indexer {
namespace {

constexpr std::size_t kChunk = 256 * 1024;  // bytes a read
constexpr std::string_view kMark = "\xEF\xBB\xBF";

}  // namespace

RecordLines::RecordLines(ByteSource source, std::size_t limit_bytes)
    : source_(std::move(source)), limit_bytes_(limit_bytes) {
  const std::string_view head = source_.peek();
  charset_ = charset_of(head, head.size() == ByteSource::kPeek);
  if (is_wide_charset(charset_)) transcoder_.emplace(charset_);
  while (buffer_.size() < kMark.size() && fill()) {
  }
  if (buffer_.starts_with(kMark)) at_ = kMark.size();
}

// Reads on; what was taken goes. False at the end.
bool RecordLines::fill() {
  if (ended_) return false;
  buffer_.erase(0, std::exchange(at_, 0));
  if (!transcoder_) {
    ended_ = !source_.read(buffer_, kChunk);
    return !ended_;
  }
  std::string wide;
  ended_ = !source_.read(wide, kChunk);
  const std::size_t before = buffer_.size();
  transcoder_->feed(wide, ended_, buffer_);
  return !ended_ || buffer_.size() > before;
}

// One past the line end of the line at at_, reading on as far as needed: npos when it lies past the limit.
std::size_t RecordLines::line_end() {
  std::size_t seen = 0;  // after at_
  while (true) {
    const std::size_t found = buffer_.find_first_of("\r\n", at_ + seen);
    if (found == std::string::npos) {
      seen = buffer_.size() - at_;
      if (seen > limit_bytes_) return std::string::npos;
      if (!fill()) return buffer_.size();
      continue;
    }
    if (buffer_[found] == '\n') return found + 1;
    if (found + 1 < buffer_.size()) return found + (buffer_[found + 1] == '\n' ? 2 : 1);
    seen = found - at_;
    if (!fill()) return buffer_.size();
  }
}

std::optional<RecordLine> RecordLines::next() {
  if (at_ == buffer_.size() && !fill()) return std::nullopt;
  RecordLine line;
  line.number = ++number_;
  std::size_t end = line_end();
  if (end == std::string::npos || end - at_ > limit_bytes_) {
    line.too_long = true;
    line.bytes = buffer_.substr(at_, limit_bytes_);
    while (end == std::string::npos) {
      at_ = buffer_.size();
      if (!fill()) break;
      end = line_end();
    }
    at_ = std::min(end, buffer_.size());
  } else {
    line.bytes = buffer_.substr(at_, end - at_);
    at_ = end;
    // Where reading failed the line is cut: its beginning could pass for a record.
    if (!source_.failure().empty() && !line.bytes.ends_with('\n') && !line.bytes.ends_with('\r')) return std::nullopt;
  }
  Decoded decoded = decode_record(line.bytes, transcoder_ ? "UTF-8" : charset_);
  line.text = std::move(decoded.text);
  line.replaced_bytes = decoded.replaced_bytes;
  return line;
}

}  // namespace attache::indexer
