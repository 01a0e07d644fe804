#include <catch2/catch.hpp>

#include "query/search/article_search.hpp"
#include "query/search/expression_query.hpp"
#include "tests/unit/query/paragraphs_archive.hpp"

using namespace attache;
using query::ArticleFilter;
using query::Order;
using List = std::vector<std::string>;

namespace {

test::ParagraphsArchive& archive() {
  static test::ParagraphsArchive one = [] {
    test::ParagraphsArchive out(2);
    const auto add = [&](const std::string& file, const char* day, const char* outlet, const std::string& title, const std::string& text) {
      auto article = test::ParagraphsArchive::article(file, title, {text});
      article.article.published = schema::parse_date(day);
      article.article.outlet = outlet;
      article.article.section = file < "c" ? "World" : "Trade";
      out.add(article);
    };
    add("a", "2021-05-03", "Orme Post", "Zeal", "The weir.");
    add("b", "2021-05-01", "Halmere Press", "Émigrés", "The weir, the weir, the weir and the weir again.");
    add("c", "2021-05-02", "orme post", "Dykes", "The weir.");
    add("d", "", "Halmere Press", "dykes", "The weir once more.");
    add("e", "2021-05-02", "", "Barges", "The weir.");
    return out;
  }();
  return one;
}

List in_order(Order order, std::uint64_t first = 0, std::optional<std::uint64_t> most = std::nullopt, const ArticleFilter& filter = {}) {
  const auto view = archive().view();
  const auto asked = test::expression("weir");
  const auto search = query::ArticleSearch::of(view, asked, "weir", filter, test::small_names());
  List out;
  const auto found = search->find(order, first, most);
  for (const auto document : found.documents) out.push_back(search->load(document).article.article.provenance.file.substr(10));
  CHECK(found.count == search->count());
  return out;
}

}  // namespace

TEST_CASE("articles are ordered by what was asked, then by day, then by uid", "[unit][query][search]") {
  const bool e_first = test::ParagraphsArchive::article("e", "", {}).uid < test::ParagraphsArchive::article("c", "", {}).uid;
  const List two = e_first ? List{"e", "c"} : List{"c", "e"};
  CHECK(in_order(Order::Day) == List{"d", "b", two[0], two[1], "a"});
  CHECK(in_order(Order::LatestDay) == List{"a", two[0], two[1], "b", "d"});
  CHECK(in_order(Order::Outlet) == List{"e", "d", "b", "c", "a"});
  CHECK(in_order(Order::Title) == List{"e", "d", "c", "b", "a"});
  CHECK(in_order(Order::Words).back() == "b");
  const auto best = in_order(Order::Relevance);
  REQUIRE(best.size() == 5);
  CHECK(best[0] == "b");
  CHECK(List(best.begin() + 1, best.begin() + 4) == List{two[0], two[1], "a"});
}

TEST_CASE("a page has the articles it would have in the whole list", "[unit][query][search]") {
  for (const auto& row : query::kOrders) {
    const auto all = in_order(row.value);
    for (std::uint64_t first = 0; first <= 6; ++first)
      for (std::uint64_t most = 0; most <= 6; ++most) {
        List expected;
        for (auto at = first; at < std::min<std::uint64_t>(all.size(), first + most); ++at) expected.push_back(all[at]);
        CAPTURE(row.name, first, most);
        CHECK(in_order(row.value, first, most) == expected);
      }
  }
}

TEST_CASE("filters hold besides the query", "[unit][query][search]") {
  ArticleFilter filter;
  filter.since = schema::parse_date("2021-05-02");
  CHECK(in_order(Order::Title, 0, std::nullopt, filter) == List{"e", "c", "a"});
  filter.until = schema::parse_date("2021-05-02");
  CHECK(in_order(Order::Title, 0, std::nullopt, filter) == List{"e", "c"});
  filter.outlet = "Orme Post";
  CHECK(in_order(Order::Title, 0, std::nullopt, filter) == List{"c"});
  filter = {};
  filter.section = "world";
  CHECK(in_order(Order::Title, 0, std::nullopt, filter) == List{"b", "a"});
  filter.language = "en";
  CHECK(in_order(Order::Title, 0, std::nullopt, filter) == List{"b", "a"});
  filter.language = "fr";
  CHECK(in_order(Order::Title, 0, std::nullopt, filter).empty());
  filter = {};
  filter.undated = true;
  CHECK(in_order(Order::Title, 0, std::nullopt, filter) == List{"d"});
}

TEST_CASE("why nothing was found is said", "[unit][query][search]") {
  const auto why = [](std::string_view text, const ArticleFilter& filter = {}) {
    return query::why_nothing(archive().view(), test::expression(text), filter, test::small_names());
  };
  CHECK(why("wier") == List{"no article has “wier”; nearest in the archive: weir"});
  CHECK(why("qqqqqq") == List{"no article has “qqqqqq”"});
  CHECK(why("once again") == List{"1 article has “once” alone", "1 article has “again” alone"});
  CHECK(why("\"the once\" NOT weir").empty());
  CHECK(why("=weirs") == List{"5 articles have “weirs” in some form"});
  CHECK(why("CAPS(\"the weir\")") == List{"5 articles have “the weir” in some form"});
  CHECK(why("outlet:nobody").empty());
  ArticleFilter filter;
  filter.since = schema::parse_date("2022-01-01");
  CHECK(why("weir", filter) == List{"0 articles have “weir” alone, 5 without the filters"});
}

TEST_CASE("the times of copies are looked up for those that have some", "[unit][query][search]") {
  test::ParagraphsArchive out;
  auto whole = test::ParagraphsArchive::article("whole", "", {"The weir."});
  whole.article.published_at = "2021-05-02T10:00Z";
  auto cut = test::ParagraphsArchive::article("cut", "", {"The weir."});
  cut.article.published_at = "2021-05-02T09:00Z";
  cut.relations.cluster = whole.uid;
  auto lone = test::ParagraphsArchive::article("lone", "", {"The weir."});
  lone.article.published_at = "2021-05-02T08:00Z";
  out.add(whole);
  out.add(cut);
  out.add(lone);
  const auto view = out.view();
  const auto asked = test::expression("weir");
  const auto search = query::ArticleSearch::of(view, asked, "", {}, test::small_names());
  const auto rows = search->rows_of(search->find(Order::Day).documents);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].words == 2);
  CHECK(rows[0].day == "20210502");
  CHECK(rows[0].outlet == "Orme Post");
  List times;
  for (const auto& row : rows) times.push_back(row.published_at);
  std::sort(times.begin(), times.end());
  CHECK(times == List{"", "2021-05-02T09:00Z", "2021-05-02T10:00Z"});
}

TEST_CASE("a query that asks for a status is not kept to usable articles", "[unit][query][search]") {
  test::ParagraphsArchive killed(1);
  for (const auto status : {schema::PublicationStatus::Usable, schema::PublicationStatus::Canceled}) {
    auto article = test::ParagraphsArchive::article(status == schema::PublicationStatus::Usable ? "usable" : "killed", "Weirs", {"The weir."});
    article.article.status = status;
    killed.add(article);
  }
  const auto view = killed.view();
  const auto count = [&](const std::string& text) {
    const auto asked = test::expression(text);
    ArticleFilter filter;
    filter.status = query::status_beside(asked, filter.status);
    return query::ArticleSearch::of(view, asked, text, filter, test::small_names())->count();
  };
  CHECK(count("weir") == 1);
  CHECK(count("weir status:canceled") == 1);
  CHECK(count("weir (status:canceled OR status:usable)") == 2);
  CHECK(count("weir NOT status:usable") == 1);
  using schema::ArticleStatus;
  CHECK(query::status_beside(test::expression("status:canceled"), ArticleStatus::Withheld) == ArticleStatus::Withheld);
}
