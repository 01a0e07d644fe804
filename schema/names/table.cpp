#include "schema/names/table.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/error.hpp"

namespace attache::schema::names {

std::vector<std::string_view> split(std::string_view list, char mark) {
  std::vector<std::string_view> parts;
  if (list.empty()) return parts;
  for (std::size_t begin = 0;;) {
    const auto end = list.find(mark, begin);
    parts.push_back(list.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

std::string_view first_line(std::string_view content) {
  while (!content.empty()) {
    const auto end = content.find('\n');
    const auto line = content.substr(0, end);
    if (!line.empty() && line.front() != '#') return line;
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
  }
  return {};
}

void fail_at(std::string_view table, std::size_t line, std::string_view what) {
  throw Error(ErrorCode::Usage, fmt::format("{}:{}: {}", table, line, what));
}

TableReader::TableReader(std::string_view table, std::string_view content, std::span<const std::string_view> columns)
    : table_(table), rest_(content), columns_(columns) {
  if (!read_line()) fail("no header line");
  if (!std::ranges::equal(cells_, columns_)) fail(fmt::format("the columns must be: {}", fmt::join(columns_, ", ")));
}

bool TableReader::read_line() {
  while (!rest_.empty()) {
    ++line_;
    const auto end = rest_.find('\n');
    const auto line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    if (line.back() == '\r') fail("the line ends in a carriage return");
    cells_ = split(line, '\t');
    return true;
  }
  return false;
}

bool TableReader::next() {
  if (!read_line()) return false;
  if (cells_.size() != columns_.size()) fail(fmt::format("{} cells instead of {}", cells_.size(), columns_.size()));
  return true;
}

std::string_view TableReader::cell(std::string_view column) const {
  const auto found = std::ranges::find(columns_, column);
  if (found == columns_.end()) fail(fmt::format("the table has no column {}", column));
  return cells_[found - columns_.begin()];
}

std::vector<std::string_view> TableReader::list(std::string_view column) const {
  auto parts = split(cell(column), '|');
  for (auto part : parts)
    if (part.empty() || part.front() == ' ' || part.back() == ' ')
      fail(fmt::format("an empty or padded part in {}", column));
  return parts;
}

std::string_view TableReader::required(std::string_view column) const {
  const auto value = cell(column);
  if (value.empty()) fail(fmt::format("{} is empty", column));
  return value;
}

void TableReader::fail(const std::string& what) const { fail_at(table_, line_, what); }

}  // namespace attache::schema::names
