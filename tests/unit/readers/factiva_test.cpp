#include <catch2/catch.hpp>

#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

using Faults = std::vector<std::string>;

namespace {

std::string row(const std::string& code, const std::string& value) {
  return "<tr><td class=\"index\"><b>" + code + "</b>&nbsp;</td><td>" + value + "</td></tr>\n";
}

const std::string kHtml =
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"x.dtd\">\n<html><head><title>Factiva</title></head><body>"
    "<table><tr><td>Factiva</td><td>logo</td></tr></table><div class=\"article enArticle\"><table>" +
    row("SE", "World") + row("HD", "<b class='enHeadline'>Ostria to <b>vote</b></b>") + row("BY", "By Anna Tolk") + row("WC", "12 words") +
    row("PD", "3 ao&ucirc;t 2024") + row("ET", "15:32") + row("SN", "Halmere Post") + row("SC", "HALPO") + row("LA", "Anglais") +
    row("CY", "(c) 2024 Post Holdings") +
    row("LP",
        "<p class=\"articleParagraph enarticleParagraph\">HALMERE, Aug 3 (OPA) - Ostria will vote.</p><p>\"We wait,\" Henrik Salvane "
        "said.</p>") +
    row("TD", "<p>Nobody left.</p>") + row("ART", "Envoys in Halmere") + row("PUB", "Post Holdings") +
    row("AN", "Document HALPO00020240803ek8300001") + "</table></div><div class=\"article enArticle\"><table>" + row("HD", "Second") +
    row("PD", "5 May 2024") + row("AN", "Document HALPO2") +
    "</table></div><div class=\"article enArticle\"><p>No codes here.</p></div><div id=\"pageFooter\">Factiva, Inc.</div></body></html>";

}  // namespace

TEST_CASE("each article of a Factiva page is an article", "[unit][readers][factiva]") {
  const auto reading = read_all(kHtml, ReaderOptions{}, "/in/export.html");
  REQUIRE(reading.articles.size() == 2);
  const auto& first = reading.articles[0];
  CHECK(blocks_of(first) ==
        "Headline Ostria to vote | Dateline HALMERE, Aug 3 (OPA) - | Paragraph Ostria will vote. | "
        "Paragraph \"We wait,\" Henrik Salvane said. | Paragraph Nobody left. | Caption Envoys in Halmere");
  CHECK(first.external_id == "HALPO00020240803ek8300001");
  CHECK(first.outlet == "Halmere Post");
  CHECK(first.byline == "Anna Tolk");
  CHECK(first.section == "World");
  CHECK(first.language == "en");
  CHECK(first.published == schema::make_date(2024, 8, 3));
  CHECK(first.published_at == "2024-08-03T15:32");
  CHECK(first.published_raw == "3 août 2024 15:32");
  CHECK(first.published_from == "PD and ET");
  CHECK(first.provenance.place == "article 1");
  CHECK(reading.articles[1].text == "Second");
  CHECK(reading.articles[1].provenance.sha256 != first.provenance.sha256);
  CHECK(reading.faults == Faults{"article 3: an article without Factiva's codes (HD, PD, TD): export it with indexing"});
}

TEST_CASE("an article of a Factiva page without codes is known by its order", "[unit][readers][factiva]") {
  const auto reading = read_all(
      "<html><head><title>Factiva</title></head><body><div class=\"article enArticle\"><div id=\"hd\"><span class='enHeadline'>Ostria to "
      "vote"
      "</span></div><div class=\"author\">By Anna Tolk</div><div>1,212 words</div><div>3 August 2024</div><div>15:32</div><div>Halmere "
      "Post</div>"
      "<div>HALPO</div><div>English</div><div>(c) 2024 Post Holdings</div><p class=\"articleParagraph\">It is near.</p><p>All wait.</p>"
      "<p>Document HALPO00020240803ek8300001</p></div></body></html>",
      ReaderOptions{}, "/in/export.htm");
  REQUIRE(reading.faults == Faults{});
  REQUIRE(reading.articles.size() == 1);
  const auto& article = reading.articles[0];
  CHECK(blocks_of(article) == "Headline Ostria to vote | Paragraph It is near. | Paragraph All wait.");
  CHECK(article.outlet == "Halmere Post");
  CHECK(article.byline == "Anna Tolk");
  CHECK(article.published_at == "2024-08-03T15:32");
  CHECK(article.language == "en");
  CHECK(article.external_id == "HALPO00020240803ek8300001");
}

TEST_CASE("each article of Factiva's XML is an article", "[unit][readers][factiva]") {
  const auto reading = read_all(
      "<?xml version=\"1.0\"?><PPSResponse><ppsArticleResponse xmlns=\"http://global.factiva.com/pps/2.0\"><ppsarticleResultSet "
      "count=\"3\">"
      "<ppsarticle><article><accessionNo>HALPO1</accessionNo><baseLanguage>EN</baseLanguage><headline><paragraph>"
      "<hlt>Ostria</hlt> to vote</paragraph></headline><byline>By Anna Tolk</byline><leadParagraph><paragraph>It is near.</paragraph>"
      "</leadParagraph><publicationDate><dateTime>2024-05-12T08:15:00Z</dateTime></publicationDate><publisherName>Post Holdings"
      "</publisherName><sourceName>Halmere Post</sourceName><tailParagraphs><paragraph>All wait.</paragraph></tailParagraphs></article>"
      "</ppsarticle><ppsarticle><article><accessionNo>HALPO2</accessionNo><leadParagraph>\nOstria will\nvote soon.\n    All wait\nfor it.\n"
      "</leadParagraph><publicationDate><date>2024-05-12</date></publicationDate></article></ppsarticle></ppsarticleResultSet>"
      "</ppsArticleResponse></PPSResponse>",
      ReaderOptions{}, "/in/export.xml");
  REQUIRE(reading.articles.size() == 2);
  CHECK(blocks_of(reading.articles[0]) == "Headline Ostria to vote | Paragraph It is near. | Paragraph All wait.");
  CHECK(reading.articles[0].outlet == "Halmere Post");
  CHECK(reading.articles[0].external_id == "HALPO1");
  CHECK(reading.articles[0].published_at == "2024-05-12T08:15:00Z");
  CHECK(reading.articles[0].language == "en");
  CHECK(blocks_of(reading.articles[1]) == "Paragraph Ostria will vote soon. | Paragraph All wait for it.");
  CHECK(reading.faults == Faults{": the export announces 3 articles and holds 2"});
}

TEST_CASE("a page of the web that calls its parts articles is no Factiva export", "[unit][readers][factiva]") {
  const auto reading = read_all(
      "<!DOCTYPE html><html><head><title>Ferries stop</title></head><body><div class=\"teaser topArticle\"><h1>Ferries stop</h1><p>The ferries "
      "between Halmere and Tolk stop on Monday, the company said in a letter to its passengers.</p></div></body></html>",
      ReaderOptions{}, "/in/page.html");
  CHECK(reading.faults.empty());
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].title == "Ferries stop");
}
