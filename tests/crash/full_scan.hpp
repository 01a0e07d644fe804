// The oracle: reads every row of the catalogue and every document of the index and says where they differ. Slow and
// plain on purpose, and apart from how the indexer itself builds or compares documents.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schema/archive.hpp"

namespace attache::tests {

struct ScanResult {
  std::int64_t articles = 0;   // rows looked at
  std::int64_t documents = 0;  // documents looked at
  std::int64_t missing = 0;    // a row without its document
  std::int64_t stale = 0;      // a document that says something else than its row
  std::int64_t ghost = 0;      // a document without a row
  std::int64_t doubled = 0;    // two documents of one thing
  bool marker_is_last = false;
  std::vector<std::string> details;  // the first few differences
  bool clean() const { return marker_is_last && missing + stale + ghost + doubled == 0; }
};
std::string to_string(const ScanResult& result);

// Throws what SQLite and Xapian throw: an archive that cannot be read is no clean one.
ScanResult full_scan(const schema::ArchivePaths& paths);

}  // namespace attache::tests
