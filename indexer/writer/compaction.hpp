// Parts of an index written anew by Xapian's compaction: one part, small, in the order of its keys.
//
// Free functions, for the holder of the archive's lock.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "schema/archive.hpp"

namespace attache::indexer {

// Makes the part `target` of the parts `sources`, with the metadata of the first, and brings it to disk; the sources are left as they
// are. `stop` is asked between tables; true throws Stopped. Throws Xapian::Error, and Error(Output) when it cannot be brought to
// disk; what there is of the part then is the caller's to remove.
void join_parts(const schema::ArchivePaths& paths, const std::vector<std::string>& sources, const std::string& target,
                const std::function<bool()>& stop);

// The same, and Xapian's own check reads what was written. Throws Error(Damaged) when that finds a fault.
void compact_parts(const schema::ArchivePaths& paths, const std::vector<std::string>& sources, const std::string& target,
                   const std::function<bool()>& stop);

}  // namespace attache::indexer
