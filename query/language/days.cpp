#include "query/language/days.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::Date;
using schema::DateRange;
using schema::Fault;

constexpr int kMaxCount = 9999;  // days, weeks, months or years of one period

// `by` months later; the last day of the month where that day is none. The calendar's ends stay where they are.
Date months_later(Date day, int by) {
  const int month = day.year * 12 + day.month - 1 + by;
  if (month < 12) return *schema::make_date(1, 1, 1);
  if (month >= 10000 * 12) return *schema::make_date(9999, 12, 31);
  for (int of_month = day.day;; --of_month)
    if (const auto found = schema::make_date(month / 12, month % 12 + 1, of_month)) return *found;
}

struct Period {
  int months = 0, days = 0;
};

// Counts with their units, "1y2m", to the end of the text; letters of either case.
std::optional<Period> period_of(std::string_view text) {
  Period out;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    int count = 0;
    std::size_t digits = 0;
    for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
      count = count * 10 + (text[digits] - '0');
      if (count > kMaxCount) return std::nullopt;
    }
    if (digits == 0 || digits == text.size()) return std::nullopt;
    switch (text[digits] | 32) {
      case 'd': out.days += count; break;
      case 'w': out.days += 7 * count; break;
      case 'm': out.months += count; break;
      case 'y': out.months += 12 * count; break;
      default: return std::nullopt;
    }
    if (out.days > 7 * kMaxCount || out.months > 12 * kMaxCount) return std::nullopt;
    text.remove_prefix(digits + 1);
  }
  return out;
}

Date later(Date day, Period period) { return shifted(months_later(day, period.months), period.days); }
Date earlier(Date day, Period period) { return shifted(months_later(day, -period.months), -period.days); }

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

Fault no_date(std::string_view text) {
  return {fmt::format("“{}” is no date; write 2021, 2021-12, 2021-12-02, “last week”, 2001..2003, 2021.., 3m.. or 2w", text), ""};
}

// parse_days() takes a date with words behind it; here nothing else may stand there.
bool is_whole_date(std::string_view text) {
  const auto words = schema::fold_phrase(text);
  constexpr std::string_view kDigits = "0123456789";
  if (words.find_first_of(kDigits) == std::string::npos || words.ends_with("0s")) return true;
  if (text.find_first_not_of(kDigits) >= 4) {  // one sign between, not both: 2001-03/2001-05 are two dates
    const char sign = text.find('/') == std::string_view::npos ? '-' : '/';
    return std::all_of(text.begin(), text.end(), [&](char c) { return c == sign || kDigits.find(c) != std::string_view::npos; });
  }
  return text.size() > 4 && text.find_first_not_of(kDigits, text.size() - 4) == std::string_view::npos;
}

// An end of a range: a date, or how long ago.
std::optional<DateRange> end_of_range(std::string_view text, Date today) {
  if (const auto ago = period_of(text)) return DateRange{earlier(today, *ago), earlier(today, *ago)};
  return is_whole_date(text) ? parse_days(text, today) : std::nullopt;
}

schema::Result<DayBounds> in_order(DayBounds days, std::string_view text) {
  if (days.from && days.to && *days.to < *days.from) return Fault{fmt::format("“{}” ends before it begins", text), ""};
  return days;
}

schema::Result<DayBounds> range(std::string_view text, std::string_view first, std::string_view last, Date today) {
  DayBounds out;
  if (first.empty() && last.empty()) return no_date(text);
  if (!first.empty()) {
    const auto days = end_of_range(first, today);
    if (!days) return no_date(first);
    out.from = days->first;
  }
  if (!last.empty()) {
    const auto days = end_of_range(last, today);
    if (!days) return no_date(last);
    out.to = days->last;
  }
  return in_order(out, text);
}

bool is_period(std::string_view text) { return text.size() > 1 && (text[0] | 32) == 'p' && period_of(text.substr(1)); }

}  // namespace

Date shifted(Date day, int by) {
  static const auto kFirst = schema::days_since_epoch(*schema::make_date(1, 1, 1));
  static const auto kLast = schema::days_since_epoch(*schema::make_date(9999, 12, 31));
  return schema::from_days_since_epoch(std::clamp(schema::days_since_epoch(day) + by, kFirst, kLast));
}

std::optional<DateRange> parse_days(std::string_view text, Date today) {
  const auto words = schema::fold_phrase(text);
  if (words == "today") return DateRange{today, today};
  if (words == "yesterday") return DateRange{shifted(today, -1), shifted(today, -1)};
  if (words == "this week" || words == "last week") {
    const auto weekday = (schema::days_since_epoch(today) % 7 + 10) % 7;  // 1970-01-01 was a Thursday: Monday is 0
    const auto monday = shifted(today, -weekday - (words == "last week" ? 7 : 0));
    return DateRange{monday, shifted(monday, 6)};
  }
  if (words == "this month" || words == "last month") {
    auto first = *schema::make_date(today.year, today.month, 1);
    auto last = today;
    if (words == "last month") {
      last = shifted(first, -1);
      first = *schema::make_date(last.year, last.month, 1);
    }
    return DateRange{first, last};
  }
  if (words == "this year" || words == "last year")
    return schema::parse_date_range(std::to_string(today.year - (words == "last year" ? 1 : 0)));
  auto decade = std::string_view(words);
  if (decade.starts_with("the ")) decade.remove_prefix(4);
  if (decade.size() == 5 && decade.ends_with("0s"))
    if (const auto first = schema::parse_date_range(decade.substr(0, 4)))
      return DateRange{first->first, *schema::make_date(first->first.year + 9, 12, 31)};
  return schema::parse_date_range(text);
}

schema::Result<DayBounds> read_days(std::string_view whole, Date today) {
  const auto text = trimmed(whole);
  if (const auto dots = text.find(".."); dots != std::string_view::npos)
    return range(text, trimmed(text.substr(0, dots)), trimmed(text.substr(dots + 2)), today);
  if (text.starts_with('>') || text.starts_with('<')) {
    const bool after = text.front() == '>', included = text.substr(1).starts_with('=');
    const auto days = end_of_range(trimmed(text.substr(included ? 2 : 1)), today);
    if (!days) return no_date(text);
    DayBounds out;
    if (after)
      out.from = included ? days->first : shifted(days->last, 1);
    else
      out.to = included ? days->last : shifted(days->first, -1);
    return out;
  }
  if (const auto days = end_of_range(text, today)) {
    if (period_of(text)) return DayBounds{days->first, today};
    return DayBounds{days->first, days->last};
  }
  // 2001/12/02 is a day, read above.
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return no_date(text);
  const auto first = trimmed(text.substr(0, slash)), last = trimmed(text.substr(slash + 1));
  if (is_period(last)) {
    const auto from = end_of_range(first, today);
    if (!from) return no_date(first);
    return in_order({from->first, shifted(later(from->first, *period_of(last.substr(1))), -1)}, text);
  }
  if (is_period(first)) {
    const auto to = end_of_range(last, today);
    if (!to) return no_date(last);
    return in_order({shifted(earlier(to->last, *period_of(first.substr(1))), 1), to->last}, text);
  }
  return range(text, first, last, today);
}

}  // namespace attache::query
