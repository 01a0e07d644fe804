// An archive opened for reading while others may write to it: answers are accepted only under the generation rule.
//
// One per thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <xapian.h>

#include "schema/archive.hpp"

namespace attache::schema {

struct IndexPart {
  Xapian::Database index;
  std::vector<std::string> languages;  // of its documents: languages_of()
};

// What one run of a reading function sees. Valid during the call only.
struct IndexView {
  const Xapian::Database& index;  // all parts as one
  const Totals& totals;           // of the same commit
  const std::vector<std::string>& languages;  // of its documents: languages_of() the index
  const std::vector<IndexPart>& parts;
};

class ArchiveReader {
 public:
  // Throws Error(NoArchive) when there is none or one of another schema version, Error(Damaged) when it has no index.
  explicit ArchiveReader(ArchivePaths paths);
  ~ArchiveReader();
  ArchiveReader(ArchiveReader&&) noexcept;
  ArchiveReader& operator=(ArchiveReader&&) noexcept;

  // Runs f(IndexView) and returns what it returns. A commit may reuse blocks under a reader, which then sees an
  // exception or, rarely, a wrong answer: so f is run again on a fresh opening (at most 8 times, 1 to 50 ms apart) when
  // a Xapian::DatabaseError or DocNotFoundError leaves it, or when two generations or more began meanwhile. Parts that are at
  // different generations or not all of them, as they are while one is committed, are waited for while there is a writer, two seconds at
  // most, but seen as they are if they stay so: after a writer was killed, until the next has brought them up. f must
  // fetch all it wants, keep nothing of the view, and have no effect that running twice would spoil. Other exceptions
  // pass through. Throws Error(Damaged) when every try failed or the index is not of this catalogue.
  template <class F>
  auto read(F&& f) {
    using Value = std::invoke_result_t<F&, const IndexView&>;
    if constexpr (std::is_void_v<Value>) {
      run([&](const IndexView& view) { f(view); });
    } else {
      std::optional<Value> value;
      run([&](const IndexView& view) { value.emplace(f(view)); });
      return std::move(*value);
    }
  }

  // How far the index was that the latest run saw: the marker of the part furthest behind; gen 0 before any run.
  Marker marker() const;
  // For what is in SQLite only: corrections, failed inputs, `show`. Read-only.
  const Connection& catalogue() const;
  const ArchivePaths& paths() const;
  // How often a run was thrown away since the start; for tests and --explain.
  std::uint64_t retries() const;

 private:
  void run(const std::function<void(const IndexView&)>& f);
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace attache::schema
