#include <catch2/catch.hpp>

#include "schema/error.hpp"
#include "schema/records.hpp"
#include "schema/words.hpp"

using namespace attache::schema;

namespace {

// Every field set to something that a careless writer would lose.
StoredArticle full_article() {
  StoredArticle out;
  out.id = 1'234'567'890'123;
  out.uid = std::string(32, 'a');
  out.engine = "test-1";
  out.quotes = 2;
  Article& article = out.article;
  article.text = std::string("\xEF\xBB\xBF\xE2\x80\x9CYes\xE2\x80\x9D\r\n\t\"\\\x01\0\xF0\x9F\x95\x8A", 23);
  article.blocks = {{BlockKind::Headline, {0, 3}}, {BlockKind::Stamp, {3, 9}}};
  article.title = "Talks \"fail\"";
  article.standfirst = "é";
  article.byline = "By A";
  article.outlet = "Halmere Press";
  article.section = "World";
  article.dateline = "HALMERE";
  article.language = "en";
  article.url = "https://example.org/?a=1&b=2";
  article.published_raw = "9 December 2021";
  for (const ArticleText& text : kArticleTexts)
    if ((article.*text.member).empty()) article.*text.member = "the " + std::string(text.name);
  article.status = PublicationStatus::Canceled;
  article.published = make_date(2021, 12, 9);
  article.words = 12;
  article.replaced_bytes = 3;
  article.provenance = {std::string("/tmp/\xFFodd%20\nname \xC3\xA9\xEF\xBF\xBD"), "row 17", std::string(64, 'b')};
  return out;
}

Quote full_quote() {
  Quote out;
  out.content = {{1, 4}, {6, 8}};
  out.cue = {{4, 5}};
  out.source = {{5, 6}};
  out.shown = false;
  out.kind = QuoteKind::Mixed;
  out.act = Act::Hopes;
  out.factuality = Factuality::NotSaid;
  out.speakers = {
      {"p:ilan-marel", "Ilan Marel", SpeakerClass::Person, "foreign minister", {"envoy", "a \"friend\""}, 0.875},
      {"", "", SpeakerClass::Unknown, "", {}, 0}};
  out.according_to = "a readout";
  out.to = "reporters";
  out.confidence = 0.1;
  out.reason = "he → Marel";
  out.topics = {{"o:nsu", "NSU", Ring::Referred, "the union", {2, 3}}};
  out.context = {0, 9};
  out.lead_in = {0, 1};
  return out;
}

}  // namespace

TEST_CASE("an article comes back from JSON as it was", "[unit][schema][records]") {
  CHECK(article_from_json(to_json(full_article())) == full_article());
  CHECK(article_from_json(to_json(StoredArticle{})) == StoredArticle{});
}

TEST_CASE("a quotation comes back from JSON as it was", "[unit][schema][records]") {
  StoredQuote stored;
  stored.ordinal = 7;
  stored.engine = "test-1";
  stored.quote = full_quote();
  stored.content_points = {{1, 2}};
  stored.content = "“Yes” … no";
  stored.cue = "said";
  stored.source = "he";
  stored.context = "all of it";
  stored.article = reference_to(full_article());
  CHECK(quote_from_json(to_json(stored)) == stored);
  CHECK(quote_from_json(to_json(StoredQuote{})) == StoredQuote{});
}

TEST_CASE("the columns come back from JSON as they were", "[unit][schema][records]") {
  const Quote quote = full_quote();
  CHECK(spans_from_json(spans_to_json(quote.content)) == quote.content);
  CHECK(speakers_from_json(speakers_to_json(quote.speakers)) == quote.speakers);
  CHECK(topics_from_json(topics_to_json(quote.topics)) == quote.topics);
  const auto blocks = full_article().article.blocks;
  CHECK(blocks_from_json(blocks_to_json(blocks)) == blocks);
}

TEST_CASE("every enumerator has a name that is read back", "[unit][schema][records]") {
  Quote quote = full_quote();
  const auto same = [&] {
    StoredQuote stored;
    stored.quote = quote;
    return quote_from_json(to_json(stored)).quote == quote;
  };
  for (const auto& row : kActs) CHECK((quote.act = row.value, same()));
  for (const auto& row : kQuoteKinds) CHECK((quote.kind = row.value, same()));
  for (const auto& row : kFactualities) CHECK((quote.factuality = row.value, same()));
  for (const auto& row : kSpeakerClasses) CHECK((quote.speakers[0].speaker_class = row.value, same()));
  for (const auto& row : kRings) CHECK((quote.topics[0].ring = row.value, same()));
  for (int kind = 0; kind <= static_cast<int>(BlockKind::Stamp); ++kind) {
    const std::vector<Block> blocks{{static_cast<BlockKind>(kind), {1, 2}}};
    CHECK(blocks_from_json(blocks_to_json(blocks)) == blocks);
  }
}

TEST_CASE("what is no record is an error, not an empty record", "[unit][schema][records]") {
  for (const char* json : {"", "{", "[]", "{}", "null", "{\"id\": 1}"}) {
    CAPTURE(json);
    CHECK_THROWS_AS(article_from_json(json), Error);
    CHECK_THROWS_AS(quote_from_json(json), Error);
  }
  CHECK_THROWS_AS(blocks_from_json("[[\"nosuch\",0,1]]"), Error);
}

TEST_CASE("any path comes back from its escape", "[unit][schema][records]") {
  std::string every_byte;
  for (int byte = 1; byte < 256; ++byte) every_byte.push_back(static_cast<char>(byte));
  for (const std::string& path : {std::string("/plain/a.txt"), std::string("/é/ü.txt"), std::string("%41%"), every_byte,
                                  std::string("/\xE2\x82"), std::string("\xEF\xBF\xBD"), std::string("a\nb")}) {
    CAPTURE(path);
    const std::string escaped = escape_path(path);
    CHECK(unescape_path(escaped) == path);
    CHECK(valid_utf8(escaped) == escaped);
  }
  CHECK(escape_path("/é/a b.txt") == "/é/a b.txt");
  CHECK(escape_path("\xFF%") == "%FF%25");
}

TEST_CASE("quote ids are read back, others refused", "[unit][schema][records]") {
  const auto id = parse_quote_id(quote_id("0f3a", 12));
  REQUIRE(id);
  CHECK(id->article_uid == "0f3a");
  CHECK(id->ordinal == 12);
  for (const char* text : {"", "0f3a", ".1", "0f3a.", "0f3a.x", "0f3a.1x", "0f3a.-1"})
    CHECK_FALSE(parse_quote_id(text));
}

TEST_CASE("unresolved are the shown quotations whose speaker nobody could find", "[unit][schema]") {
  const auto by = [](SpeakerClass speaker_class, bool shown) {
    Quote quote;
    quote.shown = shown;
    quote.speakers = {{.speaker_class = speaker_class}};
    return quote;
  };
  CHECK(count_unresolved({}) == 0);
  CHECK(count_unresolved({by(SpeakerClass::Unknown, true), by(SpeakerClass::Unknown, false), by(SpeakerClass::Person, true),
                          by(SpeakerClass::Unnamed, true), Quote{}}) == 2);
}
