#include <catch2/catch.hpp>

#include "query/answer/copies.hpp"
#include "query/export/writer.hpp"
#include "query/render/text.hpp"
#include "tests/unit/query/printed.hpp"
#include "tests/unit/query/small_archive.hpp"

using namespace attache;
using query::Lead;

namespace {

query::ArticleRow row(const std::string& file, const std::string& day, const std::string& cluster, std::uint32_t words = 100,
                      const std::string& outlet = "Orme Post") {
  query::ArticleRow out;
  out.uid = test::SmallArchive::uid(file);
  out.cluster = test::SmallArchive::uid(cluster.empty() ? file : cluster);
  out.day = day;
  out.words = words;
  out.outlet = outlet;
  return out;
}

std::vector<query::ArticleRow> wire() {
  return {row("cut", "20210503", "whole", 50), row("lone", "20210501", ""), row("whole", "20210502", "", 100, "Reuters"), row("undated", "", "whole", 300),
          row("early", "20210501", "whole")};
}

std::string lead_of(Lead lead) {
  const auto rows = wire();
  const auto folded = query::fold_copies(rows, lead, schema::Names::builtin());
  REQUIRE(folded.size() == 2);
  CHECK(folded[0].copies == 3);
  CHECK(folded[1].copies == 0);
  CHECK(folded[1].row == &rows[1]);
  return folded[0].row->uid;
}

}  // namespace

TEST_CASE("copies are folded into the one that leads, where the first of them stood", "[unit][query]") {
  CHECK(lead_of(Lead::First) == test::SmallArchive::uid("early"));
  CHECK(lead_of(Lead::Latest) == test::SmallArchive::uid("cut"));
  CHECK(lead_of(Lead::Longest) == test::SmallArchive::uid("undated"));
  CHECK(lead_of(Lead::Agency) == test::SmallArchive::uid("whole"));
}

TEST_CASE("of copies of one day the first by the clock leads", "[unit][query]") {
  auto rows = std::vector<query::ArticleRow>{row("a", "20210501", "whole"), row("b", "20210501", "whole")};
  rows[0].published_at = "2021-05-01T12:00Z";
  rows[1].published_at = "2021-05-01T09:30Z";
  CHECK(query::fold_copies(rows, Lead::First, schema::Names::builtin())[0].row->uid == rows[1].uid);
}

namespace {

query::FoundArticle found(const std::string& file, const std::string& cluster) {
  query::FoundArticle out;
  out.article.uid = test::SmallArchive::uid(file);
  out.article.article.title = "Headline of " + file;
  if (!cluster.empty()) out.article.relations = {"", "", "", test::SmallArchive::uid(cluster), schema::Copy::Near};
  return out;
}

}  // namespace

TEST_CASE("folded articles are printed with how many copies they have, both numbers last", "[unit][query]") {
  query::ArticleList list{{{found("cut", "whole"), 3}, {found("lone", ""), 0}}, 0, 2, 3, {2, 0, 0}, {}};
  const auto text = test::written(false, false, [&](auto& out) { query::print_articles(list, test::small_names(), out); });
  CHECK(text.find("    and 3 copies\n") != std::string::npos);
  CHECK(text.ends_with("2 articles, 3 copies of them (--copies lists them); 2 more in superseded versions (--status superseded lists them).\n"));
  list.count = 40;
  list.first = 10;
  const auto page = test::written(false, false, [&](auto& out) { query::print_articles(list, test::small_names(), out, {10, 2}); });
  CHECK(page.starts_with("10 before these\n\n"));
  CHECK(page.find("28 more: --offset 12\n40 articles, 3 copies of them") != std::string::npos);
}

TEST_CASE("what matches is lit up in snippets and lines of context", "[unit][query]") {
  auto one = found("cut", "");
  one.snippet = "… the gauges rose …";
  one.lit = {{8, 14}};
  const auto in_color = [&] { return test::written(true, true, [&](auto& out) { query::print_articles({{{one, 0}}, 0, 1, 0, {}, {}}, test::small_names(), out); }); };
  CHECK(in_color().find("the \x1b[1;33mgauges\x1b[0m rose") != std::string::npos);
  one.lines = {{"é, the ", {"gauges", {{0, 6}}}, " rose"}, {"the old ", {"gauge", {{0, 5}}}, ""}};
  CHECK(in_color().find("     é, the \x1b[1;33mgauges\x1b[0m rose\n    the old \x1b[1;33mgauge\x1b[0m\n") != std::string::npos);
}

TEST_CASE("JSON lines have each article with its cluster", "[unit][query]") {
  const auto cut = query::jsonl_line(found("cut", "whole"));
  CHECK(cut.find("\"cluster\":\"" + test::SmallArchive::uid("whole") + "\",\"copy\":\"near\"") != std::string::npos);
  const auto whole = query::jsonl_line(found("whole", ""));
  CHECK(whole.find("\"cluster\":\"" + test::SmallArchive::uid("whole") + "\",\"copy\":null") != std::string::npos);
  CHECK(whole.find("\"status\":\"usable\"") != std::string::npos);
}

TEST_CASE("all articles with one text are counted, from any of them", "[unit][query]") {
  test::SmallArchive archive;
  archive.add("whole", "2021-05-02", {});
  archive.add("cut", "2021-05-02", {}, "", schema::PublicationStatus::Usable, {"", "", "", archive.uid("whole"), schema::Copy::Near});
  archive.add("lone", "2021-05-02", {});
  const auto copies = [&](const std::string& file) { return query::count_copies(archive.view(), query::find_article(archive.view(), archive.uid(file)).value()); };
  CHECK(copies("whole") == 1);
  CHECK(copies("cut") == 1);
  CHECK(copies("lone") == 0);
}
