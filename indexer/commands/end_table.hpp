// What a run over inputs came to, and the table that says so at its end.
#pragma once

#include <cstddef>
#include <cstdint>

#include "indexer/writer/intake.hpp"
#include "schema/archive.hpp"

namespace attache::indexer {

struct Sums {
  std::size_t inputs = 0;  // those that are gone not counted
  std::size_t read = 0;
  std::size_t unchanged = 0;
  std::size_t gone = 0;     // from disk, with --prune
  std::size_t unread = 0;   // files, and records in files
  std::size_t skipped = 0;  // left out on purpose
  std::int64_t added = 0;   // articles
  std::int64_t changed = 0;
  std::int64_t same = 0;
  std::int64_t removed = 0;
  Writer::Found found;          // of the articles that were saved
  std::int64_t quotes = 0;      // shown ones in the added and changed articles
  std::int64_t unresolved = 0;  // of these
  std::size_t unindexed = 0;    // articles saved that cannot be indexed
  schema::Totals totals;        // of the archive, afterwards

  void take(const InputReport& report);
  std::int64_t articles() const { return added + changed + same; }
  bool changed_anything() const { return added + changed + removed > 0; }
};

// On standard error.
void say_end_table(const Sums& sums);

// 0, 1 when there was nothing to read or remove, 3 when something could not be read or indexed.
int exit_status_of(const Sums& sums);

}  // namespace attache::indexer
