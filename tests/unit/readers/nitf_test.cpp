#include <catch2/catch.hpp>

#include "schema/digest.hpp"
#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

using Faults = std::vector<std::string>;

namespace {

const std::string kStory =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE nitf SYSTEM \"nitf-3-4.dtd\">\n"
    "<nitf xml:lang=\"en-GB\"><head><title>Brine vote</title>"
    "<docdata management-status=\"usable\"><doc-id id-string=\"opa-1204\"/><du-key version=\"3\"/>"
    "<date.issue norm=\"20240512T081500Z\"/><date.release norm=\"20240512T100000Z\"/></docdata>"
    "<pubdata name=\"Halmere Post\" date.publication=\"20240513T000000\" position.section=\"World\"/></head>"
    "<body><body.head><hedline><hl1>Ostria to vote on\n brine</hl1><hl2>Envoys wait in Teskov</hl2></hedline>"
    "<byline>By <person>Anna Tolk</person>, <byttl>OPA</byttl></byline>"
    "<dateline><location>HALMERE</location>, May 12 (OPA)</dateline>"
    "<abstract><p>A vote is near.</p></abstract></body.head>"
    "<body.content><p>Ostria will vote, Henrik Salvane said.</p>"
    "<media media-type=\"image\"><media-metadata name=\"id\" value=\"7\">seven</media-metadata><media-reference source=\"a.jpg\"/>"
    "<media-caption>The hall in Halmere</media-caption><media-producer>OPA photo</media-producer></media>"
    "<hl2>What next</hl2><p>\"We wait,\" he <em>added</em>.</p></body.content>"
    "<body.end><tagline>Edited by Josip Dorrin</tagline></body.end></body></nitf>";

}  // namespace

TEST_CASE("a story in NITF is an article", "[unit][readers][nitf]") {
  ReaderOptions by_name;
  const auto reading = read_all(kStory, by_name, "/in/story.xml");
  REQUIRE(reading.faults == Faults{});
  REQUIRE(reading.articles.size() == 1);
  const auto& story = reading.articles[0];
  CHECK(blocks_of(story) ==
        "Headline Ostria to vote on brine | Standfirst A vote is near. | Headline Envoys wait in Teskov | "
        "Dateline HALMERE, May 12 (OPA) | Paragraph Ostria will vote, Henrik Salvane said. | Caption The hall in Halmere | "
        "Credit OPA photo | Headline What next | Paragraph \"We wait,\" he added. | Credit Edited by Josip Dorrin");
  CHECK(story.byline == "Anna Tolk, OPA");
  CHECK(story.dateline == "HALMERE");
  CHECK(story.outlet == "Halmere Post");
  CHECK(story.section == "World");
  CHECK(story.language == "en");
  CHECK(story.external_id == "opa-1204");
  CHECK(story.version == "3");
  CHECK(story.embargo == "2024-05-12T10:00:00Z");
  CHECK(story.published == schema::make_date(2024, 5, 13));
  CHECK(story.published_from == "pubdata date.publication");
  CHECK(story.provenance == schema::Provenance{"/in/story.xml", "", schema::sha256_hex(kStory)});
}

TEST_CASE("what NITF may leave out", "[unit][readers][nitf]") {
  struct Case {
    const char* nitf;
    const char* blocks;
  };
  const Case cases[] = {
      {"<nitf><head><title>Brine vote</title></head><body><body.content><p>It is near.</p></body.content></body></nitf>",
       "Headline Brine vote | Paragraph It is near."},
      {"<nitf><body><body.head><hedline><hl1>Vote</hl1><hl2>It is near</hl2></hedline></body.head></body></nitf>",
       "Headline Vote | Standfirst It is near"},
      {"<nitf><body><body.content><block class=\"lead_paragraph\"><p>It is near.</p></block><block class=\"full_text\">"
       "<p>It is near.</p><p>All wait.</p></block></body.content></body></nitf>",
       "Paragraph It is near. | Paragraph All wait."},
      {"<n:nitf xmlns:n=\"u:1\"><n:body><n:body.content>Bare words.<n:br/><n:br/>More.</n:body.content></n:body></n:nitf>",
       "Paragraph Bare words. | Paragraph More."},
  };
  for (const auto& c : cases) {
    INFO(c.nitf);
    const auto reading = read_all(c.nitf, "nitf");
    REQUIRE(reading.faults == Faults{});
    REQUIRE(reading.articles.size() == 1);
    CHECK(blocks_of(reading.articles[0]) == c.blocks);
  }
  CHECK(read_all("<nitf><body/></nitf>", "nitf").faults == Faults{": neither a title nor a text"});
  CHECK(read_all("<other/>", "nitf").faults == Faults{": no <nitf> element"});
  const auto killed = read_all(
      "<nitf><head><docdata management-status=\"canceled\"><date.issue norm=\"0000\"/></docdata><title>A</title></head></nitf>", "nitf");
  REQUIRE(killed.articles.size() == 1);
  CHECK(killed.articles[0].status == schema::PublicationStatus::Canceled);
  CHECK(killed.articles[0].published_raw == "0000");
  CHECK_FALSE(killed.articles[0].published);
}
