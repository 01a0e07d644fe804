#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "schema/names/names.hpp"

using namespace attache::schema;

namespace {

// The names found, as "words=id" in text order, with the alias kind where it is not a plain name.
std::string found(std::string_view text) {
  const auto words = words_of(text);
  std::string out;
  for (const auto& hit : Names::builtin().find_all(text, words)) {
    constexpr const char* kinds[] = {"", "(metonym)", "(adjective)", "(description)"};
    const auto covered = text_of(text, {words[hit.first].span.begin, words[hit.first + hit.count - 1].span.end});
    out += fmt::format("{}{}={}{}", out.empty() ? "" : " ", covered, hit.entity->id,
                       kinds[static_cast<int>(hit.alias_kind)]);
  }
  return out;
}

}  // namespace

TEST_CASE("names are found longest first, in the case they need", "[unit][names]") {
  const std::pair<const char*, const char*> cases[] = {
      {"Russia and Ukraine", "Russia=c:ru Ukraine=c:ua"},
      {"they told us who it is", ""},
      {"the US and the WHO", "US=c:us WHO=o:who"},
      {"the U.S. said", "U.S.=c:us"},
      {"Who told Us?", ""},
      {"US's demand, Ukraine's answer, Ukraine’s hope", "US's=c:us Ukraine's=c:ua Ukraine’s=c:ua"},
      {"Russians and Americans met the Swiss", "Russians=c:ru(adjective) Americans=c:us(adjective) Swiss=c:ch(adjective)"},
      {"the Minsk agreements hold", "Minsk agreements=a:minsk-agreements"},
      {"in Minsk on Monday", "Minsk=c:by(metonym)"},
      {"the North Atlantic Treaty Organisation", "North Atlantic Treaty Organisation=o:nato"},
      {"NATO and Nato and nato", "NATO=o:nato Nato=o:nato"},
      {"the military alliance said the alliance", "military alliance=o:nato(description) alliance=o:nato(description)"},
      {"an aid agency, the agency", "agency=o:iaea(description)"},
      {"turkey with chad sauce", ""},
      {"Turkey and Chad", "Turkey=c:tr Chad=c:td"},
      {"the Kremlin and Downing Street", "Kremlin=c:ru(metonym) Downing Street=c:gb(metonym)"},
      {"South Korean and North Korean", "South Korean=c:kr(adjective) North Korean=c:kp(adjective)"},
      {"West Germany, East Germany and Germany", "West Germany=c:de East Germany=c:dd Germany=c:de"},
      {"the USSR, the Soviet Union and Soviet tanks", "USSR=c:su Soviet Union=c:su Soviet=c:su(adjective)"},
      {"a Washington Post reporter", ""},
      {"the UN Security Council and the U.N.", "UN Security Council=o:security-council U.N.=o:un"},
      {"Sergei Lavrov met Antony Blinken", "Sergei Lavrov=p:sergey-lavrov Antony Blinken=p:antony-blinken"},
      {"Lavrov said", ""},
      {"Vladimir, Putin", ""},
      {"WHO TOLD US THAT", ""},
      {"U.S. AND SOVIET OFFICIALS MEET IN GENEVA", "U.S.=c:us SOVIET=c:su(adjective) GENEVA=l:geneva"},
      {"The Group of Seven kept to the Louvre agreement", "Group of Seven=o:g7 Louvre agreement=a:louvre-accord"},
      {"Côte d'Ivoire and Cote d’Ivoire", "Côte d'Ivoire=c:ci Cote d’Ivoire=c:ci"},
      {"Türkiye", "Türkiye=c:tr"},
      {"in St. Lucia", "St. Lucia=c:lc"},
      {"from Russia. Federation of unions", "Russia=c:ru"},
      {"pounds, a pound sterling and the dollar", "pound sterling=t:pound dollar=t:dollar"},
      {"", ""},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(found(text) == expected);
  }
}

TEST_CASE("an alias in the form it is asked for names its entities, best known first", "[unit][names]") {
  const auto& names = Names::builtin();
  const std::pair<const char*, const char*> cases[] = {
      {"nato", "o:nato"},        {"the kremlin", "c:ru"},     {"moscow", "c:ru"},          {"brussels", "o:eu"},
      {"the bloc", "o:eu"},      {"russian", "c:ru"},         {"north atlantic alliance", "o:nato"},
      {"putin", "p:vladimir-putin"}, {"lawrow", "p:sergey-lavrov"}, {"vladimir putin", "p:vladimir-putin"},
      {"minsk accords", "a:minsk-agreements"}, {"pla", "o:pla"}, {"fatf", "o:fatf"}, {"who", "o:who"}, {"us", "c:us"},
      {"clinton", "p:bill-clinton"}, {"chernobyl", "l:chernobyl"}, {"chornobyl", "l:chernobyl"}, {"peking", "c:cn"},
  };
  for (const auto& [alias, id] : cases) {
    INFO(alias);
    const auto hits = names.by_alias(alias);
    REQUIRE_FALSE(hits.empty());
    CHECK(hits.front().entity->id == id);
  }
  CHECK(names.by_alias("minsk accords of").empty());
  CHECK(names.by_alias("").empty());
  CHECK(names.by_alias("clinton").size() == 2);
}

TEST_CASE("the aliases of an entity are given as the table writes them", "[unit][names]") {
  const auto& names = Names::builtin();
  const auto metonyms = names.aliases(*names.find("c:ru"), AliasKind::Metonym);
  CHECK(std::find(metonyms.begin(), metonyms.end(), "Kremlin") != metonyms.end());
  const auto own = names.aliases(*names.find("c:ru"), AliasKind::Name);
  REQUIRE_FALSE(own.empty());
  CHECK(own.front() == "Russia");
}
