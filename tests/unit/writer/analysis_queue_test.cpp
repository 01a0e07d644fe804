#include <catch2/catch.hpp>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "indexer/writer/analysis_queue.hpp"
#include "indexer/writer/intake.hpp"
#include "tests/crash/invented_news.hpp"
#include "tests/unit/writer/archive_fixture.hpp"

using namespace attache;
using indexer::AnalysisQueue;

namespace {

schema::Article numbered(int number) {
  schema::Article article;
  article.text = std::to_string(number);
  return article;
}

// One quotation, whose reason is the text; the later articles are done sooner.
std::vector<schema::Quote> slow_at_first(const schema::Article& article) {
  const int number = std::stoi(article.text);
  std::this_thread::sleep_for(std::chrono::microseconds(200 * (20 - number % 20)));
  schema::Quote quote;
  quote.reason = article.text;
  return {quote};
}

}  // namespace

TEST_CASE("articles come back in the order in which they went in", "[unit][writer][pipeline]") {
  for (const unsigned helpers : {0U, 1U, 4U}) {
    CAPTURE(helpers);
    AnalysisQueue queue(slow_at_first, helpers);
    int next = 0;
    const auto take = [&] {
      const auto analysed = queue.pop();
      REQUIRE(analysed.article.text == std::to_string(next));
      REQUIRE(analysed.quotes.at(0).reason == analysed.article.text);
      ++next;
    };
    for (int i = 0; i < 200; ++i) {
      queue.push(numbered(i));
      while (queue.ready()) take();
    }
    while (!queue.empty()) take();
    CHECK(next == 200);
  }
}

TEST_CASE("what analysing throws comes out with its article, and the others are not lost", "[unit][writer][pipeline]") {
  for (const unsigned helpers : {0U, 3U}) {
    AnalysisQueue queue(
        [](const schema::Article& article) -> std::vector<schema::Quote> {
          if (article.text == "1") throw std::runtime_error("no");
          return {};
        },
        helpers);
    for (int i = 0; i < 3; ++i) queue.push(numbered(i));
    CHECK(queue.pop().article.text == "0");
    CHECK_THROWS_AS(queue.pop(), std::runtime_error);
    CHECK(queue.pop().article.text == "2");
  }
}

TEST_CASE("a queue is full by number and by size, and may be given up", "[unit][writer][pipeline]") {
  AnalysisQueue many({}, 2);
  int pushed = 0;
  while (!many.full()) many.push(numbered(pushed++));
  CHECK(pushed == 4096);
  AnalysisQueue large({}, 2);
  schema::Article article;
  article.text.assign(16u << 20, 'a');
  large.push(std::move(article));
  CHECK(large.full());
}

TEST_CASE("an archive is the same for any number of threads", "[unit][writer][pipeline]") {
  const auto rows = [](unsigned helpers) {
    tests::ArchiveFixture archive;
    const std::string file = archive.directory.file("news.jsonl");
    std::ofstream out(file);
    for (std::uint32_t i = 0; i < 60; ++i) out << "{\"title\": \"Record " << i << "\", \"body\": \"Body " << i << ".\"}\n" << (i == 30 ? "{broken\n" : "");
    out.close();
    // Files and members that are opened ahead, some of which cannot be read.
    std::vector<std::string> files{file};
    std::ofstream mbox(archive.directory.file("news.mbox"));
    for (int i = 60; i < 80; ++i) {
      const std::string page = fmt::format("<html><head><title>Record {0}</title></head><body><p>Body {0} of a page, which is long enough.</p></body></html>", i);
      files.push_back(archive.directory.file(fmt::format("page {}.html", i)));
      std::ofstream(files.back()) << (i % 7 == 0 ? "<html></html>" : page);
      mbox << fmt::format("From a@b Thu Jan  1 00:00:00 2026\nSubject: Record {}\nContent-Type: text/{}\n\n{}\n\n", i, i % 5 == 0 ? "plain" : "html",
                          i % 7 == 0 ? "" : page);
    }
    mbox.close();
    files.push_back(archive.directory.file("news.mbox"));
    std::vector<std::string> seen;
    {
      indexer::Writer writer(archive.paths, archive.options());
      const auto analyse = [](const schema::Article& article) {
        const int number = std::stoi(article.title.substr(7));
        std::this_thread::sleep_for(std::chrono::microseconds(100 * (number % 7)));
        schema::Quote quote;
        quote.content = {{0, static_cast<std::uint32_t>(article.title.size())}};
        quote.reason = article.title;
        return std::vector<schema::Quote>(number % 3, quote);
      };
      const auto done = [&](const indexer::InputReport& report) {
        seen.push_back(fmt::format("{} {} {} {}", report.added, report.same, report.quotes, report.faults.size()));
      };
      indexer::Intake intake(writer, {{}, analyse, false, helpers, done});
      for (const std::string& one : files) intake.read(one);
      intake.refuse(archive.directory.file("gone"), {"no such file", ""});
      intake.read(file);  // again, while it is still on its way
      intake.finish();
      writer.flush();
    }
    const auto catalogue = archive.catalogue();
    auto row = catalogue.prepare("SELECT a.id, a.place, a.title, (SELECT group_concat(reason || ordinal) FROM quote WHERE article_id = a.id) AS quotes"
                                 " FROM article a ORDER BY a.id");
    while (row.step()) seen.push_back(row.text("id") + row.text("place") + row.text("title") + row.text("quotes"));
    return seen;
  };
  const auto alone = rows(0);
  REQUIRE(alone.size() == 24 + 60 + 17 + 18);
  CHECK(alone[0] == "60 0 60 1");
  CHECK(alone[1] == "1 0 0 0");
  CHECK(alone[4] == "0 0 0 1");
  CHECK(alone[21] == "18 0 17 2");
  CHECK(alone[22] == "0 0 0 1");
  CHECK(alone[23] == "0 60 0 1");
  CHECK(rows(1) == alone);
  CHECK(rows(4) == alone);
}
