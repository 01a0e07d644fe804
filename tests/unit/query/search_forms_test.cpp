#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "tests/unit/query/small_archive.hpp"

using namespace attache;
using schema::Act;
using schema::SpeakerClass;

namespace {

test::Said said(std::string content, std::string who, std::string to = "", std::string lead_in = "", Act act = Act::Says) {
  test::Said out{std::move(content), who, who};
  out.to = std::move(to);
  out.lead_in = std::move(lead_in);
  out.act = act;
  return out;
}

const test::SmallArchive& archive() {
  static const test::SmallArchive made = [] {
    test::SmallArchive out;
    out.add("one.txt", "2020-05-01",
            {said("the herring was fresh", "Pavel Dorrin"), said("the herring was old", "Mirela Tash"),
             said("Tash had no boat", "Pavel Dorrin", "Mirela Tash"), said("Dorrin could not row", "Mirela Tash"),
             said("the boat was full of herring", "Pavel Dorrin", "", "On Telegram ")},
            "A quarrel at the quay of Port Levin.");
    out.add("two.txt", "2020-05-01", {said("the herring was gone", "Pavel Dorrin", "", "", Act::Denies)});
    out.add("late.txt", "2021-03-01", {said("the herring came back", "Pavel Dorrin"), said("so did the boat", "Pavel Dorrin")});
    out.add("undated.txt", "", {said("herring need no date", "Pavel Dorrin")});
    return out;
  }();
  return made;
}

using List = std::vector<std::string>;
List contents(const query::Findings& findings) {
  List out;
  for (const auto& hit : findings.hits) out.push_back(hit.quote.content);
  return out;
}
List ask(const std::string& question) { return contents(archive().ask(question)); }

}  // namespace

TEST_CASE("the first and the last are of each article of that day one, and the rest is counted", "[unit][query]") {
  const auto first = archive().ask("first quote by Dorrin about herring");
  CHECK(contents(first) == List{"the herring was fresh", "the herring was gone"});
  CHECK(first.passed_over == 3);
  REQUIRE(first.notes.size() == 2);
  CHECK(first.notes[0] == "2 articles of 2020-05-01 have one; which was first is not known");
  CHECK(first.notes[1] == "1 more whose day is not known may be earlier");
  const auto last = archive().ask("latest quote by Dorrin");
  CHECK(contents(last) == List{"so did the boat"});
  CHECK(last.passed_over == 6);
  CHECK(ask("who first denied herring") == List{"the herring was gone"});
}

TEST_CASE("each other is of each two speakers the one about, or to, the other", "[unit][query]") {
  CHECK(ask("what did Dorrin and Tash say about each other") == List{"Tash had no boat", "Dorrin could not row"});
  CHECK(ask("what did Dorrin and Tash say to each other") == List{"Tash had no boat"});
}

TEST_CASE("any, all and none of several subjects", "[unit][query]") {
  CHECK(ask("quotes about herring and the boat") == List{"the boat was full of herring"});
  CHECK(ask("quotes by Tash about herring or Dorrin") == List{"the herring was old", "Dorrin could not row"});
  CHECK(ask("quotes by Dorrin about the boat but not herring") == List{"Tash had no boat", "so did the boat"});
  CHECK(ask("quotes about herring since 2020 until 2020 except by Dorrin") == List{"the herring was old"});
}

TEST_CASE("a setting is looked for around what was said, and left out with a note where no report has it", "[unit][query]") {
  CHECK(ask("quotes by Dorrin on Telegram") == List{"the boat was full of herring"});
  const auto none = archive().ask("quotes by Tash on Telegram");
  CHECK(none.hits.size() == 2);
  REQUIRE(none.notes.size() == 1);
  CHECK(none.notes[0].find("\"telegram\"") != std::string::npos);
}

TEST_CASE("a place is one that the article names", "[unit][query]") {
  CHECK(ask("quotes by Dorrin in Port Levin about herring") == List{"the herring was fresh", "the boat was full of herring"});
  CHECK(ask("quotes by Dorrin in Teskov about herring").empty());
}

TEST_CASE("values of fields are asked for and left out", "[unit][query]") {
  CHECK(ask("quotes about herring act:denies") == List{"the herring was gone"});
  CHECK(ask("quotes about herring -act:denies year:2020 speaker:\"Pavel Dorrin\"") ==
        List{"the herring was fresh", "the boat was full of herring"});
  CHECK(ask("quotes about herring year:2021 year:2020 -speaker:\"Pavel Dorrin\"") == List{"the herring was old"});
  CHECK(ask("quotes about herring outlet:\"Orme Post\" -month:2020-05") == List{"herring need no date", "the herring came back"});
  CHECK(ask("quotes about herring -outlet:\"orme post\"").empty());
}

TEST_CASE("officials of a state the tables do not know are those whom the articles call so", "[unit][query]") {
  test::SmallArchive made;
  made.add("a.txt", "2020-05-01",
           {{"the port was open", "Ostrian Foreign Minister Pavel Dorrin", "Pavel Dorrin", SpeakerClass::Person, "", "Ostrian Foreign Minister"},
            {"the port was shut", "a poet", "Vera Tolk", SpeakerClass::Person, "", "Ostrian poet"},
            {"the port was far", "the envoy", "Ivo Ruhl", SpeakerClass::Person, "", "Vardanian envoy"}});
  CHECK(contents(made.ask("quotes by all Ostrian officials")) == List{"the port was open"});
  CHECK(contents(made.ask("quotes by officials of Ostria")) == List{"the port was open"});
}
