#include <catch2/catch.hpp>
#include <chrono>

#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

using Faults = std::vector<std::string>;

TEST_CASE("each entry of an RSS feed is an article", "[unit][readers][rss]") {
  const auto reading = read_all(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:m=\"http://search.yahoo.com/mrss/\"><channel><title>Halmere &amp; Post</title>"
      "<link>https://post.example</link><language>en-gb</language><image><title>Logo</title></image>"
      "<item><title>Ostria to vote on &lt;em&gt;brine&lt;/em&gt;</title><link>https://post.example/1</link><guid "
      "isPermaLink=\"false\">post-1</guid>"
      "<pubDate>Sun, 12 May 2024 10:15:00 +0200</pubDate><dc:creator>Anna Tolk</dc:creator><dc:creator>Josip Dorrin</dc:creator>"
      "<category>World</category><description>Ostria will vote, Henrik Salvane said. [&amp;#8230;]</description>"
      "<content:encoded><![CDATA[<p>Ostria will vote, <b>Henrik Salvane</b> said.</p><figure><img src=\"a.jpg\"><figcaption>The hall"
      "</figcaption></figure><script>var x = '<p>no</p>';</script><p>&#8220;We wait,&#8221; he&nbsp;added.<br><br>Nobody left.]]>"
      "</content:encoded><m:content url=\"a.jpg\"><m:description>Envoys in Halmere</m:description></m:content></item>"
      "<item><title/></item>"
      "<item><title>Second</title><author>desk@post.example (Anna Tolk)</author><guid>https://post.example/2</guid>"
      "<description>Plain words, 5 &lt; 6.</description></item></channel></rss>",
      ReaderOptions{}, "/in/feed.xml");
  CHECK(reading.faults == Faults{"item 2: neither a title nor a text"});
  REQUIRE(reading.articles.size() == 2);
  const auto& first = reading.articles[0];
  CHECK(blocks_of(first) ==
        "Headline Ostria to vote on brine | Paragraph Ostria will vote, Henrik Salvane said. | Caption The hall | "
        "Paragraph “We wait,” he added. | Paragraph Nobody left. | Caption Envoys in Halmere");
  CHECK(first.external_id == "post-1");
  CHECK(first.url == "https://post.example/1");
  CHECK(first.outlet == "Halmere & Post");
  CHECK(first.byline == "Anna Tolk, Josip Dorrin");
  CHECK(first.section == "World");
  CHECK(first.language == "en");
  CHECK(first.published_at == "2024-05-12T10:15:00+02:00");
  CHECK(first.published_from == "pubDate");
  CHECK(first.provenance.place == "item 1");
  const auto& second = reading.articles[1];
  CHECK(blocks_of(second) == "Headline Second | Paragraph Plain words, 5 < 6.");
  CHECK(second.byline == "Anna Tolk");
  CHECK(second.url == "https://post.example/2");
  CHECK(second.provenance.place == "item 3");
}

TEST_CASE("each item of RSS 1.0 is an article", "[unit][readers][rss]") {
  const auto reading = read_all(
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"https://post.example\"><title>Halmere Post</title>"
      "<items><rdf:Seq><rdf:li rdf:resource=\"https://post.example/1\"/></rdf:Seq></items></channel>"
      "<item rdf:about=\"https://post.example/1\"><title>Brine</title><description>It is near.</description>"
      "<dc:date>2024-05-12T10:15Z</dc:date></item></rdf:RDF>",
      ReaderOptions{}, "/in/feed");
  REQUIRE(reading.faults == Faults{});
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].text == "Brine\n\nIt is near.");
  CHECK(reading.articles[0].outlet == "Halmere Post");
  CHECK(reading.articles[0].url == "https://post.example/1");
  CHECK(reading.articles[0].external_id == "https://post.example/1");
  CHECK(reading.articles[0].published_at == "2024-05-12T10:15Z");
}

TEST_CASE("each entry of an Atom feed is an article", "[unit][readers][rss]") {
  const auto reading = read_all(
      "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\"><a:title type=\"html\">Halmere &amp;lt;i&amp;gt;Post</a:title>"
      "<a:entry><a:title>Brine</a:title><a:id>tag:post.example,2024:1</a:id><a:link rel=\"self\" href=\"https://post.example/x\"/>"
      "<a:link rel=\"alternate\" href=\"https://post.example/1\"/><a:published>2024-05-12T10:15:00Z</a:published>"
      "<a:updated>2024-05-13T10:15:00Z</a:updated><a:author><a:name>Anna Tolk</a:name></a:author><a:category term=\"w\" label=\"World\"/>"
      "<a:summary>It is near.</a:summary><a:content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>All wait.</p>"
      "<p>Nobody left.</p></div></a:content></a:entry>"
      "<a:entry><a:title>Two</a:title><a:updated>2024-05-13</a:updated><a:content type=\"html\">&lt;p>One.&lt;p>Two.</a:content></a:entry>"
      "<a:entry><a:title>Three</a:title><a:content type=\"text\">Not &lt;p> a tag.</a:content></a:entry></a:feed>",
      ReaderOptions{}, "/in/feed.atom");
  REQUIRE(reading.faults == Faults{});
  REQUIRE(reading.articles.size() == 3);
  const auto& first = reading.articles[0];
  CHECK(blocks_of(first) == "Headline Brine | Standfirst It is near. | Paragraph All wait. | Paragraph Nobody left.");
  CHECK(first.url == "https://post.example/1");
  CHECK(first.external_id == "tag:post.example,2024:1");
  CHECK(first.published == schema::make_date(2024, 5, 12));
  CHECK(first.updated == schema::make_date(2024, 5, 13));
  CHECK(first.byline == "Anna Tolk");
  CHECK(first.section == "World");
  CHECK(first.language == "de");
  CHECK(blocks_of(reading.articles[1]) == "Headline Two | Paragraph One. | Paragraph Two.");
  CHECK(reading.articles[1].published_raw == "");
  CHECK(blocks_of(reading.articles[2]) == "Headline Three | Paragraph Not <p> a tag.");
}

TEST_CASE("what feeds do wrong", "[unit][readers][rss]") {
  CHECK(read_all("<rss><channel><title>Post</title></channel></rss>", "rss").faults ==
        Faults{": a feed without entries: the root element is <rss>"});
  struct Case {
    const char* html;
    const char* blocks;
  };
  const Case cases[] = {
      {"<p>One<p>Two</b></div>", "Paragraph One | Paragraph Two"},
      {"<a title=\"a > b\">One</a> <!-- <p>no</p> -->two", "Paragraph One two"},
      {"One &unknown; & two &#150; &#x2026;", "Paragraph One &unknown; & two – …"},
      {"<ul><li>One<li>Two</ul><table><tr><td>A<td>B</table>", "Paragraph One | Paragraph Two | Paragraph A B"},
      {"<style>p {}</style><iframe src=x></iframe>One", "Paragraph One"},
      {"<script>never closed<p>One", "Paragraph never closed | Paragraph One"},
      {"<p>One <!-- never closed<p>Two", "Paragraph One Two"},
      {"<p class=\"x>One</p>", "Paragraph One"},
      {"<h2>What next</h2><figcaption>Hall<p>Two</p></div><p>Three", "Headline What next | Caption Hall | Caption Two | Paragraph Three"},
  };
  for (const auto& c : cases) {
    INFO(c.html);
    const auto reading = read_all(std::string("<rss><item><description><![CDATA[") + c.html + "]]></description></item></rss>", "rss");
    REQUIRE(reading.articles.size() == 1);
    CHECK(blocks_of(reading.articles[0]) == c.blocks);
  }
}

TEST_CASE("hostile HTML takes no longer than other HTML", "[unit][readers][rss]") {
  const char* const pieces[] = {"<div>", "</span>", "<!-- ", "<script>",        "<a b='",   "<a b=\"",
                                "<br> ", "&amp",    "<p>a<", "<table><tr><td>", "<![CDATA["};
  for (const std::string piece : pieces) {
    INFO(piece);
    std::string html;
    while (html.size() < 500'000) html.append(piece);
    ReaderOptions options;
    options.type = "factiva";
    const auto begin = std::chrono::steady_clock::now();
    CHECK(read_all("<div class=\"article enArticle\"><table><tr><td>LP</td><td>" + html, options).articles.size() <= 1);
    options.type = "nexis";
    CHECK(read_all("<html><p>1 of 1 DOCUMENTS</p>" + html, options).articles.size() <= 1);
    CHECK(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() < 2.0);
  }
}
