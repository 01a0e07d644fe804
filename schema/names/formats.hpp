// The formats of the tables: one list of their names and columns, for the loader, for tables of a user's own and for
// messages.
//
// Constants and free functions; safe from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "schema/names/names.hpp"

namespace attache::schema::names {

struct TableFormat {
  std::string_view file;                      // "terms.tsv"
  std::span<const std::string_view> columns;  // no two formats have the same
  std::optional<EntityKind> entity;           // what a row is; nothing for offices, terms and words
  std::string_view id_prefix;                 // of an entity's or outlet's id: "p:"
  std::string_view name() const { return file.substr(0, file.find('.')); }  // "terms"
};

// In the order in which a table may refer to others.
std::span<const TableFormat> table_formats();

// By "terms.tsv" or "terms"; nullptr when there is none.
const TableFormat* format_named(std::string_view name);

// By the header line of a table; nullptr when no format has these columns.
const TableFormat* format_of(std::string_view content);

// Rows of a table, its header not counted.
std::size_t count_rows(std::string_view content);

}  // namespace attache::schema::names
