// QUERY.md: each example reads, each reading shown is the one made, each field is as fields.hpp has it.
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "query/language/native_text.hpp"
#include "schema/stemmer.hpp"
#include "tests/unit/query/language/printed_tree.hpp"

using namespace attache;
using query::Dialect;

namespace {

struct Row {
  std::string section;
  std::vector<std::string> cells;
};

// The rows of all tables, without their heads.
std::vector<Row> table_rows() {
  std::ifstream file(ATTACHE_SOURCE_DIR "/query/language/QUERY.md");
  REQUIRE(file);
  std::vector<Row> out;
  std::string section;
  bool body = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("#")) section = line.substr(line.find(' ') + 1);
    if (!line.starts_with("|")) {
      body = false;
    } else if (line.starts_with("|---")) {
      body = true;
    } else if (body) {
      Row row{section, {}};
      for (std::size_t at = 1, end; (end = line.find('|', at)) != std::string::npos; at = end + 1)
        row.cells.push_back(line.substr(at + 1, end - at - 2));
      out.push_back(std::move(row));
    }
  }
  return out;
}

// What stands between backticks.
std::vector<std::string> quoted(const std::string& cell) {
  std::vector<std::string> out;
  for (auto at = cell.find('`'); at != std::string::npos;) {
    const auto end = cell.find('`', at + 1);
    out.push_back(cell.substr(at + 1, end - at - 1));
    at = cell.find('`', end + 1);
  }
  return out;
}

}  // namespace

TEST_CASE("each example of QUERY.md is read, and as it says", "[unit][query][language]") {
  std::size_t natives = 0, others = 0;
  for (const auto& row : table_rows()) {
    INFO(row.section << ": " << row.cells.front());
    const auto dialect = row.section == "Factiva"  ? Dialect::Factiva
                         : row.section == "Nexis"  ? Dialect::Nexis
                         : row.section == "Lucene" ? Dialect::Lucene
                                                   : Dialect::Native;
    if (dialect == Dialect::Native) {
      const bool same = row.section == "Which operator comes first";
      for (const auto& cell : row.cells)
        for (const auto& example : quoted(cell)) {
          INFO(example);
          const auto reading = query::read_native(example, test::kToday);
          REQUIRE(reading);
          CHECK(reading->notes.empty());
          ++natives;
        }
      if (same) CHECK(test::tree(quoted(row.cells[0])[0]) == test::tree(quoted(row.cells[1])[0]));
      continue;
    }
    const auto reading = query::read_query(quoted(row.cells[0])[0], dialect, test::kToday);
    REQUIRE(reading);
    CHECK(query::native_text(reading->expression) == quoted(row.cells[1])[0]);
    ++others;
  }
  CHECK(natives >= 100);
  CHECK(others >= 25);
}

TEST_CASE("QUERY.md lists each field as fields.hpp has it, and its example asks it", "[unit][query][language][fields]") {
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : table_rows())
    if (row.section == "Fields" && row.cells.size() == 3) rows.push_back(row.cells);
  REQUIRE(rows.size() == schema::kFields.size() + 2);  // about and about! are no fields of the index
  for (std::size_t i = 0; i < schema::kFields.size(); ++i) {
    const auto& field = schema::kFields[i];
    std::string names(field.name);
    for (const auto alias : field.aliases)
      if (!alias.empty()) names += fmt::format(", {}", alias);
    CHECK(rows[i] == std::vector<std::string>{names, std::string(field.help), fmt::format("`{}`", field.example)});
    const auto reading = query::read_native(field.example, test::kToday);
    REQUIRE(reading);
    const auto& asked = reading->expression;
    if (field.id == schema::FieldId::Exact)
      CHECK(asked.exact);
    else
      CHECK(asked.field == field.id);
  }
  CHECK(rows[rows.size() - 2].front() == "about");
  CHECK(rows.back().front() == "about!");
}

TEST_CASE("QUERY.md lists each language whose forms of words are known", "[unit][query][language]") {
  std::ifstream file(ATTACHE_SOURCE_DIR "/query/language/QUERY.md");
  const std::string content{std::istreambuf_iterator<char>(file), {}};
  const auto begin = content.find("## Languages"), end = content.find("\n## ", begin + 1);
  REQUIRE(end != std::string::npos);
  const auto section = content.substr(begin, end - begin);
  for (int i = 1; i <= static_cast<int>(schema::Stemming::Turkish); ++i) {
    const auto name = schema::name_of(static_cast<schema::Stemming>(i));
    INFO(name);
    CHECK(section.find(name) != std::string::npos);
  }
}
