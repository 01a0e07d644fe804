// Who may write: one process an archive, by a lock on DIR/lock that the kernel lets go when its holder dies.
//
// Belongs to one thread.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "schema/archive.hpp"

namespace attache::indexer {

class ArchiveLock {
 public:
  // Waits up to `wait`, then throws schema::Error(Locked, "… locked by pid N"). `stop` is asked while waiting; true
  // ends it.
  ArchiveLock(const schema::ArchivePaths& paths, std::chrono::milliseconds wait,
              const std::function<bool()>& stop = {});
  ~ArchiveLock();
  ArchiveLock(const ArchiveLock&) = delete;
  ArchiveLock& operator=(const ArchiveLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace attache::indexer
