#include <catch2/catch.hpp>

#include "indexer/readers/export_dates.hpp"
#include "schema/digest.hpp"
#include "tests/unit/readers/reading.hpp"
#include "tests/unit/readers/stored_zip.hpp"

using namespace attache;
using namespace attache::indexer;

using Faults = std::vector<std::string>;

namespace {

const std::string kCover =
    "\xEF\xBB\xBF\n\nDownload Request: Selected Items: 1-5\nTime Of Request: Friday, May 3, 2024  16:51:31\n\nTerms: (Ostria)\n\n\n";

const std::string kFirst =
    "                               1 of 5 DOCUMENTS\n\n\n\n                                 Halmere Post\n\n"
    "                            May 12, 2024 Sunday\n                             Correction Appended\n\n"
    "May 1 vote in Ostria;\nEnvoys wait in Teskov\n\nBYLINE: By Anna Tolk\n\nSECTION: WORLD; Pg. 3\n\nLENGTH: 12 words\n\n\n"
    "Ostria will vote, Henrik Salvane\nsaid.\n\n\nSALVANE: We wait.\n\nCopyright 2020 is what the form says, he added.\n\nNobody left.\n\n"
    "LOAD-DATE: May 13, 2024\n\nLANGUAGE: ENGLISH\n\nCORRECTION-DATE: May 14, 2024\n\nCORRECTION: The vote is in June.\n\n"
    "GRAPHIC: Envoys in Halmere\n\nPUBLICATION-TYPE: Newspaper\n\n\n                       Copyright 2024 Post Holdings\n"
    "                              All Rights Reserved\n\n";

const std::string kSecond =
    "                               2 of 5 DOCUMENTS\n\n                                 Teskov Courier\n\n                            13 "
    "Mai 2024\n\n"
    "Talks\n\nLÄNGE: 5 Wörter\n\nSie warten.\n\n               Copyright 2024 Courier Verlag\n                All Rights Reserved\n\n";

const std::string kFifth = "                               5 of 5 DOCUMENTS\n\nWe are sorry but there is an error in this document.\n";

std::string paragraph(const std::string& text) { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>"; }

std::string word_file(const std::vector<std::string>& paragraphs) {
  std::string xml = "<?xml version=\"1.0\"?><w:document xmlns:w=\"u:w\"><w:body>";
  for (const std::string& text : paragraphs) xml.append(paragraph(text));
  return stored_zip("word/document.xml", xml + "</w:body></w:document>");
}

}  // namespace

TEST_CASE("each document of a Nexis text export is an article or a reason", "[unit][readers][nexis]") {
  const auto reading = read_all(kCover + kFirst + kSecond + kFifth, ReaderOptions{}, "/in/export.TXT");
  REQUIRE(reading.articles.size() == 2);
  const auto& first = reading.articles[0];
  CHECK(first.title == "May 1 vote in Ostria; Envoys wait in Teskov");
  CHECK(blocks_of(first) ==
        "Headline May 1 vote in Ostria; Envoys wait in Teskov | Paragraph Ostria will vote, Henrik Salvane said. | Paragraph SALVANE: We "
        "wait. | "
        "Paragraph Copyright 2020 is what the form says, he added. | Paragraph Nobody left. | Paragraph The vote is in June. | "
        "Caption Envoys in Halmere");
  CHECK(first.outlet == "Halmere Post");
  CHECK(first.published == schema::make_date(2024, 5, 12));
  CHECK(first.published_raw == "May 12, 2024 Sunday");
  CHECK(first.byline == "Anna Tolk");
  CHECK(first.section == "WORLD");
  CHECK(first.language == "en");
  CHECK(first.provenance == schema::Provenance{"/in/export.TXT", "document 1", schema::sha256_hex(kFirst)});
  CHECK(blocks_of(reading.articles[1]) == "Headline Talks | Paragraph Sie warten.");
  CHECK(reading.articles[1].published == schema::make_date(2024, 5, 13));
  CHECK(reading.faults ==
        Faults{"document 5: a document without source, date and text: We are sorry but there is an error in this document.",
               ": documents 3 to 4 of 5 are not in the file", ": the cover page lists 5 documents, the file holds 3"});
}

TEST_CASE("what a document of Nexis may lack", "[unit][readers][nexis]") {
  struct Case {
    const char* document;
    const char* title;
    const char* outlet;
    const char* blocks;
  };
  const Case cases[] = {
      {"Halmere Post\n\nMay 12, 2024\n\nSECTION: Pg. 3\n\nLENGTH: 2 words\n\nIt is near.\n", "", "Halmere Post", "Paragraph It is near."},
      {"Halmere Post\n\nMay 12, 2024\n\nTalks\n\nIt is near.\n\nAll wait.\n", "Talks", "Halmere Post",
       "Headline Talks | Paragraph It is near. | Paragraph All wait."},
      {"Halmere Post\n\nCopyright 2024 Post Holdings\n\nMay 12, 2024\n\nTalks\n\nTYPE: News\n\nLENGTH: 2 words\n\nIt is near.\n\nTYPE: "
       "NEWS\n",
       "Talks", "Halmere Post", "Headline Talks | Paragraph It is near."},
      {"Halmere Post\n\nno date here\n\nLENGTH: 2 words\n\nIt is near.\n", "no date here", "Halmere Post",
       "Headline no date here | Paragraph It is near."},
      {"Halmere Post\n\nMay 12, 2024\n\nTalks\n\nLENGTH: 2 words\n\nHIGHLIGHT: A vote is near.\n\nIt is near.\n\nUpdate: all wait.\n",
       "Talks", "Halmere Post", "Headline Talks | Standfirst A vote is near. | Paragraph It is near. | Paragraph Update: all wait."},
  };
  for (const auto& c : cases) {
    INFO(c.document);
    const auto reading = read_all(std::string("1 of 1 DOCUMENTS\n\n") + c.document, "nexis");
    REQUIRE(reading.faults == Faults{});
    REQUIRE(reading.articles.size() == 1);
    CHECK(reading.articles[0].title == c.title);
    CHECK(reading.articles[0].outlet == c.outlet);
    CHECK(blocks_of(reading.articles[0]) == c.blocks);
  }
  CHECK(read_all("No heading.", "nexis").faults == Faults{": no document of a Nexis export (\"1 of 10 DOCUMENTS\")"});
}

TEST_CASE("each document of a Nexis page is an article", "[unit][readers][nexis]") {
  const auto part = [](const std::string& text) { return "<BR><DIV CLASS=\"c5\"><P CLASS=\"c6\">" + text + "</P>\n</DIV>\n"; };
  const std::string page =
      "<HTML><HEAD><STYLE TYPE=\"text/css\"><!--\n.c0 { text-align: center; }\n--></STYLE><!-- LXNComment 2827:501651797 --></HEAD><BODY>" +
      part("Download Request: Selected Items: 1-2<BR>") +
      "<A NAME=\"DOC_ID_0_0\"></A><!-- Hide XML section from browser\n<DOC NUMBER=1>\n<DOCFULL> -->" +
      part("<SPAN>7 of 90 DOCUMENTS</SPAN>") + part("<SPAN>Halmere Post</SPAN>") +
      part("<SPAN>May</SPAN><SPAN> 12, 2024 Sunday&nbsp;<BR>Late Edition<BR>Correction Appended</SPAN>") +
      part("<SPAN>Ostria<BR>to vote</SPAN>") + part("<SPAN>LENGTH: </SPAN><SPAN>12 words</SPAN>") +
      "<BR><DIV><P>It is <SPAN>near</SPAN>.</P>\n<P>All wait.</P></DIV>" + part("<SPAN>LANGUAGE: </SPAN>ENGLISH") +
      part("Copyright 2024 Post Holdings") +
      "<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> --><!-- Hide\n<DOC NUMBER=2>\n<DOCFULL> -->" +
      part("We are sorry but there is an error.") + "</BODY></HTML>";
  const auto reading = read_all(page, ReaderOptions{}, "/in/export.html");
  REQUIRE(reading.articles.size() == 1);
  CHECK(blocks_of(reading.articles[0]) == "Headline Ostria to vote | Paragraph It is near. | Paragraph All wait.");
  CHECK(reading.articles[0].outlet == "Halmere Post");
  CHECK(reading.articles[0].published == schema::make_date(2024, 5, 12));
  CHECK(reading.articles[0].provenance.place == "document 7");
  CHECK(reading.faults == Faults{"document 2: a document without source, date and text: We are sorry but there is an error."});
}

TEST_CASE("each document of a Nexis Word file is an article", "[unit][readers][nexis]") {
  const auto reading = read_all(word_file({"Date and Time: Friday, 5. July 2019 09:31:00 CEST",
                                           "Job Number: 1",
                                           "Documents (3)",
                                           "1. May 1 vote in Ostria",
                                           "Client/Matter: -None-",
                                           "2. Talks",
                                           "May 1 vote in Ostria",
                                           "Halmere Post(Ostria)",
                                           "May 12, 2024 Sunday 9:20 PM GMT",
                                           "Copyright 2024 Post Holdings All Rights Reserved",
                                           "Section:\u00A0WORLD; Version:2",
                                           "Length:\u00A012 words",
                                           "Byline:\u00A0Anna Tolk",
                                           "Highlight: A vote is near.",
                                           "Body",
                                           "Ostria will vote.",
                                           "Subject: to change, he said.",
                                           "Graphic",
                                           "Envoys in Halmere",
                                           "Classification",
                                           "Language:\u00A0ENGLISH",
                                           "Subject: VOTES (90%)",
                                           "Load-Date: May 13, 2024",
                                           "End of Document",
                                           "Talks",
                                           "Teskov Courier",
                                           "May 13, 2024",
                                           "Body",
                                           "All wait.",
                                           "End of Document",
                                           ""}),
                                ReaderOptions{}, "/in/export.DOCX");
  REQUIRE(reading.articles.size() == 2);
  const auto& first = reading.articles[0];
  CHECK(
      blocks_of(first) ==
      "Headline May 1 vote in Ostria | Standfirst A vote is near. | Paragraph Ostria will vote. | Paragraph Subject: to change, he said. | "
      "Caption Envoys in Halmere");
  CHECK(first.outlet == "Halmere Post(Ostria)");
  CHECK(first.published_at == "2024-05-12T21:20Z");
  CHECK(first.byline == "Anna Tolk");
  CHECK(first.section == "WORLD");
  CHECK(first.language == "en");
  CHECK(first.provenance.place == "document 1");
  CHECK(blocks_of(reading.articles[1]) == "Headline Talks | Paragraph All wait.");
  CHECK(reading.faults == Faults{": the cover page lists 3 documents, the file holds 2"});
}

TEST_CASE("a Word file is an article", "[unit][readers][docx]") {
  const auto reading = read_all(word_file({"Ostria to vote on brine", "By Anna Tolk", "Ostria will vote, Henrik Salvane said on Sunday."}),
                                ReaderOptions{}, "/in/a.docx");
  REQUIRE(reading.faults == Faults{});
  REQUIRE(reading.articles.size() == 1);
  CHECK(blocks_of(reading.articles[0]) ==
        "Headline Ostria to vote on brine | Byline By Anna Tolk | Paragraph Ostria will vote, Henrik Salvane said on Sunday.");
  CHECK(read_all(word_file({}), ReaderOptions{}, "/in/a.docx").faults == Faults{": a document without text"});
  CHECK(read_all(word_file({"One"}).substr(0, 60), ReaderOptions{}, "/in/a.docx").faults.size() == 1);
  CHECK(read_all("PK\x03\x04 nothing", "text").faults.size() == 1);
}

TEST_CASE("dates as exports print them", "[unit][readers][nexis]") {
  struct Case {
    const char* text;
    const char* iso;
  };
  const Case cases[] = {
      {"December 19, 1991, Sunday, An Edition", "1991-12-19"},
      {"12 April 2013 Tuesday", "2013-04-12"},
      {"July 1, 2019 Monday 9:20 AM GMT", "2019-07-01T09:20Z"},
      {"29 décembre 2011 15:32", "2011-12-29T15:32"},
      {"lundi 1er février 2010", "2010-02-01"},
      {"Montag 3. März 2014", "2014-03-03"},
      {"5 de mayo de 2012", "2012-05-05"},
      {"2012-01-09T01:35:58Z", "2012-01-09T01:35:58Z"},
      {"Sun, 12 May 2024 10:15:00 +0200", "2024-05-12T10:15:00+02:00"},
      {"Halmere Post", "nothing"},
      {"", "nothing"},
  };
  for (const auto& c : cases) {
    INFO(c.text);
    const auto moment = read_export_date(c.text);
    CHECK((moment ? moment->iso : "nothing") == c.iso);
  }
}
