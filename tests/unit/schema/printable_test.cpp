#include <catch2/catch.hpp>

#include "schema/printable.hpp"

using attache::schema::printable;

TEST_CASE("nothing that is printed can move the cursor or forge a line", "[unit][schema][printable]") {
  struct Row {
    const char* text;
    const char* shown;
  };
  for (const Row& row :
       {Row{"plain é", "plain é"}, Row{"a\tb", "a\tb"}, Row{"a\nb", "a\\x0Ab"}, Row{"\x1B[2J", "\\x1B[2J"},
        Row{"\x7F", "\\x7F"}, Row{"\xC2\x9B", "\\x9B"}, Row{"\xFF\xFE", "\\xFF\\xFE"}, Row{"\xE2\x80\xAE", "\\u202E"},
        Row{"\xE2\x80\xA8", "\\u2028"}, Row{"", ""}})
    CHECK(printable(row.text) == row.shown);
}
