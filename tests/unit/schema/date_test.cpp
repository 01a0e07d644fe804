#include <catch2/catch.hpp>

#include "schema/date.hpp"

using namespace attache::schema;

TEST_CASE("a date is read in each form that news writes", "[unit][schema][date]") {
  struct Row {
    const char* text;
    const char* day;
  };
  for (const Row& row : {Row{"2016-11-23", "2016-11-23"}, Row{"2016-11-23T10:00:00Z", "2016-11-23"},
                         Row{"24-MAR-1987", "1987-03-24"}, Row{"24-MAR-1987 12:01:02.03", "1987-03-24"},
                         Row{"9-APR-1987", "1987-04-09"}, Row{"December 9th 2021, 11:11 PM", "2021-12-09"},
                         Row{"9 December 2021", "2021-12-09"}, Row{"Dec 9, 2021", "2021-12-09"},
                         Row{"Thursday, December 2, 2021", "2021-12-02"}, Row{"20211202", "2021-12-02"},
                         Row{"Sept. 3, 2004", "2004-09-03"}, Row{"Fri, 22 Nov 2024 08:00:00 GMT", "2024-11-22"}}) {
    CAPTURE(row.text);
    const auto date = parse_date(row.text);
    REQUIRE(date);
    CHECK(to_string(*date) == row.day);
  }
}

TEST_CASE("what is no day, or could be two, is no date", "[unit][schema][date]") {
  for (const char* text : {"", "yesterday", "31 February 2020", "09/12/2021", "2021-13-01", "0000-01-01", "December 2021",
                           "12 of them", "2021-12-021", "99999999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("a range covers what its precision says", "[unit][schema][date]") {
  const auto year = parse_date_range("2021");
  REQUIRE(year);
  CHECK(to_string(year->first) == "2021-01-01");
  CHECK(to_string(year->last) == "2021-12-31");
  const auto february = parse_date_range("2024-02");
  REQUIRE(february);
  CHECK(to_string(february->last) == "2024-02-29");
  const auto month = parse_date_range("December 2021");
  REQUIRE(month);
  CHECK(to_string(month->first) == "2021-12-01");
  CHECK_FALSE(parse_date_range("20"));
  CHECK_FALSE(parse_date_range("2021-00"));
}

TEST_CASE("days since the epoch go there and back", "[unit][schema][date]") {
  CHECK(days_since_epoch(*make_date(1970, 1, 1)) == 0);
  for (int days = -200000; days < 200000; days += 997) CHECK(days_since_epoch(from_days_since_epoch(days)) == days);
}

TEST_CASE("a moment is as precise as its words", "[unit][schema][date]") {
  struct Row {
    const char* text;
    const char* iso;
  };
  for (const Row& row : {Row{"2021", "2021"}, Row{"2021-12", "2021-12"}, Row{"December 2021", "2021-12"}, Row{"2021-12-02", "2021-12-02"},
                         Row{"2021-12-02T10:15:07+03:00", "2021-12-02T10:15:07+03:00"}, Row{"2021-12-02T10:15:07.123Z", "2021-12-02T10:15:07Z"},
                         Row{"2021-12-02 10:15:07", "2021-12-02T10:15:07"}, Row{"20211202T101507-0500", "2021-12-02T10:15:07-05:00"},
                         Row{"20211202T1015Z", "2021-12-02T10:15Z"}, Row{"Thu, 02 Dec 2021 10:15:00 +0300", "2021-12-02T10:15:00+03:00"},
                         Row{"Fri, 22 Nov 2024 08:00:00 GMT", "2024-11-22T08:00:00Z"}, Row{"December 9th 2021, 11:11 PM", "2021-12-09T23:11"},
                         Row{"Dec 9, 2021 at 12:05 a.m. EST", "2021-12-09T00:05-05:00"}, Row{"2 December 2021 | 9.15 am", "2021-12-02T09:15"},
                         Row{"2021-12-02T24:00:00", "2021-12-02"}, Row{"2021-12-02T25:00", "2021-12-02"}, Row{"2021-12-02T10:15:60Z", "2021-12-02"},
                         Row{"2021-12-02T10:15+15:00", "2021-12-02T10:15"}, Row{"2021-12-02 in Geneva", "2021-12-02"}}) {
    CAPTURE(row.text);
    const auto moment = parse_moment(row.text);
    REQUIRE(moment);
    CHECK(moment->iso == row.iso);
    CHECK(moment->day.has_value() == (moment->iso.size() > 7));
  }
  for (const char* text : {"", "yesterday", "09/12/2021", "10:15", "31 February 2020"}) CHECK_FALSE(parse_moment(text));
}
