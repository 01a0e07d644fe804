#include <catch2/catch.hpp>

#include <string>

#include "query/export/summary.hpp"
#include "schema/error.hpp"
#include "tests/unit/export/sample.hpp"

using namespace attache;
using query::Format;
using query::FoundArticle;
using query::Hit;
using test::quotation;
using test::written;

namespace {

const query::Summary& account() {
  static const query::Summary made = [] {
    query::Account one;
    one.quotes = one.quoted_articles = 1;
    one.articles = 3;
    return query::summary_of(one);
  }();
  return made;
}

std::string filled(const std::string& name, const std::string& text, const std::vector<Hit>& hits) {
  query::WriterOptions options;
  options.format = Format::Template;
  options.template_name = name;
  options.template_text = text;
  return written(options, hits);
}

query::WriterOptions of(Format format) {
  query::WriterOptions options;
  options.format = format;
  return options;
}

}  // namespace

TEST_CASE("CSV has a header, CRLF and harmless cells", "[unit][export]") {
  CHECK(written<Hit>(Format::Csv, "quote,said,unsure,place,begin", {quotation("=1+1"), quotation("a \"b\",\nc")}) ==
        "quote,said,unsure,place,begin\r\n'=1+1,2021-12-02,false,row 17,10\r\n\"a \"\"b\"\",\nc\",2021-12-02,false,row 17,10\r\n");
  query::WriterOptions raw;
  raw.format = Format::Csv;
  raw.raw = raw.excel = true;
  raw.columns = *query::chosen_columns(query::RecordKind::Quotation, "quote");
  CHECK(written<Hit>(raw, {quotation("=1+1"), quotation("")}) == "\xEF\xBB\xBFquote\r\n=1+1\r\n\"\"\r\n");
  CHECK(written<Hit>(Format::Csv, "id,quote", {}, &account()) == "id,quote\r\n\"account: 1 quote, from 1 of 3 articles.\",\r\n");
}

TEST_CASE("TSV is one line a row", "[unit][export]") {
  CHECK(written<Hit>(Format::Tsv, "quote,to", {quotation("=a\tb\\\r\nc")}) == "quote\tto\n=a\\tb\\\\\\r\\nc\treporters\n");
}

TEST_CASE("JSON is one array, JSON lines are its items, fields stand where they were asked for", "[unit][export]") {
  CHECK(written<Hit>(Format::Json, "quote,title", {}) == "[]\n");
  CHECK(written<Hit>(Format::Json, "quote,title", {quotation("a"), quotation("b")}) ==
        "[\n{\"quote\":\"a\",\"title\":\"Talks end in Orme\"},\n{\"quote\":\"b\",\"title\":\"Talks end in Orme\"}\n]\n");
  CHECK(written<Hit>(Format::Jsonl, "article.title,quote,article.url,content", {quotation("a")}) ==
        "{\"article\":{\"title\":\"Talks end in Orme\",\"url\":\"https://example.org/1\"},\"quote\":\"a\",\"content\":[[10,14],[20,26]]}\n");
  const auto lines = written<Hit>(of(Format::Jsonl), {quotation("a")}, &account());
  CHECK(lines.starts_with(query::jsonl_line(quotation("a")) + "\n{\"account\":{\"quotes\":1,\"quoted_articles\":1,\"articles\":3,"));
  const auto array = query::Json::parse(written<Hit>(of(Format::Json), {quotation("a")}, &account()));
  CHECK(array.size() == 2);
  CHECK(array[1]["account"]["unread"] == 0);
}

TEST_CASE("a row of JSON lines is the contract, byte for byte", "[unit][export]") {
  CHECK(query::jsonl_line(quotation("“We shall not sign”")) ==
        R"({"id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.4","statement":")" + query::statement_id(quotation("“We shall not sign”").quote) +
            R"(","quote":"“We shall not sign”","kind":"indirect","speaker":"Mara Tolk","speaker_id":"n:mara tolk","speaker_class":"person",)"
            R"("speakers":[{"id":"n:mara tolk","name":"Mara Tolk","class":"person","office":"foreign minister of Ostria","confidence":0.97},)"
            R"({"id":null,"name":null,"class":"unnamed","office":null,"confidence":0.5}],"according_to":null,"source":"the minister","cue":"said",)"
            R"("act":"says","factuality":"said","to":"reporters","said":"2021-12-02","about":[{"topic":"Nato","ring":"referred","evidence":"the alliance"}],)"
            R"("confidence":0.9313,"unsure":false,"reason":"“the minister” ← “Mara Tolk”","context":"The minister said so.","content":[[10,14],[20,26]],)"
            R"("article":{"id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","file":"/cuttings/a.txt","place":"row 17","sha256":"5e0b","title":"Talks end in Orme",)"
            R"("outlet":"Halmere Press","published":"2021-12-02","url":"https://example.org/1","agency":"Corran Wire",)"
            R"("cluster":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","copy":null}})");
}

TEST_CASE("XML has an element a record, items of lists, nothing for what is not known", "[unit][export]") {
  auto hit = quotation("a < b & \"c\"\r\x01");
  hit.quote.article.place.clear();
  CHECK(written<Hit>(Format::Xml, "quote,article.place,article.title,content", {hit}, &account()).starts_with(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quotations version=\"1\">\n <quotation>\n  <quote>a &lt; b &amp; &quot;c&quot;&#13;\xEF\xBF\xBD</quote>\n"
            "  <article>\n   <title>Talks end in Orme</title>\n  </article>\n  <content>\n   <item>\n    <item>10</item>\n    <item>14</item>\n   </item>\n"
            "   <item>\n    <item>20</item>\n    <item>26</item>\n   </item>\n  </content>\n </quotation>\n <account>\n  <quotes>1</quotes>\n"));
}

TEST_CASE("tables of Markdown and HTML link what may be a link", "[unit][export]") {
  auto hit = quotation("a|b <c>");
  CHECK(written<Hit>(Format::Md, "quote,url,begin", {hit}) ==
        "| quote | url | begin |\n| --- | --- | ---: |\n| a\\|b \\<c\\> | [https://example.org/1](<https://example.org/1>) | 10 |\n");
  const auto html = written<Hit>(Format::Html, "quote,url", {hit});
  CHECK(html.find("<tr><td>a|b &lt;c&gt;</td><td><a href=\"https://example.org/1\">https://example.org/1</a></td></tr>\n") != std::string::npos);
  hit.quote.article.url = "javascript:alert(1)";
  CHECK(written<Hit>(Format::Md, "url", {hit}).ends_with("| javascript:alert(1) |\n"));
  CHECK(written<Hit>(Format::Html, "url", {hit}).find("<td>javascript:alert(1)</td>") != std::string::npos);
}

TEST_CASE("Markdown and HTML to read have quotation, speaker and source, and no link that is none", "[unit][export]") {
  auto hit = quotation("no *stars*");
  const auto md = written<Hit>(of(Format::Md), {hit});
  CHECK(md == "> no \\*stars\\*\n\n— Mara Tolk, foreign minister of Ostria and the minister (unnamed), to reporters · says · 2021-12-02  \n"
              "[Talks end in Orme](<https://example.org/1>) · Halmere Press · 2021-12-02  \nwhy: “the minister” ← “Mara Tolk”, confidence 0.9313  \n"
              "/cuttings/a.txt, row 17, characters 10-26, SHA-256 5e0b\n\n");
  CHECK(written<Hit>(of(Format::Html), {hit}).find("<a href=\"https://example.org/1\">Talks end in Orme</a>") != std::string::npos);
  hit.quote.article.url = "javascript:alert(1)";
  CHECK(written<Hit>(of(Format::Html), {hit}).find("javascript") == std::string::npos);
  CHECK(written<Hit>(of(Format::Md), {hit}).find("javascript") == std::string::npos);
  CHECK(written<FoundArticle>(of(Format::Md), {test::article("Talks")}).starts_with("- [Talks](<https://example.org/2>) · Halmere Press"));
}

TEST_CASE("quotations of one article are one entry of a bibliography", "[unit][export]") {
  auto other = quotation("c");
  other.quote.article.uid = std::string(32, 'b');
  const std::vector<Hit> hits{quotation("a {b}"), quotation("b"), other};
  const auto bibtex = written<Hit>(of(Format::Bibtex), hits, &account());
  CHECK(bibtex.starts_with("@article{a" + std::string(32, 'a') + ",\n  title = {Talks end in Orme},\n  journal = {Halmere Press},\n  year = {2021},\n  month = dec,\n"
                           "  day = {02},\n  url = {https://example.org/1},\n  language = {en},\n  annote = {Mara Tolk, foreign minister of Ostria and the minister "
                           "(unnamed): a \\textbraceleft{}b\\textbraceright{} [10-14; 20-26] — Mara Tolk"));
  CHECK(bibtex.find("@article{a" + std::string(32, 'b')) != std::string::npos);
  CHECK(bibtex.ends_with("@comment{account: 1 quote, from 1 of 3 articles.}\n"));
  const auto ris = written<Hit>(of(Format::Ris), {quotation("x\nER  - ")});
  CHECK(ris == "TY  - NEWS\r\nID  - " + std::string(32, 'a') + "\r\nTI  - Talks end in Orme\r\nT2  - Halmere Press\r\nPY  - 2021\r\nDA  - 2021/12/02/\r\n"
               "UR  - https://example.org/1\r\nLA  - en\r\nN1  - Mara Tolk, foreign minister of Ostria and the minister (unnamed): x ER - [10-14; 20-26]\r\n"
               "N1  - file: /cuttings/a.txt, row 17, SHA-256 5e0b\r\nER  - \r\n\r\n");
  const auto csl = query::Json::parse(written<Hit>(of(Format::Csljson), hits));
  REQUIRE(csl.size() == 2);
  CHECK(csl[0]["type"] == "article-newspaper");
  CHECK(csl[0]["issued"]["date-parts"] == query::Json::parse("[[2021,12,2]]"));
  CHECK(csl[0]["archive_location"] == "/cuttings/a.txt, row 17");
  CHECK(written<Hit>(of(Format::Csljson), {}) == "[]\n");
  CHECK(written<Hit>(of(Format::Bibtex), {}).empty());
}

TEST_CASE("an article's entry has its byline as one name, and its date as precise as it is known", "[unit][export]") {
  const auto one = test::article("Talks & tea");
  const auto bibtex = written<FoundArticle>(of(Format::Bibtex), {one});
  CHECK(bibtex.find("title = {Talks \\& tea},\n  author = {{Ada Okoye}},\n  journal = {Halmere Press},\n  year = {2021},\n  month = dec,\n  url") != std::string::npos);
  CHECK(written<FoundArticle>(of(Format::Ris), {one}).find("\r\nAU  - Ada Okoye\r\nT2  - Halmere Press\r\nPY  - 2021\r\nDA  - 2021/12//\r\n") != std::string::npos);
  const auto csl = query::Json::parse(written<FoundArticle>(of(Format::Csljson), {one}))[0];
  CHECK(csl["author"][0]["literal"] == "Ada Okoye");
  CHECK(csl["issued"]["date-parts"] == query::Json::parse("[[2021,12]]"));
  auto undated = one;
  undated.article.article.published_at.clear();
  CHECK(written<FoundArticle>(of(Format::Bibtex), {undated}).find("year") == std::string::npos);
  CHECK_FALSE(query::Json::parse(written<FoundArticle>(of(Format::Csljson), {undated}))[0].contains("issued"));
}

TEST_CASE("ids are lines as show takes them", "[unit][export]") {
  CHECK(written<Hit>(of(Format::Ids), {quotation("a")}) == std::string(32, 'a') + ".4\n");
}

TEST_CASE("a template is filled with each record and escapes as its name ends", "[unit][export]") {
  const std::vector<Hit> hits{quotation("a & {b}\n\"c\""), quotation("d")};
  CHECK(filled("t.txt", "{{said}} {{article.title}}: {{quote}}\n", {hits[1]}) == "2021-12-02 Talks end in Orme: d\n");
  CHECK(filled("t.txt", "{{quote}};", hits) == "a & {b}\n\"c\";d;");
  CHECK(filled("t.html", "{{quote}}{{{quote}}}", {hits[0]}) == "a &amp; {b}\n&quot;c&quot;a & {b}\n\"c\"");
  CHECK(filled("t.tex", "{{quote}}", {hits[0]}) == "a \\& \\textbraceleft{}b\\textbraceright{} \"c\"");
  CHECK(filled("t.json", "\"{{quote}}\"", {hits[0]}) == "\"a & {b}\\n\\\"c\\\"\"");
  CHECK(filled("t.csv", "{{quote}}", {quotation("=a,b")}) == "\"'=a,b\"");
  CHECK(filled("t.txt", "{{#speakers}}[{{name}}{{^name}}?{{/name}}]{{/speakers}}{{#according_to}}!{{/according_to}}{{begin}}", {hits[1]}) == "[Mara Tolk][?]10");
}

TEST_CASE("a template with a fault says which, and reads no text of an article as a template", "[unit][export]") {
  const auto message = [](const std::string& text) {
    try {
      filled("t.txt", text, {quotation("{{>quote}}")});
    } catch (const schema::Error& error) {
      CHECK(error.code() == schema::ErrorCode::Usage);
      return std::string(error.what());
    }
    return std::string("no error");
  };
  CHECK(message("{{#quote}}").starts_with("t.txt: "));
  CHECK(message("{{quotes}}") == "t.txt: {{quotes}} is no field of quotations");
  CHECK(message("{{article.nosuch}}{{quote}}") == "t.txt: {{article.nosuch}} is no field of quotations");
  CHECK(message("{{according_to.nosuch}}{{article.copy}}") == "no error");
  CHECK(message("{{>quote}}") == "t.txt: {{>quote}} is no field of quotations");
  CHECK(filled("t.txt", "{{quote}}", {quotation("{{>quote}}{{said}}")}) == "{{>quote}}{{said}}");
}
