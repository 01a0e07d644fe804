// Tables of names of an archive's own: kept in its catalogue, laid over those compiled into the program. And readings:
// by which quote engine and which own tables an article's quotations were found.
//
// Plain values and free functions; a Connection belongs to one thread, Names may be shared between threads.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/database.hpp"
#include "schema/names/names.hpp"

namespace attache::schema {

// A table of this size would have a row for every diplomat there ever was.
inline constexpr std::size_t kMostTableBytes = 64u << 20;

struct OwnTable {
  std::string kind;     // "terms": the format's name
  std::string file;     // path it was read from
  std::string content;  // UTF-8, lines end in LF
  std::int64_t rows = 0;
  std::string digest;   // first digits of the content's SHA-256
  std::string at;       // when it was stored, UTC; empty: not yet
};

// A table from a file's bytes, its kind told by the header line; a byte-order mark and CR at line ends are dropped.
// Throws Error(Usage), naming `file` and where it can the line, when it is no table, not UTF-8 or too large. Rows are
// not looked at: names_with() does that.
OwnTable own_table_of(std::string file, std::string_view bytes);

// The archive's tables, by kind; none in a catalogue of schema version 1. Throws Error(Damaged).
std::vector<OwnTable> load_own_tables(const Connection& catalogue);

// In place of all that the catalogue has. Needs a Transaction that wrote generation `gen`.
void store_own_tables(const Connection& catalogue, const std::vector<OwnTable>& tables, std::int64_t gen);

// Of the tables together; empty for none.
std::string digest_of(std::span<const OwnTable> tables);
// The same of the stored ones, without reading them; empty in a catalogue of schema version 1.
std::string own_names_digest(const Connection& catalogue);

// The tables compiled in with these over them. Throws Error(Usage) with file and line for a bad row, also of one that
// contradicts another; a stored table is called so.
std::shared_ptr<const Names> names_with(std::span<const OwnTable> tables);
// With those of the archive. Throws Error(Damaged), naming table and line, when they do not load any more: the tables
// compiled in may have changed since.
std::shared_ptr<const Names> archive_names(const Connection& catalogue);

// "careful-5", or "careful-5+names:0a1b2c3d4e5f" with own tables of that digest.
std::string reading_of(std::string_view engine, std::string_view names_digest);
// Its parts; the second is empty where there were no own tables.
std::string_view engine_of(std::string_view reading);
std::string_view names_digest_of(std::string_view reading);

}  // namespace attache::schema
