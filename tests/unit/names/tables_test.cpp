#include <algorithm>
#include <chrono>

#include <catch2/catch.hpp>

#include "schema/error.hpp"
#include "schema/names/builtin_tables.hpp"
#include "schema/names/names.hpp"

using namespace attache::schema;

namespace {

// The message with which tables of these rows are refused; empty when they are taken.
std::string refusal(std::vector<Names::Table> tables) {
  try {
    const Names names(tables);
    return "";
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::Usage);
    return error.what();
  }
}

const std::string kCountries =
    "# invented\n"
    "id\tname\tnames\tadjectives\tmetonyms\tsource\n"
    "c:va1\tHalmere\tHalmer Republic\tHalmerian\tSorn\tunsourced\n";
const std::string kPeople =
    "id\tname\tnames\tsurname\tcountry\tgender\tsource\n"
    "p:ada-voss\tAda Voss\t\tVoss\tc:va1\tf\tunsourced\n";
const std::string kOffices =
    "kind\ttitles\tbodies\timplied\tseveral\tsource\n"
    "foreign_minister\tforeign minister\tcountry\t\t\tunsourced\n";
const std::string kTermHeader = "kind\tbody\tperson\tfrom\tuntil\tsource\n";

std::string terms_refusal(const std::string& row) {
  const auto terms = kTermHeader + row;
  return refusal({{"countries.tsv", kCountries}, {"people.tsv", kPeople}, {"offices.tsv", kOffices}, {"terms.tsv", terms}});
}

}  // namespace

TEST_CASE("the tables compiled in load, and hold what they should", "[unit][names]") {
  const auto& names = Names::builtin();
  for (auto id : {"c:ru", "c:us", "c:su", "c:xk", "c:ps", "c:hk", "c:tw", "c:yu", "o:nato", "o:un", "o:iaea", "o:fatf",
                  "a:minsk-agreements", "a:louvre-accord", "l:crimea", "p:sergey-lavrov", "p:nigel-lawson", "t:pound"}) {
    INFO(id);
    REQUIRE(names.find(id));
    CHECK(names.find(id)->id == id);
  }
  CHECK(names.find("c:ru")->name == "Russia");
  CHECK(names.find("p:sergey-lavrov")->country == "c:ru");
  CHECK(names.find("p:sergey-lavrov")->gender == Gender::Male);
  CHECK(names.find("p:maria-zakharova")->gender == Gender::Female);
  CHECK(names.find("o:security-council")->part_of == "o:un");
  CHECK(names.find("c:zz") == nullptr);
}

TEST_CASE("a bad row is refused with table and line", "[unit][names]") {
  const std::string header = "id\tname\tnames\tadjectives\tmetonyms\tsource\n";
  const auto countries = [&](const std::string& rows) { return refusal({{"countries.tsv", header + rows}}); };
  CHECK(countries("c:aa\tAlden\t\t\t\tunsourced\n") == "");
  CHECK(countries("c:aa\tAlden\t\t\t\n") == "countries.tsv:2: 5 cells instead of 6");
  CHECK(countries("o:aa\tAlden\t\t\t\tunsourced\n") == "countries.tsv:2: the id must begin with c:");
  CHECK(countries("c:A\tAlden\t\t\t\tunsourced\n") ==
        "countries.tsv:2: the id c:A may have small letters a to z, digits and hyphens only, and at least one");
  CHECK(countries("c:aa\tAlden\t\t\t\thearsay\n") == "countries.tsv:2: unknown source hearsay");
  CHECK(countries("c:aa\tAlden\t\t\t\t\n") == "countries.tsv:2: source is empty");
  CHECK(countries("c:aa\t\t\t\t\tunsourced\n") == "countries.tsv:2: name is empty");
  CHECK(countries("c:aa\tAlden\tOld Alden||New\t\t\tunsourced\n") == "countries.tsv:2: an empty or padded part in names");
  CHECK(countries("c:aa\tAlden\t...\t\t\tunsourced\n") == "countries.tsv:2: \"...\" has no words");
  CHECK(countries("c:aa\tAlden\tThe Alden\t\t\tunsourced\n") == "countries.tsv:2: \"The Alden\" is an alias of c:aa twice");
  CHECK(countries("c:aa\tAlden\t\t\t\tunsourced\n# note\nc:aa\tBerrow\t\t\t\tunsourced\n") ==
        "countries.tsv:4: c:aa is there twice");
  CHECK(countries("c:aa\tAlden\t\t\t\tunsourced\nc:bb\tBerrow\tAlden\t\t\tunsourced\n") ==
        "countries.tsv:3: \"Alden\" is a name of c:aa too (a * behind it shares it)");
  CHECK(countries("c:aa\tAlden\t\t\t\tunsourced\nc:bb\tBerrow\tAlden*\t\t\tunsourced\n") == "");
  CHECK(refusal({{"countries.tsv", "id\tname\n"}}) ==
        "countries.tsv:1: the columns must be: id, name, names, adjectives, metonyms, source");
  CHECK(refusal({{"states.tsv", header}}) == "states.tsv: no table has this name");
}

TEST_CASE("a term of unknown body, person or office, or with its days the wrong way, is refused", "[unit][names]") {
  CHECK(terms_refusal("foreign_minister\tc:va1\tp:ada-voss\t2001-02-03\t2002\tunsourced\n") == "");
  CHECK(terms_refusal("foreign_minister\tc:zz\tp:ada-voss\t2001-02-03\t\tunsourced\n") == "terms.tsv:2: c:zz is no entity");
  CHECK(terms_refusal("foreign_minister\tc:va1\tp:nobody\t2001-02-03\t\tunsourced\n") ==
        "terms.tsv:2: p:nobody is no person of people.tsv");
  CHECK(terms_refusal("foreign_minister\tc:va1\tc:va1\t2001-02-03\t\tunsourced\n") ==
        "terms.tsv:2: c:va1 is no person of people.tsv");
  CHECK(terms_refusal("jester\tc:va1\tp:ada-voss\t2001-02-03\t\tunsourced\n") ==
        "terms.tsv:2: jester/c:va1 is no office of offices.tsv");
  CHECK(terms_refusal("foreign_minister\tc:va1\tp:ada-voss\tspring\t\tunsourced\n") == "terms.tsv:2: spring is no date");
  CHECK(terms_refusal("foreign_minister\tc:va1\tp:ada-voss\t2001-02-03\t2000\tunsourced\n") ==
        "terms.tsv:2: the term ends before it begins");
}

TEST_CASE("terms of one office that contradict each other are refused with both lines", "[unit][names]") {
  const std::string people = kPeople +
                             "p:ben-orr\tBen Orr\t\tOrr\tc:va1\tm\tunsourced\n"
                             "p:cy-dahl\tCy Dahl\t\tDahl\tc:va1\tm\tunsourced\n";
  const std::string offices = kOffices +
                              "spokesperson\tspokeswoman\tcountry\t\tcountry\tunsourced\n"
                              "head_of_state\tcaptain regent\tcountry\t\tc:va1\tunsourced\n";
  const auto refused = [&](const std::string& rows) {
    const auto terms = kTermHeader + rows;
    return refusal({{"countries.tsv", kCountries}, {"people.tsv", people}, {"offices.tsv", offices}, {"terms.tsv", terms}});
  };
  const std::string ada = "foreign_minister\tc:va1\tp:ada-voss\t2001-02-03\t2002-05-06\tunsourced\n";
  CHECK(refused(ada + "foreign_minister\tc:va1\tp:ben-orr\t2002-05-06\t\tunsourced\n") == "");
  CHECK(refused(ada + "foreign_minister\tc:va1\tp:ben-orr\t2002-05-05\t\tunsourced\n") ==
        "terms.tsv:3: foreign_minister/c:va1 is p:ada-voss's by line 2 (2001-02-03 to 2002-05-06); terms may share the day "
        "of a hand-over");
  // Whichever begins first, and not only the neighbour.
  CHECK(refused("foreign_minister\tc:va1\tp:ben-orr\t1990\t\tunsourced\n# note\n"
                "foreign_minister\tc:va1\tp:cy-dahl\t1991-02-03\t1991-02-03\tunsourced\n" + ada) ==
        "terms.tsv:5: foreign_minister/c:va1 is p:ben-orr's by line 2 (1990-01-01 to now); terms may share the day of a "
        "hand-over");
  CHECK(refused(ada + "\n" + ada) == "terms.tsv:4: this term is there twice, in line 2 too");
  CHECK(refused(ada + "foreign_minister\tc:va1\tp:ada-voss\t2001\t\tunsourced\n") ==
        "terms.tsv:3: p:ada-voss has foreign_minister/c:va1 on days of line 2 too (2001-02-03 to 2002-05-06)");
  CHECK(refused(ada + "foreign_minister\tc:va1\tp:ada-voss\t2002-05-06\t\tunsourced\n") == "");

  for (const std::string kind : {"spokesperson", "head_of_state"}) {
    CAPTURE(kind);
    const auto first = kind + "\tc:va1\tp:ada-voss\t2001-02-03\t\tunsourced\n";
    CHECK(refused(first + kind + "\tc:va1\tp:ben-orr\t2001-02-03\t\tunsourced\n") == "");
    CHECK(refused(first + first) == "terms.tsv:3: this term is there twice, in line 2 too");
    CHECK(refused(first + kind + "\tc:va1\tp:ada-voss\t2002\t2003\tunsourced\n") ==
          "terms.tsv:3: p:ada-voss has " + kind + "/c:va1 on days of line 2 too (2001-02-03 to now)");
  }
  CHECK(refusal({{"countries.tsv", kCountries},
                 {"offices.tsv", offices + "jester\tjester\tcountry\t\tc:zz\tunsourced\n"}}) ==
        "offices.tsv:5: c:zz is no entity");
}

TEST_CASE("loading the tables stays quick", "[unit][names]") {
  const auto start = std::chrono::steady_clock::now();
  const Names loaded(names::builtin_tables());
  const auto took = std::chrono::steady_clock::now() - start;
  CHECK(took < std::chrono::milliseconds(200));  // about 11 ms on a free machine
  CHECK(loaded.find("c:ru"));
}

TEST_CASE("near synonyms are given both ways and leave out the word itself", "[unit][names]") {
  const auto& names = Names::builtin();
  const auto accord = names.synonyms("accord");
  CHECK(std::find(accord.begin(), accord.end(), "treaty") != accord.end());
  CHECK(std::find(accord.begin(), accord.end(), "accord") == accord.end());
  CHECK(names.synonyms("embargo") != names.synonyms("sanctions"));
  CHECK(names.synonyms("lavrov").empty());
}

TEST_CASE("given names tell the gender where they do", "[unit][names]") {
  const auto& names = Names::builtin();
  for (auto name : {"john", "sergei", "mohammed", "hiroshi", "francois", "carlos", "volodymyr"}) {
    INFO(name);
    CHECK(names.gender_of_given_name(name) == Gender::Male);
  }
  for (auto name : {"mary", "yulia", "fatima", "angela", "yoko", "francoise"}) {
    INFO(name);
    CHECK(names.gender_of_given_name(name) == Gender::Female);
  }
  CHECK(names.gender_of_given_name("andrea") == Gender::Unknown);
  CHECK(names.gender_of_given_name("zzyzx") == Gender::Unknown);
}
