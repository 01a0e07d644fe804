// libarchive over a ByteSource: the part that archives and compressed files share.
//
// Belongs to one thread.
#pragma once

#include <archive.h>

#include <cstdint>
#include <memory>
#include <string>

#include "indexer/readers/byte_source.hpp"

namespace attache::indexer {

class ArchiveHandle {
 public:
  explicit ArchiveHandle(ByteSource source);
  ArchiveHandle(const ArchiveHandle&) = delete;  // libarchive has its address
  ArchiveHandle& operator=(const ArchiveHandle&) = delete;

  // libarchive's own, to be told of formats before open().
  archive* get() { return handle_.get(); }
  // False when it could not be opened; see complaint().
  bool open();
  // Bytes that libarchive has asked for.
  std::uint64_t packed_bytes() const { return packed_bytes_; }
  // Bytes there are in all, where that is known.
  std::optional<std::uint64_t> size_bytes() const { return source_.size_bytes(); }
  // What the system or libarchive said last, on one line; never empty.
  std::string complaint() const;

 private:
  static la_ssize_t read(archive*, void* self, const void** block);
  static la_int64_t seek(archive*, void* self, la_int64_t offset, int whence);

  struct Free {
    void operator()(archive* handle) const { archive_read_free(handle); }
  };

  ByteSource source_;
  std::string block_;
  std::uint64_t position_ = 0;
  std::uint64_t packed_bytes_ = 0;
  std::unique_ptr<archive, Free> handle_;  // last: freeing it may call back
};

}  // namespace attache::indexer
