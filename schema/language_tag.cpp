#include "schema/language_tag.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "schema/words.hpp"

namespace attache::schema {

std::string language_tag(std::string_view language) {
  // As the vendors of archives write them, folded; in their own words, in English and in French.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 40> kNames{{
      {"allemand", "de"}, {"anglais", "en"},  {"arabe", "ar"},      {"arabic", "ar"},    {"bokmal", "nb"},     {"chinese", "zh"},
      {"chinois", "zh"},  {"czech", "cs"},    {"danish", "da"},     {"deutsch", "de"},   {"dutch", "nl"},      {"english", "en"},
      {"englisch", "en"}, {"espagnol", "es"}, {"espanol", "es"},    {"finnish", "fi"},   {"francais", "fr"},   {"franzosisch", "fr"},
      {"french", "fr"},   {"german", "de"},   {"greek", "el"},      {"hebrew", "he"},    {"hungarian", "hu"},  {"italian", "it"},
      {"italiano", "it"}, {"italien", "it"},  {"japanese", "ja"},   {"korean", "ko"},    {"nederlands", "nl"}, {"norwegian", "no"},
      {"persian", "fa"},  {"polish", "pl"},   {"portuguese", "pt"}, {"portugues", "pt"}, {"russe", "ru"},      {"russian", "ru"},
      {"spanish", "es"},  {"swedish", "sv"},  {"turkish", "tr"},    {"ukrainian", "uk"},
  }};
  const std::string folded = fold(language);
  const std::string tag = folded.substr(0, folded.find_first_of("-_;, "));
  const bool letters = std::all_of(tag.begin(), tag.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (letters && (tag.size() == 2 || tag.size() == 3)) return tag;
  for (const auto& [name, code] : kNames)
    if (name == tag) return std::string(code);
  return {};
}

}  // namespace attache::schema
