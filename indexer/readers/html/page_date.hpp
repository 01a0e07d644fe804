// Dates as pages print them for people, in the languages of large news sites.
//
// A free function, safe from any thread; a long text is refused without being searched.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/date.hpp"

namespace attache::indexer::html {

struct PrintedDate {
  std::string words;      // the date and time as printed: "1. April 2025, 15:25"
  schema::Moment moment;  // of them
};

// The first date in a short line: what parse_moment() reads, "28.04.2023, 05:00", "1. April 2025", "1 avril 2025",
// "2025年1月14日 20:00". Days before months throughout, as a point or a name says; "04/05/2025" names no day.
std::optional<PrintedDate> printed_date(std::string_view line);

// The moment of a value that is one date: parse_moment(), or else printed_date() of all of it.
std::optional<schema::Moment> page_moment(std::string_view value);

}  // namespace attache::indexer::html
