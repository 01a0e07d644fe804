#include <catch2/catch.hpp>

#include "indexer/readers/front_matter.hpp"
#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

namespace {

schema::Article markdown_article(const std::string& bytes) {
  const auto reading = read_all(bytes, ReaderOptions{}, "/in/talks.md");
  REQUIRE(reading.faults.empty());
  REQUIRE(reading.articles.size() == 1);
  return reading.articles[0];
}

using Values = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST_CASE("front matter gives an article its metadata", "[unit][readers][markdown]") {
  const auto article = markdown_article(
      "---\ntitle: \"Talks: the end\"\ndate: 2024-05-12T14:00:00Z\nauthors:\n  - Anna Tolk\n  - Jane Roe\ndescription: >\n  The envoys\n  "
      "left.\nurl: https://h.example/talks\nlang: en-GB\noutlet: Halmere Post # as it was\ntags: [talks, bridge]\n---\n\nPavel Dorrin "
      "spoke.\n");
  CHECK(article.title == "Talks: the end");
  CHECK(article.published == schema::make_date(2024, 5, 12));
  CHECK(article.published_at == "2024-05-12T14:00:00Z");
  CHECK(article.published_from == "front matter date");
  CHECK(article.byline == "Anna Tolk, Jane Roe");
  CHECK(article.standfirst == "The envoys left.");
  CHECK(article.url == "https://h.example/talks");
  CHECK(article.language == "en");
  CHECK(article.outlet == "Halmere Post");
  CHECK(blocks_of(article) == "Headline Talks: the end | Standfirst The envoys left. | Paragraph Pavel Dorrin spoke.");
}

TEST_CASE("Markdown is read as what it looks like in print", "[unit][readers][markdown]") {
  const auto article = markdown_article(
      "# Talks *end* in Halmere\n\nBy Anna Tolk\n\nPavel Dorrin, a\nminister, **spoke** with [him](https://h.example/).\n\n> \"We wait,\" "
      "he\n> "
      "said &amp; left.\n\n## A house\n\n- one thing\n- another\n\n![a picture](a.png)\n\n<script>no()</script>\n\nIt is `shut`.[^1]\n");
  CHECK(article.title == "Talks end in Halmere");
  CHECK(article.byline == "Anna Tolk");
  CHECK(blocks_of(article) ==
        "Headline Talks end in Halmere | Byline By Anna Tolk | Paragraph Pavel Dorrin, a minister, spoke with him. | Paragraph \"We "
        "wait,\" he "
        "said & left. | Headline A house | Paragraph one thing | Paragraph another | Paragraph It is shut.[^1]");
}

TEST_CASE("Markdown without a heading is read as a text is", "[unit][readers][markdown]") {
  const auto article =
      markdown_article("Talks end in Halmere\n\n12 May 2024\n\nThe envoys left the house by its back door, people who saw them said.\n");
  CHECK(article.title == "Talks end in Halmere");
  CHECK(article.published == schema::make_date(2024, 5, 12));
}

TEST_CASE("front matter is lines of keys between two rules", "[unit][readers][markdown]") {
  struct Case {
    const char* text;
    Values values;
    const char* rest;  // nullptr: there is none
  };
  const Case cases[] = {
      {"---\ntitle: Talks: a new start\n---\nText", {{"title", "Talks: a new start"}}, "Text"},
      {"\xEF\xBB\xBF---\r\ntitle: 'It''s over'\r\n...\r\nText", {{"title", "It's over"}}, "Text"},
      {"---\n# by hand\nauthor: {name: A}\nauthors: [Anna Tolk, 'Roe, Jane']\n---\n",
       {{"author", "{name: A}"}, {"authors", "Anna Tolk, Roe, Jane"}},
       ""},
      {"---\nauthors:\n- name: Anna Tolk\n  email: a@h.example\n- name: Jane Roe\ndate: 2024-05-12\n---\nText",
       {{"authors", "Anna Tolk, Jane Roe"}, {"date", "2024-05-12"}},
       "Text"},
      {"---\ntitle: one\n  two\nurl: \"a\\\"b\"\n---\n", {{"title", "one two"}, {"url", "a\"b"}}, ""},
      {"---\ntitle:\ndate: # none\n---\nText", {}, "Text"},
      {"---\n\nA text between two rules.\n\n---\n\nMore", {}, nullptr},
      {"---\ntitle: never closed\n", {}, nullptr},
      {"title: no rule\n---\n", {}, nullptr},
  };
  for (const auto& c : cases) {
    INFO(c.text);
    const auto front = read_front_matter(c.text);
    CHECK(front.values == c.values);
    CHECK(front.size == (c.rest ? std::string_view(c.text).size() - std::string_view(c.rest).size() : 0));
  }
}

TEST_CASE("Markdown without words is a fault", "[unit][readers][markdown]") {
  CHECK(read_all("---\nlang: en\n---\n", ReaderOptions{}, "/in/a.md").faults == std::vector<std::string>{": a document without text"});
}
