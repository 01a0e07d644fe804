// The lines of a file of records, in UTF-8, one at a time and in bounded memory.
//
// Belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "indexer/readers/byte_source.hpp"
#include "indexer/readers/charset.hpp"

namespace attache::indexer {

struct RecordLine {
  std::string text;   // valid UTF-8, with its line end (LF, CR LF or CR) where it has one
  std::string bytes;  // as in the file; for UTF-16 and UTF-32 the UTF-8 made of them
  std::uint32_t replaced_bytes = 0;
  std::size_t number = 0;  // from 1
  bool too_long = false;   // longer than the limit: text and bytes hold only its beginning, the rest is passed over
};

class RecordLines {
 public:
  RecordLines(ByteSource source, std::size_t limit_bytes);

  // Nothing at the end, and after a read error (see failure()). The first line comes without a byte-order mark.
  std::optional<RecordLine> next();

  const std::string& failure() const { return source_.failure(); }
  std::size_t limit_bytes() const { return limit_bytes_; }

 private:
  bool fill();
  std::size_t line_end();

  ByteSource source_;
  std::size_t limit_bytes_;
  std::string charset_;
  std::optional<Transcoder> transcoder_;  // for wide charsets, whose line ends are no single bytes
  std::string buffer_;
  std::size_t at_ = 0;  // in buffer_
  std::size_t number_ = 0;
  bool ended_ = false;
};

}  // namespace attache::indexer
