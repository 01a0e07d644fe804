#include <catch2/catch.hpp>

#include "indexer/readers/rtf_text.hpp"
#include "schema/digest.hpp"
#include "tests/unit/readers/reading.hpp"

using namespace attache;
using namespace attache::indexer;

using Texts = std::vector<std::string>;

namespace {

Texts texts(const std::string& inside) { return rtf_text("{\\rtf1\\ansi\\ansicpg1252 " + inside + "}").paragraphs; }

}  // namespace

TEST_CASE("RTF is paragraphs of text without its formatting", "[unit][readers][rtf]") {
  struct Case {
    const char* rtf;
    Texts text;
  };
  const Case cases[] = {
      {R"(\pard\b Talks\b0  end.\par\pard They {\i left}.\par)", {"Talks end.", "They left."}},
      {"one\r\n two\\\nthree", {"one two", "three"}},
      {R"(a\line b\tab c\~d\_e\-f)", {"a\nb c d-ef"}},
      {R"(\'93Ja,\'94 said \ldblquote no\rdblquote \emdash  caf\'e9 \{\}\\)", {"“Ja,” said “no”— café {}\\"}},
      {R"(\u8220?Ja\u8221? Vu\u269?i\u263? \u-10179?\u-8704? end)", {"“Ja” Vučić 😀 end"}},
      {R"({\uc0\u8220 Ja\u8221}{\uc2\u269\'63\'63x})", {"“Ja”čx"}},
      {R"(\u8220\'93Ja\u8221\'94 \u55357? lone)", {"“Ja” lone"}},
      {R"({\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times;}}\f0 caf\'e9 \f1 \'cc\'e8\'f0\f0  \'e9)", {"café Мир é"}},
      {R"({\fonttbl{\f2\fcharset128 Mincho;}}{\f2 \'93\'fa\'96\'7b})", {"日本"}},
      {R"({\header Straits Review\par}{\footer 7\par}text{\footnote a note})", {"text"}},
      {R"({\info{\title Hidden}{\author Nobody}}{\stylesheet{\s1 Normal;}}{\colortbl;\red0;}text)", {"text"}},
      {R"({\field{\*\fldinst HYPERLINK "http://h.example/"}{\fldrslt a link}} {\*\generator Writer;}on)", {"a link on"}},
      {R"({\pict\pngblip 89504e47}{\v hidden}{\deleted gone}{\*\unknown{\b words}}text)", {"text"}},
      {"a\\bin4 {}\\}b", {"ab"}},
      {R"(\trowd\cellx1 one\cell two\cell\row three)", {"one two", "three"}},
      {R"({\listtext\'b7\tab}an item\par)", {"an item"}},
      {"\\u99999999999? \\'zz", {"\uFFFD zz"}},
  };
  for (const auto& c : cases) {
    INFO(c.rtf);
    CHECK(texts(c.rtf) == c.text);
  }
}

TEST_CASE("groups may be as deep as they like, and unbalanced", "[unit][readers][rtf]") {
  const std::string deep(100'000, '{');
  CHECK(rtf_text("{\\rtf1 a" + deep + "b" + std::string(100'000, '}') + "c}").paragraphs == Texts{"abc"});
  CHECK(rtf_text("{\\rtf1 a}b").paragraphs == Texts{"a"});
  CHECK_FALSE(rtf_text("{\\rtf1 a").closed);
  CHECK(rtf_text("").paragraphs.empty());
}

TEST_CASE("an RTF file is an article", "[unit][readers][rtf]") {
  const std::string bytes =
      "{\\rtf1\\ansi\\pard\\b Talks end in Halmere\\b0\\par\\par By Anna Tolk\\par 12 May 2024\\par\n"
      "HALMERE, May 12 (SNA) - \\ldblquote We wait,\\rdblquote  said Pavel Dorrin, who had come by train from the north.\\par Nobody "
      "answered him "
      "on that day.\\par}";
  const auto reading = read_all(bytes, ReaderOptions{}, "/in/talks.doc");
  REQUIRE(reading.articles.size() == 1);
  const auto& article = reading.articles[0];
  CHECK(blocks_of(article) ==
        "Headline Talks end in Halmere | Byline By Anna Tolk | Stamp 12 May 2024 | Dateline HALMERE, May 12 (SNA) - | Paragraph “We wait,” "
        "said "
        "Pavel Dorrin, who had come by train from the north. | Paragraph Nobody answered him on that day.");
  CHECK(article.published == schema::make_date(2024, 5, 12));
  CHECK(article.provenance == schema::Provenance{"/in/talks.doc", "", schema::sha256_hex(bytes)});
  CHECK(reading.faults.empty());
}

TEST_CASE("an RTF of a Nexis export is its documents", "[unit][readers][rtf][nexis]") {
  const auto old = read_all(
      R"({\rtf1 1 of 2 DOCUMENTS\par\par Halmere Post\par\par May 12, 2024 Sunday\par\par Talks end\par\par BYLINE: By Anna Tolk\par\par LENGTH: 4 words\par\par They left at nine.\par\par
2 of 2 DOCUMENTS\par\par Teskov Courier\par\par May 13, 2024\par\par Talks begin\par\par LENGTH: 4 words\par\par They came at nine.\par})",
      ReaderOptions{}, "/in/export.rtf");
  CHECK(old.faults.empty());
  REQUIRE(old.articles.size() == 2);
  CHECK(blocks_of(old.articles[0]) == "Headline Talks end | Paragraph They left at nine.");
  CHECK(old.articles[0].byline == "Anna Tolk");
  CHECK(old.articles[1].outlet == "Teskov Courier");
  CHECK(old.articles[1].provenance.place == "document 2");
  const auto uni = read_all(
      R"({\rtf1 Talks end\par Halmere Post\par May 12, 2024 Sunday\par Copyright 2024 Post\par Body\par They left at nine.\par Classification\par Language: ENGLISH\par End of Document\par})",
      ReaderOptions{}, "/in/export.rtf");
  REQUIRE(uni.articles.size() == 1);
  CHECK(uni.articles[0].title == "Talks end");
  CHECK(uni.articles[0].outlet == "Halmere Post");
}

TEST_CASE("what an RTF file lacks is said", "[unit][readers][rtf]") {
  const auto cut = read_all("{\\rtf1 They left at nine", ReaderOptions{}, "/in/a.rtf");
  CHECK(cut.articles.size() == 1);
  CHECK(cut.faults == Texts{": the file ends in the middle: its last group is not closed"});
  CHECK(read_all("plain words", "rtf").faults == Texts{": not RTF: it does not begin with {\\rtf"});
  CHECK(read_all("{\\rtf1{\\pict 00}}", "rtf").faults == Texts{": a document without text"});
}
