#include <catch2/catch.hpp>

#include "schema/terms.hpp"

using namespace attache::schema;

TEST_CASE("a term of 245 bytes is kept, one of 246 is hashed", "[unit][schema][terms]") {
  for (const std::string prefix : {"", "S", "XTO"}) {
    CAPTURE(prefix);
    for (const std::size_t size : {244u, 245u}) {
      const std::string text(size - prefix.size(), 'a');
      CHECK(safe_term(prefix, text) == prefix + text);
    }
    const std::string too_long(246 - prefix.size(), 'a');
    const std::string hashed = safe_term(prefix, too_long);
    CHECK(hashed.size() == prefix.size() + 1 + 64);
    CHECK(hashed.starts_with(prefix + "~"));
    CHECK(is_valid_term(hashed));
    // Two long values that share a beginning stay two.
    CHECK(safe_term(prefix, too_long + "b") != safe_term(prefix, too_long + "c"));
  }
}

TEST_CASE("a text with a zero byte is hashed, however short", "[unit][schema][terms]") {
  const std::string text("a\0b", 3);
  CHECK(safe_term("XFILE", text).starts_with("XFILE~"));
  CHECK(is_valid_term(safe_term("XFILE", text)));
  CHECK(safe_term("XFILE", text) != safe_term("XFILE", "ab"));
  CHECK_FALSE(is_valid_term(text));
  CHECK_FALSE(is_valid_term(""));
  CHECK_FALSE(is_valid_term(std::string(246, 'a')));
}

TEST_CASE("a long prefix and a text in capitals are kept apart by a colon", "[unit][schema][terms]") {
  struct Row {
    const char* prefix;
    const char* text;
    const char* term;
  };
  for (const Row& row : {Row{"XFILE", "/a", "XFILE/a"}, Row{"XFILE", "A", "XFILE:A"}, Row{"XFILE", ":a", "XFILE::a"},
                         Row{"S", "Talks", "STalks"}, Row{"", "nato", "nato"}, Row{"XTO", "", ""}})
    CHECK(safe_term(row.prefix, row.text) == row.term);
}

TEST_CASE("the colon counts towards a term's length", "[unit][schema][terms]") {
  CHECK(safe_term("XTO", "A" + std::string(240, 'a')).size() == 245);
  CHECK(safe_term("XTO", "A" + std::string(241, 'a')).starts_with("XTO~"));
}

TEST_CASE("facet values fall together when they fold to the same", "[unit][schema][terms]") {
  CHECK(value_term(FieldId::Outlet, "Halmere Press") == value_term(FieldId::Outlet, "halmere  PRESS"));
  CHECK(value_term(FieldId::Outlet, "") == "");
  CHECK(value_term(FieldId::Speaker, "c:vd") == "XSPEAKERc:vd");
  CHECK(value_term(FieldId::Date, "2021-12-02") == "D20211202");
  CHECK(value_term(FieldId::Date, "no day") == "");
}

TEST_CASE("words are stemmed in text fields and kept in others", "[unit][schema][terms]") {
  const Stemmer stemmer;
  CHECK(word_term(FieldId::Text, "sanctions", stemmer) == "sanction");
  CHECK(word_term(FieldId::Exact, "sanctions", stemmer) == "XWsanctions");
  CHECK(word_term(FieldId::SpeakerWord, "jones", stemmer) == "XSPWORDjones");
}

TEST_CASE("days and numbers sort as slot values do", "[unit][schema][terms]") {
  CHECK(day_value(std::nullopt) < day_value(make_date(1, 1, 1)));
  CHECK(day_value(make_date(1987, 4, 9)) < day_value(make_date(2021, 12, 2)));
  CHECK(day_of_value("20211202") == make_date(2021, 12, 2));
  CHECK_FALSE(day_of_value(""));
  CHECK(number_value(0.5) < number_value(0.51));
  CHECK(number_of_value(number_value(0.25)) == 0.25);
}
