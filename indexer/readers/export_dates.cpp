#include "indexer/readers/export_dates.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "schema/words.hpp"

namespace attache::indexer {
namespace {

// Names of months beside the English ones, folded: French, German, Spanish, Italian, Dutch, Portuguese. An empty word is one
// that dates hold and no date needs.
constexpr std::array<std::pair<std::string_view, std::string_view>, 105> kWords{{
    {"janvier", "January"},
    {"fevrier", "February"},
    {"mars", "March"},
    {"avril", "April"},
    {"mai", "May"},
    {"juin", "June"},
    {"juillet", "July"},
    {"aout", "August"},
    {"septembre", "September"},
    {"octobre", "October"},
    {"novembre", "November"},
    {"decembre", "December"},
    {"januar", "January"},
    {"februar", "February"},
    {"marz", "March"},
    {"juni", "June"},
    {"juli", "July"},
    {"oktober", "October"},
    {"dezember", "December"},
    {"enero", "January"},
    {"febrero", "February"},
    {"marzo", "March"},
    {"abril", "April"},
    {"mayo", "May"},
    {"junio", "June"},
    {"julio", "July"},
    {"agosto", "August"},
    {"septiembre", "September"},
    {"octubre", "October"},
    {"noviembre", "November"},
    {"diciembre", "December"},
    {"gennaio", "January"},
    {"febbraio", "February"},
    {"aprile", "April"},
    {"maggio", "May"},
    {"giugno", "June"},
    {"luglio", "July"},
    {"settembre", "September"},
    {"ottobre", "October"},
    {"dicembre", "December"},
    {"januari", "January"},
    {"februari", "February"},
    {"maart", "March"},
    {"mei", "May"},
    {"augustus", "August"},
    {"janeiro", "January"},
    {"fevereiro", "February"},
    {"marco", "March"},
    {"maio", "May"},
    {"junho", "June"},
    {"julho", "July"},
    {"setembro", "September"},
    {"outubro", "October"},
    {"novembro", "November"},
    {"dezembro", "December"},
    {"monday", ""},
    {"tuesday", ""},
    {"wednesday", ""},
    {"thursday", ""},
    {"friday", ""},
    {"saturday", ""},
    {"sunday", ""},
    {"lundi", ""},
    {"mardi", ""},
    {"mercredi", ""},
    {"jeudi", ""},
    {"vendredi", ""},
    {"samedi", ""},
    {"dimanche", ""},
    {"montag", ""},
    {"dienstag", ""},
    {"mittwoch", ""},
    {"donnerstag", ""},
    {"freitag", ""},
    {"samstag", ""},
    {"sonnabend", ""},
    {"sonntag", ""},
    {"lunes", ""},
    {"martes", ""},
    {"miercoles", ""},
    {"jueves", ""},
    {"viernes", ""},
    {"sabado", ""},
    {"domingo", ""},
    {"lunedi", ""},
    {"martedi", ""},
    {"mercoledi", ""},
    {"giovedi", ""},
    {"venerdi", ""},
    {"sabato", ""},
    {"domenica", ""},
    {"maandag", ""},
    {"dinsdag", ""},
    {"woensdag", ""},
    {"donderdag", ""},
    {"vrijdag", ""},
    {"zaterdag", ""},
    {"zondag", ""},
    {"le", ""},
    {"de", ""},
    {"del", ""},
    {"den", ""},
    {"der", ""},
    {"am", ""},
    {"a", ""},
}};

constexpr std::size_t kLongestDate = 80;  // bytes that are looked at

}  // namespace

std::optional<schema::Moment> read_export_date(std::string_view text) {
  static const RE2 day_with_point(R"(\b(\d{1,2})\. )"), first_day(R"(\b1er\b)"), loose_comma(R"( ?,[ ,]*)"), hour(R"((\d)h(\d\d))");
  std::string line = schema::one_line(text.substr(0, kLongestDate));
  std::string english;
  bool after_number = false;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find_first_of(" ,;", at), line.size());
    std::string word = line.substr(at, end - at);
    const std::string folded = schema::fold(word);
    for (const auto& [name, replacement] : kWords)
      if (folded == name && !(after_number && folded == "am")) word = replacement;
    after_number = !word.empty() && word.back() >= '0' && word.back() <= '9';
    english += word;
    if (end < line.size()) english += line[end];
    at = end + 1;
  }
  RE2::GlobalReplace(&english, day_with_point, "\\1 ");
  RE2::GlobalReplace(&english, first_day, "1");
  RE2::GlobalReplace(&english, hour, "\\1:\\2");
  RE2::GlobalReplace(&english, loose_comma, ", ");
  english = schema::one_line(english);
  english.erase(0, std::min(english.find_first_not_of(", "), english.size()));
  auto moment = schema::parse_moment(english);
  return moment ? moment : schema::parse_moment(line);
}

}  // namespace attache::indexer
