// Calendar days as articles and questions use them, and their text forms.
//
// Value types, safe to share between threads.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace attache::schema {

// A day of the proleptic Gregorian calendar, without a zone. Always a real day: make it with parse_date or make_date.
struct Date {
  std::int16_t year = 1;
  std::uint8_t month = 1;
  std::uint8_t day = 1;
  friend auto operator<=>(const Date&, const Date&) = default;
};

// Nothing when year, month, day name no day (31 February) or year is outside 1..9999.
std::optional<Date> make_date(int year, int month, int day);

// The written day anywhere at the start of `text`, in one of the forms news uses: 2016-11-23, 2016-11-23T10:00:00Z,
// 23-NOV-1987, "December 9th 2021, 11:11 PM", "9 December 2021", "Dec 9, 2021", 09/12/2021 is refused (ambiguous).
// Nothing when it is none of these; never a guess, never today.
std::optional<Date> parse_date(std::string_view text);

// 2021-12-09
std::string to_string(Date date);

// When something was, as precisely as a text says and no more.
struct Moment {
  // ISO 8601: "2021", "2021-12", "2021-12-02", "2021-12-02T10:15", "2021-12-02T10:15:07Z", "2021-12-02T10:15:07+03:00".
  std::string iso;
  // The day, in the zone it was written in; nothing where only month or year are known.
  std::optional<Date> day;
  friend bool operator==(const Moment&, const Moment&) = default;
};

// A moment in one of the forms of parse_date() or parse_date_range(), with a time of day and a zone behind it if they
// stand there: ISO 8601 extended and basic, RFC 2822, "Dec 9, 2021 11:11 PM EST". A time that is none (25:00) or a zone that
// is not known is left out, seconds' fractions too; 24:00 is left out. Nothing when the text begins with no date.
std::optional<Moment> parse_moment(std::string_view text);

// The first and last day a text of lower precision covers: "2021", "2021-12", "December 2021", "2021-12-02".
struct DateRange {
  Date first;
  Date last;
};
std::optional<DateRange> parse_date_range(std::string_view text);

// Days since 1970-01-01; monotone in the date, so that it serves as a sort key.
std::int32_t days_since_epoch(Date date);
Date from_days_since_epoch(std::int32_t days);

}  // namespace attache::schema
