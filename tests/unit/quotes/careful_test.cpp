// The careful engine over whole articles.
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
