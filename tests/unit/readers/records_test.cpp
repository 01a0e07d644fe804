#include <catch2/catch.hpp>

#include "schema/digest.hpp"
#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

using Faults = std::vector<std::string>;

TEST_CASE("a line of JSON is an article", "[unit][readers]") {
  const std::string line =
      R"({"headline": "Bridge to reopen", "Authors": ["Mara Lind", "Jon Aker"],)"
      R"( "maintext": "Talks ended.\n\n\"It is done,\" he said.",)"
      R"( "date_publish": "2022-06-24T17:30:00Z", "source": {"name": "Halmere Post"},)"
      R"( "link": "https://post.example/1",)"
      R"( "section": null, "language": "en-GB", "description": "Lorries may cross again", "words": 12})";
  const auto reading = read_all(line + "\n", "jsonl");
  REQUIRE(reading.faults == Faults{});
  REQUIRE(reading.articles.size() == 1);
  const auto& article = reading.articles[0];
  CHECK(article.text == "Bridge to reopen\n\nLorries may cross again\n\nTalks ended.\n\n\"It is done,\" he said.");
  CHECK(blocks_of(article) ==
        "Headline Bridge to reopen | Standfirst Lorries may cross again | Paragraph Talks ended. | "
        "Paragraph \"It is done,\" he said.");
  CHECK(article.title == "Bridge to reopen");
  CHECK(article.standfirst == "Lorries may cross again");
  CHECK(article.byline == "Mara Lind, Jon Aker");
  CHECK(article.outlet == "Halmere Post");
  CHECK(article.url == "https://post.example/1");
  CHECK(article.section == "");
  CHECK(article.language == "en");
  CHECK(article.published_raw == "2022-06-24T17:30:00Z");
  CHECK(article.published == schema::make_date(2022, 6, 24));
  CHECK(article.published_at == "2022-06-24T17:30:00Z");
  CHECK(article.words == 14);
  CHECK(article.provenance == schema::Provenance{"/in", "line 1", schema::sha256_hex(line + "\n")});
}

TEST_CASE("a bad line of JSON stops nothing", "[unit][readers]") {
  const auto reading = read_all(
      "\xEF\xBB\xBF{\"title\": \"One\"}\r\n\n{\"title\": \"Two\n[1, 2]\n{}\n{\"title\": \" \"}\n{\"text\": \"Seven\"}",
      "jsonl");
  REQUIRE(reading.articles.size() == 2);
  CHECK(reading.articles[0].provenance.place == "line 1");
  CHECK(reading.articles[1].provenance.place == "line 7");
  REQUIRE(reading.faults.size() == 4);
  CHECK(reading.faults[0].starts_with("line 3: not JSON: "));
  CHECK(reading.faults[1] == "line 4: not a JSON object");
  CHECK(reading.faults[2] == "line 5: neither a title nor a text");
  CHECK(reading.faults[3] == "line 6: neither a title nor a text");
}

TEST_CASE("what a line of JSON may hold besides", "[unit][readers]") {
  struct Case {
    const char* line;
    const char* blocks;
  };
  const Case cases[] = {
      {R"({"title": "Bridge", "text": ["One is here.", "Two is here."]})",
       "Headline Bridge | Paragraph One is here. | Paragraph Two is here."},
      {R"({"title": "A \ud83d B \udd4a C \ud83d\udd4a D \\ud83d"})",
       "Headline A \uFFFD B \uFFFD C \U0001F54A D \\ud83d"},
      {R"({"title": "A\u0000B"})",
       "Headline A\uFFFD"
       "B"},
      {R"({"title": "Bridge", "headline": "Not this", "text": ""})", "Headline Bridge"},
      {R"({"headline": "Bridge", "title": ""})", "Headline Bridge"},
      {R"({"title": "Bridge", "summary": "It is open.", "text": "It is open. It was shut."})",
       "Headline Bridge | Paragraph It is open. It was shut."},
      {R"({"text": "HALMERE, May 3 (AP) — It is open."})", "Dateline HALMERE, May 3 (AP) — | Paragraph It is open."},
      {R"({"title": 12, "text": "It is open."})", "Headline 12 | Paragraph It is open."},
  };
  for (const auto& c : cases) {
    INFO(c.line);
    const auto reading = read_all(c.line, "jsonl");
    REQUIRE(reading.faults == Faults{});
    REQUIRE(reading.articles.size() == 1);
    CHECK(blocks_of(reading.articles[0]) == c.blocks);
  }
}

TEST_CASE("a field map names the keys", "[unit][readers]") {
  ReaderOptions options;
  options.type = "jsonl";
  options.map = {{"title", "kop"}, {"body", "tekst"}, {"standfirst", ""}};
  const auto reading =
      read_all(R"({"kop": "Brug", "title": "No", "tekst": "It is open.", "summary": "No", "url": "u:1"})", options);
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].text == "Brug\n\nIt is open.");
  CHECK(reading.articles[0].url == "u:1");
  options.map = {{"colour", "x"}};
  CHECK(read_all("{}", options).faults == Faults{": articles have no field 'colour'"});
}

TEST_CASE("a line over the limit is a fault, the next is read", "[unit][readers]") {
  ReaderOptions options;
  options.type = "jsonl";
  options.max_article_bytes = 40;
  const auto reading = read_all("{\"title\": \"" + std::string(300'000, 'x') + "\"}\n{\"title\": \"Two\"}\n", options);
  CHECK(reading.faults == Faults{"line 1: too large: a line of more than 40 bytes"});
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].provenance.place == "line 2");
}

TEST_CASE("a row of a table is an article", "[unit][readers]") {
  struct Case {
    const char* name;
    std::string bytes;
  };
  const Case cases[] = {
      {"comma", "date,headline,body\r\n2016-11-23,\"Bridge, at last\",\"It is \"\"open\"\".\r\nAll may cross.\"\r\n"},
      {"semicolon", "date;headline;body\n2016-11-23;Bridge, at last;\"It is \"\"open\"\".\r\nAll may cross.\""},
      {"tab", "date\theadline\tbody\n2016-11-23\tBridge, at last\t\"It is \"\"open\"\".\r\nAll may cross.\"\n\n"},
      {"byte-order mark",
       "\xEF\xBB\xBF"
       "date,headline,body\n\n2016-11-23,\"Bridge, at last\",\"It is \"\"open\"\".\r\nAll may cross.\"\n"},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    const auto reading = read_all(c.bytes, "csv");
    REQUIRE(reading.faults == Faults{});
    REQUIRE(reading.articles.size() == 1);
    const auto& article = reading.articles[0];
    CHECK(article.text == "Bridge, at last\n\nIt is \"open\".\r\nAll may cross.");
    CHECK(article.published == schema::make_date(2016, 11, 23));
    CHECK(article.provenance.place == "row 2");
  }
  const auto one = read_all("body\nIt is open.\nIt is shut.\n", "csv");
  REQUIRE(one.articles.size() == 2);
  CHECK(one.articles[1].provenance == schema::Provenance{"/in", "row 3", schema::sha256_hex("It is shut.\n")});
}

TEST_CASE("a bad row of a table stops nothing", "[unit][readers]") {
  const auto reading = read_all(
      "title,body\n"
      "One,first\n"
      "Two\n"                                 // 3: too few
      "Three,a,b\n"                           // 4: too many
      "Four,He said \"no\" twice\n"           // 5: read, the marks are characters
      "Five,\"no, no\" he said\n"             // 6: neither quoted nor not
      "Six,\"open,and\nSeven,\"closed\",x\n"  // 7: the line of 8 is tried again, and is ragged
      "Eight,\"No,\" he said\n"               // 9: three values, if nothing is quoted
      "Nine,\"No\" he said\n"
      "Ten,last\n"
      "Eleven,\"never closed\n",
      "csv");
  std::vector<std::string> titles;
  for (const auto& article : reading.articles) titles.push_back(article.title);
  CHECK(titles == std::vector<std::string>{"One", "Four", "Nine", "Ten"});
  CHECK(reading.faults == Faults{"row 3: 1 values under 2 columns", "row 4: 3 values under 2 columns",
                                 "row 6: a quotation mark inside a value", "row 7: a quotation mark inside a value",
                                 "row 8: 3 values under 2 columns", "row 9: a quotation mark inside a value",
                                 "row 12: a quotation mark that nothing closes"});
  REQUIRE(reading.articles.size() == 4);
  CHECK(reading.articles[1].text == "Four\n\nHe said \"no\" twice");
  CHECK(reading.articles[2].text == "Nine\n\n\"No\" he said");
}

TEST_CASE("a table that cannot be read at all is a fault", "[unit][readers]") {
  CHECK(read_all("id,colour\n1,red\n", "csv").faults ==
        Faults{"row 1: no column has a title or a text; the columns are: id, colour"});
  ReaderOptions options;
  options.type = "csv";
  options.map = {{"body", "tekst"}};
  CHECK(read_all("title,text\na,b\n", options).faults ==
        Faults{"row 1: no column 'tekst' (for body); the columns are: title, text"});
  options.map = {};
  options.max_article_bytes = 30;
  const auto giant = read_all("title,text\nOne,\"" + std::string(100, 'x') + "\"\nTwo,y\n", options);
  REQUIRE(giant.faults.size() == 1);
  CHECK(giant.faults[0].starts_with("row 2: too large: a row of more than 30 bytes"));
  REQUIRE(giant.articles.size() == 1);
  CHECK(giant.articles[0].provenance.place == "row 3");
}

TEST_CASE("tables and lines come in any charset", "[unit][readers]") {
  const auto western = read_all("title,body\nCaf\xE9,The minister\x92s word\nPlain,It is open\n", "csv");
  REQUIRE(western.articles.size() == 2);
  CHECK(western.articles[0].text == "Café\n\nThe minister’s word");
  std::string wide;
  for (const char16_t c : std::u16string(u"\uFEFFtitle\tbody\r\nCaf\u00E9\tIt is open\r\n"))
    wide += {static_cast<char>(c & 0xFF), static_cast<char>(c >> 8)};
  const auto excel = read_all(wide, "csv");
  REQUIRE(excel.articles.size() == 1);
  CHECK(excel.articles[0].text == "Café\n\nIt is open");
  const auto bad = read_all("{\"title\": \"Caf\xC3\xA9 \xE2\x80\x93 \xC3\xBC \xC3\xB6 \xFF\"}\n", "jsonl");
  REQUIRE(bad.articles.size() == 1);
  CHECK(bad.articles[0].title == "Café – ü ö \uFFFD");
  CHECK(bad.articles[0].replaced_bytes == 1);
}

TEST_CASE("missing values of statistics programs are no values", "[unit][readers]") {
  const auto reading = read_all("title,location,body\nBridge,NA,It is open.\n", "csv");
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].dateline == "");
}

TEST_CASE("a date that is none is kept in its words", "[unit][readers]") {
  for (const char* raw : {"0000-00-00", "2021-02-30", "09/12/2021", "yesterday", "1637000000"}) {
    INFO(raw);
    const auto reading = read_all("title,published\nBridge," + std::string(raw) + "\n", "csv");
    REQUIRE(reading.articles.size() == 1);
    CHECK(reading.articles[0].published_raw == raw);
    CHECK_FALSE(reading.articles[0].published);
  }
}

namespace {

const std::string kStories =
    "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n"
    "<REUTERS TOPICS=\"YES\" OLDID=\"1\" NEWID=\"41\">\n<DATE> 9-MAR-1987 15:01:01.79</DATE>\n"
    "<PLACES><D>orland</D></PLACES>\n<UNKNOWN>\n&#5;&#5;&#5;C T\n&#22;f0704&#31;reute</UNKNOWN>\n<TEXT>&#2;\n"
    "<TITLE>VELDEN OIL &lt;VLO> TO REOPEN\n  TERMINAL</TITLE>\n<AUTHOR>    by Mara Lind, Reuters</AUTHOR>\n"
    "<DATELINE>    HALMERE, March 9 - </DATELINE><BODY>Velden Oil said it would\nreopen its terminal.\n"
    "    \"It is done,\" a spokesman\nsaid.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n"
    "<REUTERS NEWID=\"42\">\n<DATE>9-MAR-1987</DATE>\n<TEXT TYPE=\"BRIEF\">&#2;\n******<TITLE>VELDEN CUTS "
    "RATE\n</TITLE>"
    "Blah blah blah.\n&#3;\n\n</TEXT>\n</REUTERS>\n"
    "<REUTERS NEWID=\"43\">\n<DATE>9-MAR-1987</DATE>\n<TEXT TYPE=\"UNPROC\">&#2;\nWEEKLY REPORT\n"
    "    Gold stock 11,059\n Foreign deposits 219\n\n Reuter\n&#3;\n</TEXT>\n</REUTERS>\n";

}  // namespace

TEST_CASE("the stories of a Reuters file are articles", "[unit][readers]") {
  const auto reading = read_all(kStories, "reuters");
  REQUIRE(reading.faults == Faults{});
  REQUIRE(reading.articles.size() == 3);
  const auto& story = reading.articles[0];
  CHECK(blocks_of(story) ==
        "Headline VELDEN OIL <VLO> TO REOPEN TERMINAL | Dateline HALMERE, March 9 - | "
        "Paragraph Velden Oil said it would reopen its terminal. | Paragraph \"It is done,\" a spokesman said.");
  CHECK(story.text ==
        "VELDEN OIL <VLO> TO REOPEN TERMINAL\n\nHALMERE, March 9 - Velden Oil said it would reopen its terminal.\n\n"
        "\"It is done,\" a spokesman said.");
  CHECK(story.byline == "Mara Lind, Reuters");
  CHECK(story.dateline == "HALMERE");
  CHECK(story.outlet == "Reuters");
  CHECK(story.published_raw == "9-MAR-1987 15:01:01.79");
  CHECK(story.published == schema::make_date(1987, 3, 9));
  CHECK(story.provenance.place == "story 41");
  const std::size_t begin = kStories.find("<REUTERS"), end = kStories.find("</REUTERS>") + 10;
  CHECK(story.provenance.sha256 == schema::sha256_hex(kStories.substr(begin, end - begin)));
  CHECK(blocks_of(reading.articles[1]) == "Headline VELDEN CUTS RATE");
  CHECK(blocks_of(reading.articles[2]) == "Headline WEEKLY REPORT | Paragraph Gold stock 11,059 Foreign deposits 219");
}

TEST_CASE("a bad story stops nothing", "[unit][readers]") {
  const std::string good = "<REUTERS NEWID=\"9\"><TEXT><TITLE>Caf\xE9</TITLE></TEXT></REUTERS>";
  const auto reading = read_all(
      "<REUTERS NEWID=\"1\"><TEXT>open\n<REUTERS NEWID=\"2\"><TEXT>5 < 3 & 4</TEXT></REUTERS>\n"
      "<REUTERS NEWID=\"3\"></REUTERS><REUTERS><TEXT>&#3;</TEXT></REUTERS>" +
          good + "<REUTERS NEWID=\"5\">",
      "reuters");
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].title == "Café");
  REQUIRE(reading.faults.size() == 5);
  CHECK(reading.faults[0] == "story 1: a story without its end tag");
  CHECK(reading.faults[1].starts_with("story 2: not well-formed: "));
  CHECK(reading.faults[2] == "story 3: a story without <TEXT>");
  CHECK(reading.faults[3] == "story without NEWID, the file's number 4: a story without words");
  CHECK(reading.faults[4] == "story 5: a story without its end tag");
  CHECK(read_all("no stories", "reuters").faults == Faults{": no <REUTERS> element"});
}

TEST_CASE("a document of LDC newswire is an article", "[unit][readers]") {
  const std::string wire =
    "<IEER_DOC type=\"NEWSWIRE\">\n"
    "<DOC>\n"
    "<DOCNO> APW19990412.0107 </DOCNO>\n"
    "<DOCTYPE> NEWS STORY </DOCTYPE>\n"
    "<DATE_TIME> 04/12/1999 18:05:00 </DATE_TIME>\n"
    "<BODY>\n"
    "<HEADLINE>\n"
    "Salvane closes its harbour\n"
    "</HEADLINE>\n"
    "<TEXT>\n"
    "\t   PORT DORRIN, <b_enamex type=\"LOCATION\">Salvane<e_enamex> (AP) _ ``The harbour is closed,'' Minister\n"
    "<b_enamex type=\"PERSON\">Mara Tolk<e_enamex> said. She gave no date _ none at\n"
    "all.\n"
    "<ANNOTATION>\n"
    "\t   (STORY CAN END HERE)\n"
    "</ANNOTATION>\n"
    "\t   Fishermen said they would stay.\n"
    "</TEXT>\n"
    "</BODY>\n"
    "</DOC>\n"
    "<DOC id=\"AFP_ENG_20040101.0001\" type=\"story\" >\n"
    "<HEADLINE>\n"
    "Ostria &amp; Vardania sign\n"
    "</HEADLINE>\n"
    "<DATELINE>\n"
    "HALMERE, Jan 1 (AFP)\n"
    "</DATELINE>\n"
    "<TEXT>\n"
    "<P>\n"
    "Ostria and Vardania signed\n"
    "a treaty.\n"
    "</P>\n"
    "<P>\n"
    "\"We are pleased,\" an envoy said.\n"
    "</P>\n"
    "</TEXT>\n"
    "</DOC>\n"
    "</IEER_DOC>\n";
  const auto reading = read_all(wire, "");
  REQUIRE(reading.faults == Faults{});
  REQUIRE(reading.articles.size() == 2);
  const auto& annotated = reading.articles[0];
  CHECK(blocks_of(annotated) ==
        "Headline Salvane closes its harbour | Dateline PORT DORRIN, Salvane (AP) — | Paragraph “The harbour is closed,” Minister Mara "
        "Tolk said. She gave no date — none at all. | Paragraph Fishermen said they would stay.");
  CHECK(annotated.external_id == "APW19990412.0107");
  CHECK(annotated.outlet == "Associated Press");
  CHECK(annotated.published_at == "1999-04-12T18:05:00");
  CHECK(annotated.published_raw == "04/12/1999 18:05:00");
  CHECK(annotated.provenance.place == "document APW19990412.0107");
  const auto& marked = reading.articles[1];
  CHECK(blocks_of(marked) ==
        "Headline Ostria & Vardania sign | Dateline HALMERE, Jan 1 (AFP) | Paragraph Ostria and Vardania signed a treaty. | Paragraph "
        "\"We are pleased,\" an envoy said.");
  CHECK(marked.dateline == "HALMERE");
  CHECK(marked.outlet == "Agence France-Presse");
  CHECK(marked.published == schema::make_date(2004, 1, 1));
  CHECK(marked.published_from == "the document's number");
}

TEST_CASE("a document of LDC newswire without words or without an end is a fault", "[unit][readers]") {
  const auto reading = read_all("<DOC>\n<DOCNO> NYT19990412.0001 </DOCNO>\n</DOC>\n<DOC>\n<DOCNO> NYT19990412.0002 </DOCNO>\n", "ldc");
  CHECK(reading.articles.empty());
  REQUIRE(reading.faults.size() == 2);
  CHECK(reading.faults[0].starts_with("document NYT19990412.0001: "));
  CHECK(reading.faults[1] == "document NYT19990412.0002: a document without its end tag");
}
