#include "indexer/readers/folder_watch.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>

namespace attache::indexer {
namespace {

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF |
                                  IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;

constexpr int kMostReads = 64;  // at one time: something may write all the time

// Another name of a file that was there before: nobody writes to it, so that no other event comes.
bool is_hard_link(const std::string& path) {
  struct stat info {};
  return ::lstat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && info.st_nlink > 1;
}

}  // namespace

FolderWatch::FolderWatch() : file_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  if (file_ < 0) error_ = errno;
}
FolderWatch::~FolderWatch() {
  if (file_ >= 0) ::close(file_);
}

bool FolderWatch::follow(const std::string& folder) {
  if (file_ < 0) return false;
  const int watch = ::inotify_add_watch(file_, folder.c_str(), kEvents);
  if (watch < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return true;
    error_ = errno;
    return false;
  }
  // A folder that was moved keeps its watch.
  if (const auto known = folders_.find(watch); known != folders_.end()) watches_.erase(known->second);
  folders_[watch] = folder;
  watches_[folder] = watch;
  return true;
}

void FolderWatch::leave(const std::string& folder) {
  const auto drop = [this](std::map<std::string, int>::iterator at) {
    folders_.erase(at->second);
    ::inotify_rm_watch(file_, at->second);
    return watches_.erase(at);
  };
  if (const auto own = watches_.find(folder); own != watches_.end()) drop(own);
  const std::string below = folder + "/";
  for (auto at = watches_.lower_bound(below); at != watches_.end() && at->first.starts_with(below);) at = drop(at);
}

std::string FolderWatch::failure() const {
  if (error_ == ENOSPC) return "the system's limit of folders to follow is reached (sysctl fs.inotify.max_user_watches)";
  if (error_ == EMFILE) return "the system's limit of programs that follow folders is reached (sysctl fs.inotify.max_user_instances)";
  return std::generic_category().message(error_);
}

FolderWatch::News FolderWatch::wait(std::chrono::milliseconds most) {
  News news;
  struct pollfd ready {file_, POLLIN, 0};
  if (::poll(&ready, 1, static_cast<int>(most.count())) <= 0) return news;
  alignas(inotify_event) std::array<char, 64 * 1024> buffer;
  ssize_t size = 0;
  for (int reads = 0; reads < kMostReads && (size = ::read(file_, buffer.data(), buffer.size())) > 0; ++reads)
    for (ssize_t at = 0; at < size;) {
      const auto& event = *reinterpret_cast<const inotify_event*>(buffer.data() + at);
      take(event, news);
      at += static_cast<ssize_t>(sizeof(inotify_event) + event.len);
    }
  return news;
}

void FolderWatch::take(const inotify_event& event, News& news) {
  if (event.mask & IN_Q_OVERFLOW) {
    news.overflowed = true;
    return;
  }
  const auto folder = folders_.find(event.wd);
  if (folder == folders_.end()) return;  // left meanwhile
  if (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)) {
    const std::string lost = folder->second;
    leave(lost);
    news.changes.push_back({Change::Kind::FolderLost, lost});
    return;
  }
  std::string path = (folder->second.ends_with('/') ? folder->second : folder->second + "/") + event.name;
  if (event.mask & (IN_DELETE | IN_MOVED_FROM)) {
    if (event.mask & IN_ISDIR) leave(path);
    news.changes.push_back({Change::Kind::Gone, std::move(path)});
  } else if (event.mask & IN_ISDIR) {
    if (event.mask & (IN_CREATE | IN_MOVED_TO)) news.changes.push_back({Change::Kind::FolderThere, std::move(path)});
  } else if (event.mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) {
    news.changes.push_back({Change::Kind::Written, std::move(path)});
  } else if (event.mask & IN_CREATE) {
    if (is_hard_link(path)) news.changes.push_back({Change::Kind::Written, std::move(path)});
  } else if (event.mask & IN_MODIFY) {
    news.changes.push_back({Change::Kind::Growing, std::move(path)});
  }
}

}  // namespace attache::indexer
