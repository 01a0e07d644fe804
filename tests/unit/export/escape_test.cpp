#include <catch2/catch.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <md4c-html.h>

#include "query/export/escape.hpp"
#include "query/render/web_link.hpp"
#include "schema/words.hpp"
#include "tests/unit/export/sample.hpp"

using namespace attache;
using namespace attache::query;

namespace {

// A reader of RFC 4180 that shares nothing with the writer; "" where the text is none.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> out(1);
  for (std::size_t at = 0; at < line.size();) {
    if (line.substr(at).starts_with("\r\n")) return at + 2 == line.size() ? out : std::vector<std::string>();
    if (line[at] == ',') {
      out.emplace_back();
      ++at;
    } else if (line[at] == '"') {
      if (!out.back().empty()) return {};
      for (++at;; ++at) {
        if (at >= line.size()) return {};
        if (line[at] == '"' && line.substr(at + 1).starts_with('"'))
          ++at;
        else if (line[at] == '"')
          break;
        out.back() += line[at];
      }
      ++at;
    } else {
      if (line[at] == '\r' || line[at] == '\n') return {};
      out.back() += line[at++];
    }
  }
  return {};
}

bool is_formula(std::string_view cell) {
  constexpr auto kBegin = std::to_array<std::string_view>({"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"});
  return std::any_of(kBegin.begin(), kBegin.end(), [&](std::string_view begin) { return cell.starts_with(begin); });
}

// What a browser would show of it, as GitHub reads Markdown.
std::string html_of(const std::string& markdown) {
  std::string out;
  const auto add = [](const MD_CHAR* text, MD_SIZE size, void* to) { static_cast<std::string*>(to)->append(text, size); };
  REQUIRE(md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()), add, &out, MD_DIALECT_GITHUB, 0) == 0);
  return out;
}

std::string without_entities(std::string text) {
  for (const auto& [entity, character] : {std::pair("&lt;", "<"), {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}})
    for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; ++at) text.replace(at, std::string_view(entity).size(), character);
  return text;
}

}  // namespace

TEST_CASE("a million cells of CSV are read back, none of them a formula", "[unit][export]") {
  std::uint32_t state = 1;
  std::size_t quoted = 0, made_harmless = 0;
  for (int round = 0; round < 250'000; ++round) {
    std::vector<std::string> texts;
    std::string line;
    for (int i = 0; i < 4; ++i) {
      texts.push_back(plain_text(test::odd_text(state)));
      const auto cell = csv_cell(neutralised(texts.back()));
      quoted += cell.starts_with('"');
      line += (i > 0 ? "," : "") + cell;
    }
    const auto cells = cells_of(line + "\r\n");
    REQUIRE(cells.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
      REQUIRE_FALSE(is_formula(cells[i]));
      const bool marked = cells[i].starts_with('\'') && is_formula(cells[i].substr(std::min(cells[i].find_first_not_of('\''), cells[i].size())));
      made_harmless += marked;
      REQUIRE((marked ? cells[i].substr(1) : cells[i]) == texts[i]);
    }
  }
  CHECK(quoted > 100'000);
  CHECK(made_harmless > 100'000);
}

TEST_CASE("cells of TSV are read back", "[unit][export]") {
  std::uint32_t state = 2;
  for (int round = 0; round < 100'000; ++round) {
    const auto text = plain_text(test::odd_text(state));
    const auto cell = tsv_cell(text);
    REQUIRE(cell.find_first_of("\t\n\r") == std::string::npos);
    std::string back;
    for (std::size_t at = 0; at < cell.size(); ++at) {
      if (cell[at] != '\\') {
        back += cell[at];
        continue;
      }
      REQUIRE(++at < cell.size());
      back += cell[at] == 't' ? '\t' : cell[at] == 'n' ? '\n' : cell[at] == 'r' ? '\r' : '\\';
    }
    REQUIRE(back == text);
  }
}

TEST_CASE("no text is markup to a reader of Markdown", "[unit][export]") {
  std::uint32_t state = 3;
  for (int round = 0; round < 100'000; ++round) {
    const auto text = test::odd_text(state);
    const auto html = html_of("> " + markdown_text(text) + "\n\nbelow\n");
    INFO(text);
    INFO(html);
    REQUIRE(html.starts_with("<blockquote>\n"));
    const auto end = html.find("</blockquote>\n<p>below</p>\n");
    REQUIRE(end != std::string::npos);
    auto inner = html.substr(13, end - 13);
    if (line_text(text).empty()) continue;
    REQUIRE(inner.starts_with("<p>"));
    inner = inner.substr(3, inner.rfind("</p>") - 3);
    // An address of the web may become a link, nothing else.
    while (inner.find("<a href=\"http://a.b") != std::string::npos) {
      const auto begin = inner.find("<a href=\"http://a.b");
      inner.erase(begin, inner.find('>', begin) - begin + 1);
      REQUIRE(inner.find("</a>") != std::string::npos);
      inner.erase(inner.find("</a>"), 4);
    }
    REQUIRE(inner.find('<') == std::string::npos);
    REQUIRE(without_entities(inner) == line_text(text));
  }
}

TEST_CASE("braces of BibTeX are balanced whatever the text", "[unit][export]") {
  std::uint32_t state = 4;
  for (int round = 0; round < 100'000; ++round) {
    int depth = 0;
    for (const char c : latex_text(test::odd_text(state))) {
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      REQUIRE(depth >= 0);
    }
    REQUIRE(depth == 0);
  }
  CHECK(latex_text("5 % of A_B & {C}\\~") == "5 \\% of A\\_B \\& \\textbraceleft{}C\\textbraceright{}\\textbackslash{}\\textasciitilde{}");
}

TEST_CASE("what goes on one line has no line end that any reader knows", "[unit][export]") {
  CHECK(line_text(" a\r\nER  - \xE2\x80\xA8 b\xC2\x85 c\x1b\x7f ") == "a ER - b c");
  std::uint32_t state = 5;
  for (int round = 0; round < 20'000; ++round) {
    const auto line = line_text(test::odd_text(state));
    REQUIRE(schema::valid_utf8(line) == line);
    for (const std::string_view end : {"\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) REQUIRE(line.find(end) == std::string::npos);
  }
}

TEST_CASE("texts of HTML, XML and JSON stay within their marks", "[unit][export]") {
  CHECK(html_text("<a href='x' title=\"y\">&amp;</a>\x01") == "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;&lt;/a&gt;\xEF\xBF\xBD");
  CHECK(xml_text("a\tb\r\n\x0b\xEF\xBF\xBE\xEF\xBF\xBF\xff") == "a\tb\r\n\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(plain_text(std::string("a\0b\xc3", 4)) == "a\xEF\xBF\xBD" "b\xEF\xBF\xBD");
  CHECK(json_text("\"\\\n") == "\\\"\\\\\\n");
  std::uint32_t state = 6;
  for (int round = 0; round < 20'000; ++round) {
    const auto text = test::odd_text(state);
    REQUIRE(html_text(text).find_first_of("<>\"'") == std::string::npos);
    REQUIRE(Json::parse(fmt::format("\"{}\"", json_text(text))) == schema::valid_utf8(text));
  }
}

TEST_CASE("only addresses of the web and of mail are links, and none can be closed by its text", "[unit][export]") {
  CHECK(web_link("https://example.org/a?b=c&d=e#f") == "https://example.org/a?b=c&d=e#f");
  CHECK(web_link("HTTP://example.org") == "HTTP://example.org");
  CHECK(web_link("mailto:desk@example.org") == "mailto:desk@example.org");
  CHECK(web_link("http://e/\"><b>(x)\\ \n\xC3\xA9") == "http://e/%22%3E%3Cb%3E%28x%29%5C%20%0A%C3%A9");
  for (const char* none : {"", "http:", "http://", "mailto:", "javascript:alert(1)", " http://a", "java\nscript:x", "data:text/html,x", "vbscript:x", "//example.org", "/a",
                           "file:///etc/passwd", "ftp://a", "\x01http://a", "HTTPS//a", "httpx://a"})
    CHECK(web_link(none).empty());
}
