#include <catch2/catch.hpp>

#include "query/answer/copies.hpp"
#include "query/parse/question.hpp"
#include "query/export/writer.hpp"
#include "query/render/text.hpp"
#include "tests/unit/query/printed.hpp"
#include "tests/unit/query/small_archive.hpp"

using namespace attache;
using query::Lead;

namespace {

query::FoundArticle found(const std::string& file, const char* day, const std::string& cluster, std::uint32_t words = 100, const std::string& outlet = "Orme Post") {
  query::FoundArticle out;
  out.article.uid = test::SmallArchive::uid(file);
  out.article.article.title = "Headline of " + file;
  out.article.article.published = schema::parse_date(day);
  out.article.article.words = words;
  out.article.article.outlet = outlet;
  if (!cluster.empty()) out.article.relations = {"", "", "", test::SmallArchive::uid(cluster), schema::Copy::Near};
  return out;
}

std::vector<query::FoundArticle> wire() {
  return {found("cut", "2021-05-03", "whole", 50), found("lone", "2021-05-01", ""), found("whole", "2021-05-02", "", 100, "Reuters"),
          found("undated", "", "whole", 300), found("early", "2021-05-01", "whole")};
}

std::string lead_of(Lead lead) {
  const auto articles = wire();
  const auto folded = query::fold_copies(articles, lead, schema::Names::builtin());
  REQUIRE(folded.size() == 2);
  CHECK(folded[0].copies == 3);
  CHECK(folded[1].copies == 0);
  CHECK(folded[1].article == &articles[1]);
  return folded[0].article->article.article.title;
}

}  // namespace

TEST_CASE("copies are folded into the one that leads, where the first of them stood", "[unit][query]") {
  CHECK(lead_of(Lead::First) == "Headline of early");
  CHECK(lead_of(Lead::Latest) == "Headline of cut");
  CHECK(lead_of(Lead::Longest) == "Headline of undated");
  CHECK(lead_of(Lead::Agency) == "Headline of whole");
}

TEST_CASE("folded articles are printed with how many copies they have, both numbers last", "[unit][query]") {
  const auto articles = wire();
  const auto text = test::written(false, false, [&](auto& out) {
    query::print_articles(query::fold_copies(articles, Lead::First, schema::Names::builtin()), {2, 0, 0}, out);
  });
  CHECK(text.find("    and 3 copies\n") != std::string::npos);
  CHECK(text.ends_with("2 articles, 3 copies of them (--copies lists them); 2 more in superseded versions (--status superseded lists them).\n"));
}

TEST_CASE("JSON lines have each article with its cluster", "[unit][query]") {
  const auto cut = query::jsonl_line(found("cut", "2021-05-03", "whole"));
  CHECK(cut.find("\"cluster\":\"" + test::SmallArchive::uid("whole") + "\",\"copy\":\"near\"") != std::string::npos);
  const auto whole = query::jsonl_line(found("whole", "2021-05-03", ""));
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
