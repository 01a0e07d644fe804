#include "query/parse/days.hpp"

#include <algorithm>

#include "query/parse/question.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::Date;
using schema::DateRange;

// "the last 3 months", "the past year": from that long ago until today. "last year" is the year before, and not read here.
std::optional<DateRange> days_until_today(Tokens tokens, Date today) {
  if (!tokens.empty() && tokens[0].is("the")) tokens = tokens.from(1);
  if (tokens.size() < 2 || tokens.size() > 3 || !tokens[0].is_one_of({"last", "past"})) return std::nullopt;
  int count = 1;
  if (tokens.size() == 3) {
    const auto& digits = tokens[1].folded;
    if (digits.empty() || digits.size() > 3 || digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    count = std::stoi(digits);
  } else if (!tokens[0].is("past")) {
    return std::nullopt;
  }
  const auto& unit = tokens[tokens.size() - 1];
  if (unit.is_one_of({"day", "days"})) return DateRange{shifted(today, -count), today};
  if (unit.is_one_of({"week", "weeks"})) return DateRange{shifted(today, -7 * count), today};
  const bool years = unit.is_one_of({"year", "years"});
  if (!years && !unit.is_one_of({"month", "months"})) return std::nullopt;
  const int month = today.year * 12 + today.month - 1 - (years ? 12 * count : count);
  if (month < 12) return std::nullopt;
  for (int day = today.day; day > 0; --day)  // where the month is shorter, its last day
    if (const auto first = schema::make_date(month / 12, month % 12 + 1, day)) return DateRange{*first, today};
  return std::nullopt;
}

// The tokens are a date and nothing else: parse_date alone would take one with words after it.
std::optional<DateRange> days_of(Tokens tokens, Date today) {
  if (tokens.empty() || tokens.size() > 5) return std::nullopt;
  if (const auto days = days_until_today(tokens, today)) return days;
  const bool words_only = std::all_of(tokens.list.begin(), tokens.list.end(), [](const Token& token) {
    return !token.folded.empty() && (token.folded.front() < '0' || token.folded.front() > '9');
  });
  const auto& last = tokens[tokens.size() - 1].folded;
  if (!words_only && (last.empty() || last.front() < '0' || last.front() > '9')) return std::nullopt;
  return parse_days(tokens.typed(), today);
}

bool limit(Period& period, std::string_view word, const DateRange& days) {
  const auto since = [&](Date day) { period.since = period.since ? std::max(*period.since, day) : day; };
  const auto until = [&](Date day) { period.until = period.until ? std::min(*period.until, day) : day; };
  if (word == "since" || word == "from") {
    since(days.first);
  } else if (word == "after") {
    since(shifted(days.last, 1));
  } else if (word == "before") {
    until(shifted(days.first, -1));
  } else if (word == "until" || word == "till") {
    until(days.last);
  } else if (word == "in" || word == "on" || word == "during" || word == "over" || word == "within" || word.empty()) {
    since(days.first);
    until(days.last);
  } else {
    return false;
  }
  return true;
}

// Takes the last clause of time; false when there is none.
bool take_last(Tokens& tokens, Date today, Period& period) {
  const auto least = tokens.size() > 12 ? tokens.size() - 12 : 0;
  for (auto at = tokens.size(); at-- > least;) {
    const auto& word = tokens[at].folded;
    const auto rest = tokens.from(at + 1);
    if (word == "between" || word == "from") {
      const auto middle = word == "between" ? rest.find({"and"}) : rest.find({"to", "until", "till"});
      const auto from = rest.until(middle), to = rest.from(middle + 1);
      auto first = days_of(from, today);
      const auto last = days_of(to, today);
      if (!first && last && !from.empty() && from.size() < to.size())  // "between 5 and 9 March 2023"
        first = parse_days(std::string(from.typed()) + ' ' + std::string(to.from(from.size()).typed()), today);
      if (first && last) {
        limit(period, "since", *first);
        limit(period, "until", *last);
        tokens = tokens.until(at);
        return true;
      }
    }
    if (const auto days = days_of(rest, today); days && limit(period, word, *days)) {
      tokens = tokens.until(at);
      return true;
    }
  }
  // "… yesterday", "… last month" stand without a preposition.
  for (std::size_t count : {3u, 2u, 1u}) {
    if (tokens.size() < count) continue;
    const auto tail = tokens.from(tokens.size() - count);
    if (!tail[0].is_one_of({"today", "yesterday", "this", "last", "past"})) continue;
    if (const auto days = days_of(tail, today)) {
      limit(period, "", *days);
      tokens = tokens.until(tokens.size() - count);
      return true;
    }
  }
  return false;
}

}  // namespace

Period take_period(Tokens& tokens, Date today) {
  Period period;
  while (take_last(tokens, today, period))
    if (!tokens.empty() && tokens[tokens.size() - 1].is("and")) tokens = tokens.until(tokens.size() - 1);
  return period;
}

}  // namespace attache::query
