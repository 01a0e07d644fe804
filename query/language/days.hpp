// Days as people write them in questions and queries: "2021-12", "last week", "2001..2003", "3m..", "2001-03-01/P1Y2M".
//
// Free functions, safe from any thread.
#pragma once

#include <optional>
#include <string_view>

#include "schema/date.hpp"
#include "schema/result.hpp"

namespace attache::query {

// One day, or all days of a month, year or decade: "2021", "December 2021", "2021-12-02", "yesterday", "last week", "the
// 1990s". Nothing when it is no date.
std::optional<schema::DateRange> parse_days(std::string_view text, schema::Date today);

// `by` days later, or earlier when negative; the calendar's ends, 0001-01-01 and 9999-12-31, stay where they are.
schema::Date shifted(schema::Date day, int by);

// Both days included; one may be open, never both.
struct DayBounds {
  std::optional<schema::Date> from, to;
};

// Days and ranges of days. What parse_days() reads, and
//   2w                 the last two weeks, today included: d days, w weeks, m months, y years
//   A..B  A..  ..B     from the first day of A to the last of B; "3m.." begins on the day three months ago
//   >A >=A <A <=A      after A, from A on, before A, until A
//   A/B                as A..B
//   A/P1Y2M  P2W/B     a period of ISO 8601 from the first day of A, or up to the last of B, that day included: 2001-03-01/P1M is
//                      March 2001
// A Fault without a place says what is wrong and what is accepted: no date, a range that ends before it begins.
schema::Result<DayBounds> read_days(std::string_view text, schema::Date today);

}  // namespace attache::query
