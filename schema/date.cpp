#include "schema/date.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include <fmt/format.h>

namespace attache::schema {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"january", "february", "march",     "april",   "may",      "june",
                                                   "july",    "august",   "september", "october", "november", "december"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Takes what it reads off the front of a text; a failed read takes nothing.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  void skip_spaces() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) rest_.remove_prefix(1);
  }
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::optional<int> number(std::size_t least, std::size_t most) {
    std::size_t n = 0;
    while (n < rest_.size() && n <= most && rest_[n] >= '0' && rest_[n] <= '9') ++n;
    if (n < least || n > most) return std::nullopt;
    int value = 0;
    std::from_chars(rest_.data(), rest_.data() + n, value);
    rest_.remove_prefix(n);
    return value;
  }
  // A month's name or its abbreviation of three letters or more ("Sept."), 1..12.
  std::optional<int> month() {
    std::size_t n = 0;
    std::string word;
    while (n < rest_.size() && ((rest_[n] | 32) >= 'a' && (rest_[n] | 32) <= 'z')) word.push_back(lower(rest_[n++]));
    if (n < 3) return std::nullopt;
    for (std::size_t m = 0; m < kMonths.size(); ++m) {
      if (!kMonths[m].starts_with(word)) continue;
      rest_.remove_prefix(n);
      take('.');
      return static_cast<int>(m) + 1;
    }
    return std::nullopt;
  }
  void ordinal() {
    for (std::string_view ending : {"st", "nd", "rd", "th"})
      if (rest_.size() >= 2 && lower(rest_[0]) == ending[0] && lower(rest_[1]) == ending[1]) {
        rest_.remove_prefix(2);
        return;
      }
  }
  bool word(std::string_view lower_word) {
    if (rest_.size() < lower_word.size()) return false;
    for (std::size_t i = 0; i < lower_word.size(); ++i)
      if (lower(rest_[i]) != lower_word[i]) return false;
    const bool ends = rest_.size() == lower_word.size() || !((rest_[lower_word.size()] | 32) >= 'a' &&
                                                               (rest_[lower_word.size()] | 32) <= 'z');
    if (ends) rest_.remove_prefix(lower_word.size());
    return ends;
  }
  void skip_digits() {
    while (digit_ahead()) rest_.remove_prefix(1);
  }
  bool digit_ahead() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  bool at_end() {
    skip_spaces();
    return rest_.empty();
  }

 private:
  std::string_view rest_;
};

std::optional<Date> iso(Scanner& scan) {
  const auto year = scan.number(4, 4);
  const char separator = year && scan.take('-') ? '-' : '/';
  if (!year || (separator == '/' && !scan.take('/'))) return std::nullopt;
  const auto month = scan.number(1, 2);
  if (!month || !scan.take(separator)) return std::nullopt;
  const auto day = scan.number(1, 2);
  if (!day || scan.digit_ahead()) return std::nullopt;
  return make_date(*year, *month, *day);
}

std::optional<Date> compact(Scanner& scan) {
  const auto digits = scan.number(8, 8);
  if (!digits || scan.digit_ahead()) return std::nullopt;
  return make_date(*digits / 10000, *digits / 100 % 100, *digits % 100);
}

std::optional<Date> day_first(Scanner& scan) {
  const auto day = scan.number(1, 2);
  if (!day) return std::nullopt;
  scan.ordinal();
  scan.skip_spaces();
  scan.take('-');
  if (scan.word("of")) scan.skip_spaces();
  const auto month = scan.month();
  if (!month) return std::nullopt;
  scan.take('-');
  scan.take(',');
  scan.skip_spaces();
  const auto year = scan.number(4, 4);
  if (!year || scan.digit_ahead()) return std::nullopt;
  return make_date(*year, *month, *day);
}

std::optional<Date> month_first(Scanner& scan) {
  const auto month = scan.month();
  if (!month) return std::nullopt;
  scan.skip_spaces();
  const auto day = scan.number(1, 2);
  if (!day) return std::nullopt;
  scan.ordinal();
  scan.take(',');
  scan.skip_spaces();
  const auto year = scan.number(4, 4);
  if (!year || scan.digit_ahead()) return std::nullopt;
  return make_date(*year, *month, *day);
}

// The date at the front of what is scanned, taken.
std::optional<Date> date_at(Scanner& scan) {
  scan.skip_spaces();
  for (std::string_view day : {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue",
                               "wed", "thu", "fri", "sat", "sun"})
    if (scan.word(day)) {
      scan.take('.');
      scan.take(',');
      scan.skip_spaces();
      break;
    }
  for (auto* form : {iso, compact, day_first, month_first}) {
    Scanner ahead = scan;
    if (auto date = form(ahead)) {
      scan = ahead;
      return date;
    }
  }
  return std::nullopt;
}

// A time of day at the front, taken, as "10:15" or "10:15:07"; empty when none stands there or it is past 23:59:59.
std::string time_at(Scanner& scan) {
  Scanner ahead = scan;
  std::optional<int> hour, minute, second;
  if (const auto digits = ahead.number(6, 6)) {
    hour = *digits / 10000, minute = *digits / 100 % 100, second = *digits % 100;
  } else if (const auto short_digits = ahead.number(4, 4)) {
    hour = *short_digits / 100, minute = *short_digits % 100;
  } else {
    hour = ahead.number(1, 2);
    if (!hour || !(ahead.take(':') || ahead.take('.'))) return {};
    minute = ahead.number(2, 2);
    if (minute && ahead.take(':')) {
      second = ahead.number(2, 2);
      if (!second) return {};
    }
  }
  if (!minute || ahead.digit_ahead()) return {};
  if (second && (ahead.take('.') || ahead.take(','))) ahead.skip_digits();
  ahead.skip_spaces();
  for (const auto& [written, is_pm] : {std::pair{"am", false}, {"a.m.", false}, {"pm", true}, {"p.m.", true}})
    if (ahead.word(written)) {
      if (*hour < 1 || *hour > 12) return {};
      hour = *hour % 12 + (is_pm ? 12 : 0);
      break;
    }
  if (*hour > 23 || *minute > 59 || second.value_or(0) > 59) return {};
  scan = ahead;
  const std::string time = fmt::format("{:02}:{:02}", *hour, *minute);
  return second ? fmt::format("{}:{:02}", time, *second) : time;
}

// A zone at the front as "Z" or "+03:00"; empty when none stands there.
std::string zone_at(Scanner& scan) {
  // RFC 2822 section 4.3 and the zones of European and American newsrooms.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kZones{{
      {"z", "Z"}, {"utc", "Z"}, {"gmt", "Z"}, {"ut", "Z"}, {"bst", "+01:00"}, {"cet", "+01:00"}, {"cest", "+02:00"},
      {"eet", "+02:00"}, {"eest", "+03:00"}, {"msk", "+03:00"}, {"est", "-05:00"}, {"edt", "-04:00"}, {"cst", "-06:00"},
      {"cdt", "-05:00"}, {"mst", "-07:00"}, {"mdt", "-06:00"}, {"pst", "-08:00"}, {"pdt", "-07:00"}}};
  scan.skip_spaces();
  for (const auto& [name, offset] : kZones)
    if (scan.word(name)) return std::string(offset);
  const bool plus = scan.take('+');
  if (!plus && !scan.take('-')) return {};
  auto hour = scan.number(2, 2);
  std::optional<int> minute = 0;
  if (const auto digits = hour ? std::nullopt : scan.number(4, 4)) {
    hour = *digits / 100, minute = *digits % 100;
  } else if (hour && scan.take(':')) {
    minute = scan.number(2, 2);
  }
  if (!hour || !minute || *hour > 14 || *minute > 59) return {};
  return fmt::format("{}{:02}:{:02}", plus ? '+' : '-', *hour, *minute);
}

std::chrono::sys_days sys_days_of(Date date) {
  return std::chrono::year(date.year) / std::chrono::month(date.month) / std::chrono::day(date.day);
}

}  // namespace

std::optional<Date> make_date(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day))};
  if (!ymd.ok()) return std::nullopt;
  return Date{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

std::optional<Date> parse_date(std::string_view text) {
  Scanner scan(text);
  return date_at(scan);
}

std::string to_string(Date date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }

std::optional<Moment> parse_moment(std::string_view text) {
  Scanner scan(text);
  const auto day = date_at(scan);
  if (!day) {
    const auto range = parse_date_range(text);
    if (!range) return std::nullopt;
    const std::string month = to_string(range->first).substr(0, 7);
    const bool whole_year = range->first.month == 1 && range->last.month == 12;
    return Moment{whole_year ? month.substr(0, 4) : month, std::nullopt};
  }
  Moment out{to_string(*day), day};
  for (bool more = true; more;) {  // "T10:15", ", at 10:15", " | 10:15"
    scan.skip_spaces();
    more = scan.take(',') || scan.take('T') || scan.take('t') || scan.take('|') || scan.take('-') || scan.word("at");
  }
  const std::string time = time_at(scan);
  if (!time.empty()) out.iso += "T" + time + zone_at(scan);
  return out;
}

std::optional<DateRange> parse_date_range(std::string_view text) {
  const auto month_range = [](int year, int month) -> std::optional<DateRange> {
    const auto first = make_date(year, month, 1);
    if (!first) return std::nullopt;
    const std::chrono::year_month_day_last last{
        std::chrono::year(year), std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(month)))};
    return DateRange{*first, *make_date(year, month, static_cast<int>(static_cast<unsigned>(last.day())))};
  };
  if (const auto day = parse_date(text)) return DateRange{*day, *day};
  Scanner scan(text);
  scan.skip_spaces();
  if (const auto month = scan.month()) {
    scan.take(',');
    scan.skip_spaces();
    const auto year = scan.number(4, 4);
    if (!year || !scan.at_end()) return std::nullopt;
    return month_range(*year, *month);
  }
  const auto year = scan.number(4, 4);
  if (!year) return std::nullopt;
  if (scan.at_end()) {
    const auto first = make_date(*year, 1, 1);
    if (!first) return std::nullopt;
    return DateRange{*first, *make_date(*year, 12, 31)};
  }
  if (!scan.take('-')) return std::nullopt;
  const auto month = scan.number(1, 2);
  if (!month || !scan.at_end()) return std::nullopt;
  return month_range(*year, *month);
}

std::int32_t days_since_epoch(Date date) {
  return static_cast<std::int32_t>(sys_days_of(date).time_since_epoch().count());
}

Date from_days_since_epoch(std::int32_t days) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{days}}};
  return *make_date(static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
                    static_cast<int>(static_cast<unsigned>(ymd.day())));
}

}  // namespace attache::schema
