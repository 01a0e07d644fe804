// The careful engine over whole articles.
#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/quotes/engine.hpp"
#include "tests/support/paragraphs.hpp"

namespace {

using namespace attache;

const indexer::QuoteEngine& engine() {
  static const indexer::QuoteEngine careful(schema::Names::builtin(), indexer::EngineKind::Careful);
  return careful;
}

struct Found {
  std::string source, cue, content;
};

std::vector<Found> found_in(const std::vector<std::string>& texts) {
  const auto article = tests::paragraphs(texts);
  std::vector<Found> out;
  for (const auto& quote : engine().quotes_of(article))
    out.push_back({schema::text_of(article.text, quote.source), schema::text_of(article.text, quote.cue),
                   schema::text_of(article.text, quote.content)});
  return out;
}

}  // namespace

TEST_CASE("the careful engine finds direct, indirect and nominal attributions", "[unit][quotes]") {
  const auto plain = found_in({"Foreign Minister Pavel Dorrin said on Monday that the road to Halmere was shut."});
  REQUIRE(plain.size() == 1);
  CHECK(plain[0].source == "Foreign Minister Pavel Dorrin");
  CHECK(plain[0].content.find("the road to Halmere was shut") != std::string::npos);

  const auto split = found_in({"“The road is shut,” Anna Grebe said. “Nobody knows for how long.”"});
  REQUIRE(split.size() == 1);
  CHECK(split[0].source == "Anna Grebe");
  CHECK(split[0].content == "“The road is shut,” … “Nobody knows for how long.”");

  const auto according = found_in({"The bridge will open in May, according to the transport ministry."});
  REQUIRE(according.size() == 1);
  CHECK(according[0].source == "the transport ministry");
  CHECK(according[0].content == "The bridge will open in May");
}

TEST_CASE("a text without attributions has none, and an empty one neither", "[unit][quotes]") {
  CHECK(found_in({""}).empty());
  CHECK(found_in({"The hall was empty and the lights were out."}).empty());
}

TEST_CASE("the same text gives the same quotations on every reading", "[unit][quotes]") {
  const auto article = tests::paragraphs({"“We are ready,” said President Henrik Salvane.", "His adviser warned of delays."});
  CHECK(engine().quotes_of(article) == engine().quotes_of(article));
}

TEST_CASE("what the sentence before said is the content of “This was stated by …”", "[unit][quotes]") {
  const auto found = found_in({"The ban on salt is too weak to end the war. This was stated by Foreign Minister Pavel Dorrin during the "
                               "presentation of a plan to strengthen it."});
  REQUIRE_FALSE(found.empty());
  CHECK(found[0].source == "Foreign Minister Pavel Dorrin");
  CHECK(found[0].content == "The ban on salt is too weak to end the war");
}

TEST_CASE("what is in a comment by somebody is theirs, not that of who objects", "[unit][quotes]") {
  const auto found = found_in({"Minister Pavel Dorrin spoke first. He objected to a comment by President Henrik Salvane that the strait "
                               "was closed to his ships."});
  const auto comment = std::find_if(found.begin(), found.end(), [](const Found& f) { return f.content.find("the strait was closed") == 0; });
  REQUIRE(comment != found.end());
  CHECK(comment->source == "President Henrik Salvane");
}

TEST_CASE("a body is not taken for a person by its last word", "[unit][quotes]") {
  const auto article = tests::paragraphs({"Director of the Harn Institute for International Studies (HIS), former adviser Michael Dunst "
                                          "said that many steps remain."});
  const auto quotes = engine().quotes_of(article);
  REQUIRE(quotes.size() == 1);
  CHECK(quotes[0].speakers.front().name == "Michael Dunst");
}

TEST_CASE("whose remarks, whose claim: the possessive stands for the speaker", "[unit][quotes]") {
  const auto article = tests::paragraphs({"Foreign Minister Pavel Dorrin said the road was open. His claim that the port was shut was denied by the sailors."});
  bool found = false;
  for (const auto& quote : engine().quotes_of(article))
    if (schema::text_of(article.text, quote.source) == "His") found = quote.speakers.front().name == "Pavel Dorrin";
  CHECK(found);
}
