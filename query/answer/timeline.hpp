// How often, period by period.
//
// Plain values and free functions; safe from any thread, timeline() belongs into ArchiveReader::read.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/archive_reader.hpp"
#include "schema/date.hpp"
#include "schema/named_value.hpp"
#include "schema/result.hpp"

namespace attache::query {

enum class Step : std::uint8_t { Day, Month, Year };
inline constexpr std::array<schema::NamedValue<Step>, 3> kSteps{{{Step::Day, "day"}, {Step::Month, "month"}, {Step::Year, "year"}}};

struct TimelineBar {
  schema::Date first;  // day of the period
  std::uint64_t count = 0;
  friend bool operator==(const TimelineBar&, const TimelineBar&) = default;
};

struct Timeline {
  Step step = Step::Year;
  std::vector<TimelineBar> bars;  // one after the other without a gap, the first and the last not 0; empty when no day is known
  std::uint64_t undated = 0;      // documents whose day is not known
};

inline constexpr std::size_t kMostBars = 40'000;  // a century by day

// `documents`: ascending, each once. Without `step` days up to two months, months up to twelve years, else years. A Fault when
// there would be more than kMostBars.
schema::Result<Timeline> timeline(const schema::IndexView& view, const std::vector<std::uint32_t>& documents, std::optional<Step> step);

// The same with bars of that step from that day to that one, 0 where nothing is: what is beside others must begin as they do.
schema::Result<Timeline> timeline_between(const schema::IndexView& view, const std::vector<std::uint32_t>& documents, Step step,
                                          schema::Date first, schema::Date last);

// The step that timeline() takes for documents of these days.
Step step_between(schema::Date first, schema::Date last);

// "2021", "2021-12", "2021-12-02".
std::string period_name(schema::Date first, Step step);

}  // namespace attache::query
