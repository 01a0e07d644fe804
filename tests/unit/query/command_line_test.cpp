#include <catch2/catch.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "query/commands/command_line.hpp"
#include "query/commands/configuration.hpp"
#include "schema/error.hpp"

using namespace attache::query;

namespace {

const QuotesCommand& quotes(const CommandLine& line) {
  REQUIRE(std::holds_alternative<QuotesCommand>(line));
  return std::get<QuotesCommand>(line);
}

}  // namespace

TEST_CASE("a first word that is a command's name is the command, all else is a question", "[unit][query]") {
  CHECK(quotes(parse_command_line({"every", "quote", "by", "Lavrov"})).question == "every quote by Lavrov");
  CHECK(quotes(parse_command_line({"--archive", "a", "what did X say about search"})).question ==
        "what did X say about search");
  CHECK(quotes(parse_command_line({"what", "did", "X", "say", "about", "search"})).question ==
        "what did X say about search");
  CHECK(quotes(parse_command_line({"quotes", "by", "Peskov", "about", "grain"})).question ==
        "quotes by Peskov about grain");
  CHECK(quotes(parse_command_line({"quotes by Peskov"})).question == "quotes by Peskov");
  CHECK(quotes(parse_command_line({"--", "search", "party"})).question == "search party");
  CHECK(quotes(parse_command_line({"facet", "of", "power"})).question == "facet of power");
  CHECK(std::holds_alternative<SearchCommand>(parse_command_line({"search", "grain"})));
  CHECK(std::holds_alternative<SearchCommand>(parse_command_line({"--archive", "search", "search", "grain"})));
  CHECK(std::holds_alternative<ShowCommand>(parse_command_line({"show", "abcd"})));
  CHECK(std::holds_alternative<FieldsCommand>(parse_command_line({"fields", "articles"})));
  CHECK(quotes(parse_command_line({"--fields", "fields", "--output", "show", "--offset", "3", "Lavrov on Nato"})).question == "Lavrov on Nato");
  CHECK(std::get<FacetsCommand>(parse_command_line({"facets", "quotes", "by", "Peskov", "--facet", "act,kind", "--facet", "act"})).facets ==
        std::vector<Facet>{Facet::Act, Facet::Kind});
  CHECK(std::get<FacetsCommand>(parse_command_line({"facets", "about", "grain", "-act:denies"})).question == "about grain -act:denies");
  CHECK(std::get<TimelineCommand>(parse_command_line({"timeline", "--step", "day", "quotes by Peskov"})).step == Step::Day);
  CHECK(std::get<CompareCommand>(parse_command_line({"compare", "quotes by A", "--", "quotes", "by", "B"})).questions ==
        std::vector<std::string>{"quotes by A", "quotes by B"});
  CHECK(std::holds_alternative<Message>(parse_command_line({"compare", "quotes by A"})));
  CHECK(quotes(parse_command_line({"quotes", "about", "grain", "-act:denies"})).question == "quotes about grain -act:denies");
  CHECK(std::holds_alternative<SpeakersCommand>(parse_command_line({"speakers"})));
  CHECK(std::holds_alternative<SpeakersCommand>(parse_command_line({"--format", "jsonl", "speakers", "--since", "2021"})));
  CHECK(quotes(parse_command_line({"speakers of parliament"})).question == "speakers of parliament");
  CHECK(quotes(parse_command_line({"--", "speakers", "of", "parliament"})).question == "speakers of parliament");
}

TEST_CASE("who is a command where a name follows and a question where a verb of saying does", "[unit][query]") {
  for (const std::vector<std::string>& name : std::vector<std::vector<std::string>>{
           {"Lavrov"}, {"the", "Russian", "foreign", "minister"}, {"Said"}, {"Edward Said"}, {"is", "Lavrov"}, {"First", "Bank"}}) {
    auto arguments = name;
    arguments.insert(arguments.begin(), {"--archive", "a", "who"});
    INFO(name.front());
    CHECK(std::holds_alternative<WhoCommand>(parse_command_line(arguments)));
  }
  CHECK(std::get<WhoCommand>(parse_command_line({"who", "is", "the", "Russian", "foreign", "minister"})).name ==
        "the Russian foreign minister");
  CHECK(std::get<WhoCommand>(parse_command_line({"who", "Bush", "--since", "1990"})).options ==
        std::vector<std::pair<std::string, std::string>>{{"since", "1990"}});
  for (const std::string question : {"who denied troops", "who has also spoken about Nato", "who called for inspectors",
                                     "who said that a dam is no bathtub", "who was quoted on Iran"}) {
    std::istringstream in(question);
    const std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
    CHECK(quotes(parse_command_line(words)).question == question);
    CHECK(quotes(parse_command_line({question})).question == question);
  }
  CHECK(quotes(parse_command_line({"who", "denied", "troops", "--since", "2021"})).question == "who denied troops");
  CHECK(quotes(parse_command_line({"--", "who", "Lavrov"})).question == "who Lavrov");
}

TEST_CASE("the options of speakers and who are taken", "[unit][query]") {
  const auto line = parse_command_line({"speakers", "--class", "collective", "--about", "Nato", "--outlet", "Orme Post",
                                        "--min-confidence", "0.7", "--format", "jsonl"});
  REQUIRE(std::holds_alternative<SpeakersCommand>(line));
  const auto& command = std::get<SpeakersCommand>(line);
  CHECK(command.only == attache::schema::SpeakerClass::Collective);
  CHECK(command.options == std::vector<std::pair<std::string, std::string>>{{"about", "Nato"}, {"outlet", "Orme Post"}});
  CHECK(command.min_confidence == 0.7);
  CHECK(command.shared.format == Format::Jsonl);
}

TEST_CASE("the options of quotes are taken, before and after the command", "[unit][query]") {
  const auto line = parse_command_line({"--format", "jsonl", "quotes", "--by", "Lavrov", "--act", "warns", "--act",
                                        "urges", "--min-confidence", "0.7", "--unsure"});
  const auto& command = quotes(line);
  CHECK(command.shared.format == Format::Jsonl);
  CHECK(command.question.empty());
  CHECK(command.options == std::vector<std::pair<std::string, std::string>>{
                               {"by", "Lavrov"}, {"act", "warns"}, {"act", "urges"}});
  CHECK(command.min_confidence == 0.7);
  CHECK(command.unsure);
}

TEST_CASE("bad usage is refused with status 2 and help is not", "[unit][query]") {
  const std::vector<std::vector<std::string>> bad{
      {}, {"quotes"}, {"--format", "doc", "x"}, {"--format-version", "2", "x"}, {"--limit", "x", "y"}, {"--all", "--limit", "3", "y"},
      {"--format", "csv", "--template", "t", "x"}, {"speakers", "--format", "ris"}, {"show", "--format", "csv", "abcd"}, {"fields", "of"}, {"--min-confidence", "2", "x"}, {"--loud", "x"}, {"search"}, {"show"},
      {"quotes", "--by"}, {"who"}, {"who", "--by", "Lavrov"}, {"speakers", "--class", "unknown"},
      {"speakers", "of", "parliament"}, {"speakers", "--unsure"}};
  for (const auto& arguments : bad) {
    const auto line = parse_command_line(arguments);
    REQUIRE(std::holds_alternative<Message>(line));
    CHECK(std::get<Message>(line).exit_status == 2);
    CHECK(std::get<Message>(line).error);
  }
  const auto help = std::get<Message>(parse_command_line({"--help"}));
  CHECK(help.exit_status == 0);
  CHECK(help.text.find("every quote by Lavrov about Nato") != std::string::npos);
  CHECK(help.text.find("nothing found") != std::string::npos);
}

TEST_CASE("every command tells its options", "[unit][query]") {
  const auto facts = program_facts();
  std::vector<std::string> names;
  for (const auto& command : facts.commands) {
    names.push_back(command.name);
    CHECK(!command.about.empty());
    CHECK(!command.options.empty());
  }
  CHECK(names == std::vector<std::string>{"", "speakers", "who", "search", "show", "facets", "timeline", "compare", "fields", "manual", "completion"});
}

TEST_CASE("--facets takes names behind = only, so that a question may follow", "[unit][query]") {
  using Facets = std::vector<Facet>;
  const auto all = quotes(parse_command_line({"--facets", "quotes", "by", "Dorrin"}));
  CHECK(all.shared.facets == Facets{});
  CHECK(all.question == "quotes by Dorrin");
  const auto named = quotes(parse_command_line({"--facets=act,year", "quotes", "by", "Dorrin", "--facets=act,kind", "-act:says"}));
  CHECK(named.shared.facets == Facets{Facet::Act, Facet::Year, Facet::Kind});
  CHECK(named.question == "quotes by Dorrin -act:says");
  CHECK(!quotes(parse_command_line({"Dorrin"})).shared.facets);
  CHECK(std::get<SearchCommand>(parse_command_line({"search", "dam", "--facets=year"})).shared.facets == Facets{Facet::Year});
  for (const auto& wrong : std::vector<std::vector<std::string>>{{"--facets=colour", "dam"}, {"--facets=act,", "dam"}, {"search", "dam", "--facets=act"},
                                                                 {"search", "dam", "--facets", "--count"}}) {
    const auto message = std::get<Message>(parse_command_line(wrong));
    CHECK(message.error);
    CHECK(message.exit_status == 2);
  }
}

TEST_CASE("settings stand in for options that are not given", "[unit][query]") {
  char name[] = "/tmp/attache_settings_XXXXXX";
  const int handle = ::mkstemp(name);
  REQUIRE(handle >= 0);
  ::setenv("ATTACHE_CONFIG", name, 1);
  ::unsetenv("ATTACHE_ARCHIVE");
  const auto with = [&](const std::string& settings, const std::vector<std::string>& words) {
    std::ofstream(name) << settings;
    return parse_command_line(words);
  };
  const std::string settings = "archive = \"/srv/wire\"\ncolor = \"never\"\nunsure = true\n[search]\nsort = \"day\"\n[quotes]\nmin-confidence = 0.7\n";
  const auto search = std::get<SearchCommand>(with(settings, {"search", "dam"}));
  CHECK(search.shared.archive == "/srv/wire");
  CHECK(search.shared.color == Color::Never);
  CHECK(search.sort != SearchCommand{}.sort);
  CHECK(search.words == "dam");
  const auto given = std::get<SearchCommand>(with(settings, {"search", "--archive", "/x", "--color=always", "--sort", "relevance", "dam"}));
  CHECK(given.shared.archive == "/x");
  CHECK(given.shared.color == Color::Always);
  CHECK(given.sort == SearchCommand{}.sort);
  const auto asked = quotes(with(settings, {"Lavrov", "on", "Nato"}));
  CHECK(asked.question == "Lavrov on Nato");
  CHECK(asked.min_confidence == Approx(0.7));
  CHECK(asked.unsure);
  ::setenv("ATTACHE_ARCHIVE", "/y", 1);
  CHECK(std::get<SearchCommand>(with(settings, {"search", "dam"})).shared.archive.empty());
  ::unsetenv("ATTACHE_ARCHIVE");
  // A flag that may have a value; what is given on the command line and does not go with a setting is stronger.
  using Facets = std::vector<Facet>;
  CHECK(std::get<SearchCommand>(with("facets = true\n", {"search", "dam"})).shared.facets == Facets{});
  CHECK(!std::get<SearchCommand>(with("facets = false\nsummary = false\n", {"search", "dam"})).shared.facets);
  CHECK(quotes(with("[quotes]\nfacets = \"act,year\"\n", {"dam"})).shared.facets == Facets{Facet::Act, Facet::Year});
  CHECK(quotes(with("facets = \"act\"\n", {"--facets=year", "dam"})).shared.facets == Facets{Facet::Year});
  CHECK(std::get<SearchCommand>(with("facets = true\nall = true\n", {"search", "--count", "--limit", "3", "dam"})).count);
  CHECK_THROWS_AS(with("summary = \"often\"\n", {"search", "dam"}), attache::schema::Error);
  CHECK_THROWS_AS(with("archiv = \"/x\"\n", {"search", "dam"}), attache::schema::Error);
  CHECK_THROWS_AS(with("[serch]\nsort = \"day\"\n", {"search", "dam"}), attache::schema::Error);
  CHECK_THROWS_AS(with("[search]\nunsure = true\n", {"search", "dam"}), attache::schema::Error);
  CHECK_THROWS_AS(with("[search.more]\nsort = \"day\"\n", {"search", "dam"}), attache::schema::Error);
  std::remove(name);
  CHECK(std::get<SearchCommand>(parse_command_line({"search", "dam"})).shared.archive.empty());
  ::unsetenv("ATTACHE_CONFIG");
}
