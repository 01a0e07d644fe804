// An archive on disk: where its files are, how it is made, opened and refused.
//
//   DIR/catalogue.db   the truth (SQLite)          DIR/CURRENT        names of the index's part directories, one a line
//   DIR/lock           who writes                  DIR/index.<uuid>/  a part (Xapian)
//
// Free functions, safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/database.hpp"

namespace Xapian {
class Database;
}

namespace attache::schema {

inline constexpr std::int64_t kSchemaVersion = 5;

struct ArchivePaths {
  std::string directory;
  std::string catalogue() const { return directory + "/catalogue.db"; }
  std::string lock() const { return directory + "/lock"; }
  std::string current() const { return directory + "/CURRENT"; }
  std::string part(std::string_view name) const { return directory + "/" + std::string(name); }
};

// `option` (of --archive) if not empty, else $ATTACHE_ARCHIVE, $XDG_DATA_HOME/attache, $HOME/.local/share/attache.
// Throws Error(Usage) when none of these says where.
std::string archive_directory(const std::string& option);

// Makes directory (0700), catalogue and nothing else; an archive that is there already is left as it is. Throws
// Error(Output) when it cannot be written.
void create_archive(const ArchivePaths& paths);

// Throws Error(NoArchive) when there is none, or one of a later schema version or with a feature this program does not
// know: it is left untouched. One of an earlier version is read as it is; opened for writing it is brought to
// kSchemaVersion first, in one transaction.
Connection open_catalogue(const ArchivePaths& paths, OpenMode mode);

struct Store {
  std::string uuid;
  std::int64_t schema = 0;
  std::string indexer_version;  // of the program that made it
};
Store read_store(const Connection& catalogue);

// The mark that a part carries in the same commit as its documents: every row of a generation up to `gen` is in the
// part. The nonce tells two histories with the same numbers apart.
struct Marker {
  std::int64_t gen = 0;
  std::string nonce;  // 32 hexadecimal digits
  friend bool operator==(const Marker&, const Marker&) = default;
};
std::string to_string(const Marker& marker);                // "17:0f…"
std::optional<Marker> parse_marker(std::string_view text);  // nothing for anything else
Marker last_generation(const Connection& catalogue);        // gen 0 and no nonce when nothing was ever written
bool has_generation(const Connection& catalogue, const Marker& marker);

// Keys of Xapian metadata in each part. The totals are in every part the same: those of the whole archive.
inline constexpr const char* kMarkerKey = "marker";
inline constexpr const char* kStoreKey = "store";
inline constexpr const char* kIndexerKey = "indexer";
inline constexpr const char* kTotalsKey = "totals";

// "<version of document layout>/snowball/<hash of prefixes, slots and rules of stemming>". Another one in a part: it must be rebuilt.
std::string indexer_signature();

// What the account needs and no single document holds.
struct Totals {
  struct Count {
    std::string name;
    std::int64_t count = 0;
    friend bool operator==(const Count&, const Count&) = default;
  };
  std::int64_t articles = 0;
  std::int64_t quotes = 0;            // shown ones
  std::int64_t unread_inputs = 0;     // files, and records in files, that could not be read
  std::int64_t unindexed_articles = 0;  // saved, but their documents cannot be made (table index_error)
  std::vector<Count> languages;       // articles by language tag, "" = not known
  std::vector<Count> engines;         // articles by reading (own_tables.hpp): version of the quote engine, own tables
  std::string names;                  // digest of the archive's own tables of names; empty: it has none
  friend bool operator==(const Totals&, const Totals&) = default;
};
Totals count_totals(const Connection& catalogue);

// Articles that were read with other own tables of names than the archive has now.
std::int64_t articles_of_other_names(const Totals& totals);

// Articles in languages whose quotations are not read: all that are known but English.
std::int64_t articles_of_other_languages(const Totals& totals);

// The quotations that the index must hold a document of: is_indexed() said in SQL.
std::int64_t count_quote_documents(const Connection& catalogue);
std::string to_json(const Totals& totals);
Totals totals_from_json(std::string_view json);

// Names of part directories. Empty when there is no CURRENT yet. Throws Error(Damaged) when a line is no plain name.
std::vector<std::string> read_current(const ArchivePaths& paths);
// Atomic and durable: temporary file, fsync, rename, fsync of the directory.
void write_current(const ArchivePaths& paths, const std::vector<std::string>& parts);

// Whether a process holds the archive's lock: it writes, or checks what was written. False where that cannot be told.
bool has_writer(const ArchivePaths& paths);

// So that a name made or renamed in it survives a power cut. Throws Error(Output).
void sync_directory(const std::string& path);

std::string random_hex(std::size_t digits);

}  // namespace attache::schema
