#include <catch2/catch.hpp>

#include "query/language/native_text.hpp"
#include "query/search/synonyms.hpp"
#include "tests/unit/query/paragraphs_archive.hpp"

using namespace attache;
using query::Synonyms;

namespace {

std::string fault_of(std::string_view content) {
  const auto read = Synonyms::read(content, "own.txt");
  return read ? "" : read.error().place + ": " + read.error().reason;
}

}  // namespace

TEST_CASE("a word is widened by its synonyms, in whatever form it is asked for", "[unit][query][search]") {
  const auto synonyms = Synonyms::read("\xEF\xBB\xBF# of ships\r\nShip = vessel, Dredge boat # and so on\r\n\r\ntoll=fee", "own.txt");
  REQUIRE(synonyms);
  const auto widened = [&](std::string_view text) { return query::native_text(synonyms->widened(test::expression(text), query::Languages({"en"}))); };
  CHECK(widened("ships") == "ships OR vessel OR \"dredge boat\"");
  CHECK(widened("ship NOT tolls") == "(ship OR vessel OR \"dredge boat\") NOT (tolls OR fee)");
  CHECK(widened("title:toll") == "title:toll OR title:fee");
  CHECK(widened("=ship") == "=ship");
  CHECK(widened("CAPS(ship)") == "CAPS(ship)");
  CHECK(widened("\"toll ship\"") == "\"toll ship\"");
  CHECK(widened("outlet:ship") == "outlet:ship");
  test::ParagraphsArchive archive;
  archive.add("a", "", {"A dredge boat paid its fee."});
  CHECK(test::files(archive.view(), synonyms->widened(test::expression("ship NEAR/4 tolls"), query::Languages({"en"}))).size() == 1);
  CHECK(Synonyms{}.empty());
  CHECK_FALSE(synonyms->empty());
}

TEST_CASE("a bad line of synonyms is named", "[unit][query][search]") {
  CHECK(fault_of("ship = vessel\nboat").starts_with("own.txt, line 2: no \"=\""));
  CHECK(fault_of("two words = vessel").starts_with("own.txt, line 1: one word"));
  CHECK(fault_of("= vessel").starts_with("own.txt, line 1: one word"));
  CHECK(fault_of("ship =").starts_with("own.txt, line 1: no word where"));
  CHECK(fault_of("ship = vessel,, boat").starts_with("own.txt, line 1: no word where"));
  CHECK(fault_of("ship = vessel\nships = boat") == "own.txt, line 2: a line before has the synonyms of \"ships\"");
  CHECK(fault_of("ship = \xFF\xFE") == "own.txt, line 1: it is no UTF-8");
  CHECK(fault_of(std::string(20'000, '\n')) == "own.txt, line 10001: more than 10000 lines");
  CHECK(fault_of("").empty());
}
