#include "indexer/readers/containers/warc_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "indexer/readers/ascii_case.hpp"
#include "indexer/readers/containers/header_lines.hpp"

namespace attache::indexer {
namespace {

using schema::Fault;
using schema::Result;

constexpr std::size_t kChunk = 256 * 1024;       // bytes a read
constexpr std::size_t kMostLine = 64 * 1024;     // a longer line comes in pieces
constexpr std::size_t kMostHeaderLines = 1000;
constexpr std::string_view kVersion = "WARC/";

std::string_view without_end(std::string_view line) { return line.substr(0, line.find_last_not_of("\r\n") + 1); }

}  // namespace

std::string record_place(std::size_t number) { return fmt::format("record {}", number); }

// The next line with its end, or a piece of a long one, taken; nothing at the end. Valid until the next call.
std::optional<std::string_view> WarcRecords::line() {
  std::size_t found;
  while ((found = buffer_.find('\n', at_)) == std::string::npos && buffer_.size() - at_ < kMostLine && !ended_) {
    buffer_.erase(0, at_);
    at_ = 0;
    ended_ = !source_.read(buffer_, kChunk);
  }
  const std::size_t begin = at_;
  at_ = found == std::string::npos ? buffer_.size() : found + 1;
  if (at_ == begin) return std::nullopt;
  return std::string_view(buffer_).substr(begin, at_ - begin);
}

bool WarcRecords::skip_block() {
  while (unread_ > 0) {
    if (at_ == buffer_.size()) {
      buffer_.clear();
      at_ = 0;
      if (ended_ || !source_.read(buffer_, kChunk)) return false;
    }
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(unread_, buffer_.size() - at_));
    at_ += count;
    unread_ -= count;
  }
  return true;
}

std::optional<std::string> WarcRecords::block() {
  std::string out = buffer_.substr(at_, static_cast<std::size_t>(std::min<std::uint64_t>(unread_, buffer_.size() - at_)));
  at_ += out.size();
  unread_ -= out.size();
  while (unread_ > 0) {
    const std::size_t before = out.size();
    if (ended_ || !source_.read(out, static_cast<std::size_t>(std::min<std::uint64_t>(unread_, kChunk)))) return std::nullopt;
    unread_ -= out.size() - before;
  }
  return out;
}

std::optional<Result<WarcRecord>> WarcRecords::at_end(std::string_view reason) {
  done_ = true;
  if (!failure().empty()) return Fault{failure(), {}};
  if (reason.empty()) return std::nullopt;
  return Fault{std::string(reason), {}};
}

std::optional<Result<WarcRecord>> WarcRecords::next() {
  if (done_) return std::nullopt;
  if (!skip_block()) return at_end(fmt::format("damaged: the file breaks off in record {}", number_));
  while (const auto found = line()) {
    const std::string_view text = without_end(*found);
    if (text.empty()) continue;
    ++number_;
    if (!text.starts_with(kVersion)) return damage();
    auto record = read_header();
    if (record) unread_ = record->size_bytes;
    return record;
  }
  return at_end({});
}

// Passes over lines up to one that begins a record, which stays to be read.
Fault WarcRecords::damage() {
  bool begins = true;  // a line, not a piece of one
  while (const auto found = line()) {
    if (begins && found->starts_with(kVersion)) {
      at_ -= found->size();
      break;
    }
    begins = found->ends_with('\n');
  }
  return {"damaged: no record where one should begin", record_place(number_)};
}

Result<WarcRecord> WarcRecords::read_header() {
  WarcRecord record;
  record.number = number_;
  bool sized = false;
  for (std::size_t count = 0; count < kMostHeaderLines; ++count) {
    const auto found = line();
    if (!found) break;
    const std::string_view text = without_end(*found);
    if (text.empty()) {
      if (sized) return record;
      break;
    }
    const HeaderLine header = header_line(text);
    if (header.name == "warc-type") record.type = lower_case(header.value);
    if (header.name == "warc-target-uri") record.uri = header.value;
    if (header.name == "warc-date") record.date = header.value;
    if (header.name == "content-type") record.content_type = header.value;
    if (header.name == "content-length") {
      const auto [end, error] = std::from_chars(header.value.data(), header.value.data() + header.value.size(), record.size_bytes);
      sized = error == std::errc() && end == header.value.data() + header.value.size();
    }
  }
  damage();
  return Fault{"damaged: a record without its length", record_place(number_)};
}

}  // namespace attache::indexer
