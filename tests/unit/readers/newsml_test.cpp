#include <catch2/catch.hpp>

#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

using Faults = std::vector<std::string>;

namespace {

std::string item(const std::string& kind, const std::string& meta, const std::string& content, const std::string& inside = "") {
  return "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"tag:opa.example,2024:1\" version=\"4\" xml:lang=\"en-GB\">"
         "<itemMeta><itemClass qcode=\"ninat:" +
         kind +
         "\"/><provider qcode=\"nprov:OPA\"><name>Ostrian Press Agency</name></provider>"
         "<versionCreated>2024-05-12T09:00:00+02:00</versionCreated>" +
         meta + "</itemMeta><contentMeta>" + inside + "</contentMeta><contentSet>" + content + "</contentSet></newsItem>";
}

const std::string kNitf =
    "<inlineXML contenttype=\"application/nitf+xml\"><nitf xmlns=\"http://iptc.org/std/NITF/2006-10-18/\"><body><body.head>"
    "<hedline><hl1>Other words</hl1></hedline></body.head><body.content><p>Ostria will vote, Henrik Salvane said.</p>"
    "</body.content></body></nitf></inlineXML>";

}  // namespace

TEST_CASE("an item of text in NewsML-G2 is an article", "[unit][readers][newsml]") {
  const auto reading =
      read_all(item("text",
                    "<firstCreated>2024-05-11T23:30:00+02:00</firstCreated><embargoed>2024-05-12T12:00:00Z</embargoed>"
                    "<pubStatus qcode=\"stat:withheld\"/>",
                    kNitf,
                    "<contentCreated>2024-05-10</contentCreated><located qcode=\"c:1\"><name>Halmere</name></located>"
                    "<by>By Anna Tolk</by><headline>Ostria to vote</headline><subject type=\"cpnat:person\"><name>Henrik Salvane</name>"
                    "</subject><subject qcode=\"medtop:1\"><name xml:lang=\"de\">Diplomatie</name><name xml:lang=\"en\">diplomacy</name>"
                    "</subject><description>A vote on brine.</description>"),
               ReaderOptions{}, "/in/item.xml");
  REQUIRE(reading.faults == Faults{});
  REQUIRE(reading.articles.size() == 1);
  const auto& article = reading.articles[0];
  CHECK(blocks_of(article) == "Headline Ostria to vote | Standfirst A vote on brine. | Paragraph Ostria will vote, Henrik Salvane said.");
  CHECK(article.external_id == "tag:opa.example,2024:1");
  CHECK(article.version == "4");
  CHECK(article.status == schema::PublicationStatus::Withheld);
  CHECK(article.embargo == "2024-05-12T12:00:00Z");
  CHECK(article.published == schema::make_date(2024, 5, 11));
  CHECK(article.published_at == "2024-05-11T23:30:00+02:00");
  CHECK(article.published_from == "firstCreated");
  CHECK(article.updated_at == "2024-05-12T09:00:00+02:00");
  CHECK(article.byline == "Anna Tolk");
  CHECK(article.dateline == "Halmere");
  CHECK(article.outlet == "Ostrian Press Agency");
  CHECK(article.section == "diplomacy");
  CHECK(article.language == "en");
  CHECK(article.provenance.place == "");
}

TEST_CASE("what an item of NewsML-G2 may carry", "[unit][readers][newsml]") {
  struct Case {
    std::string xml;
    std::string result;
  };
  const std::string head = "<headline>Ostria to vote</headline>";
  const Case cases[] = {
      {item("text", "",
            "<inlineXML><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body><p>It is near.</p><p>All "
            "wait.</p></body></html></inlineXML>",
            head),
       "Headline Ostria to vote | Paragraph It is near. | Paragraph All wait."},
      {item("text", "", "<inlineXML><p>It is <b>near</b>.</p></inlineXML>", head), "Headline Ostria to vote | Paragraph It is near."},
      {item("text", "", "<inlineData contenttype=\"text/plain\">It is 5 &lt; 6.\n\nAll wait.</inlineData>", head),
       "Headline Ostria to vote | Paragraph It is 5 < 6. | Paragraph All wait."},
      {item("text", "", "<inlineData contenttype=\"text/html\">&lt;p>It is near.&lt;p>All wait.</inlineData>", head),
       "Headline Ostria to vote | Paragraph It is near. | Paragraph All wait."},
      {item("text", "", "", head), "Headline Ostria to vote"},
      {item("picture", "", "<remoteContent href=\"a.jpg\"/>", head + "<description>Henrik Salvane in Halmere.</description>"),
       "Headline Ostria to vote | Caption Henrik Salvane in Halmere."},
      {item("picture", "", "<remoteContent href=\"a.jpg\"/>", head), ": a photo, no text: its content lies elsewhere"},
      {item("text", "", kNitf, head + "<description>A vote.</description><description>A vote on brine.</description>"),
       "Headline Ostria to vote | Standfirst A vote. | Paragraph Ostria will vote, Henrik Salvane said."},
      {item("video", "", "", head + "<description>One.</description><description>Two.</description>"),
       "Headline Ostria to vote | Paragraph One. | Paragraph Two."},
      {item("video", "", ""), ": a video, no text"},
      {item("text", "", "<inlineXML><sports-content/></inlineXML>", head), ": an item of text, no text: holds <sports-content>"},
      {item("text", "", "<inlineData encoding=\"base64\">SXQgaXM=</inlineData>", head), ": an item of text, no text: holds encoded data"},
      {"<conceptItem/>", ": a concept, no text"},
      {"<planningItem/>", ": a plan of coverage, no text"},
      {"<contentMeta/>", ": no news item: the root element is <contentMeta>"},
      {"<contentSet>" + kNitf + "</contentSet>", "Headline Other words | Paragraph Ostria will vote, Henrik Salvane said."},
  };
  for (const auto& c : cases) {
    INFO(c.xml);
    const auto reading = read_all(c.xml, "newsml");
    REQUIRE(reading.articles.size() + reading.faults.size() == 1);
    CHECK((reading.articles.empty() ? reading.faults[0] : blocks_of(reading.articles[0])) == c.result);
  }
}

TEST_CASE("each item of a message is an article or a reason", "[unit][readers][newsml]") {
  const auto reading = read_all("<newsMessage><header><sent>2024-05-12</sent></header><itemSet>" +
                                    item("text", "<pubStatus qcode=\"stat:canceled\"/>", kNitf) + item("picture", "", "") +
                                    "<packageItem><groupSet/></packageItem>" +
                                    item("text", "<embargoed/>", "", "<headline>Late</headline>") + "</itemSet></newsMessage>",
                                ReaderOptions{}, "/in/message.xml");
  REQUIRE(reading.articles.size() == 2);
  CHECK(reading.articles[0].provenance.place == "item 1");
  CHECK(reading.articles[0].status == schema::PublicationStatus::Canceled);
  CHECK(reading.articles[0].published_raw == "");
  CHECK(reading.articles[0].updated == schema::make_date(2024, 5, 12));
  CHECK(reading.articles[1].provenance.place == "item 4");
  CHECK(reading.articles[1].status == schema::PublicationStatus::Withheld);
  CHECK(reading.articles[0].provenance.sha256 != reading.articles[1].provenance.sha256);
  CHECK(reading.faults == Faults{"item 2: a photo, no text", "item 3: a package, no text"});
}

TEST_CASE("an item of NewsML 1 is an article", "[unit][readers][newsml]") {
  const auto reading = read_all(
      "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>opa.example</ProviderId><NewsItemId>brine</NewsItemId>"
      "<RevisionId PreviousRevision=\"1\">2</RevisionId><PublicIdentifier>urn:newsml:opa.example:1</PublicIdentifier></NewsIdentifier>"
      "</Identification><NewsManagement><FirstCreated>20240512T081500Z</FirstCreated><ThisRevisionCreated>20240513T081500Z"
      "</ThisRevisionCreated><Status FormalName=\"Canceled\"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Ostria to vote"
      "</HeadLine><ByLine>By Anna Tolk</ByLine><DateLine>HALMERE, May 12 (OPA)</DateLine></NewsLines><DescriptiveMetadata>"
      "<Language FormalName=\"en\"/></DescriptiveMetadata><ContentItem><DataContent><nitf><body><body.content><p>It is near.</p>"
      "</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
      "newsml");
  REQUIRE(reading.faults == Faults{});
  REQUIRE(reading.articles.size() == 1);
  const auto& article = reading.articles[0];
  CHECK(blocks_of(article) == "Headline Ostria to vote | Paragraph It is near.");
  CHECK(article.external_id == "urn:newsml:opa.example:1");
  CHECK(article.version == "2");
  CHECK(article.published_at == "2024-05-12T08:15:00Z");
  CHECK(article.updated == schema::make_date(2024, 5, 13));
  CHECK(article.status == schema::PublicationStatus::Canceled);
  CHECK(article.byline == "Anna Tolk");
  CHECK(article.dateline == "HALMERE");
}
