// Days and ranges of days as queries write them.
#include <catch2/catch.hpp>

#include <string>
#include <utility>

#include "query/language/days.hpp"
#include "tests/unit/query/language/printed_tree.hpp"

using namespace attache;

namespace {

std::string days(std::string_view text, schema::Date today = test::kToday) {
  const auto found = query::read_days(text, today);
  if (!found) return found.error().reason;
  const auto shown = [](const auto& day) { return day ? to_string(*day) : std::string(); };
  return shown(found->from) + ".." + shown(found->to);
}

}  // namespace

TEST_CASE("days of any precision are read as their first and last day", "[unit][query][language]") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"2021", "2021-01-01..2021-12-31"},
      {"2021-12", "2021-12-01..2021-12-31"},
      {"December 2021", "2021-12-01..2021-12-31"},
      {"2021-12-02", "2021-12-02..2021-12-02"},
      {"20211202", "2021-12-02..2021-12-02"},
      {"2021/12/02", "2021-12-02..2021-12-02"},
      {"2 December 2021", "2021-12-02..2021-12-02"},
      {"Dec 2, 2021", "2021-12-02..2021-12-02"},
      {"1990s", "1990-01-01..1999-12-31"},
      {"today", "2022-06-01..2022-06-01"},
      {"Yesterday", "2022-05-31..2022-05-31"},
      {"last week", "2022-05-23..2022-05-29"},
      {"last-week", "2022-05-23..2022-05-29"},
      {"last month", "2022-05-01..2022-05-31"},
      {"last year", "2021-01-01..2021-12-31"},
      {"10d", "2022-05-22..2022-06-01"},
      {"2w", "2022-05-18..2022-06-01"},
      {"3M", "2022-03-01..2022-06-01"},
      {"1y6m", "2020-12-01..2022-06-01"},
      {"2001..2003", "2001-01-01..2003-12-31"},
      {"2001 .. 2003-05", "2001-01-01..2003-05-31"},
      {"2001..", "2001-01-01.."},
      {"..2003", "..2003-12-31"},
      {"3m..", "2022-03-01.."},
      {"3m..1m", "2022-03-01..2022-05-01"},
      {"..10d", "..2022-05-22"},
      {"last month..today", "2022-05-01..2022-06-01"},
      {">2001", "2002-01-01.."},
      {">=2001", "2001-01-01.."},
      {"<2001", "..2000-12-31"},
      {"<=2001-02", "..2001-02-28"},
      {"2001-03-01/P1M", "2001-03-01..2001-03-31"},
      {"2001-03-01/P1Y2M", "2001-03-01..2002-04-30"},
      {"2001/P10D", "2001-01-01..2001-01-10"},
      {"P1M/2001-03-31", "2001-03-01..2001-03-31"},
      {"2001-03-01/2001-05", "2001-03-01..2001-05-31"},
      {"0001..9999", "0001-01-01..9999-12-31"},
      {"9999-12-01/P9999Y", "9999-12-01..9999-12-30"},
      {"9999y..", "0001-01-01.."},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(days(text) == expected);
  }
}

TEST_CASE("months of other lengths end on their last day", "[unit][query][language]") {
  CHECK(days("1m..", *schema::make_date(2022, 3, 31)) == "2022-02-28..");
  CHECK(days("1m..", *schema::make_date(2024, 3, 31)) == "2024-02-29..");
  CHECK(days("1y..", *schema::make_date(2024, 2, 29)) == "2023-02-28..");
}

TEST_CASE("what is no day is refused with what would be one", "[unit][query][language]") {
  for (const std::string_view text :
       {"", " ", "..", "soon", "the war", "2021-13", "2021-02-30", "2021-12-02 10:15", "2021-12-02 and more", "09/12/2021", "2001..soon",
        "soon..2001", "3x", "10000d", "99999999999999d", "3", "P1M", "2001/P", "2001/P1X", "/", ">", "<=", "1995s", "2001...2003"}) {
    INFO(text);
    CHECK(days(text).find("is no date; write 2021, ") != std::string::npos);
  }
  CHECK(days("2003..2001") == "“2003..2001” ends before it begins");
  CHECK(days("1m..3m") == "“1m..3m” ends before it begins");
}
