#include "indexer/readers/containers/mbox_messages.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace attache::indexer {
namespace {

constexpr std::size_t kChunk = 256 * 1024;  // bytes a read
constexpr std::size_t kPiece = 64 * 1024;   // a longer line comes in pieces
constexpr std::string_view kFrom = "From ";

bool is_blank(std::string_view line) { return line == "\n" || line == "\r\n"; }

// ">>From " and ">From ": as many signs as quotings.
bool is_quoted_from(std::string_view line) {
  const std::size_t signs = line.find_first_not_of('>');
  return signs != std::string_view::npos && signs > 0 && line.substr(signs).starts_with(kFrom);
}

}  // namespace

bool is_from_line(std::string_view line) {
  static const RE2 envelope(R"(From (?:\S+|.* at \S+) .*\d{1,2}:\d\d.*\b\d{4}\b[^a-z]*)");
  return line.starts_with(kFrom) && line.size() < 1000 && RE2::FullMatch(line.substr(0, line.find_last_not_of("\r\n") + 1), envelope);
}

// The next line with its end, or a piece of a long one; empty at the end. Valid until the next call.
std::string_view MboxMessages::piece() {
  std::size_t found;
  while ((found = buffer_.find('\n', at_)) == std::string::npos && buffer_.size() - at_ < kPiece && !ended_) {
    buffer_.erase(0, at_);
    at_ = 0;
    ended_ = !source_.read(buffer_, kChunk);
  }
  const std::size_t end = found == std::string::npos ? buffer_.size() : found + 1;
  return std::string_view(buffer_).substr(at_, end - at_);
}

std::optional<MboxMessages::Message> MboxMessages::next() {
  Message message;
  while (true) {
    const std::string_view line = piece();
    if (line.empty()) break;
    const bool whole_line = line.ends_with('\n');
    if (line_begins_ && after_blank_ && is_from_line(line)) {
      if (started_) break;
      started_ = true;
    } else {
      started_ = true;
      const bool quoted = line_begins_ && is_quoted_from(line);
      if (message.bytes.size() + line.size() > kMostMessageBytes) message.too_long = true;
      if (!message.too_long) message.bytes += line.substr(quoted ? 1 : 0);
    }
    after_blank_ = line_begins_ && is_blank(line);
    line_begins_ = whole_line;
    at_ += line.size();
  }
  if (!started_ || !failure().empty()) return std::nullopt;
  started_ = false;
  return message;
}

}  // namespace attache::indexer
