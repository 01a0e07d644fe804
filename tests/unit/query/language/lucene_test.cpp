// Lucene's language, as its classic query parser reads it.
#include <catch2/catch.hpp>

#include <string>
#include <utility>

#include "tests/unit/query/language/printed_tree.hpp"

using namespace attache;

namespace {

std::string tree(std::string_view text) { return test::tree(text, query::Dialect::Lucene); }
std::string notes(std::string_view text) { return test::notes(text, query::Dialect::Lucene); }

void check_trees(std::initializer_list<std::pair<std::string_view, std::string_view>> cases) {
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(tree(text) == expected);
  }
}

}  // namespace

TEST_CASE("Lucene: words side by side are alternatives, and what is required decides", "[unit][query][language]") {
  check_trees({
      {"apples oranges", "(or apples oranges)"},
      {"apples OR oranges", "(or apples oranges)"},
      {"apples || oranges", "(or apples oranges)"},
      {"apples AND oranges", "(and apples oranges)"},
      {"apples && oranges", "(and apples oranges)"},
      {"+apples oranges", "apples"},
      {"+apples +oranges", "(and apples oranges)"},
      {"apples OR oranges AND pears", "(and oranges pears)"},
      {"apples AND oranges OR pears", "(and apples oranges)"},
      {"apples -oranges", "(not apples oranges)"},
      {"apples NOT oranges", "(not apples oranges)"},
      {"apples OR NOT oranges", "(not apples oranges)"},
      {"apples AND NOT oranges", "(not apples oranges)"},
      {"apples !oranges", "(not apples oranges)"},
      {"+apples -oranges pears", "(not apples oranges)"},
      {"(apples OR oranges) AND pears", "(and (or apples oranges) pears)"},
      {"+(apples oranges) +pears", "(and (or apples oranges) pears)"},
      {"-(apples oranges) pears", "(not pears (or apples oranges))"},
      {"*:* -oranges", "(not everything oranges)"},
      {"-apples", "column 1: Lucene finds nothing for what is only excluded; write *:* before it for all articles"},
      {"pears AND (-apples)", "column 12: Lucene finds nothing for what is only excluded; write *:* before it for all articles"},
      {"apples and oranges", "(or apples and oranges)"},
  });
  CHECK(notes("apples oranges") == "words side by side are alternatives in Lucene, as with OR; for all of them write +a +b or a AND b");
  CHECK(notes("apples OR oranges") == "");
  CHECK(notes("+apples \"red oranges\"") == "“\"red oranges\"” is left out: beside what is required (+, AND) Lucene only ranks by it");
  CHECK(notes("apples OR oranges AND pears") == "“apples” is left out: beside what is required (+, AND) Lucene only ranks by it");
  CHECK(notes("apples and oranges").starts_with("“and” in lower case is a word here; write AND | "));
}

TEST_CASE("Lucene: phrases, patterns, other spellings, boosts", "[unit][query][language]") {
  check_trees({
      {"\"red line\"", "(phrase red line)"},
      {"\"red line\"~0", "(phrase red line)"},
      {"\"red line\"~1", "(adj/2 red line)"},
      {"\"red line\"~5", "(or (adj/6 red line) (adj/4 line red))"},
      {"\"red line of\"~5", "(near/6 red line of)"},
      {"\"red\"~5", "red"},
      {"roam~", "roam~2"},
      {"roam~1", "roam~1"},
      {"te?t tes* *sion", "(or %te?t %tes* %*sion)"},
      {"red^4 OR \"red line\"^2.5 OR (a b)^3", "(or red (phrase red line) a b)"},
      {"\"red line\"~1^2", "(adj/2 red line)"},
      {"\\(1\\+1\\)\\:2", "(phrase 1 1 2)"},
      {"red\\*line", "(phrase red line)"},
      {"\"say \\\"no\\\" now\"", "(phrase say no now)"},
      {"\"minist* of\"", "(phrase minist of)"},
      {"roam~0.8", "column 1: a word may have one letter otherwise, word~1, or two, word~2"},
      {"ro*m~1", "column 1: ~ stands after a word without * and ?"},
      {"\"red line\"~many", "column 11: ~n takes a number from 1 to 999"},
      {"/joh?n(ath[oa]n)/", "column 1: regular expressions are not searched for here; patterns have * and ?, and \\/ is a stroke"},
      {"title:/x/", "column 7: regular expressions are not searched for here; patterns have * and ?, and \\/ is a stroke"},
  });
  CHECK(notes("red^4") == "^ only ranks and is left out");
  CHECK(notes("\"red line of\"~5") ==
        "~5 lets the words of a phrase move 5 places in all; here each may be 6 words from the next, in any order");
}

TEST_CASE("Lucene: fields and ranges", "[unit][query][language]") {
  check_trees({
      {"title:talks", "title:talks"},
      {"title: talks", "title:talks"},
      {"title:\"peace talks\" AND text:go", "(and (phrase title:peace title:talks) go)"},
      {"title:(+talks +\"red line\")", "(and title:talks (phrase title:red title:line))"},
      {"title:peace talks", "(or title:peace talks)"},
      {"outlet:\"Halmere Press\"", "[outlet:Halmere Press]"},
      {"outlet:Halmere\\ Press", "[outlet:Halmere Press]"},
      {"url:http\\:\\/\\/example.org\\/a?b", "url:http://example.org/a?b"},
      {"url:http\\:\\/\\/x\\ y*", "column 1: a pattern of url has no spaces, brackets or quotation marks and no = before it"},
      {"date:[20010101 TO 20031231]", "date:20010101..20031231"},
      {"date:[2001 TO *]", "date:20010101.."},
      {"date:{2001 TO 2003}", "date:20020101..20021231"},
      {"words:[200 TO 800}", "words:200..799"},
      {"words:{* TO 800]", "words:..800"},
      {"+talks +date:[2001 TO 2003]", "(and talks date:20010101..20031231)"},
      {"date:[2003 TO 2001]", "column 1: this range ends before it begins"},
      {"date:[* TO *]", "column 1: a range has one end at least: [2001 TO *]"},
      {"date:[2001 2003]", "column 1: a range has two ends: [2001 TO 2003], [2001 TO *]"},
      {"title:[a TO b]", "column 1: a range is of days or numbers: date:[2001 TO 2003], words:[200 TO 800]"},
      {"[2001 TO 2003]", "column 1: a range is of days or numbers: date:[2001 TO 2003], words:[200 TO 800]"},
      {"date:[soon TO 2003]",
       "column 1: “>=soon” is no date; write 2021, 2021-12, 2021-12-02, “last week”, 2001..2003, 2021.., 3m.. or 2w"},
  });
  CHECK(tree("colour:red").starts_with("column 1: there is no field “colour”; there are text, exact, "));
}

TEST_CASE("Lucene: what is wrong is said with its column", "[unit][query][language]") {
  check_trees({
      {"", "column 1: no word to look for"},
      {"AND a1", "column 1: AND stands between two words, phrases or brackets"},
      {"a1 AND", "column 4: AND needs a word, a phrase or a bracket behind it"},
      {"a1 OR OR b1", "column 4: OR needs a word, a phrase or a bracket behind it"},
      {"a1 +", "column 4: + needs a word, a phrase or a bracket behind it"},
      {"title:", "column 1: title: needs a word, a phrase or a bracket behind it"},
      {"(a1", "column 1: this bracket is not closed"},
      {"(a1]", "column 1: this bracket is closed by one of another kind"},
      {"a1)", "column 3: a bracket closes that none opened"},
      {"\"a1", "column 1: this quotation mark has no fellow"},
  });
  CHECK(tree(std::string(40, '(')) == "column 33: more than 32 brackets deep");
}
