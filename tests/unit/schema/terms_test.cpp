#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include <xapian.h>

#include "schema/exact_forms.hpp"
#include "schema/terms.hpp"
#include "schema/words.hpp"

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

TEST_CASE("the usual form of a stem is one of its forms", "[unit][schema][terms]") {
  CHECK(usual_form("lamp") == "lamp");
  CHECK(usual_form("govern") == "government");
  CHECK(usual_form("xqri") == "xqri");  // which is no word
  CHECK(usual_form("talk_fr").empty());
  CHECK(usual_form("die").empty());
  CHECK(usual_form(std::string(240, 'x')).empty());
  const auto forms = tabulated_forms();
  CHECK(forms.size() == 2000);
  CHECK(std::is_sorted(forms.begin(), forms.end()));
  const Stemmer stemmer;
  std::set<std::string> stems;
  for (const std::string_view form : forms) {
    CAPTURE(form);
    const std::string stem = stemmer(std::string(form));
    CHECK(usual_form(stem) == form);
    CHECK(fold_phrase(form) == form);
    CHECK(stems.insert(stem).second);
  }
}

TEST_CASE("all forms of a stem begin alike", "[unit][schema][terms]") {
  CHECK(beginning_of_forms("use") == "us");
  CHECK(beginning_of_forms("i") == "i");
  // Words of some letters with all manner of endings: what Snowball does depends on consonants, vowels and endings.
  const Stemmer stemmer;
  std::size_t forms = 0;
  std::string wrong;
  const auto check = [&](const std::string& form) {
    const std::string stem = stemmer(form);
    if (stem == form || usual_form(stem).empty()) return;
    ++forms;
    if (!std::string_view(form).substr(form.front() == '\'' ? 1 : 0).starts_with(beginning_of_forms(stem))) wrong += form + " ";
  };
  const std::vector<std::string> beginnings{"h", "d", "t", "l", "sk", "pr", "st", "y", "sy", "qu", "comm", "gener"};
  const std::vector<std::string> middles{"a", "e", "i", "o", "u", "y", "ie", "ea", "oa", "iv", "at", "al", "ous", "ful", "ib", "og"};
  const std::vector<std::string> ends{"", "p", "pp", "t", "l", "ll", "v", "s", "ss", "y", "z", "w", "bl", "ck", "nd", "te", "pe", "x", "ic", "er"};
  for (const auto& beginning : beginnings)
    for (const auto& middle : middles)
      for (const auto& end : ends)
        for (const char* ending : {"", "s", "es", "ed", "d", "ing", "ly", "ness", "ation", "ational", "er", "y", "ies", "ied", "ying", "al", "ally",
                                   "ism", "ity", "ful", "ous", "ive", "able", "ably", "ment", "ize", "izing", "ization", "i", "e"})
          for (const char* apostrophe : {"", "'"}) check(apostrophe + beginning + middle + end + ending);
  CHECK(forms > 10'000);
  CHECK(wrong.empty());
}

TEST_CASE("days and numbers sort as slot values do", "[unit][schema][terms]") {
  CHECK(day_value(std::nullopt) < day_value(make_date(1, 1, 1)));
  CHECK(day_value(make_date(1987, 4, 9)) < day_value(make_date(2021, 12, 2)));
  CHECK(day_of_value("20211202") == make_date(2021, 12, 2));
  CHECK_FALSE(day_of_value(""));
  CHECK(number_value(0.5) < number_value(0.51));
  CHECK(number_of_value(number_value(0.25)) == 0.25);
}

TEST_CASE("a word's term is its stem by the rules of the article's language, and of no other's", "[unit][schema][terms]") {
  const auto term = [](std::string_view language, FieldId id, std::string_view word) {
    return word_term(id, fold(word), Stemmer(stemming_of_article(language)));
  };
  CHECK(term("en", FieldId::Text, "negotiations") == "negoti");
  CHECK(term("fr", FieldId::Text, "Négociations") == "negoci_fr");
  CHECK(term("fr-CA", FieldId::Title, "négociation") == "Snegoci_fr");
  CHECK(term("zh", FieldId::Text, "talks") == "talks_");
  CHECK(term("fr", FieldId::Byline, "Négociations") == "Anegociations");
  CHECK(term("de", FieldId::Text, std::string(300, 'x')) != term("fr", FieldId::Text, std::string(300, 'x')));
  CHECK(is_valid_term(term("de", FieldId::Text, std::string(245, 'x'))));
}

TEST_CASE("an article is stemmed as its language's term says", "[unit][schema][terms]") {
  const std::string tail(300, 'x');
  for (const std::string language : {"", "en", "EN-gb", "de-AT", "pt_BR", "FR", "fra", "und", "??", "fr's's", ("fr " + tail).c_str(), "fr\x01"}) {
    INFO(language);
    auto term = value_term(FieldId::Language, language);
    const auto stored = term.empty() ? std::string() : term.substr(field(FieldId::Language).prefix.size());
    CHECK(name_of(stemming_of_article(language)) == name_of(stemming_of(stored)));
  }
  CHECK(stemming_of_article("de-AT") == Stemming::German);
  CHECK(stemming_of_article("FR") == Stemming::French);
  CHECK(stemming_of_article("fr " + tail) == Stemming::English);  // its term is a hash
}

TEST_CASE("the languages of an index are those of its documents", "[unit][schema][terms]") {
  Xapian::WritableDatabase index("", Xapian::DB_BACKEND_INMEMORY);
  CHECK(languages_of(index).empty());
  const auto add = [&](std::string_view language) {
    Xapian::Document document;
    if (const auto term = value_term(FieldId::Language, language); !term.empty()) document.add_boolean_term(term);
    return index.add_document(document);
  };
  add("fr");
  add("de-AT");
  add("fr");
  CHECK(languages_of(index) == std::vector<std::string>{"de at", "fr"});
  const auto last = add("");
  CHECK(languages_of(index) == std::vector<std::string>{"", "de at", "fr"});
  index.delete_document(last);
  CHECK(languages_of(index) == std::vector<std::string>{"de at", "fr"});
}
