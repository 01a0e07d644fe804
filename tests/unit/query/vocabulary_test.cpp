#include <catch2/catch.hpp>

#include "query/search/vocabulary.hpp"
#include "tests/unit/query/paragraphs_archive.hpp"

using namespace attache;
using namespace attache::query;
using List = std::vector<std::string>;

TEST_CASE("a shape has any letters for a star and one for a question mark", "[unit][query][search]") {
  const std::tuple<const char*, const char*, bool> cases[] = {
      {"sanctions", "sanction*", true}, {"sanction", "sanction*", true}, {"sanction", "sanction?", false}, {"sanctions", "sanction?", true},
      {"abcabd", "*abd", true},         {"abcabd", "a*b*d", true},       {"abcabd", "a*x*d", false},       {"жук", "ж?к", true},
      {"жук", "ж??", true},             {"жук", "ж???", false},          {"", "*", true},                  {"", "?", false},
      {"aaaaaaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*a*a*a*c", false},
  };
  for (const auto& [word, pattern, expected] : cases) {
    CAPTURE(word, pattern);
    CHECK(has_shape(word, pattern) == expected);
  }
  CHECK(fixed_letters("ж*у?") == 2);
}

TEST_CASE("letters apart are changed, added, left out or exchanged with a neighbour", "[unit][query][search]") {
  const std::tuple<const char*, const char*, std::size_t> cases[] = {
      {"lavrov", "lavrov", 0}, {"lavrov", "lavorv", 1}, {"lavrov", "lavro", 1},    {"lavrov", "lavrovv", 1}, {"lavrov", "lawrov", 1},
      {"lavrov", "lawrow", 2}, {"lavrov", "lvarvo", 2}, {"lavrov", "petrov", 3},   {"зима", "зиам", 1},      {"ca", "abc", 3},
      {"", "ab", 2},
  };
  for (const auto& [a, b, expected] : cases) {
    CAPTURE(a, b);
    CHECK(letters_apart(a, b, 5) == expected);
    CHECK(letters_apart(b, a, 5) == expected);
  }
  CHECK(letters_apart("lavrov", "petrov", 2) == 3);
}

TEST_CASE("values of a field are found by shape and by nearness", "[unit][query][search]") {
  test::ParagraphsArchive archive;
  archive.add("a", "Gauges", {"Gauge and gouge; gauges, gorge."});
  const auto& index = archive.index();
  CHECK(forms_of_shape(index, "S", "ga*") == List{"gaug"});
  CHECK(forms_of_shape(index, "XW", "*ges") == List{"gauges"});
  CHECK(forms_of_shape(index, "XW", "*", [](std::string_view form) { return form.ends_with("ge"); }) == List{"gauge", "gorge", "gouge"});
  CHECK(forms_near(index, "XW", "guage", 1) == List{"gauge"});
}
