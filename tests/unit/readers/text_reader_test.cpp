#include <catch2/catch.hpp>

#include "schema/digest.hpp"
#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

namespace {

schema::Article page(const std::string& bytes) {
  auto reading = read_all(bytes, "text");
  REQUIRE(reading.faults.empty());
  REQUIRE(reading.articles.size() == 1);
  return reading.articles[0];
}

const std::string kLead =
    "The two governments agreed on Monday to reopen the bridge at Halmere, which has been closed to lorries for nine "
    "years.";
const std::string kNext =
    "Orland's foreign minister, Tomas Reik, said the crossing would \"change everything\" for the villages on both "
    "banks.";

}  // namespace

TEST_CASE("a page is laid out in its blocks", "[unit][readers]") {
  struct Case {
    const char* name;
    std::string text;
    std::string blocks;
  };
  const Case cases[] = {
      {"headline and paragraphs", "Bridge at Halmere to reopen\n\n" + kLead + "\n\n" + kNext + "\n",
       "Headline Bridge at Halmere to reopen | Paragraph " + kLead + " | Paragraph " + kNext},
      {"standfirst", "Bridge at Halmere to reopen\n\nAgreement ends nine years of detours for lorries\n\n" + kLead,
       "Headline Bridge at Halmere to reopen | Standfirst Agreement ends nine years of detours for lorries | "
       "Paragraph " +
           kLead},
      {"headline with a full stop and a stamp", "Bridge to reopen.\n\nDate: 24-MAR-1987\n\n" + kLead,
       "Headline Bridge to reopen. | Stamp Date: 24-MAR-1987 | Paragraph " + kLead},
      {"headline with a full stop alone stays a paragraph", "Bridge to reopen, says minister.\n\n" + kLead,
       "Paragraph Bridge to reopen, says minister. | Paragraph " + kLead},
      {"byline, stamp, dateline",
       "Bridge to reopen at last\nBy Mara Lind\n2022-04-21\n\nHALMERE, April 21 (UPI) -- " + kLead + "\n\n" + kNext,
       "Headline Bridge to reopen at last | Byline By Mara Lind | Stamp 2022-04-21 | Dateline HALMERE, April 21 (UPI) "
       "-- | "
       "Paragraph " +
           kLead + " | Paragraph " + kNext},
      {"caption in the middle",
       "Bridge to reopen at last\n\n" + kLead + "\n\nLorries wait at the old ferry. AFP\n\n" + kNext,
       "Headline Bridge to reopen at last | Paragraph " + kLead +
           " | Caption Lorries wait at the old ferry. AFP | Paragraph " + kNext},
      {"an agency at the end of the last paragraph is no caption",
       "Bridge to reopen at last\n\n" + kLead + "\n\nTalks go on. AFP",
       "Headline Bridge to reopen at last | Paragraph " + kLead + " | Paragraph Talks go on. AFP"},
      {"links are no paragraphs",
       "Bridge to reopen at last\n\nPublished: 2016-11-23\n\nVelden farmers count the cost of frost\n\n"
       "Why is the ferry always late?\n\nTen walks along the river Sarn\n\n" +
           kLead,
       "Headline Bridge to reopen at last | Stamp Published: 2016-11-23 | Headline Velden farmers count the cost of "
       "frost | "
       "Headline Why is the ferry always late? | Headline Ten walks along the river Sarn | Paragraph " +
           kLead},
      {"a list after a colon is no row of links",
       kLead + "\n\nThe ministry demanded:\n\nRelease of the crew\n\nReturn of the ship\n\nPayment of all costs\n\n" +
           kNext,
       "Paragraph " + kLead +
           " | Paragraph The ministry demanded: | Paragraph Release of the crew | "
           "Paragraph Return of the ship | Paragraph Payment of all costs | Paragraph " +
           kNext},
      {"questions one after the other are a speech",
       kLead + "\n\nDo we want the bridge?\n\nDo we want the ferry?\n\nWill we wait for ever?\n\n" + kNext,
       "Paragraph " + kLead +
           " | Paragraph Do we want the bridge? | Paragraph Do we want the ferry? | "
           "Paragraph Will we wait for ever? | Paragraph " +
           kNext},
      {"headline over two lines", "Bridge to\nreopen at last\n\n" + kLead + "\n\n" + kNext,
       "Headline Bridge to\nreopen at last | Paragraph " + kLead + " | Paragraph " + kNext},
      {"update at the end", kLead + "\n\nUpdated: December 9th 2021, 11:11 PM",
       "Paragraph " + kLead + " | Stamp Updated: December 9th 2021, 11:11 PM"},
      {"credits",
       "Bridge to reopen at last\n\n" + kLead + "\n\nPhoto: Mara Lind\n\n" + kNext + "\n\n(Reporting by Mara Lind)",
       "Headline Bridge to reopen at last | Paragraph " + kLead + " | Credit Photo: Mara Lind | Paragraph " + kNext +
           " | Credit (Reporting by Mara Lind)"},
      {"carriage returns", "Bridge to reopen at last\r\n\r\n" + kLead + "\r\n\r\n" + kNext + "\r\n",
       "Headline Bridge to reopen at last | Paragraph " + kLead + " | Paragraph " + kNext},
      {"old Macintosh line ends", "Bridge to reopen at last\r\r" + kLead + "\r\r" + kNext,
       "Headline Bridge to reopen at last | Paragraph " + kLead + " | Paragraph " + kNext},
      {"long lines without blank lines", "Bridge to reopen at last\n" + kLead + "\n" + kNext,
       "Headline Bridge to reopen at last | Paragraph " + kLead + " | Paragraph " + kNext},
      {"one word of text", "Communiqué", "Paragraph Communiqué"},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    CHECK(blocks_of(page(c.text)) == c.blocks);
  }
}

TEST_CASE("wrapped lines are one paragraph that runs over the line ends", "[unit][readers]") {
  const std::string wrapped =
      "The two governments agreed on Monday to reopen the bridge at Halmere,\n"
      "which has been closed to lorries for nine years, in return for a new\n"
      "customs post on the eastern bank of the river.\n";
  const std::string second =
      "Tomas Reik, the foreign minister, said that it would change the lives\n"
      "of all the villages on both banks, and that the first lorry would pass\n"
      "before the summer.\n";
  SECTION("with blank lines") {
    const auto article = page("Bridge to reopen at last\n\n" + wrapped + "\n" + second);
    REQUIRE(article.blocks.size() == 3);
    CHECK(text_of(article.text, article.blocks[1].span) == wrapped.substr(0, wrapped.size() - 1));
  }
  SECTION("without blank lines") {
    const auto article = page(wrapped + second);
    REQUIRE(article.blocks.size() == 2);
    CHECK(text_of(article.text, article.blocks[1].span) == second.substr(0, second.size() - 1));
  }
  SECTION("with indented first lines") {
    std::string full = wrapped;  // whose last line is full as well
    full.replace(full.find("river.\n"), 7, "river, and of a ferry.\n");
    const auto article = page(full + "    " + second);
    REQUIRE(article.blocks.size() == 2);
    CHECK(text_of(article.text, article.blocks[1].span) == second.substr(0, second.size() - 1));
  }
}

TEST_CASE("the text of a file is all of it, unchanged", "[unit][readers]") {
  const std::string bytes = "\xEF\xBB\xBF  Bridge to reopen \r\n\r\n\r\n" + kLead + "  \r\n\t\n";
  const auto article = page(bytes);
  CHECK(article.text == bytes);
  CHECK(article.blocks.at(0).span == schema::Span{5, 21});
  CHECK(article.provenance == schema::Provenance{"/in", "", schema::sha256_hex(bytes)});
}

TEST_CASE("a page gives its metadata", "[unit][readers]") {
  const auto full = page(
      "Bridge to reopen at last\n\nNine years of detours for lorries end\n\nBy Mara Lind and Jon Aker\n\n"
      "Published: 23 November 2016 | Updated: 24 November 2016\n\nHALMERE, Orland (AP) — " +
      kLead + "\n\n" + kNext);
  CHECK(full.title == "Bridge to reopen at last");
  CHECK(full.standfirst == "Nine years of detours for lorries end");
  CHECK(full.byline == "Mara Lind and Jon Aker");
  CHECK(full.dateline == "HALMERE, Orland");
  CHECK(full.published_raw == "23 November 2016");
  CHECK(full.published == schema::make_date(2016, 11, 23));
  CHECK(full.published_at == "2016-11-23");
  CHECK(full.updated == schema::make_date(2016, 11, 24));
  CHECK(full.language == "en");
  CHECK(full.words == 67);
}

TEST_CASE("a date that is none is kept in its words and stays unknown", "[unit][readers]") {
  const auto article = page("Bridge to reopen at last\n\nPublished: 31 February 2016\n\n" + kLead);
  CHECK(article.published_raw == "31 February 2016");
  CHECK_FALSE(article.published);
  CHECK_FALSE(schema::day_of(article));
}

TEST_CASE("a dateline with its year is a date", "[unit][readers]") {
  for (const char* day : {"Dec 2, 2021", "2 December 2021"}) {
    const auto article = page("Bridge to reopen at last\n\nHALMERE, " + std::string(day) + " (Reuters) - " + kLead + "\n\n" + kNext);
    CHECK(article.dateline == "HALMERE");
    CHECK(article.published == schema::make_date(2021, 12, 2));
    CHECK(article.published_from == "dateline");
  }
  const auto printed = page("Bridge to reopen at last\n\nHALMERE, Dec 2, 2021 (Reuters) - " + kLead + "\n\nPublished: 2021-12-03");
  CHECK(printed.published == schema::make_date(2021, 12, 3));
  CHECK_FALSE(page("Bridge to reopen at last\n\nHALMERE, Feb 30, 2021 (Reuters) - " + kLead).published);
}

TEST_CASE("a dateline's day is a date only beside another date", "[unit][readers]") {
  struct Case {
    const char* stamp;
    const char* raw;
    std::optional<schema::Date> published;
  };
  const Case cases[] = {
      {"", "", std::nullopt},
      {"Updated: December 9th 2021", "Dec 2", schema::make_date(2021, 12, 2)},
      {"Updated: January 3rd 2022", "Dec 2", schema::make_date(2021, 12, 2)},
      {"Published: 2021-12-03", "2021-12-03", schema::make_date(2021, 12, 3)},
  };
  for (const auto& c : cases) {
    INFO(c.stamp);
    const auto article = page("Bridge to reopen at last\n\nHALMERE, Dec 2 (Reuters) - " + kLead + "\n\n" + c.stamp);
    CHECK(article.published == c.published);
    CHECK(article.published_at == (c.published ? schema::to_string(*c.published) : ""));
    CHECK(article.published_raw == c.raw);
  }
}

TEST_CASE("a line of 100 kB is one paragraph", "[unit][readers]") {
  std::string line;
  while (line.size() < 100'000) line += kLead + " ";
  const auto article = page(line);
  REQUIRE(article.blocks.size() == 1);
  CHECK(article.blocks[0].span.size() == line.size() - 1);
}

TEST_CASE("files that hold no article are faults", "[unit][readers]") {
  struct Case {
    std::string bytes;
    std::string fault;
  };
  const Case cases[] = {
      {"", ": empty file"},
      {" \r\n\t\n", ": empty file"},
      {"\xEF\xBB\xBF\n", ": empty file"},
      {std::string("text with\0a zero", 16), ": binary file"},
      {std::string(70'000, 'a') + '\0', ": binary file"},
      {"\x01\x02\x03\x04", ": binary file"},
  };
  for (const auto& c : cases) {
    const auto reading = read_all(c.bytes, "text");
    CHECK(reading.articles.empty());
    CHECK(reading.faults == std::vector<std::string>{c.fault});
  }
  ReaderOptions options;
  options.type = "text";
  options.max_article_bytes = 10;
  CHECK(read_all("eleven byte", options).faults ==
        std::vector<std::string>{": too large: 11 bytes, the limit for one article is 10"});
  CHECK(read_all("ten bytes.", options).articles.size() == 1);
}

TEST_CASE("a line that a wrapped sentence broke off in goes on, and its date is not the text's", "[unit][readers][text]") {
  const auto reading = read_all(
      "I welcome\nthe opportunity to speak on behalf of Salvane at this\nsession of the Union's assembly. The Committee of the ports was\n"
      "created on 19 November 1999 in Halmere.\nIt has since met twice a year in the harbour office there, as the\nrules of its founders asked.\n",
      "text");
  REQUIRE(reading.articles.size() == 1);
  CHECK(reading.articles[0].title.empty());
  CHECK_FALSE(reading.articles[0].published);
  CHECK(blocks_of(reading.articles[0]).starts_with("Paragraph I welcome"));
}
