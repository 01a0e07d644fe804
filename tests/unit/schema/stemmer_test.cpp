#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <xapian.h>

#include "schema/stemmer.hpp"
#include "schema/words.hpp"

using namespace attache::schema;

namespace {

// The stems of the words in the language of that tag, each once.
std::set<std::string> stems_of(std::string_view tag, std::string_view text) {
  const Stemmer stemmer(stemming_of(tag));
  std::set<std::string> out;
  for (const auto& word : words_of(text)) out.insert(stemmer(word.folded));
  return out;
}

}  // namespace

TEST_CASE("forms of a word have one stem in their language, with their accents or without", "[unit][schema][words]") {
  struct Row {
    std::string_view tag, forms;
  };
  const std::vector<Row> rows{
      {"en", "sanction sanctions sanctioned sanctioning"},
      {"", "sanction sanctions"},
      {"fr", "négociation négociations NEGOCIATIONS"},
      {"fr", "arrivé arrivée arrivés arrivées arriver arrivait ARRIVEE"},
      {"fr", "premier première premiers premières"},
      {"fr", "différent différents différente"},
      {"fr", "acheva achevèrent acheverent"},
      {"de", "Gespräch Gespräche Gesprächen Gesprächs"},
      {"de", "Straße Straßen STRASSE"},
      {"es", "declaración declaraciones DECLARACION declarar declararon"},
      {"es", "anuncia anunciar anunciaron"},
      {"es", "tecnología tecnologías"},
      {"es", "necesario necesaria necesarios necesarias"},
      {"pt", "negociação negociações NEGOCIACAO"},
      {"it", "sanzione sanzioni"},
      {"ca", "declaració declaracions"},
      {"ru", "российский российского российская российской российских российские"},
      {"ru", "санкция санкции санкций санкциями"},
      {"ru", "берёза березы"},
      {"de", "Brüssel Bruessel BRUSSEL"},
      {"nl", "onderhandeling onderhandelingen onderhandelaar"},
      {"nl", "praten praatte gepraat"},
      {"sv", "förhandling förhandlingar förhandlingarna"},
      {"nb", "forhandling forhandlinger"},
      {"da", "forhandling forhandlinger"},
      {"fi", "neuvottelu neuvottelut neuvottelussa"},
      {"id", "perundingan berunding"},
  };
  for (const auto& row : rows) {
    INFO(row.forms);
    CHECK(stems_of(row.tag, row.forms).size() == 1);
  }
}

TEST_CASE("each language has its own rules", "[unit][schema][words]") {
  CHECK(stems_of("en", "arrivée arriver").size() == 2);
  CHECK(stems_of("fr", "arrivée arriver").size() == 1);
  CHECK(stems_of("fr", "rated rating").size() == 2);
  CHECK(stems_of("en", "rated rating").size() == 1);
  CHECK(stems_of("pl", "rated rating rates").size() == 3);
  CHECK(stems_of("zh", "talks") == std::set<std::string>{"talks"});
}

TEST_CASE("a stem is folded and never empty", "[unit][schema][words]") {
  for (const std::string_view tag : {"ar", "hy", "fr", "hu", "ga", "lt", "ne", "ro", "ru", "ta", "tr", "zh"}) {
    INFO(tag);
    for (const auto& stem : stems_of(tag, "a é és ée Übung ñandú ий ой й நாடு நாடுகள் नेपालको में की ء ال والتي և يون ığı Ő 한국 x1")) {
      CHECK_FALSE(stem.empty());
      CHECK(stem == fold(stem));
    }
  }
}

TEST_CASE("a language is known by its tags", "[unit][schema][words]") {
  const std::vector<std::pair<std::string_view, Stemming>> rows{
      {"en", Stemming::English},     {"", Stemming::English},         {"und", Stemming::English},  {"mul", Stemming::English},
      {"xx", Stemming::English},     {"not a tag", Stemming::English}, {"~0f3a", Stemming::English}, {"fr", Stemming::French},
      {"fra", Stemming::French},     {"fre", Stemming::French},       {"pt br", Stemming::Portuguese}, {"de at", Stemming::German},
      {"nb", Stemming::Norwegian},   {"nn", Stemming::Norwegian},     {"zh", Stemming::None},      {"zh hant", Stemming::None},
      {"pl", Stemming::None},        {"pol", Stemming::None},         {"uk", Stemming::None}};
  for (const auto& [tag, stemming] : rows) {
    INFO(tag);
    CHECK(name_of(stemming_of(tag)) == name_of(stemming));
  }
}

TEST_CASE("every language that Xapian has a stemmer of is known", "[unit][schema][words]") {
  std::set<std::string> known;
  for (int i = 1; i <= static_cast<int>(Stemming::Turkish); ++i) {
    std::string name(name_of(static_cast<Stemming>(i)));
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    known.insert(name);
  }
  const std::set<std::string> other_rules{"earlyenglish", "german2", "kraaij_pohlmann", "lovins", "porter"};  // second ones of a language
  std::istringstream all(Xapian::Stem::get_available_languages());
  std::size_t languages = 0;
  for (std::string name; all >> name; ++languages)
    if (!other_rules.contains(name)) {
      INFO(name);
      CHECK(known.contains(name));
    }
  CHECK(languages > known.size());
  CHECK(name_of(Stemming::None) == "no language");
}

TEST_CASE("terms of words that are stemmed in different ways end differently", "[unit][schema][words]") {
  std::set<std::string> endings;
  for (int i = 0; i <= static_cast<int>(Stemming::Turkish); ++i) {
    const auto ending = term_ending(static_cast<Stemming>(i));
    CHECK(endings.insert(ending).second);
    CHECK(words_of("talks" + ending).size() == (ending.size() > 1 ? 2 : 1));  // '_' is of no word
  }
  CHECK(term_ending(Stemming::English).empty());
  CHECK(term_ending(Stemming::French) == "_fr");
}

TEST_CASE("a word of which its language's rules leave nothing is its own stem", "[unit][schema][stemmer]") {
  CHECK(Stemmer()("''s") == "''s");
}
