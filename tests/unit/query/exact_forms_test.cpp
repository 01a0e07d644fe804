#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "query/search/exact_forms.hpp"
#include "query/search/vocabulary.hpp"
#include "schema/terms.hpp"
#include "tests/unit/query/paragraphs_archive.hpp"

using namespace attache;
using namespace attache::query;
using List = std::vector<std::string>;

namespace {

Xapian::doccount articles(const Xapian::Database& index, const Xapian::Query& query) {
  Xapian::Enquire enquire(index);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(schema::article_type_term())));
  return enquire.get_mset(0, index.get_doccount()).size();
}

// Words of which some are stems of others, some usual forms of their stems by the table, one is the stem of nothing that begins with it, one is no
// word. An apostrophe is an ʼ here, which is a letter.
const List kWords{"govern", "government", "governments", "country", "countries", "lamp", "lamps", "talk", "talks", "talking", "happy", "happier", "happi", "die", "dying", "dies", "sky", "skies", "use", "used", "using", "2021", "a", "'talk'", "'talking"};

}  // namespace

TEST_CASE("articles are found by the exact forms of their words", "[unit][query][search]") {
  test::ParagraphsArchive archive(2);
  std::mt19937 random(7);
  std::vector<std::set<std::string>> texts;
  for (int i = 0; i < 60; ++i) {
    auto& words = texts.emplace_back();
    std::string text;
    for (std::size_t n = 1 + random() % 4; n > 0; --n) text += (text.empty() ? "" : " ") + *words.insert(kWords[random() % kWords.size()]).first;
    for (std::size_t at = text.find('\''); at != std::string::npos; at = text.find('\'', at)) text.replace(at, 1, "ʼ");
    auto article = test::ParagraphsArchive::article(std::to_string(i), "", {text});
    if (i % 3 == 0) article.article.language = i % 2 == 0 ? "fr" : "zh";
    archive.add(article);
  }
  const auto& index = archive.index();
  const ExactForms forms(index);
  const auto with_any = [&](const auto& meant) {
    return static_cast<Xapian::doccount>(std::count_if(texts.begin(), texts.end(), [&](const std::set<std::string>& words) {
      return std::any_of(words.begin(), words.end(), meant);
    }));
  };
  for (const auto& word : kWords) {
    CAPTURE(word);
    CHECK(articles(index, forms.articles_with({word})) == with_any([&](const std::string& one) { return one == word; }));
  }
  for (const char* pattern : {"talk*", "talks*", "gov*", "*ment", "countr*", "c*y", "la*", "*ing", "d?*", "us*", "used*", "s*y", "h*r", "20*", "?a*"}) {
    CAPTURE(pattern);
    const auto found = forms.of_shape(pattern).value();
    CHECK(std::is_sorted(found.begin(), found.end()));
    CHECK(articles(index, forms.articles_with(found)) == with_any([&](const std::string& one) { return has_shape(one, pattern); }));
  }
  for (const char* word : {"talk", "tals", "governmen", "countrys", "dyes", "usd", "happa", "2012"}) {
    CAPTURE(word);
    const auto found = forms.near(word, 1).value();
    CHECK(articles(index, forms.articles_with(found)) == with_any([&](const std::string& one) { return letters_apart(one, word, 1) <= 1; }));
  }
  CHECK(forms.articles_with({}).empty());
}

TEST_CASE("the words nearest to one that no article has are words", "[unit][query][search]") {
  test::ParagraphsArchive archive;
  archive.add("a", "Gauges", {"Gauge and gouge; gauges, gorge; happily."});
  archive.add("b", "Gauges", {"Gauge; the talk."});
  const ExactForms forms(archive.index());
  CHECK(forms.nearest("guage") == List{"gauge"});
  CHECK(forms.nearest("guorge") == List{"gorge"});  // nearer than gouge
  CHECK(forms.nearest("gouges") == List{"gauges", "gouge"});
  CHECK(forms.nearest("tolk") == List{"talk"});
  CHECK(forms.nearest("happo").empty());  // "happi" is a stem only
  CHECK(forms.nearest("xx").empty());
}

TEST_CASE("words of many shapes are no more than they were with stems that are no words", "[unit][query][search]") {
  test::ParagraphsArchive archive;
  std::string text;
  for (int i = 0; i < 6000; ++i) {
    std::string word = "xq";
    for (int rest = i, letters = 0; letters < 4; ++letters, rest /= 16) word += static_cast<char>('b' + rest % 16);
    text += word + "ry ";
  }
  archive.add("a", "", {text});  // each has a stem that ends with "ri"
  const auto found = ExactForms(archive.index()).of_shape("xq*");
  REQUIRE(found);
  CHECK(found->size() == 12'000);
  for (int i = 0; i < 5000; ++i) text += "xqa" + std::to_string(i) + "s ";
  archive.add("b", "", {text});
  CHECK_FALSE(ExactForms(archive.index()).of_shape("xq*"));
}
