// Gold folders and figures. The expected figures are those that ../shared/quotes/score.py defines, worked out by hand.
#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>

#include "indexer/evaluation/score.hpp"
#include "schema/error.hpp"
#include "tests/support/temporary_directory.hpp"

namespace {

using namespace attache;
using namespace attache::indexer;

//                               0         1         2         3         4
//                               0123456789012345678901234567890123456789012345
const std::string kText = "“Ready,” said Dane. Voss denied that he knew.";

class GoldFolder {
 public:
  GoldFolder() {
    std::filesystem::create_directories(folder_.file("text"));
    std::filesystem::create_directories(folder_.file("attributions"));
  }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_.file(name), std::ios::binary) << bytes;
  }
  const std::string& path() const { return folder_.path(); }

 private:
  tests::TemporaryDirectory folder_;
};

const char* const kAnnotations =
    "T1\tSource 14 18\tDane\n"
    "T2\tCue 9 13\tsaid\n"
    "T3\tContent 0 8\t“Ready,”\n"
    "T5\tSource 20 24\tVoss\n"
    "T6\tCue 25 31\tdenied\n"
    "T7\tContent 32 36;37 44\tthat he knew\n"
    "E1\tAttribution:T2 Source:T1 Content1:T3 Cue:T2\n"
    "E2\tAttribution:T6 Source:T5 Content:T7 Cue:T6\n"
    "E3\tAttribution:T6 Source:T5\n";

const Tally& all(const Scores& scores, Metric metric) { return scores.all[static_cast<std::size_t>(metric)]; }
const Tally& quoted(const Scores& scores, Metric metric) { return scores.quoted[static_cast<std::size_t>(metric)]; }

}  // namespace

TEST_CASE("gold attributions are read with their pieces; those without content are left out", "[unit][evaluation]") {
  const GoldFolder folder;
  folder.write("text/a.txt", kText);
  folder.write("text/unannotated.txt", kText);
  folder.write("attributions/a_first.ann", kAnnotations);
  folder.write("attributions/a_second.ann", "T1\tContent 0 8\t“Ready,”\nE1\tAttribution Content:T1\n");
  const auto gold = read_gold(folder.path());
  REQUIRE(gold.size() == 1);
  CHECK(gold[0].name == "a");
  REQUIRE(gold[0].annotators.size() == 2);
  REQUIRE(gold[0].annotators[0].size() == 2);
  CHECK(gold[0].annotators[0][1].content.size() == 2);
  CHECK(gold[0].annotators[0][1].content[1].begin == 37);
  CHECK(gold[0].annotators[1][0].source.empty());
}

TEST_CASE("a folder without gold, or with a broken annotation, is refused by name and line", "[unit][evaluation]") {
  const GoldFolder folder;
  CHECK_THROWS_WITH(read_gold(folder.path()), Catch::Contains("no text/NAME.txt"));
  folder.write("text/a.txt", kText);
  folder.write("attributions/a_first.ann", "T1\tSource 14 18\tDane\nT2\tCue nine ten\tsaid\n");
  CHECK_THROWS_WITH(read_gold(folder.path()), Catch::Contains("a_first.ann: line 2"));
}

TEST_CASE("figures count matched pairs by tokens", "[unit][evaluation]") {
  const GoldFolder folder;
  folder.write("text/a.txt", kText);
  folder.write("attributions/a_first.ann", kAnnotations);
  const auto gold = read_gold(folder.path());
  // The first is exact; the second has half its content ("he knew" of "that he knew") and no source; the third is nothing.
  const std::vector<ScoredAttribution> predicted = {
      {{{14, 18}}, {{9, 13}}, {{0, 8}}}, {{}, {{25, 31}}, {{37, 44}}}, {{}, {}, {{18, 19}}}};
  const Scores scores = score(kText, gold[0], predicted);
  CHECK(all(scores, Metric::Cue).right_gold == 2);
  CHECK(all(scores, Metric::Cue).predicted == 3);
  CHECK(all(scores, Metric::Content03).right_gold == 2);
  CHECK(all(scores, Metric::Content08).right_gold == 1);
  CHECK(all(scores, Metric::WholeClose).right_gold == 1);
  CHECK(all(scores, Metric::WholeSame).f1() == Approx(2 * (1 / 3.0) * (1 / 2.0) / (1 / 3.0 + 1 / 2.0)));
  CHECK(quoted(scores, Metric::WholeSame).gold == 1);
  CHECK(quoted(scores, Metric::WholeSame).predicted == 1);
  CHECK(quoted(scores, Metric::WholeSame).f1() == 1);

  Scores twice = scores;
  twice.add(scores);
  CHECK(all(twice, Metric::Cue).right_gold == 4);
  CHECK(all(score(kText, gold[0], {}), Metric::Cue).f1() == 0);
}

TEST_CASE("the annotator that gives the best headline counts", "[unit][evaluation]") {
  GoldArticle gold{"a", "", {{{{{20, 24}}, {{25, 31}}, {{32, 44}}}}, {{{{14, 18}}, {{9, 13}}, {{0, 8}}}}}};
  const Scores scores = score(kText, gold, {{{{14, 18}}, {{9, 13}}, {{0, 8}}}});
  CHECK(all(scores, Metric::WholeSame).f1() == 1);
}
