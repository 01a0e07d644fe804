#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "tests/unit/export/sample.hpp"

using namespace attache;
using query::RecordKind;

namespace {

constexpr auto kKinds = {RecordKind::Quotation, RecordKind::Article, RecordKind::Speaker, RecordKind::Card, RecordKind::Field};

std::string reason_of(std::string_view list) {
  const auto columns = query::chosen_columns(RecordKind::Quotation, list);
  REQUIRE_FALSE(columns);
  return columns.error().place + ": " + columns.error().reason;
}

}  // namespace

TEST_CASE("each field has one name, an example and a help, and a path of two steps at most", "[unit][export]") {
  std::size_t seen = 0;
  for (const auto kind : kKinds) {
    std::set<std::string_view> names, paths;
    for (const auto* field : query::output_fields(kind)) {
      INFO(field->name);
      ++seen;
      CHECK(names.insert(field->name).second);
      CHECK(paths.insert(query::path_of(*field)).second);
      CHECK(field->name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos);
      const auto dot = query::path_of(*field).find('.');
      CHECK((dot == std::string_view::npos || query::path_of(*field).find('.', dot + 1) == std::string_view::npos));
      CHECK_FALSE(field->example.empty());
      CHECK_FALSE(field->help.empty());
    }
  }
  CHECK(seen > 100);
}

TEST_CASE("every text of an article is a field of articles", "[unit][export]") {
  std::set<std::string_view> names;
  for (const auto* field : query::output_fields(RecordKind::Article)) names.insert(field->name);
  for (const auto& text : schema::kArticleTexts) {
    INFO(text.name);
    CHECK(names.contains(text.name));
  }
}

TEST_CASE("fields are chosen by name or path, in any order, each once", "[unit][export]") {
  const auto columns = query::chosen_columns(RecordKind::Quotation, "said, article.title,id");
  REQUIRE(columns);
  REQUIRE(columns->size() == 3);
  CHECK((*columns)[0].name == "said");
  CHECK((*columns)[1].name == "article.title");
  CHECK((*columns)[1].field->name == "title");
  CHECK(reason_of("id,sopurce").starts_with("column 4: \"sopurce\" is no field of quotations; there are id, statement, quote,"));
  CHECK(reason_of("").starts_with("column 1: \"\" is no field"));
  CHECK(reason_of("id,").starts_with("column 4: \"\" is no field"));
  CHECK(reason_of("title,article.title") == "column 7: \"article.title\" is named twice");
  CHECK(query::chosen_columns(RecordKind::Speaker, "id,name"));
  CHECK_FALSE(query::chosen_columns(RecordKind::Speaker, "id,quote"));
}

TEST_CASE("a list is a cell that can be taken apart again", "[unit][export]") {
  auto hit = test::quotation("no");
  hit.quote.quote.speakers[0].name = "A; B\\";
  const auto cells = test::written<query::Hit>(query::Format::Tsv, "speakers,about,content", {hit});
  CHECK(cells == "speakers\tabout\tcontent\nA\\\\; B\\\\\\\\; (unnamed)\tNato (referred: the alliance)\t10-14; 20-26\n");
}

TEST_CASE("FORMATS.md has the table of each kind of record as the program prints it", "[unit][export]") {
  std::ifstream in(ATTACHE_SOURCE_DIR "/query/export/FORMATS.md");
  REQUIRE(in);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  for (const auto kind : {RecordKind::Quotation, RecordKind::Article, RecordKind::Speaker, RecordKind::Card}) {
    std::vector<query::FieldRow> rows;
    for (const auto* field : query::output_fields(kind)) rows.push_back({field, kind});
    INFO(query::names_of(kind).many);
    CHECK(text.find(test::written<query::FieldRow>(query::Format::Md, "name,type,standard,path,example,help", rows)) != std::string::npos);
  }
  std::size_t formats = 0;
  for (const auto& format : query::kFormats)
    if (!format.name.empty()) {
      ++formats;
      CHECK(text.find(fmt::format("| `{}` | ", format.name)) != std::string::npos);
    }
  CHECK(formats == query::kFormats.size() - 1);
}
