#include <catch2/catch.hpp>

#include "schema/words.hpp"

using namespace attache::schema;

TEST_CASE("folding joins case, accents and width", "[unit][schema][words]") {
  CHECK(fold("NATO") == "nato");
  CHECK(fold("Élysée") == "elysee");
  CHECK(fold("ＮＡＴＯ") == "nato");
  CHECK(fold("Straße") == "strasse");
  CHECK(fold("Ukraine’s") == "ukraine's");
}

TEST_CASE("words are split as they are asked for", "[unit][schema][words]") {
  CHECK(fold_phrase("The U.S. and its Nato allies") == "the us and its nato allies");
  CHECK(fold_phrase("Ukraine’s al-Sisi, O'Neill 3.5 mln 10,000") == "ukraine al sisi o'neill 3.5 mln 10000");
  CHECK(fold_phrase("“red line”") == "red line");
  CHECK(fold_phrase("").empty());
  const std::string_view text = "Moscow’s U.S. plan.";
  const auto words = words_of(text);
  REQUIRE(words.size() == 3);
  CHECK(text_of(text, words[0].span) == "Moscow’s");
  CHECK(text_of(text, words[1].span) == "U.S.");
  CHECK(text_of(text, words[2].span) == "plan");
}

TEST_CASE("words are counted as they are split", "[unit][schema][words]") {
  for (const std::string_view text : {"The U.S. and its Nato allies, 10,000 of them; a. b", "O'Neill's “red line”: 3.5, 4. (x)", "外交部长 said", "", "...", "a,b c.d e'f g"})
    CHECK(count_words(text) == words_of(text).size());
  const auto folded = [](std::string_view text) { return fold_phrase(text); };
  CHECK(folded("one, two. three; four: (five) \"six\" seven'eight nine,ten 1,2 3.4 5. U.S.A.") ==
        "one two three four five six seven'eight nine ten 12 3.4 5 usa");
}

TEST_CASE("bytes that are no UTF-8 become one replacement each and are counted", "[unit][schema][words]") {
  std::uint32_t replaced = 0;
  CHECK(valid_utf8("a\xFF\xFE" "b", &replaced) == "a\xEF\xBF\xBD\xEF\xBF\xBD" "b");
  CHECK(replaced == 2);
  CHECK(valid_utf8("caf\xC3\xA9", &replaced) == "café");
  CHECK(replaced == 0);
  CHECK(valid_utf8("\xE2\x80", &replaced) == "\xEF\xBF\xBD");
}

TEST_CASE("scripts that part no words by spaces are read letter by letter", "[unit][schema]") {
  const auto folded = [](const std::string& text) { return attache::schema::fold_phrase(text); };
  CHECK(folded("外交部长 said") == "外 交 部 长 said");
  CHECK(folded("NATO北约组织") == "nato 北 约 组 织");
  CHECK(folded("パリで") == "ハ\u309A リ て\u3099");
  CHECK(folded("か") != folded("が"));
  CHECK(folded("가나 다").find(' ') != std::string::npos);
  CHECK(attache::schema::words_of("한국").size() == 2);
  CHECK(attache::schema::words_of("ที่").size() == 1);  // a letter with two marks
  const auto words = attache::schema::words_of("在北京。");
  REQUIRE(words.size() == 3);
  CHECK(words[1].span == attache::schema::Span{3, 6});
}

TEST_CASE("the vowels of India's scripts are no accents", "[unit][schema][words]") {
  CHECK(fold_phrase("नेपालको सरकार") == "नेपालको सरकार");
  CHECK(words_of("தமிழ் மொழிகள்").size() == 2);
  CHECK(fold("की") != fold("का"));
}
