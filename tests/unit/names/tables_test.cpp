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
    "kind\ttitles\tbodies\timplied\tsource\n"
    "foreign_minister\tforeign minister\tcountry\t\tunsourced\n";
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

TEST_CASE("loading the tables stays quick", "[unit][names]") {
  const auto start = std::chrono::steady_clock::now();
  const Names loaded(names::builtin_tables());
  const auto took = std::chrono::steady_clock::now() - start;
  CHECK(took < std::chrono::milliseconds(200));  // about 5 ms on a free machine
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
