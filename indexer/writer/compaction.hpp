// Parts of an index written anew by Xapian's compaction: one part, as small as it gets, in the order of its keys.
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
// disk, Error(Damaged) when Xapian finds a fault in what was written; what there is of the part then is the caller's to remove.
void compact_parts(const schema::ArchivePaths& paths, const std::vector<std::string>& sources, const std::string& target,
                   const std::function<bool()>& stop);

}  // namespace attache::indexer
