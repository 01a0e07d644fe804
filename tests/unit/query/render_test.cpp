#include <catch2/catch.hpp>

#include <cstdio>
#include <string>

#include <nlohmann/json.hpp>

#include "query/export/writer.hpp"
#include "query/parse/question.hpp"
#include "query/render/output.hpp"
#include "query/render/text.hpp"
#include "schema/error.hpp"
#include "tests/unit/query/printed.hpp"
#include "tests/unit/query/small_names.hpp"

using namespace attache;
using test::written;

namespace {

query::Hit hit(const std::string& content) {
  query::Hit out;
  out.quote.content = content;
  out.quote.quote.content = {{0, static_cast<std::uint32_t>(content.size())}};
  out.quote.content_points = {{0, 3}};
  out.quote.quote.speakers = {{"p:sergey-lavrov", "Sergey Lavrov", schema::SpeakerClass::Person, "Minister", {}, 0.9}};
  out.quote.article.uid = std::string(32, 'a');
  out.quote.article.file = "/cuttings/a.txt";
  out.quote.article.published = schema::make_date(2021, 12, 2);
  return out;
}

bool is_safe(const std::string& text) {
  for (const unsigned char c : text)
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return false;
  return text.find("\xC2\x9B") == std::string::npos && text.find("\xE2\x80\xAE") == std::string::npos;
}

}  // namespace

TEST_CASE("nothing of an article reaches a terminal as a command", "[unit][query]") {
  CHECK(query::for_terminal("a\x1b[31mb") == "a\\x1B[31mb");
  CHECK(query::for_terminal("\xE2\x80\xAE") == "\\u202E");
  CHECK(query::for_terminal("one\n\x1btwo\n") == "one\n\\x1Btwo\n");
  CHECK(query::for_terminal("tab\tline\n“curly” é") == "tab\tline\n“curly” é");
}

TEST_CASE("every byte string is made safe", "[unit][query]") {
  std::uint32_t state = 1;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      state = state * 1664525 + 1013904223;
      text.push_back(static_cast<char>(state >> 24));
    }
    REQUIRE(is_safe(query::for_terminal(text)));
  }
}

TEST_CASE("words asked for are lit only with color, and files get the bytes as they are", "[unit][query]") {
  query::Answer answer;
  answer.query = *query::parse_question("quotes about Nato", test::small_names(), {});
  answer.findings.hits = {hit("about Nato\x1b")};
  const auto print = [&](query::Output& out) { query::print_answer(answer, test::small_names(), out); };
  CHECK(written(true, true, print).find("about \x1b[1;33mNato\x1b[0m\\x1B") != std::string::npos);
  CHECK(written(true, false, print).find("about Nato\\x1B") != std::string::npos);
  CHECK(written(false, false, print).find("about Nato\x1b") != std::string::npos);
}

TEST_CASE("when color is wanted", "[unit][query]") {
  struct Row {
    const char* no_color;
    const char* force;
    const char* cli;
    const char* term;
    bool terminal;
    bool color;
  };
  const auto set = [](const char* name, const char* value) { value ? ::setenv(name, value, 1) : ::unsetenv(name); };
  for (const Row& row : std::vector<Row>{{nullptr, nullptr, nullptr, "xterm", true, true},
                                         {nullptr, nullptr, nullptr, "xterm", false, false},
                                         {"", nullptr, nullptr, "xterm", true, true},
                                         {"1", nullptr, nullptr, "xterm", true, false},
                                         {"1", "1", nullptr, "xterm", true, false},
                                         {nullptr, "1", nullptr, "xterm", false, true},
                                         {nullptr, "0", nullptr, "xterm", false, false},
                                         {nullptr, nullptr, "0", "xterm", true, false},
                                         {nullptr, "1", "0", "xterm", true, true},
                                         {nullptr, nullptr, nullptr, "dumb", true, false}}) {
    set("NO_COLOR", row.no_color);
    set("CLICOLOR_FORCE", row.force);
    set("CLICOLOR", row.cli);
    set("TERM", row.term);
    CAPTURE(row.no_color ? row.no_color : "-", row.force ? row.force : "-", row.cli ? row.cli : "-", row.term, row.terminal);
    CHECK(query::wants_color(query::Color::Auto, row.terminal) == row.color);
    CHECK(query::wants_color(query::Color::Always, row.terminal));
    CHECK_FALSE(query::wants_color(query::Color::Never, row.terminal));
  }
  for (const char* name : {"NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR"}) ::unsetenv(name);
}

TEST_CASE("a path is a link where there is color, and safe", "[unit][query]") {
  const auto linked = [](bool color, std::string_view path) {
    return written(true, color, [&](query::Output& out) { out.file_link("a.txt", path); });
  };
  CHECK(linked(false, "/x/a.txt") == "a.txt");
  CHECK(linked(true, "/x/a b\x1b.txt") == "\x1b]8;;file:///x/a%20b%1B.txt\x1b\\a.txt\x1b]8;;\x1b\\");
  CHECK(linked(true, "member.txt") == "a.txt");
}

TEST_CASE("a quotation in its article stands between brackets where there is no color", "[unit][query]") {
  schema::StoredArticle article;
  article.article.text = "He said no.";
  CHECK(written(false, false, [&](auto& out) { query::print_article(article, 0, {}, {{8, 10}}, out); }).find(
            "He said [[no]].\n") != std::string::npos);
}

TEST_CASE("the line of a quotation ends in its act", "[unit][query]") {
  schema::StoredArticle article;
  article.article.text = "He said no.";
  const auto text =
      written(false, false, [&](auto& out) { query::print_article(article, 0, {hit("no").quote}, {{8, 10}}, out); });
  CHECK(text.find(" characters 0-3, Sergey Lavrov, Minister, indirect, says\n") != std::string::npos);
}

TEST_CASE("confidence has four decimals at most", "[unit][query]") {
  auto row = hit("no");
  row.quote.quote.confidence = 0.7857000000000001;
  row.quote.quote.speakers[0].confidence = 0.12345678;
  const auto line = query::jsonl_line(row);
  CHECK(line.find("\"confidence\":0.7857,") != std::string::npos);
  CHECK(line.find("\"confidence\":0.1235}") != std::string::npos);
}

TEST_CASE("a row has every key of the contract and is valid JSON whatever the text", "[unit][query]") {
  for (const std::string& content :
       {std::string("plain"), std::string("\"\\\x01\xff\xc3"), std::string(1, '\0'), std::string()}) {
    auto row = hit(content);
    row.about = {{"Nato", schema::Ring::Asked, "Asked about Nato", {}}};
    const auto line = query::jsonl_line(row);
    CHECK(line.find('\n') == std::string::npos);
    const auto json = nlohmann::json::parse(line);
    for (const char* key : {"id", "statement", "quote", "kind", "speaker", "speaker_id", "speaker_class", "speakers",
                            "according_to", "source", "cue", "act", "factuality", "to", "said", "about", "confidence",
                            "unsure", "reason", "context", "content", "article"})
      CHECK(json.contains(key));
    for (const char* key : {"id", "file", "place", "sha256", "title", "outlet", "published", "url"})
      CHECK(json["article"].contains(key));
    CHECK(json["content"] == nlohmann::json::parse("[[0,3]]"));
    CHECK(json["about"][0]["ring"] == "asked");
    CHECK(json["said"] == "2021-12-02");
    CHECK(json["to"].is_null());
  }
}

TEST_CASE("the speaker of a row is null for unnamed and unknown ones", "[unit][query]") {
  auto row = hit("no");
  row.quote.quote.speakers = {{"", "", schema::SpeakerClass::Unnamed, "a diplomat", {}, 0.5}};
  const auto json = nlohmann::json::parse(query::jsonl_line(row));
  CHECK(json["speaker"].is_null());
  CHECK(json["speaker_id"].is_null());
  CHECK(json["speaker_class"] == "unnamed");
}

TEST_CASE("the account leaves out what is zero and counts what is not", "[unit][query]") {
  query::Account account;
  account.quotes = 1;
  account.quoted_articles = 1;
  account.articles = 8;
  account.first = account.last = schema::make_date(2021, 12, 2);
  CHECK(query::to_text(account) == "1 quote, from 1 of 8 articles, 2021-12-02.");
  account.quotes = 6;
  account.last = schema::make_date(2021, 12, 9);
  account.unsure = 2;
  account.unresolved = 1;
  account.unread = 3;
  account.other_languages = 4;
  account.older_engine = 5;
  account.officials = 8;
  account.officials_of = "Russia";
  CHECK(
      query::to_text(account) ==
      "6 quotes, from 1 of 8 articles, 2021-12-02 to 2021-12-09; 2 more where the speaker is possible but unsure, below "
      "confidence 0.50 (--unsure lists them); 8 more by officials of Russia (\"by officials of …\" lists them); "
      "1 unresolved: nobody could be found for the speaker; 3 files that could not be read; 4 articles in languages "
      "whose quotations are not read; 5 quotes made by an older engine.");
  account.unsure = account.officials = 1;
  account.unread = account.other_languages = account.older_engine = 1;
  const auto one = query::to_text(account);
  for (const char* part : {"unsure, below confidence 0.50 (--unsure lists it)", "lists it); 1 unresolved",
                           "1 file that could", "1 article in languages", "1 quote made by"})
    CHECK(one.find(part) != std::string::npos);
}

TEST_CASE("a full disk is an error of its own", "[unit][query]") {
  std::FILE* full = std::fopen("/dev/full", "w");
  if (!full) return;
  query::Output out(full, false, false);
  out.text("x");
  CHECK_THROWS_AS(out.flush(), schema::Error);
  std::fclose(full);
}
