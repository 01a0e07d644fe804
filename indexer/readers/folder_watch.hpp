// What happens in folders, as the system tells it (inotify): files written, files and folders that come and go. Programs on other
// machines that write to a shared file system are not seen.
//
// Belongs to one thread.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

struct inotify_event;

namespace attache::indexer {

class FolderWatch {
 public:
  struct Change {
    enum class Kind {
      Written,      // a file was closed after writing, or is there under this name from now on
      Growing,      // something was written to a file that is still open
      Gone,         // a file or folder is not there any more under this name
      FolderThere,  // a folder is there from now on: nothing of it is followed yet
      FolderLost    // a folder that was followed is none any more: deleted, moved away, its disk unmounted
    };
    Kind kind = Kind::Written;
    std::string path;
  };
  struct News {
    std::vector<Change> changes;  // in their order
    bool overflowed = false;      // more happened than was told: only a walk can say what
  };

  // Where the system has no watch to give, follow() says so.
  FolderWatch();
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  // From now on what happens to the names in the folder is told, of the folders in it only that they come and go. False when the
  // system refuses: failure() says why. A folder that is gone again is none to follow, and true.
  bool follow(const std::string& folder);
  // The folder and all below it are followed no more.
  void leave(const std::string& folder);
  std::string failure() const;

  // Waits for news, at most so long; none when nothing happened or a signal came.
  News wait(std::chrono::milliseconds most);

 private:
  void take(const inotify_event& event, News& news);

  int file_ = -1;
  int error_ = 0;
  std::unordered_map<int, std::string> folders_;  // by watch
  std::map<std::string, int> watches_;            // by folder
};

}  // namespace attache::indexer
