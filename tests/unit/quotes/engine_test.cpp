#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/quotes/engine.hpp"
#include "tests/support/paragraphs.hpp"
#include "tests/support/speakers.hpp"

using namespace attache;
using schema::Quote;

namespace {

// "speaker|act|kind: content", one line a quotation that is shown.
std::vector<std::string> read(const schema::Article& article) {
  const auto engine = indexer::QuoteEngine::by_rules(schema::Names::builtin());
  std::vector<std::string> out;
  for (const Quote& quote : engine.quotes_of(article)) {
    if (!quote.shown) continue;
    out.push_back(tests::speakers_of(quote) + "|" + std::string(schema::name_of(quote.act)) + "|" + std::string(schema::name_of(quote.kind)) + ": " +
                  schema::text_of(article.text, quote.content));
  }
  return out;
}

struct Row {
  std::vector<std::string> paragraphs;
  std::vector<std::string> want;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.paragraphs);
    CHECK(read(tests::paragraphs(row.paragraphs)) == row.want);
  }
}

}  // namespace

TEST_CASE("direct quotations have their cue before, behind and in the middle", "[unit][quotes]") {
  check({
      {{"Foreign Minister Pavel Dorrin said: “The talks are over.”"}, {"Pavel Dorrin|says|direct: “The talks are over.”"}},
      {{"“The talks are over,” Foreign Minister Pavel Dorrin said."}, {"Pavel Dorrin|says|direct: “The talks are over,”"}},
      {{"“The talks are over,” said Foreign Minister Pavel Dorrin."}, {"Pavel Dorrin|says|direct: “The talks are over,”"}},
      {{"“The talks,” Foreign Minister Pavel Dorrin said, “are over.”"}, {"Pavel Dorrin|says|direct: “The talks,” … “are over.”"}},
      {{"“We waited. We froze,” Foreign Minister Pavel Dorrin said. “Nobody came.”"},
       {"Pavel Dorrin|says|direct: “We waited. We froze,” … “Nobody came.”"}},
  });
}

TEST_CASE("a sentence without a cue goes on with what was said when one speaker stands on both sides", "[unit][quotes]") {
  const std::string said = "Foreign Minister Pavel Dorrin said that the plan has ten steps.";
  const std::string steps = "Pavel Dorrin|says|indirect: the plan has ten steps";
  const std::string nobody = "Pavel Dorrin|says|direct: “Nobody is above them,”";
  check({
      {{said + " First of all, it is a ban on salt. The whole strait must keep the rules. “Nobody is above them,” he said."},
       {steps, "Pavel Dorrin|says|indirect: First of all, it is a ban on salt",
        "Pavel Dorrin|says|indirect: The whole strait must keep the rules", nobody}},
      {{said, "The ports should keep the rules. “Nobody is above them,” he said."},
       {steps, "Pavel Dorrin|says|indirect: The ports should keep the rules", nobody}},
      // A narrative, another speaker behind it, nobody behind it, a new paragraph that only describes.
      {{said + " The hall was cold and the lights were out. “Nobody is above them,” he said."}, {steps, nobody}},
      {{said + " The road to the port is long and bad. “Nobody knows,” Interior Minister Anna Grebe said."},
       {steps, "Anna Grebe|says|direct: “Nobody knows,”"}},
      {{said + " The road to the port is long and bad."}, {steps}},
      {{said, "The road to the port is long and bad. “Nobody is above them,” he said."}, {steps, nobody}},
  });
}

TEST_CASE("a position is what somebody's government holds", "[unit][quotes]") {
  check({{{"China's position, as set out in a memorandum in May, is that it is opening its ports."},
          {"China|says|indirect: it is opening its ports"}}});
}

TEST_CASE("a quotation runs over paragraphs while its mark stays open", "[unit][quotes]") {
  check({{{"Foreign Minister Pavel Dorrin spoke at the port.", "“We waited.", "“We froze,” he said.", "“Nobody came to us.”"},
          {"Pavel Dorrin|says|direct: “We waited. … “We froze,”", "Pavel Dorrin|says|direct: “Nobody came to us.”"}}});
}

TEST_CASE("indirect and mixed quotations end where the reporter goes on", "[unit][quotes]") {
  check({
      {{"Foreign Minister Pavel Dorrin said that the valley was “a closed book”."},
       {"Pavel Dorrin|says|mixed: the valley was “a closed book”"}},
      {{"Foreign Minister Pavel Dorrin said the talks were over, while his guests packed their bags."},
       {"Pavel Dorrin|says|indirect: the talks were over"}},
      {{"The road is shut, Foreign Minister Pavel Dorrin said."}, {"Pavel Dorrin|says|indirect: The road is shut"}},
      {{"The road is shut, according to Foreign Minister Pavel Dorrin."}, {"Pavel Dorrin|says|indirect: The road is shut"}},
  });
}

TEST_CASE("two cues in one sentence are two quotations", "[unit][quotes]") {
  check({{{"Foreign Minister Pavel Dorrin said the bridge was safe and accused Kestovia of hiding the plans."},
          {"Pavel Dorrin|says|indirect: the bridge was safe", "Pavel Dorrin|accuses|indirect: Kestovia of hiding the plans"}}});
}

TEST_CASE("acts follow the cue", "[unit][quotes]") {
  check({
      {{"Foreign Minister Pavel Dorrin urged the neighbours to open the road."},
       {"Pavel Dorrin|urges|indirect: the neighbours to open the road"}},
      {{"Foreign Minister Pavel Dorrin called on the neighbours to open the road."},
       {"Pavel Dorrin|urges|indirect: the neighbours to open the road"}},
      {{"Foreign Minister Pavel Dorrin told the general to open the road."}, {"Pavel Dorrin|urges|indirect: to open the road"}},
      {{"Foreign Minister Pavel Dorrin welcomed the release of the crew."},
       {"Pavel Dorrin|welcomes|indirect: the release of the crew"}},
      {{"Foreign Minister Pavel Dorrin denied that a letter was sent."}, {"Pavel Dorrin|denies|indirect: a letter was sent"}},
      {{"Foreign Minister Pavel Dorrin warned that the dam would break."}, {"Pavel Dorrin|warns|indirect: the dam would break"}},
      {{"Foreign Minister Pavel Dorrin promised to return in May."}, {"Pavel Dorrin|promises|indirect: to return in May"}},
  });
}

TEST_CASE("what was not said is not shown", "[unit][quotes]") {
  check({
      {{"Foreign Minister Pavel Dorrin never said that the road was open."}, {}},
      {{"Foreign Minister Pavel Dorrin would say that the road was open."}, {}},
      {{"Foreign Minister Pavel Dorrin walked out of the hall."}, {}},
  });
}

TEST_CASE("what was expected or not said is kept with its factuality", "[unit][quotes]") {
  const auto engine = indexer::QuoteEngine::by_rules(schema::Names::builtin());
  const auto factuality = [&](const char* text) {
    const auto article = tests::paragraphs({text});
    const auto quotes = engine.quotes_of(article);
    REQUIRE(quotes.size() == 1);
    CHECK(schema::text_of(article.text, quotes[0].content) == "the road is open");
    CHECK_FALSE(quotes[0].shown);
    CHECK(schema::is_indexed(quotes[0]));
    return quotes[0].factuality;
  };
  CHECK(factuality("Foreign Minister Pavel Dorrin is expected to say that the road is open.") == schema::Factuality::Expected);
  CHECK(factuality("Foreign Minister Pavel Dorrin will say on Friday that the road is open.") == schema::Factuality::Expected);
  CHECK(factuality("Foreign Minister Pavel Dorrin never said that the road is open.") == schema::Factuality::NotSaid);
}

TEST_CASE("pronouns, titles and surnames lead to the person they stand for", "[unit][quotes]") {
  check({
      {{"Foreign Minister Pavel Dorrin said the road was shut.", "He said it would stay so."},
       {"Pavel Dorrin|says|indirect: the road was shut", "Pavel Dorrin|says|indirect: it would stay so"}},
      {{"Ambassador Anna Grebe met President Henrik Salvane. She said the talks were useful. Mr Salvane said they were long."},
       {"Anna Grebe|says|indirect: the talks were useful", "Henrik Salvane|says|indirect: they were long"}},
      {{"Foreign Minister Pavel Dorrin arrived. The minister said the road was shut."},
       {"Pavel Dorrin|says|indirect: the road was shut"}},
      {{"Pavel Dorrin, the head of the Ostrian delegation, said the road was shut."},
       {"Pavel Dorrin|says|indirect: the road was shut"}},
  });
}

TEST_CASE("states, bodies and unnamed sources are no persons", "[unit][quotes]") {
  check({
      {{"Russia said the road was shut."}, {"Russia|says|indirect: the road was shut"}},
      {{"A senior diplomat said the road was shut."}, {"unnamed|says|indirect: the road was shut"}},
      {{"An aide to Foreign Minister Pavel Dorrin said the road was shut."}, {"unnamed|says|indirect: the road was shut"}},
      {{"Analysts said the road was shut."}, {"unnamed|says|indirect: the road was shut"}},
      {{"A spokesman for Halmere Shipping Ltd said the road was shut."}, {"Halmere Shipping Ltd|says|indirect: the road was shut"}},
  });
}

TEST_CASE("topics carry their ring and evidence", "[unit][quotes]") {
  const auto article = tests::paragraphs({"Nato met in Ostria. Foreign Minister Pavel Dorrin said the military alliance was late.",
                                            "Asked about Nato, he said nobody had come."});
  const auto engine = indexer::QuoteEngine::by_rules(schema::Names::builtin());
  const auto quotes = engine.quotes_of(article);
  REQUIRE(quotes.size() == 2);
  const auto ring_of = [](const Quote& quote, std::string_view entity) -> std::string {
    for (const auto& topic : quote.topics)
      if (topic.entity == entity) return std::string(schema::name_of(topic.ring)) + ": " + topic.evidence;
    return "none";
  };
  CHECK(ring_of(quotes[0], "o:nato") == "referred: “military alliance” is Nato, named in paragraph 1");
  CHECK(ring_of(quotes[1], "o:nato") == "asked: “Nato” in the words that lead in");
}

TEST_CASE("a description names nothing where the article does not", "[unit][quotes]") {
  const auto article = tests::paragraphs({"Foreign Minister Pavel Dorrin said the military alliance was late."});
  const auto engine = indexer::QuoteEngine::by_rules(schema::Names::builtin());
  const auto quotes = engine.quotes_of(article);
  REQUIRE(quotes.size() == 1);
  CHECK(quotes[0].topics.empty());
}

TEST_CASE("every span is a substring on code point borders, whatever the text", "[unit][quotes]") {
  std::vector<std::string> texts{"", "said", "“", "He said “", "“”,” said", "said said said, said", "according to", "X, according to",
                                 "“é” said É. ‘a’ he told", ", said Mr", "He told", "Mr", "accused of", "\xF0\x9F\x98\x80 said \xF0\x9F\x98\x80"};
  std::string all;
  for (const auto& text : texts) all += text + " ";
  texts.push_back(all);
  const auto engine = indexer::QuoteEngine::by_rules(schema::Names::builtin());
  std::size_t seen = 0;
  for (const auto& text : texts) {
    const auto article = tests::paragraphs({text, text});
    for (const Quote& quote : engine.quotes_of(article)) {
      ++seen;
      REQUIRE(!quote.content.empty());
      std::vector<schema::Span> spans = quote.content;
      spans.insert(spans.end(), quote.cue.begin(), quote.cue.end());
      spans.insert(spans.end(), quote.source.begin(), quote.source.end());
      spans.push_back(quote.context);
      spans.push_back(quote.lead_in);
      for (const auto span : spans) {
        CHECK(span.begin <= span.end);
        CHECK(span.end <= article.text.size());
        CHECK((static_cast<unsigned char>(article.text[span.begin]) & 0xC0) != 0x80);
      }
      CHECK(quote.confidence >= 0);
      CHECK(quote.confidence <= 1);
      CHECK(!quote.speakers.empty());
    }
  }
  CHECK(seen > 0);
}

TEST_CASE("the answers of an interview are direct quotations of whom it introduces", "[unit][quotes]") {
  check({
      {{"Ambassador Anna Grebe spoke on Monday.", "Q: Will the talks go on?", "A: They will. I told the general so.", "Q: When?",
        "A: In May.", "Outside, rain fell."},
       {"Anna Grebe|says|direct: They will. I told the general so.", "Anna Grebe|says|direct: In May."}},
      {{"MR TARN: We are late.", "MS GREBE: We are not.", "MR TARN: Then we are early."},
       {"TARN|says|direct: We are late.", "GREBE|says|direct: We are not.", "TARN|says|direct: Then we are early."}},
      {{"The list: one.", "Nothing else was said: nothing."}, {}},
  });
}

TEST_CASE("cues are found beside adverbs, attitudes and nouns that report", "[unit][quotes]") {
  check({
      {{"Foreign Minister Pavel Dorrin said late on Tuesday that the road was shut."}, {"Pavel Dorrin|says|indirect: the road was shut"}},
      {{"Foreign Minister Pavel Dorrin used to say that the road was shut."}, {"Pavel Dorrin|says|indirect: the road was shut"}},
      {{"Foreign Minister Pavel Dorrin is convinced that the road was shut."}, {"Pavel Dorrin|says|indirect: the road was shut"}},
      {{"There was a remark by Foreign Minister Pavel Dorrin that the road was shut."},
       {"Pavel Dorrin|says|indirect: the road was shut"}},
      {{"The road was shut. This was stated by Foreign Minister Pavel Dorrin."}, {"Pavel Dorrin|says|indirect: The road was shut"}},
      {{"The road was shut. In the long and cold winter of the year before ferries sank, President Henrik Salvane did this in a letter."}, {}},
      {{"Foreign Minister Pavel Dorrin said nothing."}, {}},
      {{"Two former states, both small, signed."}, {}},
  });
}
