#include <catch2/catch.hpp>

#include <fstream>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "schema/archive.hpp"
#include "schema/fields.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace attache::schema;

namespace {

std::string_view name_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::Text: return "text";
    case FieldKind::Word: return "word";
    case FieldKind::Exact: return "exact";
    case FieldKind::Facet: return "facet";
    case FieldKind::Date: return "date";
    case FieldKind::Number: break;
  }
  return "number";
}

std::string_view name_of(SlotEncoding encoding) {
  switch (encoding) {
    case SlotEncoding::None: return "";
    case SlotEncoding::Day: return "day";
    case SlotEncoding::Sortable: return "sortable";
    case SlotEncoding::String: return "string";
    case SlotEncoding::Lines: break;
  }
  return "lines";
}

std::string readme_row(const Field& row) {
  std::string names(row.name);
  for (const auto alias : row.aliases)
    if (!alias.empty()) names += fmt::format(", {}", alias);
  const std::string slot = row.slot == kNoSlot ? "" : fmt::format("{} {}", row.slot, name_of(row.encoding));
  const char* of = row.of_article && row.of_quote ? "both" : row.of_article ? "article" : "quote";
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} |", names, name_of(row.kind), of, row.column,
                     row.prefix == kNoTerms ? "none" : row.prefix.empty() ? "(empty)" : row.prefix, slot, row.help);
}

}  // namespace

TEST_CASE("README.md lists each field as fields.hpp has it", "[unit][schema][fields]") {
  std::ifstream readme(ATTACHE_SOURCE_DIR "/schema/README.md");
  REQUIRE(readme);
  std::vector<std::string> rows;
  bool in_table = false;
  for (std::string line; std::getline(readme, line);) {
    if (line.starts_with("| field and aliases")) in_table = true;
    if (in_table && !line.starts_with("|")) break;
    if (in_table && !line.starts_with("| field and aliases") && !line.starts_with("|---")) rows.push_back(line);
  }
  REQUIRE(rows.size() == kFields.size());
  for (std::size_t i = 0; i < rows.size(); ++i) CHECK(rows[i] == readme_row(kFields[i]));
}

TEST_CASE("a field's column is in the catalogue", "[unit][schema][fields]") {
  const attache::tests::TemporaryDirectory directory;
  const ArchivePaths paths{directory.path()};
  create_archive(paths);
  const Connection catalogue = open_catalogue(paths, OpenMode::ReadOnly);
  std::set<std::string> columns;
  Statement rows = catalogue.prepare(
      "SELECT name FROM pragma_table_xinfo('article') UNION SELECT name FROM pragma_table_xinfo('quote')");
  while (rows.step()) columns.insert(rows.text("name"));
  std::size_t with_column = 0;
  for (const Field& row : kFields) {
    if (row.column.empty()) continue;
    ++with_column;
    CAPTURE(row.name);
    CHECK(columns.contains(std::string(row.column)));
  }
  CHECK(with_column > 10);
}

TEST_CASE("a field is found by name and by alias", "[unit][schema][fields]") {
  CHECK(field_named("outlet") == FieldId::Outlet);
  CHECK(field_named("publisher") == FieldId::Outlet);
  CHECK_FALSE(field_named(""));
  CHECK_FALSE(field_named("nosuch"));
}
