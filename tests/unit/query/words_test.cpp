#include <catch2/catch.hpp>

#include <string>

#include "query/parse/question.hpp"

using namespace attache;
using query::WordQuery;

namespace {

// "(and a b)", "(or a (phrase b c))", "(not a b)".
std::string dump(const WordQuery& query) {
  using Kind = WordQuery::Kind;
  if (query.kind == Kind::Word) return query.words[0];
  std::string out = query.kind == Kind::Phrase ? "(phrase"
                    : query.kind == Kind::And  ? "(and"
                    : query.kind == Kind::Or   ? "(or"
                                               : "(not";
  for (const auto& word : query.words) out += ' ' + word;
  for (const auto& child : query.children) out += ' ' + dump(child);
  return out + ')';
}

std::string read(std::string_view text) {
  const auto query = query::parse_words(text);
  return query ? dump(*query) : query.error().place + ": " + query.error().reason;
}

}  // namespace

TEST_CASE("words, phrases and operators of an article search are read", "[unit][query]") {
  const std::pair<const char*, const char*> cases[] = {
      {"ceasefire", "(and ceasefire)"},
      {"Ceasefire observers", "(and ceasefire observers)"},
      {"ceasefire AND observers", "(and ceasefire observers)"},
      {"ceasefire OR truce observers", "(or (and ceasefire) (and truce observers))"},
      {"(ceasefire OR truce) observers", "(and (or (and ceasefire) (and truce)) observers)"},
      {"ceasefire NOT football", "(not (and ceasefire) (or football))"},
      {"ceasefire AND NOT (football OR chess)", "(not (and ceasefire) (or (or (and football) (and chess))))"},
      {"\"red line\" Nato", "(and (phrase red line) nato)"},
      {"“red line”", "(and (phrase red line))"},
      {"build-up", "(and (phrase build up))"},
      {"and or not", "(and and or not)"},
      {"ORANGE", "(and orange)"},
      {"", "column 1: no word to look for"},
      {"!?", "column 1: no word to look for"},
      {"\"red line", "column 1: this quotation mark has no fellow"},
      {"(ceasefire", "column 1: this parenthesis is not closed"},
      {"ceasefire)", "column 10: a parenthesis closes that none opened"},
      {"NOT football", "column 13: NOT needs a word that is wanted before it"},
      {"ceasefire NOT", "column 14: NOT what?"},
      {"()", "column 1: no word to look for"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(read(text) == expected);
  }
}

TEST_CASE("parentheses go as deep as the limit and no deeper", "[unit][query]") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '(') + "word" + std::string(depth, ')'); };
  CHECK(read(nested(query::kMaxDepth - 1)).find("word") != std::string::npos);
  CHECK(read(nested(query::kMaxDepth)) == "column 32: more than 32 parentheses deep");
  CHECK(read(std::string(60000, '(')) == "column 32: more than 32 parentheses deep");
}

TEST_CASE("more words than the limit are refused", "[unit][query]") {
  std::string text;
  for (std::size_t i = 0; i <= query::kMaxClauses; ++i) text += "a ";
  CHECK(read(text).find("more than 2000 words") != std::string::npos);
}
