// The records of a web archive (WARC, ISO 28500), one at a time, in bounded memory.
//
// Belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/byte_source.hpp"

namespace attache::indexer {

struct WarcRecord {
  std::size_t number = 0;    // in the file, from 1
  std::string type;          // "response", "resource", …; lower case
  std::string uri;           // WARC-Target-URI
  std::string date;          // WARC-Date, as written
  std::string content_type;  // of the block: "application/http; msgtype=response"
  std::uint64_t size_bytes = 0;  // of the block
};

class WarcRecords {
 public:
  explicit WarcRecords(ByteSource source) : source_(std::move(source)) {}

  // The next record; what its predecessor's block has left is passed over. A Fault, placed at "record 12", for bytes that are
  // no record: reading goes on at the next line that begins one. A Fault without a place where the file breaks off or cannot
  // be read: then there is nothing more. Nothing at the end.
  std::optional<schema::Result<WarcRecord>> next();

  // The block of the record given last, whole, or nothing where the file breaks off in it (the next next() says so). Once a
  // record, and only for blocks that are small enough to hold.
  std::optional<std::string> block();

  const std::string& failure() const { return source_.failure(); }

 private:
  std::optional<std::string_view> line();
  bool skip_block();
  std::optional<schema::Result<WarcRecord>> at_end(std::string_view reason);
  schema::Fault damage();
  schema::Result<WarcRecord> read_header();

  ByteSource source_;
  std::string buffer_;
  std::size_t at_ = 0;         // in buffer_
  std::uint64_t unread_ = 0;   // bytes of the block in hand
  std::size_t number_ = 0;
  bool ended_ = false;         // the source has no more
  bool done_ = false;
};

std::string record_place(std::size_t number);

}  // namespace attache::indexer
