// Where the bytes of an input come from: a file, standard input, or memory. Read once, front to back.
//
// A ByteSource belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schema/result.hpp"

namespace attache::indexer {

class ByteSource {
 public:
  // A regular file, or standard input for "-"; with Pipe also a named pipe or a shell's <(…), which is waited for. A Fault
  // for what is missing, not permitted, a folder, a device, a pipe or a socket; its reason is the system's.
  enum class Kind : std::uint8_t { File, Pipe };
  static schema::Result<ByteSource> open(const std::string& path, Kind kind = Kind::File);
  static ByteSource of_bytes(std::string bytes);

  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&& other) noexcept;
  ~ByteSource();

  // The bytes there are in all, where that is known beforehand (a regular file, memory).
  std::optional<std::uint64_t> size_bytes() const { return size_bytes_; }

  // The first bytes, at most kPeek, without taking them; shorter only if the input is. Valid until the next read. Only
  // before the first read.
  std::string_view peek();
  static constexpr std::size_t kPeek = 64 * 1024;

  // Appends at most `limit` bytes to `into`. False at the end or on a read error: then failure() is not empty. A signal
  // that is caught is such an error while a terminal or a pipe is waited for.
  bool read(std::string& into, std::size_t limit);

  // What the system said when reading failed; empty when it did not.
  const std::string& failure() const { return failure_; }

 private:
  ByteSource(int fd, std::optional<std::uint64_t> size_bytes) : fd_(fd), size_bytes_(size_bytes) {}

  int fd_ = -1;            // owned, unless it is standard input; -1 for memory
  std::string held_;       // bytes in hand: peeked, or the whole memory
  std::size_t taken_ = 0;  // of held_
  std::optional<std::uint64_t> size_bytes_;
  std::string failure_;
};

}  // namespace attache::indexer
