// Whether index and catalogue say the same: the marks and counts alone, or every document.
//
// Needs an archive that nobody writes to meanwhile.
#pragma once

#include <string>
#include <vector>

#include "indexer/writer/writer.hpp"
#include "schema/archive.hpp"

namespace attache::indexer {

struct Comparison {
  std::int64_t articles = 0;          // compared
  std::int64_t documents = 0;         // compared
  std::vector<std::string> findings;  // one a difference, at most kMaxFindings; empty: they say the same
  std::int64_t more = 0;              // differences beyond those
  bool same() const { return findings.empty(); }
};

// Marks, store, layout of documents, counts.
Comparison compare_marks(const schema::ArchivePaths& paths);
// Also the stores' own checks, and each document against what the catalogue's row gives: missing, stale, ghost, double.
Comparison compare_documents(const schema::ArchivePaths& paths, const MakeDocuments& documents);

}  // namespace attache::indexer
