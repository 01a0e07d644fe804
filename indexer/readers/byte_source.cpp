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

ByteSource::ByteSource(ByteSource&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      held_(std::move(other.held_)),
      taken_(std::exchange(other.taken_, 0)),
      size_bytes_(other.size_bytes_),
      failure_(std::move(other.failure_)) {}

ByteSource& ByteSource::operator=(ByteSource&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(held_, other.held_);
  std::swap(taken_, other.taken_);
  std::swap(size_bytes_, other.size_bytes_);
  std::swap(failure_, other.failure_);
  return *this;
}

ByteSource::~ByteSource() {
  if (fd_ > STDIN_FILENO) ::close(fd_);
}

std::string_view ByteSource::peek() {
  while (held_.size() < kPeek) {
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
  if (fd_ < 0 || limit == 0 || !failure_.empty()) return false;
  const std::size_t before = into.size();
  into.resize(before + limit);
  ssize_t count;
  do count = ::read(fd_, into.data() + before, limit);
  while (count < 0 && errno == EINTR && size_bytes_);  // no more waiting for a terminal or a pipe: a signal asks to stop
  if (count < 0) failure_ = system_message(errno);
  into.resize(before + (count > 0 ? static_cast<std::size_t>(count) : 0));
  return count > 0;
}

}  // namespace attache::indexer
