// Tables of a user's own over others: who wins, and what is refused.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "schema/error.hpp"
#include "schema/names/builtin_tables.hpp"
#include "schema/names/formats.hpp"
#include "schema/names/names.hpp"

using namespace attache::schema;

namespace {

const std::string kCountries = "id\tname\tnames\tadjectives\tmetonyms\tsource\n";
const std::string kPeople = "id\tname\tnames\tsurname\tcountry\tgender\tsource\n";
const std::string kOffices = "kind\ttitles\tbodies\timplied\tseveral\tsource\n";
const std::string kTerms = "kind\tbody\tperson\tfrom\tuntil\tsource\n";

const std::string kBaseCountries = kCountries +
                                   "c:va1\tHalmere\tHalmer Republic\tHalmerian\tSorn\tunsourced\n"
                                   "c:va2\tKestovia\t\tKestovian\tthe Castle\tunsourced\n";
const std::string kBasePeople = kPeople +
                                "p:ada-voss\tAda Voss\t\tVoss\tc:va1\tf\tunsourced\n"
                                "p:ben-orr\tBen Orr\t\tOrr\tc:va1\tm\tunsourced\n"
                                "p:cy-dahl\tCy Dahl\t\tDahl\tc:va1\tm\tunsourced\n";
const std::string kBaseOffices = kOffices +
                                 "foreign_minister\tforeign minister\tcountry\t\t\tunsourced\n"
                                 "spokesperson\tspokeswoman\tcountry\t\tcountry\tunsourced\n";
const std::string kBaseTerms = kTerms +
                               "foreign_minister\tc:va1\tp:ada-voss\t2000-01-01\t2009-12-31\tunsourced\n"
                               "foreign_minister\tc:va1\tp:ben-orr\t2010-01-01\t\tunsourced\n"
                               "spokesperson\tc:va1\tp:ada-voss\t2000\t\tunsourced\n";

// The base tables with own ones over them.
Names over(const std::vector<Names::Table>& own) {
  const std::vector<Names::Table> base{
      {"countries.tsv", kBaseCountries},
      {"people.tsv", kBasePeople},
      {"offices.tsv", kBaseOffices},
      {"terms.tsv", kBaseTerms},
      {"given_names.tsv", "gender\tnames\tsource\nm\tKim|Ben\tunsourced\nf\tAda\tunsourced\n"},
      {"synonyms.tsv", "words\tsource\naccord|agreement|deal\tunsourced\n"},
      {"not_names.tsv", "phrases\tsource\nHalmere Post\tunsourced\n"},
  };
  return Names(base, own);
}

std::string refusal(const std::vector<Names::Table>& own) {
  try {
    over(own);
    return "";
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::Usage);
    return error.what();
  }
}

// Identifiers of what the alias means, and of whoever held the office, parted by blanks.
std::string meant(const Names& names, const char* alias) {
  std::string out;
  for (const auto& hit : names.by_alias(alias)) out += (out.empty() ? "" : " ") + std::string(hit.entity->id);
  return out;
}
std::string held(const Names& names, const char* kind, Date day) {
  std::string out;
  for (const auto* term : names.holders({kind, "c:va1"}, day))
    out += (out.empty() ? "" : " ") + std::string(term->person->id);
  return out;
}
std::string found(const Names& names, const std::string& text) {
  std::string out;
  const auto words = words_of(text);
  for (const auto& hit : names.find_all(text, words)) out += (out.empty() ? "" : " ") + std::string(hit.entity->id);
  return out;
}

}  // namespace

TEST_CASE("each format is known by its header line alone", "[unit][names][own]") {
  std::set<std::vector<std::string_view>> headers;
  for (const auto& format : names::table_formats()) {
    std::string header = "# a note\n\n";
    for (const auto column : format.columns) header += (header.ends_with('\n') ? "" : "\t") + std::string(column);
    CAPTURE(header);
    CHECK(headers.insert({format.columns.begin(), format.columns.end()}).second);
    CHECK(names::format_of(header) == &format);
    CHECK(names::format_of(header + "\nrow\n") == &format);
    CHECK(names::format_named(format.name()) == &format);
    CHECK(names::format_named(format.file) == &format);
    CHECK(names::count_rows(header + "\n# note\nrow\n\nrow") == 2);
    CHECK(names::count_rows(header) == 0);
  }
  CHECK(headers.size() == names::builtin_tables().size());
  CHECK(names::format_of("") == nullptr);
  CHECK(names::format_of("id\tname\n") == nullptr);
  CHECK(names::format_named("people.txt") == nullptr);
}

TEST_CASE("an own row replaces the row of its id, alias by alias", "[unit][names][own]") {
  const auto names = over({{"countries.tsv", kCountries + "c:va1\tNew Halmere\tHalmland\t\t\tmy atlas, page 3\n"}});
  REQUIRE(names.find("c:va1"));
  CHECK(names.find("c:va1")->name == "New Halmere");
  CHECK(meant(names, "halmland") == "c:va1");
  CHECK(meant(names, "halmere") == "");
  CHECK(meant(names, "sorn") == "");
  CHECK(names.find("p:ada-voss")->country == "c:va1");
  CHECK(held(names, "foreign_minister", {2005, 1, 1}) == "p:ada-voss");
  CHECK(names.parse_office("foreign minister of Halmland"));
}

TEST_CASE("an own alias is taken from whoever has it, without a mark", "[unit][names][own]") {
  // A metonym against a name, a name against a metonym: own aliases win whatever they are.
  const auto names = over({{"countries.tsv", kCountries + "c:va3\tDunmark\tSorn\t\tKestovia\tme\n"}});
  CHECK(meant(names, "sorn") == "c:va3");
  CHECK(meant(names, "kestovia") == "c:va3");
  CHECK(found(names, "Sorn told Kestovia and the Castle.") == "c:va3 c:va3 c:va2");
  CHECK(names.find("c:va2")->name == "Kestovia");
  // Among themselves own rows keep the rules.
  CHECK(refusal({{"countries.tsv", kCountries + "c:va3\tDunmark\t\t\t\tme\nc:va4\tDunland\tDunmark\t\t\tme\n", "mine.tsv"}}) ==
        "mine.tsv:3: \"Dunmark\" is a name of c:va3 too (a * behind it shares it)");
}

TEST_CASE("an own person comes before others of the surname, alone where the surname is an alias", "[unit][names][own]") {
  CHECK(meant(over({{"people.tsv", kPeople + "p:eve-voss\tEve Voss\t\tVoss\t\t\tme\n"}}), "voss") == "p:eve-voss p:ada-voss");
  CHECK(meant(over({{"people.tsv", kPeople + "p:eve-voss\tEve Voss\tVoss\tVoss\t\t\tme\n"}}), "voss") == "p:eve-voss");
}

TEST_CASE("a phrase that is no name of an own table is passed over", "[unit][names][own]") {
  CHECK(found(over({}), "Sorn is dear to Halmere.") == "c:va1 c:va1");
  const auto names = over({{"not_names.tsv", "phrases\tsource\nSorn\tme\n"}});
  CHECK(found(names, "Sorn is dear to Halmere.") == "c:va1");
  CHECK(found(over({{"countries.tsv", kCountries + "c:va3\tHalmere Post\t\t\t\tme\n"}}), "Halmere Post") == "c:va3");
}

TEST_CASE("an own term wins on the days it covers and on no others", "[unit][names][own]") {
  const auto with = [&](const std::string& rows) { return over({{"terms.tsv", kTerms + rows}}); };
  SECTION("inside another's: it is parted") {
    const auto names = with("foreign_minister\tc:va1\tp:cy-dahl\t2004-03-01\t2004-04-30\tGazette\n");
    CHECK(held(names, "foreign_minister", {2004, 2, 29}) == "p:ada-voss");
    CHECK(held(names, "foreign_minister", {2004, 3, 1}) == "p:cy-dahl");
    CHECK(held(names, "foreign_minister", {2004, 4, 30}) == "p:cy-dahl");
    CHECK(held(names, "foreign_minister", {2004, 5, 1}) == "p:ada-voss");
    CHECK(names.terms(*names.find("p:ada-voss")).size() == 3);
    CHECK(names.terms({"foreign_minister", "c:va1"})[1]->source == "Gazette");
  }
  SECTION("over a hand-over: both are shortened") {
    const auto names = with("foreign_minister\tc:va1\tp:cy-dahl\t2009-12\t2010-01\tGazette\n");
    CHECK(held(names, "foreign_minister", {2009, 11, 30}) == "p:ada-voss");
    CHECK(held(names, "foreign_minister", {2009, 12, 31}) == "p:cy-dahl");
    CHECK(held(names, "foreign_minister", {2010, 1, 31}) == "p:cy-dahl");
    CHECK(held(names, "foreign_minister", {2010, 2, 1}) == "p:ben-orr");
  }
  SECTION("open: what comes later is gone") {
    const auto names = with("foreign_minister\tc:va1\tp:cy-dahl\t2008\t\tGazette\n");
    CHECK(held(names, "foreign_minister", {2007, 12, 31}) == "p:ada-voss");
    CHECK(held(names, "foreign_minister", {2020, 1, 1}) == "p:cy-dahl");
    CHECK(names.terms(*names.find("p:ben-orr")).empty());
  }
  SECTION("several: each is cut out") {
    const auto names = with("foreign_minister\tc:va1\tp:ben-orr\t2006\t2006\tme\nforeign_minister\tc:va1\tp:cy-dahl\t2003\t2003\tme\n");
    CHECK(held(names, "foreign_minister", {2003, 6, 1}) == "p:cy-dahl");
    CHECK(held(names, "foreign_minister", {2004, 6, 1}) == "p:ada-voss");
    CHECK(held(names, "foreign_minister", {2006, 6, 1}) == "p:ben-orr");
    CHECK(held(names, "foreign_minister", {2007, 6, 1}) == "p:ada-voss");
  }
  SECTION("an office that several hold: only those of the own table") {
    const auto names = with("spokesperson\tc:va1\tp:ben-orr\t2004\t2004\tme\nspokesperson\tc:va1\tp:cy-dahl\t2004\t2004\tme\n");
    CHECK(held(names, "spokesperson", {2003, 6, 1}) == "p:ada-voss");
    CHECK(held(names, "spokesperson", {2004, 6, 1}) == "p:ben-orr p:cy-dahl");
  }
}

TEST_CASE("a new office and its title come from an own table, for own people", "[unit][names][own]") {
  const auto names = over({{"offices.tsv", kOffices + "jester\tcourt jester\tc:va1\tc:va1\t\tme\n"},
                           {"people.tsv", kPeople + "p:jo-lark\tJo Lark\t\tLark\tc:va1\tf\tme\n"},
                           {"terms.tsv", kTerms + "jester\tc:va1\tp:jo-lark\t2001\t\tme\n"}});
  CHECK(names.parse_office("the court jester") == Office{"jester", "c:va1"});
  CHECK(held(names, "jester", {2020, 1, 1}) == "p:jo-lark");
}

TEST_CASE("own given names and synonyms speak alone about their words", "[unit][names][own]") {
  const auto names = over({{"given_names.tsv", "gender\tnames\tsource\nf\tKim\tme\n"},
                           {"synonyms.tsv", "words\tsource\ndeal|bargain\tme\n"}});
  CHECK(names.gender_of_given_name("kim") == Gender::Female);
  CHECK(names.gender_of_given_name("ben") == Gender::Male);
  CHECK(names.synonyms("deal") == std::vector<std::string_view>{"bargain"});
  CHECK(names.synonyms("accord") == std::vector<std::string_view>{"agreement"});
}

TEST_CASE("bad rows of own tables are refused by the name the user gave", "[unit][names][own]") {
  const auto terms = [](const std::string& rows) { return refusal({{"terms.tsv", kTerms + rows, "/home/me/terms.txt"}}); };
  CHECK(terms("foreign_minister\tc:va1\tp:cy-dahl\t2004\t2005\t\n") == "/home/me/terms.txt:2: source is empty");
  CHECK(terms("foreign_minister\tc:va1\tp:nobody\t2004\t2005\tme\n") ==
        "/home/me/terms.txt:2: p:nobody is no person of people.tsv");
  CHECK(terms("foreign_minister\tc:va1\tp:cy-dahl\t2004\t2005\tme\n# note\n"
              "foreign_minister\tc:va1\tp:ben-orr\t2005\t2006\tme\n") ==
        "/home/me/terms.txt:4: foreign_minister/c:va1 is p:cy-dahl's by line 2 (2004-01-01 to 2005-12-31); terms may share "
        "the day of a hand-over");
  CHECK(refusal({{"countries.tsv", kCountries + "c:va9\tNine\t\t\t\tme\nc:va9\tNueve\t\t\t\tme\n", "c.tsv"}}) ==
        "c.tsv:3: c:va9 is there twice");
  CHECK(refusal({{"people.tsv", kPeople + "p:x\tX Y\t\tY\tc:zz\t\tme\n", "p.tsv"}}) == "p.tsv:2: c:zz is no entity");
  std::string long_name = "One";
  for (int i = 0; i < 64; ++i) long_name += " more";
  CHECK(refusal({{"people.tsv", kPeople + "p:x\t" + long_name + "\t\tY\t\t\tme\n", "p.tsv"}}) ==
        "p.tsv:2: a name has at most 64 words");
}

TEST_CASE("the tables compiled in take own ones over them", "[unit][names][own]") {
  const auto terms = kTerms + "foreign_minister\tc:ru\tp:igor-ivanov\t2010-05-01\t2010-05-31\tan invention\n";
  const std::vector<Names::Table> own{{"terms.tsv", terms}};
  const auto names = Names::builtin_with(own);
  const auto holder = [&](Date day) {
    const auto holders = names->holders({"foreign_minister", "c:ru"}, day);
    REQUIRE(holders.size() == 1);
    return std::string(holders.front()->person->id);
  };
  CHECK(holder({2010, 4, 30}) == "p:sergey-lavrov");
  CHECK(holder({2010, 5, 1}) == "p:igor-ivanov");
  CHECK(holder({2010, 6, 1}) == "p:sergey-lavrov");
}
