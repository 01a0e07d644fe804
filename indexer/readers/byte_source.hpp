// Where the bytes of an input come from: a file, standard input, memory, or blocks that somebody makes (a member of an
// archive as it is unpacked). Read once, front to back; files and memory can be read out of order too.
//
// A ByteSource belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
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

  // Appends the next bytes, any number but none, to `into`. False at the end, or with `failure` set where there should be
  // more. It is not asked again after that; what it refers to must outlive the source.
  using NextBlock = std::function<bool(std::string& into, std::string& failure)>;
  static ByteSource of_blocks(NextBlock next, std::optional<std::uint64_t> size_bytes = std::nullopt);

  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&& other) noexcept;
  ~ByteSource();

  // The bytes there are in all, where that is known beforehand (a regular file, memory, a member that says so).
  std::optional<std::uint64_t> size_bytes() const { return size_bytes_; }

  // The first bytes, at most kPeek, without taking them; shorter only if the input is. Valid until the next read. Only
  // before the first read.
  std::string_view peek();
  static constexpr std::size_t kPeek = 64 * 1024;

  // Appends at most `limit` bytes to `into`. False at the end or on a read error: then failure() is not empty. A signal
  // that is caught is such an error while a terminal or a pipe is waited for.
  bool read(std::string& into, std::size_t limit);

  // Goes on at `offset` bytes from the beginning, which may be past the end. False where that cannot be done: a pipe, blocks.
  bool seek(std::uint64_t offset);
  bool can_seek() const { return !blocks_ && size_bytes_.has_value(); }
  // Whether all of it is memory of its own.
  bool in_memory() const { return !blocks_ && fd_ < 0; }

  // How many bytes of a file or standard input were read, or to where it was sought; counts on while the source is read or
  // moved, from its opening if asked for before the first read. For the source's own thread.
  std::shared_ptr<const std::uint64_t> position();

  // What the system said when reading failed; empty when it did not.
  const std::string& failure() const { return failure_; }

 private:
  ByteSource(int fd, std::optional<std::uint64_t> size_bytes) : fd_(fd), size_bytes_(size_bytes) {}

  bool next_block();

  int fd_ = -1;            // owned, unless it is standard input; -1 for memory and blocks
  NextBlock next_;         // empty for files and memory, and once the blocks are at their end
  std::string held_;       // bytes in hand: peeked, a block, or the whole memory
  std::size_t taken_ = 0;  // of held_
  bool blocks_ = false;
  std::optional<std::uint64_t> size_bytes_;
  std::shared_ptr<std::uint64_t> position_;  // null: nobody asked
  std::string failure_;
};

}  // namespace attache::indexer
