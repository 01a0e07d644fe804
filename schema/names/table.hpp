// Reading a .tsv table strictly: a comment line starts with '#', the first other line names the columns, each further
// line is a row with exactly these columns, parted by tabs. Views point into the content given.
//
// One Table belongs to one thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attache::schema::names {

// The parts of `list` between `mark`; empty parts are kept, an empty list has none.
std::vector<std::string_view> split(std::string_view list, char mark);

// The first line that is neither empty nor a comment, without its end; empty when there is none.
std::string_view first_line(std::string_view content);

// Throws Error(Usage) that names table and line.
[[noreturn]] void fail_at(std::string_view table, std::size_t line, std::string_view what);

class TableReader {
 public:
  // `table` is what messages call it. `columns` are all columns the table must have, in their order. Throws Error(Usage) when the header differs.
  TableReader(std::string_view table, std::string_view content, std::span<const std::string_view> columns);

  // Moves to the next row; false at the end. Throws Error(Usage) on a row with another number of cells.
  bool next();

  // The cell of the current row; empty when the cell is. The column must be one of the table's.
  std::string_view cell(std::string_view column) const;

  // The parts of a cell parted by '|'. Throws on an empty part.
  std::vector<std::string_view> list(std::string_view column) const;

  // A cell that must not be empty.
  std::string_view required(std::string_view column) const;

  std::size_t line() const { return line_; }  // of the current row, from 1

  // Throws Error(Usage) that names table and line of the current row.
  [[noreturn]] void fail(const std::string& what) const;

 private:
  bool read_line();

  std::string table_;
  std::string_view rest_;
  std::span<const std::string_view> columns_;
  std::vector<std::string_view> cells_;
  std::size_t line_ = 0;
};

}  // namespace attache::schema::names
