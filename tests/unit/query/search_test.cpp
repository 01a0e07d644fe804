#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "query/search/article_search.hpp"
#include "tests/unit/query/small_archive.hpp"

using namespace attache;
using schema::Act;
using schema::Ring;
using schema::SpeakerClass;
using test::topic;

namespace {

// Talks on the invented dam of Lake Orme, with real offices and bodies where the question needs them.
const test::SmallArchive& archive() {
  static const test::SmallArchive made = [] {
    test::SmallArchive out;
    out.add(
        "dam.txt", "2021-10-14",
        {{"the dam was taking a third of the water", "Pavel Dorrin", "Pavel Dorrin", SpeakerClass::Person, "",
          "Ostrian Foreign Minister"},
         {"There had been no rain either", "he", "Pavel Dorrin", SpeakerClass::Person, "", "Ostrian Foreign Minister"},
         {"the lake was lower because of three dry summers", "Danilo Reth", "Danilo Reth", SpeakerClass::Person, "",
          "Kestovian guest"},
         {"Brunja of hiding the readings of its gauges", "He", "Pavel Dorrin", SpeakerClass::Person, "",
          "Ostrian Foreign Minister", Act::Accuses},
         {"the gauges were in order", "the deputy commander of the garrison", "Ilan Moor", SpeakerClass::Person, "",
          "deputy commander of the garrison"},
         {"the wall would hold", "the commander of the Orme garrison", "Vera Tolk", SpeakerClass::Person, "",
          "commander of the Orme garrison"},
         {"any leak", "the Orme police", "Orme police", SpeakerClass::Collective, "", "", Act::Denies},
         {"a leak was possible", "Josip Land, the Orme police commissioner", "Josip Land", SpeakerClass::Person, "",
          "Orme police commissioner"},
         {"fish were dying", "one diplomat", "", SpeakerClass::Unnamed},
         {"nobody had counted the fish", "he", "", SpeakerClass::Unknown}},
        "The quarrel between Ostria and Britain went on.");
    out.add("nato.txt", "2021-12-02",
            {{"Nato was moving closer",
              "Mr Lavrov",
              "Sergey Lavrov",
              SpeakerClass::Person,
              "p:sergey-lavrov",
              "Russian Foreign Minister",
              Act::Says,
              {topic("o:nato", Ring::Named)}},
             {"the military alliance should not grow",
              "he",
              "Sergey Lavrov",
              SpeakerClass::Person,
              "p:sergey-lavrov",
              "Russian Foreign Minister",
              Act::Says,
              {topic("o:nato", Ring::Referred, "the military alliance")}},
             {"he would think about it",
              "he",
              "Sergey Lavrov",
              SpeakerClass::Person,
              "p:sergey-lavrov",
              "Russian Foreign Minister",
              Act::Says,
              {topic("o:nato", Ring::Asked, "Asked about Nato")},
              "",
              0.9,
              "Asked about Nato, "},
             {"the weather was fine",
              "he",
              "Sergey Lavrov",
              SpeakerClass::Person,
              "p:sergey-lavrov",
              "Russian Foreign Minister",
              Act::Says,
              {topic("o:nato", Ring::Article)}},
             {"Nato would answer in time",
              "he",
              "Sergey Lavrov",
              SpeakerClass::Person,
              "p:sergey-lavrov",
              "Russian Foreign Minister",
              Act::Says,
              {topic("o:nato", Ring::Named)},
              "Antony Blinken",
              0.3},
             {"Nato was to blame",
              "Moscow",
              "Russia",
              SpeakerClass::Collective,
              "c:ru",
              "",
              Act::Accuses,
              {topic("o:nato", Ring::Named)}},
             {"the agreement was not dead", "Selma Zelenskiy", "Volodymyr Zelenskiy", SpeakerClass::Person}});
    out.add("old.txt", "2003-01-10",
            {{"the talks had begun", "Mira Petrova", "Mira Petrova", SpeakerClass::Person, "",
              "Russian Foreign Minister"}});
    out.add("undated.txt", "",
            {{"Britain was welcome", "Fahd Orlan", "Fahd Orlan", SpeakerClass::Person, "", "envoy"}});
    return out;
  }();
  return made;
}

std::vector<std::string> contents(const query::Findings& findings) {
  std::vector<std::string> out;
  for (const auto& hit : findings.hits) out.push_back(hit.quote.content);
  return out;
}
std::vector<std::string> ask(const std::string& question) { return contents(archive().ask(question)); }
using List = std::vector<std::string>;

}  // namespace

TEST_CASE("a person's quotations about an entity come with their rings, the article's ring only when asked for",
          "[unit][query]") {
  const auto found = archive().ask("every quote by Lavrov about Nato");
  CHECK(contents(found) ==
        List{"Nato was moving closer", "the military alliance should not grow", "he would think about it"});
  REQUIRE(found.hits.size() == 3);
  CHECK(found.hits[0].about[0].ring == Ring::Named);
  CHECK(found.hits[1].about[0].ring == Ring::Referred);
  CHECK(found.hits[1].about[0].evidence == "the military alliance");
  CHECK(found.hits[2].about[0].ring == Ring::Asked);
  CHECK(found.unsure == 1);
  CHECK(ask("by:Lavrov about!:Nato") == List{"Nato was moving closer"});
  CHECK(ask("by:Lavrov about:Nato ring:article").size() == 4);
}

TEST_CASE("what is unsure is counted, or listed alone", "[unit][query]") {
  auto query = *query::parse_question("every quote by Lavrov about Nato", test::small_names(), {});
  query.unsure = true;
  const auto found = archive().find(query);
  CHECK(contents(found) == List{"Nato would answer in time"});
  CHECK(found.hits[0].unsure);
  CHECK(found.unsure == 3);
  query.unsure = false;
  query.min_confidence = 0;
  CHECK(archive().find(query).hits.size() == 4);
}

TEST_CASE("a collective answers for itself and a person for himself", "[unit][query]") {
  CHECK(ask("every quote by Moscow") == List{"Nato was to blame"});
  CHECK(ask("every quote by Russia about Nato") == List{"Nato was to blame"});
  CHECK(ask("what did Moscow accuse Nato of") == List{"Nato was to blame"});
  CHECK(ask("what did Moscow accuse Iran of").empty());
  CHECK(ask("quotes by the Orme police") == List{"any leak"});
  CHECK(ask("quotes by the Orme police commissioner") == List{"a leak was possible"});
}

TEST_CASE("an office is who held it on that day, or who is described so", "[unit][query]") {
  CHECK(ask("every quote by the Russian foreign minister about Nato").size() == 3);
  CHECK(ask("every quote by the Russian foreign minister before 2004") == List{"the talks had begun"});
  CHECK(ask("every quote by the Ostrian foreign minister about the dam") ==
        List{"the dam was taking a third of the water", "There had been no rain either"});
  CHECK(ask("quotes by the commander of the Orme garrison") == List{"the wall would hold"});
  CHECK(ask("what did the commander say about gauges").empty());
  CHECK(ask("what did the deputy commander say about gauges") == List{"the gauges were in order"});
}

TEST_CASE("an office and a day are who held it then", "[unit][query]") {
  test::SmallArchive archive;
  const auto said = [](const char* words, const char* name, const char* id, const char* office) {
    return test::Said{words, name, name, SpeakerClass::Person, id, office};
  };
  archive.add("2003.txt", "2003-05-02",
              {said("the inspectors should stay", "Igor Ivanov", "p:igor-ivanov", ""),
               said("the council would meet", "Sergey Lavrov", "p:sergey-lavrov", "ambassador")});
  archive.add("2021.txt", "2021-05-02",
              {said("the talks were useful", "Sergey Lavrov", "p:sergey-lavrov", ""),
               said("it had been otherwise once", "Igor Ivanov", "p:igor-ivanov", "former Russian foreign minister")});
  CHECK(contents(archive.ask("what did the Russian foreign minister say in 2003")) ==
        List{"the inspectors should stay"});
  CHECK(contents(archive.ask("what did the Russian foreign minister say in 2021")) == List{"the talks were useful"});
  CHECK(archive.ask("quotes by the Russian foreign minister").hits.size() == 2);
}

TEST_CASE("officials of a country are asked for by name, and counted where the country itself is", "[unit][query]") {
  const auto officials = archive().ask("quotes by officials of Russia about Nato");
  CHECK(contents(officials) ==
        List{"Nato was moving closer", "the military alliance should not grow", "he would think about it"});
  const auto country = archive().ask("quotes by Moscow about Nato");
  CHECK(contents(country) == List{"Nato was to blame"});
  CHECK(country.officials == officials.hits.size());
  CHECK(country.officials_of == "Russia");
  CHECK(archive().ask("quotes by Lavrov").officials == 0);
  test::SmallArchive other;
  other.add("a.txt", "2021-05-02",
            {{"a", "Pavel Dorrin", "Pavel Dorrin", SpeakerClass::Person, "", "Ostrian ambassador to Russia"},
             {"b", "Ilan Moor", "Ilan Moor", SpeakerClass::Person, "", "former Russian minister"},
             {"c", "a Russian official", "", SpeakerClass::Unnamed},
             {"d", "Vera Tolk", "Vera Tolk", SpeakerClass::Person, "", "Russian singer"},
             {"e", "Mira Land", "Mira Land", SpeakerClass::Person, "", "spokeswoman for the Russian foreign ministry"}});
  CHECK(contents(other.ask("quotes by Russian officials")) == List{"c", "e"});
  CHECK(contents(other.ask("quotes by a Russian official")) == List{"c"});
}

TEST_CASE("whom not to list is left out, and lists of names are lists", "[unit][query]") {
  CHECK(ask("quotes about Nato not by Lavrov") == List{"Nato was to blame"});
  CHECK(ask("quotes by Reth, Tolk and Moor").size() == 3);
  CHECK(ask("quotes about gauges except by Dorrin") == List{"the gauges were in order"});
}

TEST_CASE("what its publisher took back is listed only when asked for", "[unit][query]") {
  test::SmallArchive archive;
  archive.add("usable.txt", "2021-05-02", {{"the port was open", "Kalder", "Ruta Kalder"}});
  archive.add("killed.txt", "2021-05-03", {{"the port was shut", "Kalder", "Ruta Kalder"}}, "", schema::PublicationStatus::Canceled);
  CHECK(archive.ask("quotes by Kalder").hits.size() == 1);
  const auto killed = archive.ask("quotes by Kalder status:canceled");
  REQUIRE(killed.hits.size() == 1);
  CHECK(killed.hits.front().quote.content == "the port was shut");
  CHECK(archive.ask("quotes by Kalder status:withheld").hits.empty());
}

TEST_CASE("superseded versions and second readings are counted, and listed only when asked for", "[unit][query]") {
  test::SmallArchive archive;
  const auto add = [&](const std::string& file, const schema::Relations& relations, schema::PublicationStatus status = schema::PublicationStatus::Usable) {
    archive.add(file, "2021-05-02", {{"the port was open", "Kalder", "Ruta Kalder"}}, "", status, relations);
  };
  add("new.txt", {archive.uid("old.txt"), "", "", "", {}});
  add("old.txt", {"", archive.uid("new.txt"), "", "", {}}, schema::PublicationStatus::Canceled);
  add("again.txt", {"", "", archive.uid("new.txt"), "", {}});
  add("killed.txt", {}, schema::PublicationStatus::Canceled);
  const auto listed = archive.ask("quotes by Kalder");
  REQUIRE(listed.hits.size() == 1);
  CHECK(listed.hits.front().quote.article.uid == archive.uid("new.txt"));
  CHECK(listed.articles == 1);
  CHECK(listed.set_aside == query::SetAside{1, 1, 1});
  CHECK(query::to_text(listed.set_aside) ==
        "; 1 more in superseded versions (--status superseded lists it); 1 more in second readings of the same article (--status duplicate lists it)"
        "; 1 more withheld or canceled by the publisher (--status withheld or canceled lists it)");
  // Each article is under one head, the last version's first.
  for (const auto& [status, file] : {std::pair("superseded", "old.txt"), {"duplicate", "again.txt"}, {"canceled", "killed.txt"}}) {
    const auto found = archive.ask(std::string("quotes by Kalder status:") + status);
    REQUIRE(found.hits.size() == 1);
    CHECK(found.hits.front().quote.article.uid == archive.uid(file));
    CHECK(found.set_aside == query::SetAside{});
  }
  const auto view = archive.view();
  const query::Expression port{.op = query::Op::Word, .text = "port"};
  const auto articles = query::ArticleSearch::of(view, port, "", {}, test::small_names());
  CHECK(articles->count() == 1);
  CHECK(articles->set_aside() == query::SetAside{1, 1, 1});
  query::ArticleFilter of_superseded;
  of_superseded.status = schema::ArticleStatus::Superseded;
  const auto superseded = query::ArticleSearch::of(view, port, "", of_superseded, test::small_names());
  CHECK(superseded->count() == 1);
  CHECK(superseded->set_aside() == query::SetAside{});
}

TEST_CASE("call for is what asks for it to be done", "[unit][query]") {
  test::SmallArchive archive;
  archive.add("a.txt", "2021-05-02",
              {{"the gauges should be read daily", "Ilan Moor", "Ilan Moor"},
               {"the gauges had been read in May", "Vera Tolk", "Vera Tolk"},
               {"gauges on each lock", "Mira Land", "Mira Land", SpeakerClass::Person, "", "", Act::Demands},
               {"that gauges must be read", "Josip Land", "Josip Land", SpeakerClass::Person, "", "", Act::Denies}});
  CHECK(contents(archive.ask("who called for gauges")) == List{"the gauges should be read daily", "gauges on each lock"});
}

TEST_CASE("a body is found by its initials and its initials by their body", "[unit][query]") {
  test::SmallArchive archive;
  archive.add("a.txt", "2021-05-02",
              {{"one", "the union", "Northern Straits Union", SpeakerClass::Collective},
               {"two", "the SWB", "SWB", SpeakerClass::Collective},
               {"three", "Nina Sund Uder", "Nina Sund Uder"}});
  CHECK(contents(archive.ask("quotes by the NSU")) == List{"one"});
  CHECK(contents(archive.ask("quotes by the Straits Water Board")) == List{"two"});
}

TEST_CASE("words of a description stand in one description", "[unit][query]") {
  test::SmallArchive archive;
  archive.add("a.txt", "2021-05-02",
              {{"she had met the prime minister of Ostria", "Mira Land, who met the prime minister", "Mira Land",
                SpeakerClass::Person, "", "energy minister"},
               {"the lake was full", "Mira Land", "Mira Land", SpeakerClass::Person, "", "energy minister"},
               {"it was not", "Josip Moor", "Josip Moor", SpeakerClass::Person, "", "prime minister"}});
  CHECK(contents(archive.ask("what did the prime minister say about the lake")).empty());
  CHECK(contents(archive.ask("what did the prime minister say")) == List{"it was not"});
}

TEST_CASE("a name that nobody has is said, with those nearly the same", "[unit][query]") {
  const auto note = [](const std::string& question) {
    const auto notes = archive().ask(question).notes;
    return notes.empty() ? "" : notes.back();
  };
  CHECK(note("quotes by Dorrim") == "no speaker is called \"Dorrim\"; nearly so: dorrin");
  CHECK(note("quotes by Wexel") == "no speaker is called \"Wexel\"");
  CHECK(note("quotes by Reth about Nato").empty());
  CHECK(note("what did diplomats say about Nato").empty());
}

TEST_CASE("names agree over spellings and not over other names", "[unit][query]") {
  CHECK(ask("quotes by Zelensky about the accord") == List{"the agreement was not dead"});
  CHECK(ask("quotes by =Zelenskiy about the accord") == List{"the agreement was not dead"});
  CHECK(ask("quotes by =Zelensky about the accord").empty());
  CHECK(ask("by:\"=Pavel Dorrin\" about!:water") == List{"the dam was taking a third of the water"});
  CHECK(ask("by:\"Pavel Dorrin\" about!:water") == List{"the dam was taking a third of the water"});
  CHECK(ask("quotes by Anton Dorrin about water").empty());
  CHECK(ask("by:\"P. Dorrin\" about!:water").size() == 1);
  CHECK(ask("quotes by Petrov").empty());
  CHECK(ask("quotes by Petrova").size() == 1);
}

TEST_CASE("unnamed sources are found by the words for them", "[unit][query]") {
  CHECK(ask("what did diplomats say about fish") == List{"fish were dying"});
  CHECK(ask("what did the diplomat say") == List{"fish were dying"});
  CHECK(ask("what did fishermen say").empty());
  CHECK(ask("quotes by unnamed sources") == List{"fish were dying"});
  CHECK(ask("what did anonymous diplomats say") == List{"fish were dying"});
  CHECK(ask("what did anonymous fishermen say").empty());
}

TEST_CASE("a free topic goes on to what follows it", "[unit][query]") {
  const auto found = archive().ask("quotes by Dorrin about the dam");
  REQUIRE(contents(found) == List{"the dam was taking a third of the water", "There had been no rain either"});
  CHECK(found.hits[1].about[0].ring == Ring::Referred);
  CHECK(found.hits[1].about[0].evidence.find("there") != std::string::npos);
}

TEST_CASE("who said and who denied ask for anybody", "[unit][query]") {
  CHECK(ask("who denied a leak") == List{"any leak"});
  CHECK(ask("who said the wall would hold") == List{"the wall would hold"});
  CHECK(ask("who said that summers were dry and the lake lower") ==
        List{"the lake was lower because of three dry summers"});
  CHECK(ask("what did Dorrin accuse Brunja of") == List{"Brunja of hiding the readings of its gauges"});
  CHECK(ask("who said \"three dry summers\"").size() == 1);
  CHECK(ask("who said \"dry three summers\"").empty());
}

TEST_CASE("what is widened because nothing was found is said", "[unit][query]") {
  const auto found = archive().ask("what did the British envoy say about Britain");
  CHECK(contents(found) == List{"Britain was welcome"});
  REQUIRE(found.notes.size() == 1);
  CHECK(found.notes[0].find("country stands elsewhere") != std::string::npos);
  const auto other = archive().ask("what did Reth say about dry summers and floods");
  CHECK(contents(other) == List{"the lake was lower because of three dry summers"});
  REQUIRE(other.notes.size() == 1);
  CHECK(other.notes[0].find("one may be absent") != std::string::npos);
  const auto words = archive().ask("lake on summers");
  CHECK(contents(words) == List{"the lake was lower because of three dry summers"});
  REQUIRE(words.notes.size() == 1);
  CHECK(words.notes[0].find("no speaker is called \"lake\"") != std::string::npos);
}

TEST_CASE("an office stays with who held it, and no widening gives it to another country's", "[unit][query]") {
  test::SmallArchive archive;
  archive.add("a.txt", "2021-01-10",
              {{"no", "Pavel Dorrin", "Pavel Dorrin", SpeakerClass::Person, "", "Ostrian Foreign Minister"}});
  archive.add("b.txt", "2021-03-10",
              {{"the sluices were shut", "Mr Dorrin", "Pavel Dorrin", SpeakerClass::Person, "", "minister"},
               {"the energy was dear", "Gerd Halloran", "Gerd Halloran", SpeakerClass::Person, "", "Energy Minister"}},
              "Ostria and Vardania, the Vardanian side says, disagree. Russian guests watched.");
  archive.add("c.txt", "2031-03-10",
              {{"the sluices were open", "Mr Dorrin", "Pavel Dorrin", SpeakerClass::Person, "", "author"}});
  CHECK(contents(archive.ask("what did the Ostrian foreign minister say about sluices")) ==
        List{"the sluices were shut"});
  CHECK(archive.ask("what did the Vardanian foreign minister say").hits.empty());
  CHECK(archive.ask("what did the Russian foreign minister say").hits.empty());
  CHECK(contents(archive.ask("what did the Vardanian energy minister say")) == List{"the energy was dear"});
  CHECK(archive.ask("what did the Kestovian energy minister say").hits.empty());
}

TEST_CASE("period, addressee and what nobody could be found for", "[unit][query]") {
  CHECK(archive().ask("quotes by Lavrov about Nato since 2022").hits.empty());
  CHECK(ask("quotes by Lavrov about Nato until 2021").size() == 3);
  CHECK(ask("quotes about Britain until 2030").empty());
  CHECK(ask("quotes about Britain") == List{"Britain was welcome"});
  auto query = *query::parse_question("quotes by Lavrov to Blinken", test::small_names(), {});
  query.min_confidence = 0;
  CHECK(contents(archive().find(query)) == List{"Nato would answer in time"});
  CHECK(archive().ask("quotes by Dorrin").unresolved == 1);
  CHECK(archive().ask("quotes by Dorrin about fish").unresolved == 0);
  CHECK(archive().ask("quotes by Dorrin").articles == 4);
  CHECK(archive().ask("quotes by Dorrin in 2021").articles == 2);
}

TEST_CASE("answers are in the order of days, the unknown day first, then of the text", "[unit][query]") {
  const auto found = archive().ask("quotes outlet:\"orme post\"");
  REQUIRE(found.hits.size() > 5);
  CHECK(found.hits.front().quote.content == "Britain was welcome");
  CHECK(found.hits[1].quote.content == "the talks had begun");
  CHECK(found.hits[2].quote.ordinal == 0);
  CHECK(found.hits[3].quote.ordinal == 1);
}

TEST_CASE("an article is found by its id or the beginning of it", "[unit][query]") {
  const auto uid = archive().ask("quotes by Petrova").hits.at(0).quote.article.uid;
  CHECK(query::find_article(archive().view(), uid));
  CHECK(query::find_article(archive().view(), uid.substr(0, 8)));
  CHECK_FALSE(query::find_article(archive().view(), "zzzz"));
  CHECK_FALSE(query::find_article(archive().view(), ""));
  CHECK_FALSE(query::quotes_of(archive().view(), uid).empty());
}

TEST_CASE("the same words by the same speaker are one statement", "[unit][query]") {
  auto one = archive().ask("quotes by Petrova").hits.at(0).quote;
  auto other = one;
  other.content = "The  talks had begun.";
  CHECK(query::statement_id(one) == query::statement_id(other));
  CHECK(query::statement_id(one).size() == 16);
  CHECK((query::statement_id(one).front() >= 'g' && query::statement_id(one).front() <= 'v'));  // no number to a spreadsheet
  other.content = "the talks had ended";
  CHECK(query::statement_id(one) != query::statement_id(other));
  other = one;
  other.quote.speakers[0].id = "n:somebody";
  CHECK(query::statement_id(one) != query::statement_id(other));
}
