#include <catch2/catch.hpp>

#include <archive.h>
#include <archive_entry.h>
#include <map>
#include <regex>

#include "query/export/summary.hpp"
#include "schema/error.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/export/sample.hpp"

using namespace attache;

namespace {

struct Workbook {
  std::map<std::string, std::string> parts;  // by name: "xl/workbook.xml"
  std::string bytes;
  std::vector<std::string> notes;
};

Workbook workbook(std::string_view fields, const std::vector<query::Hit>& hits, std::size_t times = 1, const query::Summary* summary = nullptr) {
  const tests::TemporaryDirectory directory;
  query::WriterOptions options;
  options.format = query::Format::Xlsx;
  options.columns = *query::chosen_columns(query::RecordKind::Quotation, fields);
  options.path = directory.file("out.xlsx");
  Workbook out;
  const auto writer = query::make_writer(options, {});
  writer->begin();
  for (std::size_t i = 0; i < times; ++i)
    for (const auto& hit : hits) {
      std::vector<query::Json> values;
      for (const auto& column : options.columns) values.push_back(query::FieldTable<query::Hit>::fields()[column.place].value(hit));
      writer->row(std::move(values));
    }
  out.notes = writer->end(summary);
  auto* zip = archive_read_new();
  archive_read_support_format_zip(zip);
  REQUIRE(archive_read_open_filename(zip, options.path.c_str(), 1 << 16) == ARCHIVE_OK);
  for (archive_entry* entry = nullptr; archive_read_next_header(zip, &entry) == ARCHIVE_OK;) {
    std::string text, piece(1 << 20, '\0');
    for (la_ssize_t size = 0; (size = archive_read_data(zip, piece.data(), piece.size())) > 0;) text.append(piece, 0, static_cast<std::size_t>(size));
    out.parts[archive_entry_pathname(entry)] = std::move(text);
  }
  archive_read_free(zip);
  std::FILE* file = std::fopen(options.path.c_str(), "r");
  for (int c = 0; (c = std::fgetc(file)) != EOF;) out.bytes += static_cast<char>(c);
  std::fclose(file);
  return out;
}

}  // namespace

TEST_CASE("a workbook has texts as texts, numbers as numbers, days as days", "[unit][export]") {
  const auto book = workbook("quote,begin,said,unsure,place", {test::quotation("=1+1 & <\x01")});
  const auto& sheet = book.parts.at("xl/worksheets/sheet1.xml");
  CHECK(book.parts.at("xl/workbook.xml").find("name=\"quotations\"") != std::string::npos);
  CHECK(sheet.find("<t>=1+1 &amp; &lt;\xEF\xBF\xBD</t>") != std::string::npos);
  CHECK(sheet.find("<f>") == std::string::npos);
  CHECK(std::regex_search(sheet, std::regex("<c r=\"B2\" s=\"[0-9]+\"><v>10</v></c>")));
  CHECK(sheet.find("<v>44532</v>") != std::string::npos);  // 2 December 2021
  CHECK(sheet.find("<t>false</t>") != std::string::npos);
  CHECK(book.notes.empty());
}

TEST_CASE("columns are as wide as what stands in them, quotations have lines, the header stays and filters", "[unit][export]") {
  auto longer = test::quotation(std::string(300, 'a'));
  longer.quote.source = "the minister of roads";
  const auto book = workbook("quote,source,cue,begin", {test::quotation("no"), longer});
  const auto& sheet = book.parts.at("xl/worksheets/sheet1.xml");
  const auto width = [&](int column) {
    std::smatch found;
    REQUIRE(std::regex_search(sheet, found, std::regex("<col min=\"" + std::to_string(column) + "\" max=\"" + std::to_string(column) + "\" width=\"([0-9.]+)\"")));
    return std::stod(found[1]);
  };
  CHECK(width(1) == Approx(60).margin(1));
  CHECK(width(2) == Approx(23).margin(1));  // 21 letters, and a little
  CHECK(width(3) < width(2));
  CHECK(width(4) >= 8);
  CHECK(sheet.find("<row r=\"2\">") != std::string::npos);
  CHECK(sheet.find("<row r=\"3\" ht=\"75\" customHeight=\"1\">") != std::string::npos);  // 300 letters are five lines
  CHECK(sheet.find("<autoFilter ref=\"A1:D3\"/>") != std::string::npos);
  CHECK(sheet.find("state=\"frozen\"") != std::string::npos);
  CHECK(book.parts.at("xl/styles.xml").find("wrapText=\"1\"") != std::string::npos);
  CHECK(workbook("quote", {}).parts.at("xl/worksheets/sheet1.xml").find("<autoFilter ref=\"A1") != std::string::npos);
}

TEST_CASE("a day that Excel does not count stays a text", "[unit][export]") {
  auto hit = test::quotation("no");
  hit.quote.article.published = schema::make_date(1887, 3, 24);
  CHECK(workbook("said", {hit}).parts.at("xl/worksheets/sheet1.xml").find("<t>1887-03-24</t>") != std::string::npos);
}

TEST_CASE("the same answer gives the same workbook, byte for byte", "[unit][export]") {
  CHECK(workbook("quote,said", {test::quotation("no")}).bytes == workbook("quote,said", {test::quotation("no")}).bytes);
}

TEST_CASE("a text too long for a cell stands whole in a sheet of its own, and that is said", "[unit][export]") {
  std::string fits(32'767, 'a'), longer;
  for (int i = 0; i < 20'000; ++i) longer += "\xF0\x9F\x95\x8A";  // two units of UTF-16 each
  const auto book = workbook("quote", {test::quotation(fits), test::quotation(longer), test::quotation(fits + "b")});
  CHECK(book.notes == std::vector<std::string>{"a cell of xlsx holds 32,767 characters: 2 longer ones stand in the sheet \"long texts\""});
  const auto& sheet = book.parts.at("xl/worksheets/sheet1.xml");
  CHECK(sheet.find("<t>" + fits + "</t>") != std::string::npos);
  CHECK(sheet.find("<t>too long for a cell: sheet \"long texts\", row 2</t>") != std::string::npos);
  const auto& texts = book.parts.at("xl/worksheets/sheet2.xml");
  CHECK(texts.find("<t>quotations, row 3, quote</t>") != std::string::npos);
  CHECK(texts.find("<t>" + longer.substr(0, 16'383 * 4) + "</t>") != std::string::npos);
  CHECK(texts.find("<t>" + longer.substr(16'383 * 4) + "</t>") != std::string::npos);
  CHECK(texts.find("<t>" + fits + "</t></is></c><c r=\"C3\" t=\"inlineStr\"><is><t>b</t>") != std::string::npos);
}

TEST_CASE("rows that a sheet does not hold go on in the next, and that is said", "[unit][export]") {
  const auto book = workbook("begin", {test::quotation("no")}, 1'048'576);
  CHECK(book.notes == std::vector<std::string>{"a sheet of xlsx holds 1,048,576 rows: the rows go on in 2 sheets"});
  CHECK(book.parts.at("xl/workbook.xml").find("name=\"quotations 2\"") != std::string::npos);
  CHECK(book.parts.at("xl/worksheets/sheet1.xml").find("<row r=\"1048576\">") != std::string::npos);
  const auto& second = book.parts.at("xl/worksheets/sheet2.xml");
  CHECK(std::regex_search(second, std::regex("<c r=\"A2\" s=\"[0-9]+\"><v>10</v></c>")));
  CHECK(second.find("<row r=\"3\">") == std::string::npos);
}

TEST_CASE("facets of the account are a sheet of their own", "[unit][export]") {
  query::FacetPage page;
  page.facet = query::Facet::Outlet;
  page.values = {{"=1+1", "=1+1", 3}};
  page.matching = page.without = 1;
  query::Summary summary{{{"quotes", 4}}, "4 quotes."};
  query::add({{page}, true, false, 4}, summary);
  const auto book = workbook("quote", {test::quotation("no")}, 1, &summary);
  CHECK(book.parts.at("xl/worksheets/sheet2.xml").find("facets") == std::string::npos);
  CHECK(book.parts.at("xl/workbook.xml").find("name=\"facets\"") != std::string::npos);
  const auto& sheet = book.parts.at("xl/worksheets/sheet3.xml");
  CHECK(sheet.find("<f>") == std::string::npos);
  CHECK(sheet.find("<t>=1+1</t>") != std::string::npos);
  CHECK(sheet.find("<c r=\"D2\"><v>3</v></c>") != std::string::npos);
  CHECK(sheet.find("<c r=\"D3\"><v>1</v></c>") != std::string::npos);
  CHECK(sheet.find("<c r=\"B3\"") == std::string::npos);
}

TEST_CASE("a workbook that cannot be written is an error", "[unit][export]") {
  query::WriterOptions options;
  options.format = query::Format::Xlsx;
  options.columns = query::standard_columns(query::RecordKind::Quotation);
  options.path = "/nonexistent/folder/out.xlsx";
  const auto writer = query::make_writer(options, {});
  writer->begin();
  CHECK_THROWS_AS(writer->end(nullptr), schema::Error);
}
