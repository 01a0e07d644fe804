// Factiva's language, with the traps that other dialects set its users.
#include <catch2/catch.hpp>

#include <string>
#include <utility>

#include "query/language/native_text.hpp"
#include "tests/unit/query/language/printed_tree.hpp"

using namespace attache;

namespace {

std::string tree(std::string_view text) { return test::tree(text, query::Dialect::Factiva); }
std::string notes(std::string_view text) { return test::notes(text, query::Dialect::Factiva); }

const std::string kForms =
    "Factiva finds words as they are written; here a word is found in the other forms of its stem too, =word in this form alone";

void check_trees(std::initializer_list<std::pair<std::string_view, std::string_view>> cases) {
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(tree(text) == expected);
  }
}

}  // namespace

TEST_CASE("Factiva: words side by side are a phrase, then and, then or", "[unit][query][language]") {
  check_trees({
      {"pavel dorrin", "(phrase pavel dorrin)"},
      {"pavel dorrin or marel and ada okoye", "(or (phrase pavel dorrin) (and marel (phrase ada okoye)))"},
      {"PAVEL AND (Marel OR Okoye)", "(and pavel (or marel okoye))"},
      {"select releases and [university or courses]", "(and (phrase select releases) (or university courses))"},
      {"software not spreadsheets", "(not software spreadsheets)"},
      {"a1 and b1 not c1", "(and a1 (not b1 c1))"},
      {"a1 and not b1", "(not a1 b1)"},
      {"a1 or b1 not c1", "(or a1 (not b1 c1))"},
      {"not b1", "(not everything b1)"},
      {"\"peas and carrots\"", "(phrase peas and carrots)"},
      {"\"the date\" and bids", "(and (phrase the date) bids)"},
      {"(red or green) line", "(adj/1 (or red green) line)"},
      {"dorrin's 'economic plan'", "(phrase dorrin economic plan)"},
  });
}

TEST_CASE("Factiva: w and adj are ordered, near is not, same is one paragraph", "[unit][query][language]") {
  check_trees({
      {"president w/2 dorrin", "(adj/2 president dorrin)"},
      {"president adj2 dorrin", "(adj/2 president dorrin)"},
      {"president adj dorrin", "(adj/1 president dorrin)"},
      {"world cup adj5 rugby", "(adj/5 (phrase world cup) rugby)"},
      {"carrefour near5 retail sales", "(near/5 carrefour (phrase retail sales))"},
      {"boeing 747/N30/halmere airways", "(near/30 (phrase boeing 747) (phrase halmere airways))"},
      {"vodafone same telecommunications", "(paragraph vodafone telecommunications)"},
      {"a1 near5 b1 near5 c1", "(near/5 a1 b1 c1)"},
      {"a1 near5 b1 w/3 c1", "(adj/3 (near/5 a1 b1) c1)"},
      {"hd=nato and dorrin w/5 expansion", "(and title:nato (adj/5 dorrin expansion))"},
      {"a1 near5 (b1 and c1)", "(and (near/5 a1 b1) (near/5 a1 c1))"},
      {"president near border", "(phrase president near border)"},
      {"troops w/o borders", "(phrase troops w o borders)"},
      {"a1 w/11 b1", "column 4: w/n takes a number from 1 to 10"},
      {"a1 adj0 b1", "column 4: adjn takes a number from 1 to 10"},
      {"a1 near501 b1", "column 4: nearn takes a number from 1 to 500"},
      {"a1 w/5", "column 4: w/5 needs a word, a phrase or a bracket behind it"},
      {"a1 near5 and b1", "column 4: near5 needs a word, a phrase or a bracket behind it"},
  });
  CHECK(notes("president near border") == kForms + " | “near” without a number is a word here; write near5");
  CHECK(notes("a1 near5 (b1 and c1)").find("near5 stands for near5 with each of what AND joins there") != std::string::npos);
}

TEST_CASE("Factiva: words are counted, or among the first", "[unit][query][language]") {
  check_trees({
      {"atleast5 vardania", "(atleast/5 vardania)"},
      {"atleast5 pavel dorrin", "(atleast/5 (phrase pavel dorrin))"},
      {"atleast10 olympics and ATLEAST10 winter games", "(and (atleast/10 olympics) (atleast/10 (phrase winter games)))"},
      {"vardania/F50/", "(first/50 vardania)"},
      {"vardania/f50/ and talks", "(and (first/50 vardania) talks)"},
      {"vardania /F50/", "(first/50 vardania)"},
      {"atleast10 (olympics and winter games)", "column 12: atleast10 counts one word or phrase: atleast3 olympics and atleast3 winter games"},
      {"atleast3 olympics near5 games", "column 10: atleast3 counts one word or phrase: atleast3 olympics and atleast3 winter games"},
      {"atleast51 olympics", "column 1: atleastn takes a number from 1 to 50"},
      {"vardania/F501/", "column 9: /Fn takes a number from 1 to 500"},
      {"atleast5", "column 1: atleast5 needs a word, a phrase or a bracket behind it"},
  });
}

TEST_CASE("Factiva: fields take all words up to an operator; codes are left out and said", "[unit][query][language]") {
  check_trees({
      {"hd=northern ireland and peace", "(and (phrase title:northern title:ireland) peace)"},
      {"hd=(talks or summit)", "(or title:talks title:summit)"},
      {"hl=talks", "title:talks"},
      {"hlp=talks", "(lead talks)"},
      {"hlp=(talks and summit)", "(lead (and talks summit))"},
      {"lp=talks", "(lead talks)"},
      {"td=peace agreement", "(phrase peace agreement)"},
      {"by=Ada Okoye and talks", "(and [byline:Ada Okoye] talks)"},
      {"by=\"Ada Okoye\"", "[byline:Ada Okoye]"},
      {"sn=Halmere Press", "[outlet:Halmere Press]"},
      {"sn=(Halmere Press or Vardian)", "(or [outlet:Halmere Press] outlet:Vardian)"},
      {"la=en", "language:en"},
      {"cr=reuters", "agency:reuters"},
      {"wc>500", "words:501.."},
      {"wc < 3000", "words:..2999"},
      {"wc>=500 and wc<=800", "(and words:500.. words:..800)"},
      {"rst=abcd and talks", "talks"},
      {"talks not re=(rusr or uk)", "talks"},
      {"talks or ns=gdip", "talks"},
      {"ns=gdip not talks", "(not everything talks)"},
      {"ns=gdip", "column 1: all that is asked for are codes of Factiva that no field here has"},
      {"talks near5 (ns=gdip)", "column 7: near5 joins words, and codes that no field here has are none"},
      {"talks hd=summit", "column 7: an operator is missing before this: and, or, not"},
      {"zz=talks and more", "column 1: there is no field “zz=”; there are hd=, hl=, hlp=, lp=, td=, by=, sn=, pub=, se=, la=, cr=, wc=, an=, art=, "
                           "clm=, co=, ct=, cx=, de=, ed=, fds=, in=, ipc=, ns=, pe=, pg=, re=, rf=, ric=, rst=, vol="},
      {"hd=", "column 1: hd= needs a word, a phrase or a bracket behind it"},
      {"wc>many", "column 1: “>many” is no number of words; write words:500, words:200..800, words:500.., words:>500 or words:<=800"},
      {"hlp=(by=okoye)", "column 9: hlp= looks in the text: for words, phrases and what joins them, without fields"},
  });
  CHECK(notes("rst=abcd and hd=\"sum*\"") == "rst= holds codes or text that no field here has: left out");
  CHECK(notes("hl=sum*") == "hl= is the headline here, without section and column");
  CHECK(notes("la=en") == "");
}

TEST_CASE("Factiva: the word date begins a range of days", "[unit][query][language]") {
  check_trees({
      {"talks and date from 20010101 to 20031231", "(and talks date:20010101..20031231)"},
      {"talks and date after 20010131", "(and talks date:20010201..)"},
      {"date before 20010131", "date:..20010130"},
      {"date after -30", "date:20220503.."},
      {"date after -30 days", "date:20220503.."},
      {"date from -30 to -10", "date:20220502..20220522"},
      {"date 2001", "date:20010101..20011231"},
      {"date on 31/1/2001", "date:20010131..20010131"},
      {"date from 1/31/2001 to 2/28/2001", "date:20010131..20010228"},
      {"date after 1/2/2001", "column 12: “1/2/2001” may be 2001-01-02 or 2001-02-01: write one of these"},
      {"closing date and bids", "column 9: an operator is missing before this: and, or, not"},
      {"date and bids", "column 1: “date” begins a range of days: date after 20010131, date from 20010101 to 20031231; as a word it stands in "
                        "quotation marks"},
      {"date after soon", "column 12: “soon” is no day; write 20010131, 2001-01-31, -30 or 2001"},
      {"date from 20010101", "column 1: date from has its last day behind “to”: date from 20010101 to 20031231"},
      {"date from 20030101 to 20010101", "column 1: this range ends before it begins"},
      {"date after 31/31/2001", "column 12: “31/31/2001” is no day; write 20010131, 2001-01-31, -30 or 2001"},
      {"upd after 20010101 and talks", "talks"},
  });
}

TEST_CASE("Factiva: $ stands for some letters, * for any, ? for one", "[unit][query][language]") {
  check_trees({
      {"earn$2", "(or =earn %earn? %earn?" "?)"},
      {"earn$", "(or =earn %earn? %earn?? %earn??? %earn???? %earn????? %earn?????? %earn??????? %earn???????? %earn????????" "?)"},
      {"engineer$1 union", "(adj/1 (or =engineer %engineer?) union)"},
      {"atleast3 engineer$1", "(atleast/3 (or =engineer %engineer?))"},
      {"communicat* and wom?n", "(and %communicat* %wom?n)"},
      {"chariot* race", "(phrase %chariot* race)"},
      {"US $500", "(phrase us 500)"},
      {"ea*", "column 1: * stands at the end of a word, behind three letters or more"},
      {"com*cat", "column 1: * stands at the end of a word, behind three letters or more"},
      {"ea$3", "column 1: $ stands at the end of one word, behind three letters or more, with the most letters it stands for, 1 to 9"},
      {"earn$10", "column 1: $ stands at the end of one word, behind three letters or more, with the most letters it stands for, 1 to 9"},
      {"president %2 dorrin", "column 11: % stands for one word; write president adj2 dorrin, which finds neighbours too"},
      {"president % dorrin", "column 11: % stands for one word; write president adj2 dorrin, which finds neighbours too"},
  });
  CHECK(notes("communicat*") == "");
  CHECK(notes("earn$2") == "");
  CHECK(notes("earn and pay") == kForms);
}

TEST_CASE("Factiva: what is wrong is said with its column", "[unit][query][language]") {
  check_trees({
      {"", "column 1: no word to look for"},
      {"and", "column 1: this needs a word, a phrase or a bracket behind it"},
      {"a1 and", "column 4: and needs a word, a phrase or a bracket behind it"},
      {"a1 or or b1", "column 4: or needs a word, a phrase or a bracket behind it"},
      {"(a1", "column 1: this bracket is not closed"},
      {"a1)", "column 3: a bracket closes that none opened"},
      {"a1 and [b1)", "column 8: this bracket is closed by one of another kind"},
      {"a1 ()", "column 4: nothing stands between these brackets"},
      {"\"a1", "column 1: this quotation mark has no fellow"},
  });
  CHECK(tree(std::string(40, '(')) == "column 33: more than 32 brackets deep");
  std::string chain = "w0";
  for (int i = 1; i < 60; ++i) chain += " near" + std::to_string(2 + i % 2) + " w" + std::to_string(i);
  CHECK(tree(chain).ends_with(": more than 32 operators inside each other"));
}
