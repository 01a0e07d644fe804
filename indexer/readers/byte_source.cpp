#include "indexer/readers/byte_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace attache::indexer {
namespace {

// Thread-safe, unlike strerror.
std::string system_message(int error) { return std::generic_category().message(error); }

}  // namespace

schema::Result<ByteSource> ByteSource::open(const std::string& path, Kind kind) {
  const bool standard_input = path == "-";
  // O_NONBLOCK: opening a pipe that nobody writes to must not wait; it changes nothing for regular files.
  const int waits = kind == Kind::Pipe ? 0 : O_NONBLOCK;
  const int fd = standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | waits);
  if (fd < 0) return schema::Fault{system_message(errno), {}};
  ByteSource source(fd, std::nullopt);
  struct stat status {};
  if (::fstat(fd, &status) != 0) return schema::Fault{system_message(errno), {}};
  if (S_ISREG(status.st_mode))
    source.size_bytes_ = static_cast<std::uint64_t>(status.st_size);
  else if (S_ISDIR(status.st_mode))
    return schema::Fault{"a folder, not a file", {}};
  else if (!standard_input && !(kind == Kind::Pipe && S_ISFIFO(status.st_mode)))
    return schema::Fault{"not a regular file (a device, pipe or socket)", {}};
  return source;
}

ByteSource ByteSource::of_bytes(std::string bytes) {
  ByteSource source(-1, bytes.size());
  source.held_ = std::move(bytes);
  return source;
}

ByteSource ByteSource::of_blocks(NextBlock next, std::optional<std::uint64_t> size_bytes) {
  ByteSource source(-1, size_bytes);
  source.next_ = std::move(next);
  source.blocks_ = true;
  return source;
}

ByteSource::ByteSource(ByteSource&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      next_(std::exchange(other.next_, nullptr)),
      held_(std::move(other.held_)),
      taken_(std::exchange(other.taken_, 0)),
      blocks_(other.blocks_),
      size_bytes_(other.size_bytes_),
      position_(std::move(other.position_)),
      failure_(std::move(other.failure_)) {}

ByteSource& ByteSource::operator=(ByteSource&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(next_, other.next_);
  std::swap(blocks_, other.blocks_);
  std::swap(held_, other.held_);
  std::swap(taken_, other.taken_);
  std::swap(size_bytes_, other.size_bytes_);
  std::swap(position_, other.position_);
  std::swap(failure_, other.failure_);
  return *this;
}

ByteSource::~ByteSource() {
  if (fd_ > STDIN_FILENO) ::close(fd_);
}

// Appends the next block to what is in hand. False at the end of the blocks.
bool ByteSource::next_block() {
  const std::size_t before = held_.size();
  if (next_ && !next_(held_, failure_)) next_ = nullptr;
  return held_.size() > before;
}

std::string_view ByteSource::peek() {
  while (held_.size() < kPeek) {
    if (blocks_) {
      if (!next_block()) break;
      continue;
    }
    const std::size_t held = std::exchange(taken_, held_.size());  // so that read() goes to the file
    const bool more = read(held_, kPeek - held_.size());
    taken_ = held;
    if (!more) break;
  }
  return std::string_view(held_).substr(0, kPeek);
}

bool ByteSource::read(std::string& into, std::size_t limit) {
  if (taken_ < held_.size()) {
    const std::size_t count = std::min(limit, held_.size() - taken_);
    into.append(held_, taken_, count);
    taken_ += count;
    return count > 0;
  }
  if (blocks_ && limit > 0) {
    held_.clear();
    taken_ = 0;
    return next_block() && read(into, limit);
  }
  if (fd_ < 0 || limit == 0 || !failure_.empty()) return false;
  const std::size_t before = into.size();
  into.resize(before + limit);
  ssize_t count;
  do count = ::read(fd_, into.data() + before, limit);
  while (count < 0 && errno == EINTR && size_bytes_);  // no more waiting for a terminal or a pipe: a signal asks to stop
  if (count < 0) failure_ = system_message(errno);
  into.resize(before + (count > 0 ? static_cast<std::size_t>(count) : 0));
  if (position_ && count > 0) *position_ += static_cast<std::uint64_t>(count);
  return count > 0;
}

bool ByteSource::seek(std::uint64_t offset) {
  if (!can_seek()) return false;
  if (fd_ < 0) {
    taken_ = static_cast<std::size_t>(std::min<std::uint64_t>(offset, held_.size()));
    return true;
  }
  if (::lseek(fd_, static_cast<off_t>(offset), SEEK_SET) < 0) {
    failure_ = system_message(errno);
    return false;
  }
  held_.clear();
  taken_ = 0;
  if (position_) *position_ = offset;
  return true;
}

std::shared_ptr<const std::uint64_t> ByteSource::position() {
  if (!position_) position_ = std::make_shared<std::uint64_t>(0);
  return position_;
}

}  // namespace attache::indexer
