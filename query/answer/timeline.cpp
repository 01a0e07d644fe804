#include "query/answer/timeline.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <xapian.h>

#include "query/search/value_stream.hpp"
#include "schema/terms.hpp"

namespace attache::query {
namespace {

using schema::Date;

struct DayCounts {
  std::map<Date, std::uint64_t> days;
  std::uint64_t undated = 0;
};

DayCounts count_days(const schema::IndexView& view, const std::vector<std::uint32_t>& documents) {
  std::map<std::string, std::uint64_t> values;
  std::uint64_t dated = 0;
  each_value(view.index, schema::field(schema::FieldId::Date).slot, documents,
             [&](std::uint32_t, const std::string& value) { ++values[value]; });
  DayCounts out;
  for (const auto& [value, count] : values)
    if (const auto day = schema::day_of_value(value)) {
      out.days[*day] += count;
      dated += count;
    }
  out.undated = documents.size() - dated;
  return out;
}

Date begin_of(Date day, Step step) {
  if (step == Step::Day) return day;
  return *schema::make_date(day.year, step == Step::Month ? day.month : 1, 1);
}

// The period after; nothing after the calendar's last.
std::optional<Date> after(Date first, Step step) {
  switch (step) {
    case Step::Day:
      if (first == *schema::make_date(9999, 12, 31)) return std::nullopt;
      return schema::from_days_since_epoch(schema::days_since_epoch(first) + 1);
    case Step::Month: return first.month < 12 ? schema::make_date(first.year, first.month + 1, 1) : schema::make_date(first.year + 1, 1, 1);
    case Step::Year: break;
  }
  return schema::make_date(first.year + 1, 1, 1);
}

std::uint64_t count_of_bars(Date first, Date last, Step step) {
  const int years = last.year - first.year;
  switch (step) {
    case Step::Day: return static_cast<std::uint64_t>(schema::days_since_epoch(last) - schema::days_since_epoch(first)) + 1;
    case Step::Month: return static_cast<std::uint64_t>(years * 12 + last.month - first.month) + 1;
    case Step::Year: break;
  }
  return static_cast<std::uint64_t>(years) + 1;
}

schema::Result<Timeline> bars_of(const DayCounts& counts, Step step, Date first, Date last) {
  if (const auto bars = count_of_bars(first, last, step); bars > kMostBars)
    return schema::Fault{fmt::format("{} periods from {} to {}, of which {} may be; take months or years, or fewer days", bars,
                                     to_string(first), to_string(last), kMostBars),
                         ""};
  Timeline out{step, {}, counts.undated};
  std::map<Date, std::uint64_t> periods;
  for (const auto& [day, count] : counts.days) periods[begin_of(day, step)] += count;
  for (std::optional<Date> at = begin_of(first, step); at && *at <= last; at = after(*at, step)) {
    const auto found = periods.find(*at);
    out.bars.push_back({*at, found == periods.end() ? 0 : found->second});
  }
  return out;
}

}  // namespace

Step step_between(Date first, Date last) {
  constexpr int kMostDays = 62, kMostMonths = 12 * 12;
  if (schema::days_since_epoch(last) - schema::days_since_epoch(first) < kMostDays) return Step::Day;
  return count_of_bars(first, last, Step::Month) <= kMostMonths ? Step::Month : Step::Year;
}

schema::Result<Timeline> timeline(const schema::IndexView& view, const std::vector<std::uint32_t>& documents, std::optional<Step> step) {
  const auto counts = count_days(view, documents);
  if (counts.days.empty()) return Timeline{step.value_or(Step::Year), {}, counts.undated};
  const auto first = counts.days.begin()->first, last = counts.days.rbegin()->first;
  return bars_of(counts, step.value_or(step_between(first, last)), first, last);
}

schema::Result<Timeline> timeline_between(const schema::IndexView& view, const std::vector<std::uint32_t>& documents, Step step,
                                          Date first, Date last) {
  return bars_of(count_days(view, documents), step, first, last);
}

std::string period_name(Date first, Step step) {
  const auto day = to_string(first);
  return day.substr(0, step == Step::Year ? 4 : step == Step::Month ? 7 : 10);
}

}  // namespace attache::query
