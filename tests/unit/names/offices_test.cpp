#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "schema/names/names.hpp"

using namespace attache::schema;

TEST_CASE("an office is read from title and body in either order", "[unit][names][offices]") {
  const std::pair<const char*, const char*> cases[] = {
      {"Russian foreign minister", "foreign_minister/c:ru"},
      {"the Russian Foreign Minister", "foreign_minister/c:ru"},
      {"foreign minister of Russia", "foreign_minister/c:ru"},
      {"the minister of foreign affairs of the Russian Federation", "foreign_minister/c:ru"},
      {"Russia's foreign minister", "foreign_minister/c:ru"},
      {"Moscow’s top diplomat", "foreign_minister/c:ru"},
      {"minister for foreign affairs of Ireland", "foreign_minister/c:ie"},
      {"Ukraine's new foreign minister", "foreign_minister/c:ua"},
      {"new Ukrainian foreign minister", "foreign_minister/c:ua"},
      {"US Secretary of State", "foreign_minister/c:us"},
      {"U.S. Secretary of State", "foreign_minister/c:us"},
      {"American secretary of state", "foreign_minister/c:us"},
      {"Secretary of State", "foreign_minister/c:us"},
      {"British Foreign Secretary", "foreign_minister/c:gb"},
      {"French secretary of state", ""},
      {"the Nato secretary-general", "secretary_general/o:nato"},
      {"secretary general of NATO", "secretary_general/o:nato"},
      {"UN Secretary-General", "secretary_general/o:un"},
      {"Nato chief", "secretary_general/o:nato"},
      {"IAEA director general", "director_general/o:iaea"},
      {"the head of the IAEA", "director_general/o:iaea"},
      {"IMF managing director", "managing_director/o:imf"},
      {"EU foreign policy chief", "high_representative/o:eu"},
      {"the EU's top diplomat", "high_representative/o:eu"},
      {"president of the European Commission", "president/o:european-commission"},
      {"European Commission president", "president/o:european-commission"},
      {"US president", "head_of_state/c:us"},
      {"president of the United States", "head_of_state/c:us"},
      {"Chinese leader", "head_of_state/c:cn"},
      {"Soviet leader", "head_of_state/c:su"},
      {"German chancellor", "head_of_government/c:de"},
      {"the West German Chancellor", "head_of_government/c:de"},
      {"British Chancellor of the Exchequer", "finance_minister/c:gb"},
      {"Chancellor of the Exchequer", "finance_minister/c:gb"},
      {"British chancellor", "finance_minister/c:gb"},
      {"Japanese Prime Minister", "head_of_government/c:jp"},
      {"Prime Minister of Israel", "head_of_government/c:il"},
      {"Chinese premier", "head_of_government/c:cn"},
      {"Kremlin spokesman", "presidential_spokesperson/c:ru"},
      {"the Kremlin's spokesman", "presidential_spokesperson/c:ru"},
      {"Russian foreign ministry spokeswoman", "foreign_ministry_spokesperson/c:ru"},
      {"spokeswoman for the Russian foreign ministry", "foreign_ministry_spokesperson/c:ru"},
      {"Permanent Representative of Ukraine to the UN", "un_ambassador/c:ua"},
      {"secretary of Russia's Security Council", "security_council_secretary/c:ru"},
      {"Head of the Office of the President of Ukraine", "chief_of_staff/c:ua"},
      {"Malaysian communications minister", "communications_minister/c:my"},
      {"Russian foreign minister of Russia", ""},
      {"US State Department spokesman", "foreign_ministry_spokesperson/c:us"},
      {"US ambassador to the UN", "un_ambassador/c:us"},
      {"US Treasury Secretary", "finance_minister/c:us"},
      {"Saudi crown prince", "crown_prince/c:sa"},
      {"former Russian foreign minister", ""},
      {"deputy Russian foreign minister", "deputy_foreign_minister/c:ru"},
      {"Russian deputy foreign minister", "deputy_foreign_minister/c:ru"},
      {"Chinese ambassador to Britain", ""},
      {"the foreign minister", ""},
      {"foreign ministers of Russia", ""},
      {"the Russian", ""},
      {"", ""},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    const auto office = Names::builtin().parse_office(text);
    CHECK((office ? to_string(*office) : "") == expected);
  }
}

TEST_CASE("the kind of an office is read without its body", "[unit][names][offices]") {
  const std::pair<const char*, const char*> cases[] = {
      {"the foreign minister", "foreign_minister"}, {"President", "head_of_state"},
      {"the Prime Minister", "head_of_government"},
      {"chancellor", "head_of_government"},         {"Foreign Secretary", "foreign_minister"},
      {"Secretary-General", "secretary_general"},   {"Secretary of State", "foreign_minister"},
      {"gardener", ""},                             {"", ""},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(Names::builtin().parse_office_kind(text).value_or("") == expected);
  }
}

TEST_CASE("an office is held by who held it on that day", "[unit][names][offices]") {
  struct Case {
    const char* office;
    Date day;
    const char* holder;
  };
  const Case cases[] = {
      {"Russian foreign minister", {2021, 12, 2}, "p:sergey-lavrov"},
      {"Russian foreign minister", {2000, 6, 1}, "p:igor-ivanov"},
      {"British Chancellor of the Exchequer", {1987, 6, 2}, "p:nigel-lawson"},
      {"US president", {1987, 6, 2}, "p:ronald-reagan"},
      {"US Secretary of State", {2021, 12, 2}, "p:antony-blinken"},
      {"US Treasury secretary", {1987, 4, 1}, "p:james-baker"},
      {"Soviet foreign minister", {1987, 4, 1}, "p:eduard-shevardnadze"},
      {"Japanese prime minister", {1987, 4, 1}, "p:yasuhiro-nakasone"},
      {"German chancellor", {2021, 12, 7}, "p:angela-merkel"},
      {"German chancellor", {2021, 12, 9}, "p:olaf-scholz"},
      {"Nato secretary-general", {2021, 12, 2}, "p:jens-stoltenberg"},
      {"Kremlin spokesman", {2021, 12, 2}, "p:dmitry-peskov"},
      {"Russian foreign ministry spokeswoman", {2021, 12, 2}, "p:maria-zakharova"},
      {"Ukrainian foreign minister", {2022, 4, 1}, "p:dmytro-kuleba"},
      {"Malaysian prime minister", {2024, 11, 22}, "p:anwar-ibrahim"},
      {"Israeli prime minister", {2022, 3, 1}, "p:naftali-bennett"},
      {"UN secretary general", {1987, 1, 1}, "p:javier-perez-de-cuellar"},
  };
  const auto& names = Names::builtin();
  for (const auto& [text, day, holder] : cases) {
    INFO(text << " on " << to_string(day));
    const auto office = names.parse_office(text);
    REQUIRE(office);
    const auto held = names.holders(*office, day);
    REQUIRE(held.size() == 1);
    CHECK(held.front()->person->id == holder);
  }
}

TEST_CASE("the day a term begins or ends is part of it, the day outside is not", "[unit][names][offices]") {
  const auto& names = Names::builtin();
  const Office office{"foreign_minister", "c:gb"};
  CHECK(names.holders(office, {1983, 6, 10}).empty());
  CHECK(names.holders(office, {1983, 6, 11}).size() == 1);
  CHECK(names.holders(office, {1989, 7, 24}).size() == 2);
  CHECK(names.holders({"foreign_minister", "c:zz"}, {2000, 1, 1}).empty());
  CHECK(names.terms(office).size() > 10);
  const auto* truss = names.find("p:liz-truss");
  REQUIRE(truss);
  CHECK(names.offices_of(*truss, {2022, 1, 1}).size() == 1);
  CHECK(names.offices_of(*truss, {2023, 1, 1}).empty());
}
