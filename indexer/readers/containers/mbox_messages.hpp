// The messages of a mailbox file, one at a time, in memory of one message.
//
// Belongs to one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/byte_source.hpp"

namespace attache::indexer {

inline constexpr std::size_t kMostMessageBytes = std::size_t{64} << 20;

// A line that parts messages: "From anna@post.example Tue Dec  3 10:15:00 2024". Nobody's sentence: it ends in a time and a
// year.
bool is_from_line(std::string_view line);

class MboxMessages {
 public:
  explicit MboxMessages(ByteSource source) : source_(std::move(source)) {}

  struct Message {
    std::string bytes;      // without its From_ line, ">From " unquoted once (mboxrd, mboxo)
    bool too_long = false;  // more than kMostMessageBytes: bytes are its beginning
  };
  // Nothing at the end, and after a read error (see failure()): a message that breaks off is not given.
  std::optional<Message> next();

  const std::string& failure() const { return source_.failure(); }

 private:
  std::string_view piece();

  ByteSource source_;
  std::string buffer_;
  std::size_t at_ = 0;          // in buffer_
  bool line_begins_ = true;     // at at_
  bool after_blank_ = true;     // the line before was blank, or there was none
  bool started_ = false;        // the From_ line of the message to come is passed
  bool ended_ = false;
};

}  // namespace attache::indexer
