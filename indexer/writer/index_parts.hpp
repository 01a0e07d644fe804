// The Xapian half of an archive, opened for writing: all parts, one atomic and durable commit each.
//
// Belongs to one thread, but where a member says otherwise. Any exception of a member leaves the object unfit for more: drop it and
// recover, since Xapian may go on with what was left of a failed commit (RELIABILITY.md section 0).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/archive.hpp"

namespace Xapian {
class Document;
class Error;
class WritableDatabase;
}  // namespace Xapian

namespace attache::indexer {

// What a part says of itself, in the same commit as its documents.
struct Marks {
  std::optional<schema::Marker> marker;  // none: the one before stays, and what it belongs to
  schema::Totals totals;
  std::string store_uuid;
};
void write_marks(Xapian::WritableDatabase& part, const Marks& marks);

class IndexParts {
 public:
  // Opens the parts and syncs their directories, in case the last writer was killed before it could; with `create`,
  // makes one of that name. Throws Xapian::Error.
  IndexParts(const schema::ArchivePaths& paths, const std::vector<std::string>& names, bool create = false);
  ~IndexParts();
  IndexParts(IndexParts&&) noexcept;
  IndexParts& operator=(IndexParts&&) noexcept;

  // What each part says; nothing when one has no marker or belongs to another store or document layout.
  std::optional<std::vector<schema::Marker>> markers(std::string_view store_uuid) const;
  // Uids of articles that some part has documents of.
  std::vector<std::string> article_uids() const;
  std::uint32_t document_count() const;

  // Opens one more, as the last.
  void add(const std::string& name);
  // Closes the last `count`.
  void drop_last(std::size_t count);
  // Closes those without documents; gives their names.
  std::vector<std::string> drop_empty();

  void begin();
  // In the part, in place of all documents that it has of the article. Calls for different parts may run beside each other.
  void replace(std::size_t part, std::string_view uid, const std::vector<Xapian::Document>& documents);
  // Gives up what was done since begin().
  void cancel();
  // Commits, each part with the marks, and syncs the directories; parts beside each other in so many threads.
  void commit(const Marks& marks, unsigned threads = 1);

  // Name of each part, and its documents, in their order.
  std::vector<std::string> names() const;
  std::vector<std::uint32_t> sizes() const;
  std::size_t count() const;
  // The numbers of the parts that have documents of the article: of one, but after a crash, so that parts whose commits are apart never
  // show it twice or not at all.
  std::vector<std::size_t> parts_of(std::string_view uid) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Removes the files of a part that nobody is to read. What stays takes space, nothing else: the next writer tries again.
void remove_part(const schema::ArchivePaths& paths, const std::string& name);

// True when the system refused (disk full, no permission, too many files): the index itself may be sound.
bool is_system_failure(const Xapian::Error& error);

}  // namespace attache::indexer
