#include <catch2/catch.hpp>

#include "query/parse/field_value.hpp"
#include "tests/unit/query/small_names.hpp"

using namespace attache;
using query::index_value;
using schema::FieldId;

namespace {

std::string value(FieldId field, std::string_view typed) {
  const auto out = index_value(field, typed, test::small_names());
  return out ? *out : "refused: " + out.error().reason;
}

}  // namespace

TEST_CASE("values are those of the index, however they are written", "[unit][query]") {
  for (const auto* typed : {"Russia", "c:ru", "RU", "ru"}) CHECK(value(FieldId::Country, typed) == "ru");
  CHECK(value(FieldId::OfficeBody, "Russia") == "c:ru");
  CHECK(value(FieldId::Named, "Nato") == "o:nato");
  CHECK(value(FieldId::Named, "o:nato") == "o:nato");
  CHECK(value(FieldId::Speaker, "Pavel  DORRIN") == "n:pavel dorrin");
  CHECK(value(FieldId::Speaker, "n:pavel dorrin") == "n:pavel dorrin");
  CHECK(value(FieldId::Office, "Russian foreign minister") == "foreign_minister/c:ru");
  CHECK(value(FieldId::Month, "2021-12") == "202112");
  CHECK(value(FieldId::Month, "202112") == "202112");
  CHECK(value(FieldId::Year, "2021") == "2021");
  for (const auto* typed : {"en", "EN", "en-GB", "English", "anglais"}) CHECK(value(FieldId::Language, typed) == "en");
  CHECK(value(FieldId::Section, "World") == "World");
}

TEST_CASE("what is no language, year or month is refused", "[unit][query]") {
  CHECK(value(FieldId::Language, "elvish") == "refused: “elvish” is no language; write its tag, such as en, or its English name");
  CHECK(value(FieldId::Year, "21") == "refused: “21” is no year; write 2021");
  CHECK(value(FieldId::Year, "2021-12") == "refused: “2021-12” is no year; write 2021");
  CHECK(value(FieldId::Month, "2021") == "refused: “2021” is no month; write 2021-12");
  CHECK(value(FieldId::Month, "December") == "refused: “December” is no month; write 2021-12");
}
