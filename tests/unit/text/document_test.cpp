#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "indexer/text/document.hpp"
#include "tests/support/paragraphs.hpp"

using namespace attache;

namespace {

std::vector<std::string> tokens(const schema::Article& article) {
  std::vector<std::string> out;
  const auto document = indexer::document_of(article);
  for (const auto& token : document.tokens) out.emplace_back(document.text(token));
  return out;
}

std::vector<std::string> stretches(const schema::Article& article) {
  std::vector<std::string> out;
  const auto document = indexer::document_of(article);
  for (const auto& stretch : document.stretches) {
    std::string text(document.text(stretch.span));
    if (stretch.continues) text = "+" + text;
    if (!stretch.closed) text += "+";
    out.push_back(text);
  }
  return out;
}

}  // namespace

TEST_CASE("tokens keep acronyms, contractions and hyphens, and part the possessive", "[unit][text]") {
  CHECK(tokens(tests::paragraphs({"The U.S. won't leave Ostria's co-operation (3.5 pct)."})) ==
        std::vector<std::string>{"The", "U.S.", "won't", "leave", "Ostria", "'s", "co-operation", "(", "3.5", "pct", ")", "."});
  CHECK(tokens(tests::paragraphs({"Mr. Brod -- late ..."})) == std::vector<std::string>{"Mr.", "Brod", "--", "late", "..."});
}

TEST_CASE("quoted stretches are found in every style of marks", "[unit][text]") {
  struct Row {
    std::vector<std::string> paragraphs;
    std::vector<std::string> want;
  };
  const Row rows[] = {
      {{"He said “stay” and \"go\"."}, {"“stay”", "\"go\""}},
      {{"He said ``stay'' there."}, {"``stay''"}},
      {{"Er sagte „bleib“ dort."}, {"„bleib“"}},
      {{"Il dit «reste» ici."}, {"«reste»"}},
      {{"She said: ‘It is the ministers’ plan.’ Then left."}, {"‘It is the ministers’ plan.’"}},
      {{"The ministers' plan, the unions' fear."}, {}},
      {{"“A told “B” to go,” he said."}, {"“A told “B” to go,”"}},
      {{"“First.", "“Second,” he said."}, {"“First.+", "+“Second,”"}},
      {{"“Lost mark. \"Inner?\" He left. “New,” he said."}, {"“Lost mark. \"Inner?\"", "“New,”"}},
      {{"No quotation marks."}, {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.paragraphs.front());
    CHECK(stretches(tests::paragraphs(row.paragraphs)) == row.want);
  }
}

TEST_CASE("a caption between two paragraphs does not break a quotation", "[unit][text]") {
  schema::Article article = tests::paragraphs({"“One.", "A soldier on guard. NSA", "“Two,” he said."});
  article.blocks[1].kind = schema::BlockKind::Caption;
  CHECK(stretches(article) == std::vector<std::string>{"“One.+", "+“Two,”"});
}

TEST_CASE("every token lies in its sentence and spans are substrings", "[unit][text]") {
  const auto article = tests::paragraphs({"One “two. Three” four? Five.", "\xF0\x9F\x98\x80 \"x", "", "... -- ''"});
  const auto document = indexer::document_of(article);
  REQUIRE(!document.tokens.empty());
  for (const auto& token : document.tokens) {
    const auto& sentence = document.sentences.at(token.sentence);
    CHECK(sentence.span.contains(token.span));
    CHECK(token.span.end <= article.text.size());
  }
}

TEST_CASE("a sentence without an end is cut, so that time stays linear", "[unit][text]") {
  schema::Article article;
  for (int i = 0; i < 1000; ++i) article.text += "he said ";
  article.blocks.push_back({schema::BlockKind::Paragraph, {0, static_cast<std::uint32_t>(article.text.size() - 1)}});
  const auto document = indexer::document_of(article);
  REQUIRE(document.tokens.size() == 2000);
  REQUIRE(document.sentences.size() == 5);
  std::uint32_t next = 0;
  for (const auto& sentence : document.sentences) {
    CHECK(sentence.first == next);
    next = sentence.last;
  }
  CHECK(next == document.tokens.size());
}
