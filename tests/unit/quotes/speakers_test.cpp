#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "indexer/quotes/engine.hpp"
#include "tests/support/paragraphs.hpp"
#include "tests/support/speakers.hpp"

using namespace attache;
using schema::Quote;

namespace {

// The speakers of the quotations that are shown.
std::vector<std::string> speakers(const schema::Article& article) {
  static const indexer::QuoteEngine engine(schema::Names::builtin(), indexer::EngineKind::Careful);
  std::vector<std::string> out;
  for (const Quote& quote : engine.quotes_of(article))
    if (quote.shown) out.push_back(tests::speakers_of(quote));
  return out;
}

using List = std::vector<std::string>;
List said_in(const std::vector<std::string>& paragraphs) { return speakers(tests::paragraphs(paragraphs)); }

const std::string kTwoPresidents =
    "President of Ostria Henrik Salvane met President of Vardania Anna Tolk on Monday. Henrik Salvane said the road was open.";

}  // namespace

TEST_CASE("an office in other words is its holder's", "[unit][quotes]") {
  CHECK(said_in({"President Henrik Salvane said the road was open.", "The Head of State said the port was shut."}) ==
        List{"Henrik Salvane", "Henrik Salvane"});
  CHECK(said_in({"Polish President Henrik Salvane said the road was open.", "The Polish leader said the port was shut."}) ==
        List{"Henrik Salvane", "Henrik Salvane"});
  CHECK(said_in({"President of Ukraine Henrik Salvane said the road was open.", "The President of Poland said the port was shut."}) ==
        List{"Henrik Salvane", "unnamed"});
  CHECK(said_in({"European Council President Charles Dorrin came.", "The President of the European Council who visited the port said it was shut."}) ==
        List{"Charles Dorrin"});
  CHECK(said_in({kTwoPresidents, "The Head of State said the port was shut."}) == List{"Henrik Salvane", "Henrik Salvane"});
}

TEST_CASE("US is no pronoun", "[unit][quotes]") {
  CHECK(said_in({"The US said the road was open."}) == List{"United States"});
  CHECK(said_in({"The U.S. said the road was open."}) == List{"United States"});
}

TEST_CASE("the spokesman of another body is another", "[unit][quotes]") {
  const auto found = said_in({"Farm Ministry spokesman Josip Land said the road was open.", "The committee spokesman said the port was shut."});
  REQUIRE(found.size() == 2);
  CHECK(found[1] != "Josip Land");
  CHECK(said_in({"Farm Ministry spokesman Josip Land said the road was open.", "The spokesman said the port was shut."}) ==
        List{"Josip Land", "Josip Land"});
}

TEST_CASE("pairs and lists are joint speakers", "[unit][quotes]") {
  CHECK(said_in({kTwoPresidents, "The presidents said the port was shut."}) == List{"Henrik Salvane", "Henrik Salvane & Anna Tolk"});
  CHECK(said_in({kTwoPresidents + " Minister Josip Land and President of Brunja John Moor waited.", "The presidents said the port was shut."}) ==
        List{"Henrik Salvane", "unnamed"});
  CHECK(said_in({"Britain, Canada and the United States said the road was open."}) == List{"United Kingdom & Canada & United States"});
  CHECK(said_in({"Senators Jake Land of Utah, Richard Moor and John Tolk said the road was open."}) ==
        List{"Jake Land & Richard Moor & John Tolk"});
}

TEST_CASE("the government is that of the capital the article comes from", "[unit][quotes]") {
  auto article = tests::paragraphs({"The government said the road was open.", "A government spokesman said the port was shut."});
  article.dateline = "SEOUL";
  CHECK(speakers(article) == List{"South Korea", "South Korea"});
  article.dateline = "";
  CHECK(speakers(article).front() != "South Korea");
}

TEST_CASE("a headline describes whom the article names, and introduces nobody", "[unit][quotes]") {
  auto article = tests::paragraphs({"The governor said the road was open. Igor Salvane said the port was shut."});
  article.title = "Meeting with Orme Region Governor Igor Salvane";
  CHECK(speakers(article) == List{"Igor Salvane", "Igor Salvane"});
  article = tests::paragraphs({"The governor said the road was open."});
  article.title = "Meeting with Orme Region Governor Igor Salvane";
  CHECK(speakers(article) == List{"unnamed"});
}

TEST_CASE("whom an agency quotes is the speaker", "[unit][quotes]") {
  CHECK(said_in({"The agency quoted Minister Pavel Dorrin as saying that the road was open."}) == List{"Pavel Dorrin"});
  CHECK(said_in({"Minister Pavel Dorrin was quoted by the agency as saying the road was open."}) == List{"Pavel Dorrin"});
  CHECK(said_in({"“The road is open,” the paper quoted Minister Pavel Dorrin as saying."}) == List{"Pavel Dorrin"});
  CHECK(said_in({"The minister quoted the report as a whole."}).empty());
}

TEST_CASE("words of a person's are the person's", "[unit][quotes]") {
  CHECK(said_in({"Senator John Dorrin spoke.", "Dorrin's statement said the road was open."}) == List{"John Dorrin"});
  CHECK(said_in({"The comments contrasted with those of Prime Minister Pavel Dorrin, who said the road was open."}) == List{"Pavel Dorrin"});
}

TEST_CASE("a pronoun is nobody's whose gender contradicts it", "[unit][quotes]") {
  CHECK(said_in({"John Dorrin said the road was open.", "She said the port was shut."}) == List{"John Dorrin", "unknown"});
}

TEST_CASE("pronouns of groups", "[unit][quotes]") {
  CHECK(said_in({"Diplomats said the road was open.", "On Friday Washington announced a plan.", "They said the port was shut."}).back() == "unnamed");
  CHECK(said_in({"The official newspaper Ostri Herald said the road was open.", "It said the port was shut."}) ==
        List{"Ostri Herald", "Ostri Herald"});
}

TEST_CASE("names are read whole", "[unit][quotes]") {
  CHECK(said_in({"Oil Minister Ali al-Salvani al-Dorri said the road was open."}) == List{"Ali al-Salvani al-Dorri"});
  CHECK(said_in({"Trade chief Willy de Dorr said the road was open."}) == List{"Willy de Dorr"});
  CHECK(said_in({"Bank president Antonio Alvez Dorro spoke.", "Alvez Dorro said the road was open."}) == List{"Antonio Alvez Dorro"});
  CHECK(said_in({"Minister for Renewal of the Temporarily Flooded Territories Iryna Dorrin said the road was open."}) == List{"Iryna Dorrin"});
  CHECK(said_in({"Minister Christopher Dorrin said the road was open.", "Chris Dorrin said the port was shut."}) ==
        List{"Christopher Dorrin", "Christopher Dorrin"});
  CHECK(said_in({"Minister John Dorrin said the road was open.", "Minister Paul Dorrin said the port was shut."}) == List{"John Dorrin", "Paul Dorrin"});
  CHECK(said_in({"Minister Pavel\nDorrin said the road was open."}) == List{"Pavel Dorrin"});
  CHECK(said_in({"Adviser to the Head of the President's Office Pavel Dorrin said the road was open.",
                 "The Adviser to the Head of the President's Office said the port was shut."}) == List{"Pavel Dorrin", "Pavel Dorrin"});
  CHECK(said_in({"Adviser to the President of Ukraine on economic issues Pavel Dorrin said the road was open.",
                 "The adviser to the President of Ukraine said the port was shut."}) == List{"Pavel Dorrin", "Pavel Dorrin"});
}

TEST_CASE("what only looks like a name is none", "[unit][quotes]") {
  CHECK(said_in({"An official of the Ostria Traders' Association said the road was open."}) == List{"unnamed"});
  CHECK(said_in({"Brazilian growers said the road was open."}) == List{"unnamed"});
  CHECK(said_in({"The authors said the road was open."}) == List{"unnamed"});
  CHECK(said_in({"An official representing a large grain company said the road was open."}) == List{"unnamed"});
  CHECK(said_in({"A Ministry of Trade and Industry (MTI) official said the road was open."}) == List{"unnamed"});
}

TEST_CASE("of several bearers of a surname, who was named in full last before it", "[unit][quotes]") {
  CHECK(said_in({"Prime Minister Pavel Dorrin said the road was open.", "Dorrin said the port was shut.",
                 "General Anton Dorrin said the mine was flooded. Dorrin said the road was shut."}) ==
        List{"Pavel Dorrin", "Pavel Dorrin", "Anton Dorrin", "Anton Dorrin"});
  CHECK(said_in({"Dorrin said the port was shut.", "Prime Minister Pavel Dorrin left.", "General Anton Dorrin slept."}) == List{"Pavel Dorrin"});
  // A title and an honorific say which.
  CHECK(said_in({"Prime Minister Pavel Dorrin met General Anton Dorrin.", "Prime Minister Dorrin said the port was shut."}) == List{"Pavel Dorrin"});
  CHECK(said_in({"Minister Anna Dorrin met General John Dorrin.", "Ms Dorrin said the port was shut.", "Mr Dorrin said the road was open."}) ==
        List{"Anna Dorrin", "John Dorrin"});
}

TEST_CASE("the latter and the former are of the two that the sentence before names", "[unit][quotes]") {
  CHECK(said_in({"Minister Anna Grebe met Pavel Dorrin. The latter said the port was shut."}) == List{"Pavel Dorrin"});
  CHECK(said_in({"Minister Anna Grebe met Pavel Dorrin. The former said the port was shut."}) == List{"Anna Grebe"});
  CHECK(said_in({"Minister Anna Grebe left. The latter said the port was shut."}) == List{"unknown"});
}

TEST_CASE("a body whose name has an \"and\" is one", "[unit][quotes]") {
  CHECK(said_in({"The road is shut, the Bureau of Roads and Open Water said."}) == List{"Bureau of Roads and Open Water"});
  CHECK(said_in({"The road is shut, the Ministry of Roads and John Dorrin said."}).front() != "Ministry of Roads and John Dorrin");
}

TEST_CASE("who a report's relative clause names does not say it", "[unit][quotes]") {
  CHECK(said_in({"The report, which the fire that killed sailor John Dorrin led to, said the port was shut."}) == List{"report"});
}

TEST_CASE("knights are called by their given names", "[unit][quotes]") {
  CHECK(said_in({"Sir Anton Dorrin left.", "Sir Anton said the port was shut.", "Lady Dorrin said the road was open."}) == List{"Anton Dorrin", "Dorrin"});
  CHECK(said_in({"Sir Anton said the port was shut.", "Sir Anton Dorrin said the road was open."}) == List{"Anton Dorrin", "Anton Dorrin"});
}

TEST_CASE("the PM is the prime minister", "[unit][quotes]") {
  CHECK(said_in({"Prime Minister Pavel Dorrin left.", "The PM said the port was shut."}) == List{"Pavel Dorrin"});
}

TEST_CASE("who says something of somebody by name is somebody else", "[unit][quotes]") {
  CHECK(said_in({"Foreign Minister Pavel Dorrin said the road was open.", "President Henrik Salvane slept.", "He said Salvane had left."}) ==
        List{"Pavel Dorrin", "Pavel Dorrin"});
}

TEST_CASE("a month is nobody's name", "[unit][quotes]") {
  CHECK(said_in({"The road is shut, according to figures released in July."}) == List{"unknown"});
}

TEST_CASE("a surname that nobody introduced is a person of the tables near the years in office", "[unit][quotes]") {
  const std::vector<schema::Names::Table> own{
      {"people.tsv", "id\tname\tnames\tsurname\tcountry\tgender\tsource\np:x-grebe\tOtto Grebe\t\tGrebe\tc:se\tm\tan invention\n"},
      {"terms.tsv", "kind\tbody\tperson\tfrom\tuntil\tsource\nhealth_minister\tc:se\tp:x-grebe\t2001-01-01\t2004-12-31\tan invention\n"}};
  const auto names = schema::Names::builtin_with(own);
  const indexer::QuoteEngine engine(*names, indexer::EngineKind::Careful);
  const auto speaker_in = [&](std::optional<schema::Date> day) {
    auto article = tests::paragraphs({"Shares fell in the morning.", "Grebe said the port was shut."});
    article.published = day;
    const auto quotes = engine.quotes_of(article);
    REQUIRE(quotes.size() == 1);
    return tests::speakers_of(quotes.front());
  };
  CHECK(speaker_in(schema::Date{1995, 6, 1}) == "Grebe");
  CHECK(speaker_in(schema::Date{1996, 6, 1}) == "Otto Grebe");
  CHECK(speaker_in(schema::Date{2002, 6, 1}) == "Otto Grebe");
  CHECK(speaker_in(schema::Date{2034, 6, 1}) == "Otto Grebe");
  CHECK(speaker_in(schema::Date{2035, 6, 1}) == "Grebe");
  CHECK(speaker_in(std::nullopt) == "Otto Grebe");
}
