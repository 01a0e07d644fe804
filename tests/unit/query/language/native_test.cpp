// The native language: every operator, every fault with its column, the bounds.
#include <catch2/catch.hpp>

#include <ctime>
#include <string>
#include <utility>

#include "query/language/limits.hpp"
#include "query/language/native_text.hpp"
#include "tests/unit/query/language/printed_tree.hpp"

using namespace attache;
using test::notes;
using test::tree;

namespace {

using Case = std::pair<std::string_view, std::string_view>;

template <std::size_t N>
void check_trees(const Case (&cases)[N]) {
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(tree(text) == expected);
  }
}

}  // namespace

TEST_CASE("words are joined by AND, OR and NOT, NOT closest and OR last", "[unit][query][language]") {
  check_trees({
      {"ceasefire", "ceasefire"},
      {"Ceasefire observers", "(and ceasefire observers)"},
      {"ceasefire AND observers Dorrin", "(and ceasefire observers dorrin)"},
      {"ceasefire OR truce observers", "(or ceasefire (and truce observers))"},
      {"(ceasefire OR truce) observers", "(and (or ceasefire truce) observers)"},
      {"ceasefire OR (truce OR peace)", "(or ceasefire truce peace)"},
      {"ceasefire (truce AND peace)", "(and ceasefire truce peace)"},
      {"ceasefire NOT football", "(not ceasefire football)"},
      {"ceasefire NOT football chess", "(not (and ceasefire chess) football)"},
      {"ceasefire AND NOT (football OR chess)", "(not ceasefire (or football chess))"},
      {"ceasefire -football -chess", "(not ceasefire football chess)"},
      {"ceasefire -\"red line\" -title:chess -(a b)", "(not ceasefire (phrase red line) title:chess (and a b))"},
      {"NOT football", "(not everything football)"},
      {"ceasefire OR NOT football", "(or ceasefire (not everything football))"},
      {"* NOT football", "(not everything football)"},
      {"*", "everything"},
      {"(ceasefire NOT chess) truce", "(and (not ceasefire chess) truce)"},
      {"Dorrin — Salvane - talks & more", "(and dorrin salvane talks more)"},
      {"Élysée ＮＡＴＯ U.S. minister's o'clock", "(and elysee nato us minister o'clock)"},
      {"build-up", "(phrase build up)"},
      {"ORANGE ANDREW NOTICE", "(and orange andrew notice)"},
      {"rock-and-roll", "(phrase rock and roll)"},
      {"red\u00a0line", "(and red line)"},
      {"中国 大使", "(and (phrase 中 国) (phrase 大 使))"},
  });
}

TEST_CASE("phrases stand in quotation marks of any kind", "[unit][query][language]") {
  check_trees({
      {"\"red line\"", "(phrase red line)"},
      {"“red line” Nato", "(and (phrase red line) nato)"},
      {"„red line“ «red line» ”red line” »red line«", "(and (phrase red line) (phrase red line) (phrase red line) (phrase red line))"},
      {"‘red line’ ministers’ talks", "(and (phrase red line) ministers talks)"},
      {"“red line\" x", "(and (phrase red line) x)"},
      {"\"red line” x", "(and (phrase red line) x)"},
      {"\"Nato\"", "nato"},
      {"\"AND\"", "and"},
      {"title:\"red line\"", "(phrase title:red title:line)"},
      {"\"=red lines\"", "(phrase =red lines)"},
      {"=\"red lines\"", "(phrase =red =lines)"},
      {"\"minist* of defen?e\"", "(phrase %minist* of %defen?e)"},
  });
}

TEST_CASE("words near each other are joined within a sentence, a paragraph or so many words", "[unit][query][language]") {
  check_trees({
      {"troops NEAR border", "(near/10 troops border)"},
      {"troops NEAR/5 border", "(near/5 troops border)"},
      {"foreign ADJ minister", "(adj/1 foreign minister)"},
      {"foreign ADJ/3 minister", "(adj/3 foreign minister)"},
      {"troops W/S border", "(sentence troops border)"},
      {"troops W/P border", "(paragraph troops border)"},
      {"troops NEAR/5 border NEAR/5 Dorrin", "(near/5 troops border dorrin)"},
      {"troops NOT NEAR/5 exercise", "(notnear/5 troops exercise)"},
      {"troops NOT NEAR exercise", "(notnear/10 troops exercise)"},
      {"troops NEAR/5 border Dorrin", "(and (near/5 troops border) dorrin)"},
      {"Dorrin OR troops NEAR/5 border", "(or dorrin (near/5 troops border))"},
      {"(troops OR tanks) NEAR/5 \"red line\"", "(near/5 (or troops tanks) (phrase red line))"},
      {"(a NEAR/5 b) ADJ/2 c", "(adj/2 (near/5 a b) c)"},
      {"title:troops NEAR/5 title:border", "(near/5 title:troops title:border)"},
      {"title:(troops W/S border)", "(sentence title:troops title:border)"},
      {"minist* NEAR/3 Zelensky~", "(near/3 %minist* zelensky~1)"},
      {"a NOT (b NEAR c)", "(not a (near/10 b c))"},
  });
}

TEST_CASE("words are counted, placed, and held to their case", "[unit][query][language]") {
  check_trees({
      {"ATLEAST/3(truce)", "(atleast/3 truce)"},
      {"atleast3(truce)", "(atleast/3 truce)"},
      {"ATLEAST3(\"red line\" OR truce)", "(atleast/3 (or (phrase red line) truce))"},
      {"FIRST/50(truce)", "(first/50 truce)"},
      {"FIRST/50(truce (a OR b) NOT c)", "(first/50 (not (and truce (or a b)) c))"},
      {"LEAD(truce)", "(lead truce)"},
      {"LEAD(truce) Dorrin", "(and (lead truce) dorrin)"},
      {"CAPS(apple)", "apple^caps"},
      {"ALLCAPS(rico)", "rico^all"},
      {"NOCAPS(apple OR pear)", "(or apple^lower pear^lower)"},
      {"ATLEAST/5(CAPS(\"apple computer\"))", "(atleast/5 (phrase apple^caps computer^caps))"},
      {"CAPS(title:apple)", "title:apple^caps"},
  });
}

TEST_CASE("words are found in other forms, or in this one alone", "[unit][query][language]") {
  check_trees({
      {"sanct*", "%sanct*"},
      {"*tion", "%*tion"},
      {"defen?e", "%defen?e"},
      {"Élys*", "%elys*"},
      {"troop-build*", "(phrase troop %build*)"},
      {"ceasfire~", "ceasfire~1"},
      {"ceasfire~1 Zelenskyj~2", "(and ceasfire~1 zelenskyj~2)"},
      {"=sanctions", "=sanctions"},
      {"=build-up", "(phrase =build =up)"},
      {"exact:sanctions", "=sanctions"},
      {"title:=talks", "title:=talks"},
      {"x=5", "(phrase x 5)"},
  });
}

TEST_CASE("fields take words, values, numbers and days", "[unit][query][language]") {
  check_trees({
      {"title:talks", "title:talks"},
      {"Headline:Talks", "title:talks"},
      {"title:(talks OR summit) NATO", "(and (or title:talks title:summit) nato)"},
      {"title:(talks byline:okoye)", "(and title:talks byline:okoye)"},
      {"byline:\"Ada Okoye\"", "[byline:Ada Okoye]"},
      {"outlet:\"Halmere Press\"", "[outlet:Halmere Press]"},
      {"outlet:(\"Halmere Press\" OR Vardian)", "(or [outlet:Halmere Press] outlet:Vardian)"},
      {"outlet:Halm*", "outlet:%halm*"},
      {"outlet:\"Halmere Pr*\"", "[outlet:%halmere pr*]"},
      {"country:ru language:en section:world", "(and country:ru language:en section:world)"},
      {"url:https://example.org/a?id=1", "url:https://example.org/a?id=1"},
      {"url:https://example.org/*", "url:%https://example.org/*"},
      {"url:\"https://example.org/*\"", "url:https://example.org/*"},
      {"speaker:p:pavel-dorrin by:\"Pavel Dorrin\" by:=Dorrin", "(and speaker:p:pavel-dorrin [by:Pavel Dorrin] by:=Dorrin)"},
      {"office:foreign_minister/c:ru to:reporters", "(and office:foreign_minister/c:ru to:reporters)"},
      {"act:Denies kind:direct", "(and act:denies kind:direct)"},
      {"about:Nato about!:\"arms control\"", "(and about:Nato [about!:arms control])"},
      {"about:(Nato OR \"the alliance\")", "(or about:Nato [about:the alliance])"},
      {"words:200..800", "words:200..800"},
      {"words:>500 words:<=0800", "(and words:501.. words:..800)"},
      {"words:500..", "words:500.."},
      {"words:700", "words:700..700"},
      {"confidence:0.80..1", "confidence:0.8..1"},
      {"date:2001..2003", "date:20010101..20031231"},
      {"date:2021-12", "date:20211201..20211231"},
      {"date:\"last week\"", "date:20220523..20220529"},
      {"date:3m..", "date:20220301.."},
      {"date:..2003", "date:..20031231"},
      {"date:(2001 OR 2003)", "(or date:20010101..20011231 date:20030101..20031231)"},
      {"published:>2021-12", "date:20220101.."},
      {"He said: no", "(and he said no)"},
      {"12:30", "(phrase 12 30)"},
  });
}

TEST_CASE("a fault says where it is and what is accepted there", "[unit][query][language]") {
  check_trees({
      {"", "column 1: no word to look for"},
      {"!, ;", "column 1: no word to look for"},
      {"\"!\"", "column 1: no word to look for"},
      {"é \"red line", "column 3: this quotation mark has no fellow"},
      {"“red line", "column 1: this quotation mark has no fellow"},
      {"(ceasefire", "column 1: this bracket is not closed"},
      {"ceasefire)", "column 10: a bracket closes that none opened"},
      {"é ()", "column 3: nothing stands between these brackets"},
      {"ceasefire NOT", "column 11: NOT stands before a word, a phrase or a bracket"},
      {"NOT NOT a", "column 1: NOT stands before a word, a phrase or a bracket"},
      {"AND a", "column 1: AND stands between two words, phrases or brackets"},
      {"a AND AND b", "column 7: AND stands between two words, phrases or brackets"},
      {"a AND", "column 6: AND needs a word, a phrase or a bracket behind it"},
      {"a AND OR b", "column 7: AND needs a word, a phrase or a bracket behind it"},
      {"a OR", "column 5: OR needs a word, a phrase or a bracket behind it"},
      {"OR a", "column 1: OR needs a word, a phrase or a bracket behind it"},
      {"a OR OR b", "column 6: OR needs a word, a phrase or a bracket behind it"},
      {"(a OR) b", "column 6: OR needs a word, a phrase or a bracket behind it"},
      {"NEAR a", "column 1: NEAR stands between two words, phrases or brackets"},
      {"a NEAR", "column 3: NEAR needs a word, a phrase or a bracket behind it"},
      {"a NEAR/5 NOT b", "column 3: NEAR/5 needs a word, a phrase or a bracket behind it"},
      {"a NEAR/0 b", "column 3: NEAR/n takes a number from 1 to 1000"},
      {"a ADJ/x b", "column 3: ADJ/n takes a number from 1 to 1000"},
      {"a NEAR/99999999999 b", "column 3: NEAR/n takes a number from 1 to 1000"},
      {"a W/5 b", "column 3: W/5 is another dialect's; here NEAR/n is in any order, ADJ/n in this order"},
      {"a PRE/5 b", "column 3: PRE/5 is another dialect's; here NEAR/n is in any order, ADJ/n in this order"},
      {"a NEAR/5 b ADJ/2 c", "column 12: NEAR/5 and ADJ/2 in a row: say with brackets which comes first"},
      {"a NEAR/5 b NEAR/6 c", "column 12: NEAR/5 and NEAR/6 in a row: say with brackets which comes first"},
      {"a W/S b NEAR c", "column 9: W/S and NEAR in a row: say with brackets which comes first"},
      {"NOT a NEAR b", "column 7: NOT before NEAR: put what is not wanted in brackets, NOT (a NEAR b)"},
      {"a NEAR (b AND c)", "column 9: NEAR joins words, phrases, patterns, other words with their places, and OR of these"},
      {"a NEAR title:b", "column 8: NEAR joins words of one field, not of text and title"},
      {"byline:a NEAR byline:b", "column 1: NEAR joins words, phrases, patterns, other words with their places, and OR of these"},
      {"FIRST(a)", "column 1: FIRST/n takes a number from 1 to 10000"},
      {"FIRST/50 a", "column 1: FIRST/50 has a bracket right behind it: FIRST/50(…)"},
      {"ATLEAST(a)", "column 1: ATLEASTn takes a number from 1 to 1000"},
      {"atleast5 a", "column 1: atleast5 has a bracket right behind it: atleast5(…)"},
      {"ATLEAST/5(a b)", "column 11: ATLEAST/5 counts places of words, phrases, patterns, and OR of these"},
      {"LEAD(a title:b)", "column 8: LEAD looks in the text: for words, phrases and what joins them, without fields"},
      {"CAPS(byline:a)", "column 6: byline is folded: its letters have no case"},
      {"a*", "column 1: “a*” would find too much: a pattern has at least 2 letters beside * and ?"},
      {"a**?", "column 1: “a**?” would find too much: a pattern has at least 2 letters beside * and ?"},
      {"\"the é* of\"", "column 6: “e*” would find too much: a pattern has at least 2 letters beside * and ?"},
      {"ceasfire~3", "column 1: a word may have one letter otherwise, word~1, or two, word~2"},
      {"to~1", "column 1: “to” is too short for ~1: it would find too much"},
      {"build-up~", "column 1: ~ stands after one word: ceasfire~, Zelensky~2"},
      {"=word~", "column 1: ~ stands after a word without =, * and ?"},
      {"\"a b\"~5", "column 6: ~ stands after one word; for words near each other write a NEAR/5 b"},
      {"title: talks", "column 1: title: has its value right behind the colon: title:word, title:\"two words\", title:(this OR that)"},
      {"https://example.org", "column 1: an address is asked for as url:\"https://example.org\""},
      {"outlet:(Halmere Press)", "column 17: two values of outlet stand side by side: put one of several words in quotation marks, or OR between two"},
      {"act:shouts",
       "column 1: “shouts” is no act; there are says, denies, accuses, urges, warns, asks, promises, welcomes, declines, rejects, demands, "
       "announces, threatens, condemns, praises, agrees, thanks, apologises, proposes, hopes"},
      {"kind:straight", "column 1: “straight” is no kind; there are direct, mixed, indirect"},
      {"date:soon",
       "column 1: “soon” is no date; write 2021, 2021-12, 2021-12-02, “last week”, 2001..2003, 2021.., 3m.. or 2w"},
      {"a date:2003..2001", "column 3: “2003..2001” ends before it begins"},
      {"words:many", "column 1: “many” is no number of words; write words:500, words:200..800, words:500.., words:>500 or words:<=800"},
      {"words:5..3", "column 1: “5..3” ends before it begins"},
      {"confidence:>0.5", "column 1: write confidence:>=0.5 or confidence:<=0.5, the bound included"},
      {"outlet:=Halmere", "column 1: = stands before a word of the text or a name; outlet has only whole values"},
      {"outlet:Halmere~", "column 1: outlet has no words that could be spelled otherwise: ~ stands after a word of the text"},
  });
  CHECK(tree("colour:red").starts_with("column 1: there is no field “colour”; there are text, exact, leadin, title, "));
  CHECK(tree("colour:red").ends_with("about, about!"));
}

TEST_CASE("what is read in another way than it may be meant is said", "[unit][query][language]") {
  CHECK(notes("war or peace") == "“or” in lower case is a word here; write OR");
  CHECK(notes("war or peace or truce") == "“or” in lower case is a word here; write OR");
  CHECK(notes("not war and peace") ==
        "“not” in lower case is a word here; write NOT | “and” in lower case is a word here; write AND");
  CHECK(notes("war near/5 peace") == "“near/5” in lower case is a word here; write NEAR/5");
  CHECK(notes("war w/s peace") == "“w/s” in lower case is a word here; write W/S");
  CHECK(notes("lead(war)") == "“lead” in lower case is a word here; write LEAD");
  CHECK(notes("who denied?") == "“denied?” is a pattern: ? stands for one letter more; without it the word alone is found");
  CHECK(notes("\"who denied?\"") == "“denied?” is a pattern: ? stands for one letter more; without it the word alone is found");
  CHECK(notes("war 2001..2003") == "“2001..2003” is words here; write date:2001..2003");
  CHECK(notes("\"war and peace\"") == "");
  CHECK(notes("or") == "");
  CHECK(notes("war NEAR/5 peace AND title:talks -x \"defen?e\"") == "");
}

TEST_CASE("places are bytes of the query", "[unit][query][language]") {
  const auto reading = query::read_native("é title:(“red lines” OR b) cat~", test::kToday);
  REQUIRE(reading);
  const auto& both = reading->expression;
  CHECK((both.begin == 0 && both.end == 36));
  const auto& group = both.children[1];
  CHECK(group.begin == 10);
  const auto& phrase = group.children[0];
  CHECK((phrase.begin == 10 && phrase.end == 25));
  CHECK((phrase.children[1].begin == 17 && phrase.children[1].end == 22));
}

TEST_CASE("brackets go as deep as the bound and no deeper", "[unit][query][language]") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '(') + "word" + std::string(depth, ')'); };
  CHECK(tree(nested(query::kMaxDepth)) == "word");
  CHECK(tree(nested(query::kMaxDepth + 1)) == "column 33: more than 32 brackets deep");
  CHECK(tree(std::string(60000, '(')) == "column 33: more than 32 brackets deep");
  std::string text;
  for (int i = 0; i < 10000; ++i) text += "LEAD(";
  CHECK(tree(text) == "column 165: more than 32 brackets deep");
}

TEST_CASE("more words, or a longer text, than the bounds are refused at once", "[unit][query][language]") {
  const auto repeated = [](std::string_view part, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += part;
    return out;
  };
  CHECK(tree(repeated("ab ", query::kMaxClauses)).starts_with("(and ab ab"));
  CHECK(tree(repeated("ab ", query::kMaxClauses + 1)) == "column 6001: more than 2000 words");
  CHECK(tree("\"" + repeated("ab ", query::kMaxClauses + 1) + "\"") == "column 6002: more than 2000 words");
  const auto begin = std::clock();
  CHECK(tree(repeated("NOT a AND b ", 2000)) == "column 12005: more than 2000 words");
  CHECK(tree(repeated("NOT a AND b ", 20000)) == "column 1: the query is longer than 65536 bytes");
  CHECK(tree(repeated("NOT a AND b ", 100000)) == "column 1: the query is longer than 65536 bytes");
  CHECK(tree(repeated("“", 20000)) == "column 1: this quotation mark has no fellow");
  CHECK(tree(repeated("“a\" ", 10000)).starts_with("column "));
  CHECK(tree(repeated("‘a ", 10000)).starts_with("column "));
  CHECK(tree(repeated("a*", 30000)).starts_with("(and") == false);
  CHECK(std::clock() - begin < CLOCKS_PER_SEC / 2);
}

TEST_CASE("no text of 64 KB takes long in any dialect", "[unit][query][language]") {
  const std::string_view parts[] = {"a1 ", "a1 or ", "a1 and not ", "(", ")", "[", "{a TO ", "\"", "“a\" ", "‘a ", "’", "\\", "\\\"", "a*", "a? ",
                                    "**", "~", "-", "+", "title:", "hd=", "date ", "date:", "date:1..", "a1 w/5 ", "a1 near5 b1 w/3 ",
                                    "a1 W/S ", "NOT ", "not ", "atleast5 ", "atleast5(", "LEAD(", "caps(", "length ", "earn$ ", "/F50/", "a/N5/",
                                    "= ", "=\"", "a:b ", "\"a b\"~5 ", "(a1 and b1) w/5 (c1 and d1) w/5 ", "ns=x ", "é", "中", "\xff"};
  for (const auto part : parts) {
    std::string text;
    while (text.size() + part.size() <= query::kMaxQuestionBytes) text += part;
    for (const auto& dialect : query::kDialects) {
      INFO(dialect.name << ": " << part);
      const auto begin = std::clock();
      const auto reading = query::read_query(text, dialect.value, test::kToday);
      CHECK((reading || reading.error().place.starts_with("column ")));
      CHECK(std::clock() - begin < CLOCKS_PER_SEC / 4);
    }
  }
}

TEST_CASE("bytes that are not UTF-8, zero bytes and control characters are read as text", "[unit][query][language]") {
  CHECK(tree("red\xff\xfe line") == "(and red line)");
  CHECK(tree(std::string_view("red\0line", 8)) == "(phrase red line)");
  CHECK(tree("red\tline\r\ntalks\x1b") == "(and red line talks)");
}
