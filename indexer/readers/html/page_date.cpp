#include "indexer/readers/html/page_date.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <array>

#include "schema/words.hpp"

namespace attache::indexer::html {
namespace {

constexpr std::size_t kLongestLine = 200;  // bytes

// How a month's name begins, folded, in English, German, French, Spanish, Italian, Portuguese, Dutch, the languages of
// Scandinavia, Turkish, Polish, Czech and Russian; one that begins with another stands before it.
struct MonthName {
  std::string_view begins;
  int month;
};
constexpr std::array kMonths{
    MonthName{"januar", 1},   MonthName{"janv", 1},    MonthName{"jan", 1},        MonthName{"janner", 1}, MonthName{"jaenner", 1},
    MonthName{"enero", 1},    MonthName{"gennaio", 1}, MonthName{"ocak", 1},       MonthName{"styczn", 1}, MonthName{"ledna", 1},
    MonthName{"январ", 1},    MonthName{"feb", 2},     MonthName{"fevr", 2},       MonthName{"fever", 2},  MonthName{"subat", 2},
    MonthName{"lut", 2},      MonthName{"unora", 2},   MonthName{"феврал", 2},     MonthName{"mar", 3},    MonthName{"maa", 3},
    MonthName{"mrt", 3},      MonthName{"brezna", 3},  MonthName{"март", 3},       MonthName{"apr", 4},    MonthName{"avr", 4},
    MonthName{"abr", 4},      MonthName{"nisan", 4},   MonthName{"kwie", 4},       MonthName{"dubna", 4},  MonthName{"апрел", 4},
    MonthName{"may", 5},      MonthName{"mai", 5},     MonthName{"maj", 5},        MonthName{"mag", 5},    MonthName{"mei", 5},
    MonthName{"kvetna", 5},   MonthName{"мая", 5},     MonthName{"maio", 5},       MonthName{"juni", 6},   MonthName{"jun", 6},
    MonthName{"juin", 6},     MonthName{"giu", 6},     MonthName{"haz", 6},        MonthName{"czerw", 6},  MonthName{"cervna", 6},
    MonthName{"июн", 6},      MonthName{"juli", 7},    MonthName{"jul", 7},        MonthName{"juil", 7},   MonthName{"lug", 7},
    MonthName{"temmuz", 7},   MonthName{"lip", 7},     MonthName{"cervence", 7},   MonthName{"июл", 7},    MonthName{"aug", 8},
    MonthName{"aou", 8},      MonthName{"ago", 8},     MonthName{"agu", 8},        MonthName{"sierp", 8},  MonthName{"srpna", 8},
    MonthName{"август", 8},   MonthName{"sep", 9},     MonthName{"set", 9},        MonthName{"eyl", 9},    MonthName{"wrze", 9},
    MonthName{"zari", 9},     MonthName{"сентябр", 9}, MonthName{"oct", 10},       MonthName{"okt", 10},   MonthName{"ott", 10},
    MonthName{"out", 10},     MonthName{"ekim", 10},   MonthName{"pazdz", 10},     MonthName{"rijna", 10}, MonthName{"октябр", 10},
    MonthName{"nov", 11},     MonthName{"kas", 11},    MonthName{"listopada", 11}, MonthName{"ноябр", 11}, MonthName{"dec", 12},
    MonthName{"dez", 12},     MonthName{"des", 12},    MonthName{"dic", 12},       MonthName{"ara", 12},   MonthName{"grudn", 12},
    MonthName{"prosinc", 12}, MonthName{"декабр", 12}};

int month_of(const std::string& name) {
  const std::string folded = schema::fold(name);
  for (const auto& [begins, month] : kMonths)
    if (folded.starts_with(begins)) return month;
  return 0;
}

std::optional<schema::Moment> moment_of(int year, int month, int day, const std::string& time) {
  if (!schema::make_date(year, month, day)) return std::nullopt;
  std::string iso = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (time.size() >= 4) iso += fmt::format("T{}{}", time.size() % 3 == 1 ? "0" : "", time);  // 5:07 is 05:07
  return schema::parse_moment(iso);
}

}  // namespace

std::optional<PrintedDate> printed_date(std::string_view line) {
  static const std::string time = "(?:[,. |–-]{1,4}(?:at |um |à |a las |kl\\.? |klo )?(\\d{1,2}:\\d{2}(?::\\d{2})?))?";
  static const RE2 dotted("(?:^|[^\\d.])((\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4})" + time + ")");
  static const RE2 named("(?:^|[^\\d.])((\\d{1,2})(?:\\.|er|st|nd|rd|th|º)?\\s(?:de |of )?(\\p{L}{3,12})\\.?,?\\s(?:de |del )?(\\d{4})" +
                         time + ")");
  static const RE2 english("(?:^|\\P{L})(([A-Z][a-z]{2,8})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})" + time + ")");
  static const RE2 year_first(
      "((\\d{4})(?:年|[-/.])\\s?(\\d{1,2})(?:月|[-/.])\\s?(\\d{1,2})日?(?:[T ]?\\s?(\\d{1,2}:\\d{2}(?::\\d{2})?))?)");
  if (line.size() > kLongestLine) return std::nullopt;
  const re2::StringPiece piece(line.data(), line.size());
  std::string words, name, clock;
  int year = 0, month = 0, day = 0;
  std::optional<schema::Moment> moment;
  if (RE2::PartialMatch(piece, year_first, &words, &year, &month, &day, &clock)) moment = moment_of(year, month, day, clock);
  if (!moment && RE2::PartialMatch(piece, dotted, &words, &day, &month, &year, &clock)) moment = moment_of(year, month, day, clock);
  if (!moment && RE2::PartialMatch(piece, named, &words, &day, &name, &year, &clock)) moment = moment_of(year, month_of(name), day, clock);
  if (!moment && RE2::PartialMatch(piece, english, &words, &name, &day, &year, &clock))
    moment = moment_of(year, month_of(name), day, clock);
  if (!moment || !moment->day) return std::nullopt;
  return PrintedDate{std::move(words), std::move(*moment)};
}

std::optional<schema::Moment> page_moment(std::string_view value) {
  if (auto moment = schema::parse_moment(value); moment && moment->day) return moment;
  if (auto printed = printed_date(value)) return printed->moment;
  return std::nullopt;
}

}  // namespace attache::indexer::html
