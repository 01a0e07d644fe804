#include <catch2/catch.hpp>

#include "query/search/snippets.hpp"
#include "tests/unit/query/paragraphs_archive.hpp"

using namespace attache;
using List = std::vector<std::string>;

namespace {

test::ParagraphsArchive& archive() {
  static test::ParagraphsArchive one = [] {
    test::ParagraphsArchive out;
    std::string filler;
    for (int i = 0; i < 60; ++i) filler += "word" + std::to_string(i) + " ";
    out.add("a", "Locks", {filler + "the red  line at\nthe weir " + filler, "A red gauge. “The line is red,” he said. The line stays."});
    return out;
  }();
  return one;
}

struct Shown {
  std::string snippet;
  List lit;
  List lines;
};

Shown show(std::string_view text, std::optional<query::KwicOptions> kwic = std::nullopt) {
  const auto view = archive().view();
  const auto asked = test::expression(text);
  const auto search = query::ArticleSearch::of(view, asked, text, {}, test::small_names());
  REQUIRE(search);
  const auto documents = search->find(query::Order::Relevance).documents;
  REQUIRE(documents.size() == 1);
  const auto found = search->load(documents[0], kwic);
  Shown out{found.snippet, {}, {}};
  for (const auto span : found.lit) out.lit.emplace_back(schema::text_of(found.snippet, span));
  for (const auto& line : found.lines) {
    std::string lit;
    for (const auto span : line.hit.lit) lit += "[" + std::string(schema::text_of(line.hit.text, span)) + "]";
    out.lines.push_back(line.before + "|" + line.hit.text + "|" + line.after + " " + lit);
  }
  return out;
}

}  // namespace

TEST_CASE("the hit stands in the middle of its snippet, and it alone is lit", "[unit][query][search]") {
  const auto phrase = show("\"red line\"");
  CHECK(phrase.lit == List{"red line"});
  const auto at = phrase.snippet.find("red line");
  CHECK(at > 80);
  CHECK(phrase.snippet.size() - at > 80);
  CHECK(phrase.snippet.starts_with("… word"));
  CHECK(phrase.snippet.ends_with(" …"));
  CHECK(phrase.snippet.find("at the weir word0") != std::string::npos);  // blanks made one
  CHECK(show("line ADJ/3 weir").lit == List{"line", "weir"});
  CHECK(show("gauge W/S red").lit == List{"red", "gauge"});
  CHECK(show("red NOT gauge*ss").lit.size() >= 1);
  CHECK(show("locks").snippet.starts_with("Locks word0"));
  CHECK(show("outlet:\"Orme Post\"").lit.empty());
}

TEST_CASE("each hit has its line of context, of its sentence where asked", "[unit][query][search]") {
  CHECK(show("gauge NEAR/2 red", query::KwicOptions{12, false}).lines == List{"58 word59 A |red gauge|. “The line  [red][gauge]"});
  const auto lines = show("line NEAR/2 red", query::KwicOptions{200, true}).lines;
  REQUIRE(lines.size() == 2);
  CHECK(lines[1] == "“The |line is red|,” he said. [line][red]");
  CHECK(show("=stays", query::KwicOptions{0, false}).lines == List{"|stays| [stays]"});
}
