// An article in full, as a page and as JSON.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "query/render/article_jsonl.hpp"
#include "query/render/article_page.hpp"

using namespace attache;

namespace {

// “Ask <nobody>,” Tolk said, denying it. The second quotation lies within the first.
struct Shown {
  schema::StoredArticle stored;
  std::vector<schema::StoredQuote> quotes;
  Shown() {
    schema::Article& article = stored.article;
    stored.uid = "0123456789abcdef0123456789abcdef";
    article.title = "Tolk & nobody";
    article.text = "Tolk & nobody\n\n“Ask <nobody>,” Tolk said.";
    article.blocks = {{schema::BlockKind::Headline, {0, 13}}, {schema::BlockKind::Paragraph, {15, static_cast<std::uint32_t>(article.text.size())}}};
    article.url = "javascript:alert(1)";
    article.provenance = {"/news/a\xff.txt", "", "00"};
    const auto begin = static_cast<std::uint32_t>(article.text.find("Ask"));
    add("Mara Tolk", {begin, begin + 12});
    add("Pavel Dorrin", {begin + 4, begin + 12});
  }
  void add(const std::string& speaker, schema::Span content) {
    schema::StoredQuote quote;
    quote.ordinal = static_cast<std::uint32_t>(quotes.size());
    quote.quote.content = {content};
    schema::Speaker who;
    who.name = speaker;
    who.speaker_class = schema::SpeakerClass::Person;
    quote.quote.speakers = {who};
    quote.content = schema::text_of(stored.article.text, content);
    quote.content_points = {schema::CodePoints(stored.article.text).of(content)};
    quotes.push_back(quote);
  }
};

bool has(const std::string& page, const std::string& part) { return page.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a page shows an article with its quotations lit, whatever is in it", "[unit][query][render]") {
  const Shown shown;
  const std::string page = query::to_page(shown.stored, shown.quotes);
  CHECK(has(page, "<title>Tolk &amp; nobody</title>"));
  CHECK(has(page, "<h1 class=\"kind-headline\">Tolk &amp; nobody</h1>"));
  CHECK(has(page, "“<mark id=\"q0\" title=\"Mara Tolk, says\">Ask </mark><mark id=\"q1\" title=\"Mara Tolk, says; Pavel Dorrin, "
                  "says\">&lt;nobody&gt;</mark>,”"));
  CHECK(has(page, "<li><a href=\"#q1\">Pavel Dorrin</a>, "));
  CHECK(has(page, "<dd>javascript:alert(1)</dd>"));  // no link
  CHECK_FALSE(has(page, "<nobody>"));
}

TEST_CASE("a page of an article without a headline in its text has its title", "[unit][query][render]") {
  Shown shown;
  shown.stored.article.blocks.erase(shown.stored.article.blocks.begin());
  shown.stored.article.url = "https://outlet.example/1?a=1&b=2";
  const std::string page = query::to_page(shown.stored, {});
  CHECK(has(page, "<h1 class=\"kind-headline\">Tolk &amp; nobody</h1>"));
  CHECK(has(page, "<a href=\"https://outlet.example/1?a=1&amp;b=2\">"));
  CHECK_FALSE(has(page, "<ol>"));
}

TEST_CASE("an article as JSON has its metadata, blocks and quotations in code points", "[unit][query][render]") {
  const Shown shown;
  const auto json = nlohmann::json::parse(query::to_jsonl(shown.stored, shown.quotes));
  CHECK(json["title"] == "Tolk & nobody");
  CHECK(json["outlet"].is_null());
  CHECK(json["published"].is_null());
  CHECK(json["blocks"][1]["span"] == nlohmann::json::array({15, 41}));
  CHECK(json["blocks"][1]["text"] == "“Ask <nobody>,” Tolk said.");
  CHECK(json["quotes"][1]["speaker"] == "Pavel Dorrin");
  CHECK(json["quotes"][1]["quote"] == "<nobody>");
  CHECK(json["quotes"][1]["content"] == nlohmann::json::array({nlohmann::json::array({20, 28})}));
  CHECK(json["file"] == "/news/a%FF.txt");
}
