#include "indexer/writer/archive_lock.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <thread>

#include <fmt/format.h>

#include "schema/error.hpp"

namespace attache::indexer {
namespace {

constexpr std::chrono::milliseconds kPoll{50};

// An open file description's lock: held by this opening, not by the process, so that closing another file loses
// nothing.
bool try_lock(int file) {
  struct flock range {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  return ::fcntl(file, F_OFD_SETLK, &range) == 0;
}

// 0 when the holder has not written it yet.
long holder(int file) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(file, text.data(), text.size() - 1, 0);
  return size > 0 ? std::strtol(text.data(), nullptr, 10) : 0;
}

}  // namespace

ArchiveLock::ArchiveLock(const schema::ArchivePaths& paths, std::chrono::milliseconds wait,
                         const std::function<bool()>& stop) {
  const std::string path = paths.lock();
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file_ < 0)
    throw schema::Error(schema::ErrorCode::Output, fmt::format("{}: {}", path, std::strerror(errno)),
                        "see to the permissions of the archive's directory");
  const auto deadline = std::chrono::steady_clock::now() + wait;
  while (!try_lock(file_)) {
    const int reason = errno;
    const bool busy = reason == EAGAIN || reason == EACCES;
    if (busy && std::chrono::steady_clock::now() < deadline && !(stop && stop())) {
      std::this_thread::sleep_for(kPoll);
      continue;
    }
    const long pid = holder(file_);
    ::close(file_);
    if (!busy)
      throw schema::Error(schema::ErrorCode::Output, fmt::format("{}: {}", path, std::strerror(reason)),
                          "archives need a local file system with locks");
    throw schema::Error(schema::ErrorCode::Locked,
                        pid > 0 ? fmt::format("{}: locked by pid {}", paths.directory, pid)
                                : fmt::format("{}: locked by another writer", paths.directory),
                        "wait for it to finish, or give --wait SECONDS");
  }
  const std::string pid = fmt::format("{}\n", ::getpid());
  // For the message above only; the lock holds without it.
  if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, pid.data(), pid.size(), 0) < 0) return;
}

ArchiveLock::~ArchiveLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace attache::indexer
