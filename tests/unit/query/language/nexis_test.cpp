// Nexis's language: OR binds first, the smallest distance next.
#include <catch2/catch.hpp>

#include <string>
#include <utility>

#include "tests/unit/query/language/printed_tree.hpp"

using namespace attache;

namespace {

std::string tree(std::string_view text) { return test::tree(text, query::Dialect::Nexis); }
std::string notes(std::string_view text) { return test::notes(text, query::Dialect::Nexis); }

void check_trees(std::initializer_list<std::pair<std::string_view, std::string_view>> cases) {
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(tree(text) == expected);
  }
}

}  // namespace

TEST_CASE("Nexis: or binds tighter than w/n, w/n tighter than and, and not last", "[unit][query][language]") {
  check_trees({
      {"land trust AND Ostria", "(and (phrase land trust) ostria)"},
      {"a1 or b1 and c1", "(and (or a1 b1) c1)"},
      {"a1 and b1 or c1 and d1", "(and a1 (or b1 c1) d1)"},
      {"salvane pre/2 air or airline", "(adj/2 salvane (or air airline))"},
      {"bankrupt! w/25 discharg! and not student or college or education! w/5 (loan and scholarship)",
       "(not (near/25 %bankrupt* %discharg*) (and (near/5 (or student college %education*) loan) "
       "(near/5 (or student college %education*) scholarship)))"},
      {"school W/25 liab! AND rugby OR football OR game W/10 injur!",
       "(and (near/25 school %liab*) (near/10 (or rugby football game) %injur*))"},
      {"a1 w/10 b1 w/5 c1", "(near/10 a1 (near/5 b1 c1))"},
      {"a1 w/5 b1 w/10 c1", "(near/10 (near/5 a1 b1) c1)"},
      {"a1 w/5 b1 pre/5 c1", "(adj/5 (near/5 a1 b1) c1)"},
      {"a1 w/5 b1 w/5 c1", "(near/5 a1 b1 c1)"},
      {"a1 w/p b1 w/s c1", "(paragraph a1 (sentence b1 c1))"},
      {"a1 /s b1 /p c1", "(paragraph (sentence a1 b1) c1)"},
      {"a1 and not b1 and c1", "(not a1 (and b1 c1))"},
      {"a1 and not b1 and not c1", "(not a1 b1 c1)"},
      {"a1 but not b1", "(not a1 b1)"},
      {"a1 not b1", "(not a1 b1)"},
      {"not a1", "(not everything a1)"},
      {"rico not w/5 puerto", "(notnear/5 rico puerto)"},
      {"rico NOT /5 puerto and trial", "(and (notnear/5 rico puerto) trial)"},
      {"a1 /5 b1 +3 c1", "(near/5 a1 (adj/3 b1 c1))"},
      {"a1 onear/4 b1 and c1 near/4 d1", "(and (adj/4 a1 b1) (near/4 c1 d1))"},
      {"a1 w/seg b1", "(and a1 b1)"},
      {"(a1 and b1) or c1", "(or (and a1 b1) c1)"},
  });
  CHECK(notes("a1 w/seg b1") == "w/seg is read as and: there are no segments here");
  CHECK(notes("a1 w/5 (b1 and c1)") == "w/5 stands for w/5 with each of what AND joins there");
}

TEST_CASE("Nexis: ! truncates, * is one letter, quotation marks keep the form", "[unit][query][language]") {
  check_trees({
      {"recycl!", "%recycl*"},
      {"wom*n", "%wom?n"},
      {"bernst**n", "%bernst??n"},
      {"wom?n", "%wom?n"},
      {"\"Williams\"", "=williams"},
      {"\"worker compensation\"", "(phrase =worker =compensation)"},
      {"child!  care", "(phrase %child* care)"},
  });
  CHECK(notes("transplant*") == "* in “transplant*” is one letter; any letters at a word's end are !");
  CHECK(notes("wom*n recycl!") == "");
}

TEST_CASE("Nexis: segments and commands stand before brackets", "[unit][query][language]") {
  check_trees({
      {"atleast5(vardania)", "(atleast/5 vardania)"},
      {"ATLEAST5 (vardania or ostria)", "(atleast/5 (or vardania ostria))"},
      {"atleast5(caps(Apple Computer))", "(atleast/5 (phrase apple^caps computer^caps))"},
      {"hlead(allcaps(RICO) and atleast5(allcaps(RICO)))", "column 25: hlead looks in the text: for words, phrases and what joins them, without fields"},
      {"hlead(caps(Apple)) and atleast10(caps(Apple))", "(and (lead apple^caps) (atleast/10 apple^caps))"},
      {"headline(talks w/5 summit) and body(troops)", "(and (near/5 title:talks title:summit) troops)"},
      {"headline (peace talks)", "(phrase title:peace title:talks)"},
      {"byline(ada okoye) or byline(marel)", "(or [byline:ada okoye] byline:marel)"},
      {"publication(Halmere Press or Vardian)", "(or [outlet:Halmere Press] outlet:Vardian)"},
      {"publication(Halm!)", "outlet:%halm*"},
      {"dateline(geneva) and language(english)", "(and dateline:geneva language:english)"},
      {"nocaps(apple) and plural(minister)", "(and apple^lower minister)"},
      {"term(new products #85plus#) and talks", "talks"},
      {"term(new products)", "column 1: all that is asked for are codes of Nexis that no field here has"},
      {"length > 500", "words:501.."},
      {"talks and length(<2000)", "(and talks words:..1999)"},
      {"length>=500", "words:500.."},
      {"atleast256(a1)", "column 1: atleastn takes a number from 1 to 255"},
      {"atleast5 vardania", "column 1: atleast5 has a bracket behind it: atleast5(truce)"},
      {"atleast5(a1 and b1)", "column 10: atleast5 counts places of words, phrases, patterns, and OR of these"},
  });
  CHECK(tree("colour(red)").starts_with("column 1: there is no segment or command “colour”; there are atleastN, date, length, headline, "));
  CHECK(notes("term(x1) and talks") == "term() holds codes or text that no field here has: left out");
  CHECK(notes("plural(minister)") == "plural() finds the singular too: words are found by their stem");
  CHECK(notes("lead(talks)") == "lead() is the headline, the standfirst and the first paragraph here");
}

TEST_CASE("Nexis: days are compared", "[unit][query][language]") {
  check_trees({
      {"talks and date aft 1/31/2001", "(and talks date:20010201..)"},
      {"talks and date bef 31/1/2001", "(and talks date:..20010130)"},
      {"date is 2001", "date:20010101..20011231"},
      {"date=2001", "date:20010101..20011231"},
      {"date > 2001-01-31", "date:20010201.."},
      {"date aft January 31, 2001 and talks", "(and date:20010201.. talks)"},
      {"date(geq (1/31/2001) and leq (12/31/2001))", "date:20010131..20011231"},
      {"date(2001)", "date:20010101..20011231"},
      {"date aft 1995 and date bef 1997", "(and date:19960101.. date:..19961231)"},
      {"date aft 1/2/2001", "column 6: “1/2/2001” may be 2001-01-02 or 2001-02-01: write one of these"},
      {"date(geq (2003) and leq (2001))", "column 1: this range ends before it begins"},
      {"date aft soon", "column 6: “soon” is no day; write 20010131, 2001-01-31 or 2001"},
      {"closing date", "(phrase closing date)"},
  });
}

TEST_CASE("Nexis: what is wrong is said with its column", "[unit][query][language]") {
  check_trees({
      {"", "column 1: no word to look for"},
      {"a1 w/256 b1", "column 4: w/n takes a number from 1 to 255"},
      {"a1 w/0 b1", "column 4: w/n takes a number from 1 to 255"},
      {"a1 and", "column 4: and needs a word, a phrase or a bracket behind it"},
      {"a1 w/5 and b1", "column 4: w/5 needs a word, a phrase or a bracket behind it"},
      {"or a1", "column 1: this needs a word, a phrase or a bracket behind it"},
      {"a1 not w/s b1", "column 4: not w/s is not searched for here; not w/n is: troops not w/5 exercise"},
      {"a1 pre/s b1", "column 4: pre/s is not searched for here: w/s and w/p are in any order, pre/n is in this one"},
      {"a1 headline(b1)", "column 4: a connector is missing before this: and, or, w/5 …"},
      {"headline(a1) b1", "column 14: a connector is missing before this: and, or, w/5 …"},
      {"(a1", "column 1: this bracket is not closed"},
      {"a1)", "column 3: a bracket closes that none opened"},
      {"headline(a1) w/5 body(b1)", "column 23: w/5 joins words of one field, not of title and text"},
      {"a!", "column 1: “a*” would find too much: a pattern has at least 2 letters beside * and ?"},
  });
  std::string many = "a1";
  for (int i = 0; i < 1999; ++i) many += " or a1";
  CHECK(tree(many).starts_with("(or a1 a1"));
  CHECK(tree(many + " or a1").ends_with("more than 2000 words"));
}
