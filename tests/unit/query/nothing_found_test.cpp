#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "query/answer/answer.hpp"
#include "query/answer/counted.hpp"
#include "query/answer/nothing_found.hpp"
#include "tests/unit/query/small_archive.hpp"

using namespace attache;
using Lines = std::vector<std::string>;

namespace {

const test::SmallArchive& archive() {
  static const test::SmallArchive made = [] {
    test::SmallArchive out;
    out.add("a.txt", "2021-04-22", {{"herring is dear", "Mr Lavrov", "Sergey Lavrov", schema::SpeakerClass::Person, "p:sergey-lavrov"}});
    out.add("b.txt", "2021-06-01", {{"the dam stays", "Mara Tolk", "Mara Tolk"}, {"nothing is certain", "Ivo Renn", "Ivo Renn", schema::SpeakerClass::Person, "", "", schema::Act::Says, {}, "", 0.3}},
            "Lavrov was there.");
    out.add("c.txt", "2022-02-02", {{"the dam goes", "Mara Tolk", "Mara Tolk", schema::SpeakerClass::Person, "", "", schema::Act::Denies}, {"herring is cheap", "Ivo Renn", "Ivo Renn"}});
    return out;
  }();
  return made;
}

query::Query asked(const std::string& question) {
  const auto query = query::parse_question(question, test::small_names(), *schema::make_date(2022, 6, 1));
  REQUIRE(query);
  return *query;
}

Lines beside(const std::string& question) {
  const auto view = archive().view();
  const auto answer = query::answer_question(view, asked(question), test::small_names());
  CHECK(answer.findings.listed == 0);
  return answer.beside;
}

}  // namespace

TEST_CASE("an empty answer says in how many articles it was looked for, and what the question finds without each part", "[unit][query]") {
  CHECK(beside("quotes by Lavrov about the dam") ==
        Lines{"no quote by Lavrov about dam in 2 articles that name Lavrov, 2021-04-22 to 2021-06-01; 1 of them has “dam”",
              "without “by Lavrov”: 2 quotes, 2021-06-01 to 2022-02-02", "without “about dam”: 1 quote, 2021-04-22"});
  CHECK(beside("quotes by Tolk about herring") ==
        Lines{"no quote by Tolk about herring in 2 articles that name Tolk, 2021-06-01 to 2022-02-02; 1 of them has “herring”",
              "without “by Tolk”: 2 quotes, 2021-04-22 to 2022-02-02", "without “about herring”: 2 quotes, 2021-06-01 to 2022-02-02"});
  CHECK(beside("quotes by Tolk act:warns") == Lines{"no quote by Tolk act:warns in 2 articles that name Tolk, 2021-06-01 to 2022-02-02",
                                                    "without “act:warns”: 2 quotes, 2021-06-01 to 2022-02-02"});
}

TEST_CASE("of a period it says the nearest days around it, and those of the archive", "[unit][query]") {
  CHECK(beside("quotes by Tolk between July 2021 and December 2021") ==
        Lines{"no article between 2021-07-01 and 2021-12-31 names Tolk",
              "without “between 2021-07-01 and 2021-12-31”: 2 quotes, 2021-06-01 to 2022-02-02; the nearest before is of 2021-06-01; the nearest after is of 2022-02-02",
              "the archive has 3 articles, 2021-04-22 to 2022-02-02"});
  CHECK(beside("quotes by Lavrov since 2022") ==
        Lines{"no article since 2022-01-01 names Lavrov", "without “by Lavrov”: 2 quotes, 2022-02-02",
              "without “since 2022-01-01”: 1 quote, 2021-04-22; the nearest before is of 2021-04-22",
              "the archive has 3 articles, 2021-04-22 to 2022-02-02"});
  CHECK(beside("quotes by Tolk about the dam until May 2021").front() == "no article until 2021-05-31 names Tolk");
}

TEST_CASE("where no part alone left out helps, it says what there is by the speaker and about the subject", "[unit][query]") {
  CHECK(beside("quotes by Lavrov about the dam since 1999 outlet:\"Halmere Press\" kind:mixed") ==
        Lines{"no article since 1999-01-01 in Halmere Press names Lavrov", "1 quote by Lavrov, whatever else was asked: 2021-04-22",
              "2 quotes about dam, whatever else was asked: 2021-06-01 to 2022-02-02", "the archive has 3 articles, 2021-04-22 to 2022-02-02"});
}

TEST_CASE("whom nobody names is said so, and what has words only is told from a name", "[unit][query]") {
  CHECK(beside("quotes by Brandis").front() == "no article names Brandis");
  CHECK(beside("quotes about zeppelins") == Lines{"no article has “zeppelins”"});
  CHECK(beside("quotes by unnamed sources about herring").front().starts_with("no quote by unnamed sources about herring in 2 articles that have “herring”"));
}

TEST_CASE("unsure quotations are not denied, and no line is made where one is listed or only unsure ones are asked for", "[unit][query]") {
  const auto view = archive().view();
  CHECK(beside("quotes by Renn until 2021").front() == "no sure quote by Renn in 1 article until 2021-12-31 that names Renn");
  CHECK(query::answer_question(view, asked("quotes by Tolk"), test::small_names()).beside.empty());
  auto unsure = asked("quotes by Lavrov about the dam");
  unsure.unsure = true;
  CHECK(query::answer_question(view, unsure, test::small_names()).beside.empty());
}

// "without “X”: 2 quotes" is what the question lists once X is taken out of it.
TEST_CASE("each count is what the question without those words lists", "[unit][query]") {
  struct Case {
    std::string question, left_out, without;
  };
  const auto view = archive().view();
  std::size_t compared = 0;
  for (const auto& one : std::vector<Case>{{"quotes by Lavrov about the dam", "by Lavrov", "quotes about the dam"},
                                           {"quotes by Lavrov about the dam", "about dam", "quotes by Lavrov"},
                                           {"quotes by Tolk about the dam act:warns", "act:warns", "quotes by Tolk about the dam"},
                                           {"quotes by Tolk about the dam -act:says -act:denies", "-act:says", "quotes by Tolk about the dam -act:denies"},
                                           {"quotes by Tolk not about the dam", "not about dam", "quotes by Tolk"},
                                           {"quotes about the dam not by Tolk", "not by Tolk", "quotes about the dam"},
                                           {"quotes about the dam outlet:\"Halmere Press\"", "in Halmere Press", "quotes about the dam"},
                                           {"quotes by Lavrov since 2022", "since 2022-01-01", "quotes by Lavrov"},
                                           {"quotes by Renn about the dam kind:indirect", "about dam", "quotes by Renn kind:indirect"},
                                           {"first quote by Lavrov about the dam", "by Lavrov", "quotes about the dam"}}) {
    CAPTURE(one.question, one.left_out);
    const auto lines = beside(one.question);
    const auto head = "without “" + one.left_out + "”: ";
    const auto line = std::find_if(lines.begin(), lines.end(), [&](const std::string& text) { return text.starts_with(head); });
    const auto listed = archive().find(asked(one.without)).listed;
    if (line == lines.end()) {
      CHECK(listed == 0);
      continue;
    }
    CHECK(line->substr(head.size()).starts_with(std::to_string(listed) + " quote"));
    CHECK(listed > 0);
    ++compared;
  }
  CHECK(compared >= 8);
}

TEST_CASE("as asked is what a question lists, where nothing need be widened", "[unit][query]") {
  const auto view = archive().view();
  for (const std::string question : {"quotes by Tolk", "quotes about herring", "act:denies", "quotes by Renn", "what did Tolk and Renn say about each other"}) {
    CAPTURE(question);
    auto query = asked(question);
    for (const bool unsure : {false, true}) {
      query.unsure = unsure;
      std::vector<std::uint32_t> listed;
      for (const auto& hit : archive().find(query).hits) listed.push_back(hit.document);
      std::sort(listed.begin(), listed.end());
      CHECK(query::as_asked(view, query, test::small_names()) == listed);
    }
  }
}
