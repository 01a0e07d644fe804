// What earlier runs left in the catalogue about inputs: whether one is to be read again, and which are gone from disk.
//
// Belongs to one thread, as the Connection does.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "schema/catalogue_rows.hpp"

namespace attache::indexer {

inline constexpr const char* kStandardInput = "-";

// As the catalogue names files: absolute and lexically normal, without a slash at the end; "-" as it is.
std::string input_name(const std::string& path);

// What tells one content of a file from another without reading it.
struct FileStamp {
  bool is_file = false;  // a regular file: only these are remembered
  std::int64_t size = 0;  // bytes
  std::int64_t mtime_ns = 0;
  std::string sha256;  // empty: not computed, or the file could not be read
  // Without the SHA-256. Not a file, where there is none.
  static FileStamp of(const std::string& file);
};

class InputHistory {
 public:
  enum class Standing : std::uint8_t {
    New,
    Failed,     // it, or a place in it, could not be read
    Otherwise,  // the same bytes, read by another engine or with other options; or to be read again whatever they are
    Changed,
    Touched,    // the same bytes at another time
    Unchanged
  };
  struct Outlook {
    Standing standing = Standing::New;
    std::int64_t articles = 0;  // that the last run found in it
    bool to_read() const { return standing != Standing::Touched && standing != Standing::Unchanged; }
  };

  // `readings`: the row of an input that one of these read stands. `reread`: no row does. `catalogue` must outlive it.
  InputHistory(const schema::Connection& catalogue, std::vector<std::string> readings, bool reread);

  // Reads the file, and then sets the stamp's SHA-256, only where size and time do not decide.
  Outlook outlook(const std::string& file, FileStamp& stamp) const;
  // Everything the catalogue has on a file: its own row (place empty) first, where there is one, then failed places.
  std::vector<schema::InputRow> rows_of(const std::string& file) const;
  // The files at and below the paths, in their order, of which the catalogue has articles or a row and that are not on disk
  // any more. What lies at or below one of `unlisted`, or of which the disk does not say that it is gone, is none.
  std::vector<std::string> gone(const std::vector<std::string>& paths, const std::unordered_set<std::string>& unlisted) const;

  const std::vector<std::string>& readings() const { return readings_; }

 private:
  const schema::Connection& catalogue_;
  std::vector<std::string> readings_;
  bool reread_;
};

// Whether `file` is one of the paths or lies below one; all as input_name() gives them.
bool is_at_or_below(const std::string& file, const std::unordered_set<std::string>& paths);

}  // namespace attache::indexer
