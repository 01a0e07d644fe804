// Which of some articles cannot be indexed, when a commit of them failed for a reason that is not the system's.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "schema/archive.hpp"

namespace Xapian {
class Document;
}

namespace attache::indexer {

struct Unindexable {
  std::string uid;
  std::string reason;
};

// Those of the articles whose documents cannot be made or committed: tried together, then in halves, in an index of that name, which is
// made and removed each time, since a failure may show at commit only. What the system refuses (disk full) is no reason. `documents_of`
// gives those of uids[i]. Throws std::bad_alloc.
std::vector<Unindexable> find_unindexable(const schema::ArchivePaths& paths, const std::string& scratch, std::span<const std::string> uids,
                                          const std::function<std::vector<Xapian::Document>(std::size_t)>& documents_of);

}  // namespace attache::indexer
