#include <catch2/catch.hpp>

#include <string>

#include "schema/span.hpp"

using namespace attache::schema;

TEST_CASE("code points agree with counting them one by one", "[unit][schema][span]") {
  std::string text;
  for (int i = 0; i < 60; ++i) text += i % 3 == 0 ? "a" : i % 3 == 1 ? "“x" : "\xF0\x9F\x98\x80é";
  const CodePoints points(text);
  std::uint32_t seen = 0;
  for (std::uint32_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      CHECK(points.at(i) == seen);
      ++seen;
    }
  }
  CHECK(points.count() == seen - 1);
  CHECK(points.at(1'000'000) == points.count());
}

TEST_CASE("an empty text and one of exactly a block have code points", "[unit][schema][span]") {
  CHECK(CodePoints("").at(0) == 0);
  const std::string block(64, 'x');
  CHECK(CodePoints(block).at(64) == 64);
  CHECK(CodePoints(block).count() == 64);
}

TEST_CASE("stretches are joined by an ellipsis", "[unit][schema][span]") {
  CHECK(text_of("one two three", std::vector<Span>{{0, 3}, {8, 13}}) == "one … three");
}

TEST_CASE("stretches that overlap or touch are united", "[unit][schema]") {
  CHECK(united({}).empty());
  CHECK(united({{8, 9}, {0, 3}, {3, 5}, {2, 4}, {10, 12}}) == std::vector<Span>{{0, 5}, {8, 9}, {10, 12}});
}
