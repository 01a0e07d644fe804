// attache-index from outside: exit statuses and what is printed where.
#include <catch2/catch.hpp>

#include <chrono>

#include <nlohmann/json.hpp>

#include "indexer/quotes/engine.hpp"
#include "indexer/writer/archive_lock.hpp"
#include "indexer/writer/index_keeper.hpp"
#include "schema/catalogue_rows.hpp"
#include "tests/crash/full_scan.hpp"
#include "tests/unit/writer/program.hpp"

using namespace attache;
using tests::has;
using tests::Outcome;
using tests::Program;
namespace fs = std::filesystem;

TEST_CASE("bad usage is status 2 and says what is accepted", "[unit][commands]") {
  const Program program;
  for (const char* arguments : {"", "nosuch", "compact --wait -1", "add", "add --nosuch x", "add --flush 0 x",
                                "quotes --format xml x", "remove --archive a", "add --files-from nosuch", "requote --most 0", "requote --engine slow",
                                "quotes --engine slow x", "add --type nosuch x", "quotes --type nosuch x", "add --wait 1e300 x"}) {
    CAPTURE(arguments);
    const Outcome outcome = program.run(arguments);
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    CHECK(has(outcome.err, "attache-index: "));
  }
}

TEST_CASE("help and version go to standard output", "[unit][commands]") {
  const Program program;
  const Outcome help = program.run("--help");
  CHECK(help.status == 0);
  CHECK(has(help.out, "Examples:"));
  CHECK(has(help.out, "locked by another writer"));
  CHECK(has(program.run("check --help").out, "Exit status:"));
  CHECK(has(program.run("--version").out, "Xapian 1.4"));
}

TEST_CASE("an archive is made, filled, described, checked and mended", "[unit][commands]") {
  const Program program;
  program.inputs(5);
  CHECK(program.run("status --archive a").status == 4);
  CHECK(program.run("remove --archive a 1").status == 4);
  CHECK_FALSE(fs::exists(program.directory.file("a")));
  const Outcome added = program.run("add --archive a --report report in");
  CHECK(added.status == 0);
  CHECK(added.out.empty());
  CHECK(has(added.err, "articles added"));
  int lines = 0;
  std::ifstream report(program.directory.file("report"));
  for (std::string line; std::getline(report, line); ++lines) CHECK(nlohmann::json::parse(line)["state"] == "read");
  CHECK(lines == 5);
  CHECK(has(program.run("status --archive a").out, "up to date"));
  CHECK(program.run("failed --archive a").status == 1);
  CHECK(program.run("check --full --archive a").status == 0);
  fs::remove(program.paths().current());
  const Outcome damaged = program.run("check --archive a");
  CHECK(damaged.status == 6);
  CHECK(has(damaged.err, "--repair"));
  CHECK(program.run("check --repair --full --archive a").status == 0);
  CHECK(tests::full_scan(program.paths()).clean());
  CHECK(program.run("remove --archive a 2 999").status == 3);
  CHECK(program.run("remove --archive a 999").status == 1);
  CHECK(tests::full_scan(program.paths()).articles == 4);
}

TEST_CASE("what the fast engine read is read again by the careful one, step by step", "[unit][commands]") {
  const Program program;
  program.inputs(5);
  CHECK(program.run("requote --archive a").status == 4);
  REQUIRE(program.run("add --archive careful in").status == 0);
  REQUIRE(program.run("add --archive a --engine fast in").status == 0);
  fs::remove_all(program.directory.file("in"));
  CHECK(program.run("requote --archive a --engine fast").status == 1);

  const Outcome some = program.run("requote --archive a --most 2");
  CHECK(some.status == 0);
  CHECK(some.out.empty());
  CHECK(has(some.err, "articles read again                  2\n"));
  CHECK(has(some.err, "articles left                        3\n"));
  const std::string by_careful = "articles by engine " + std::string(indexer::QuoteEngine::version(indexer::EngineKind::Careful)) + " ";
  CHECK(has(program.run("status --archive a").out, by_careful + "2\n"));
  CHECK(program.run("requote --archive a").status == 0);
  CHECK(has(program.run("status --archive a").out, by_careful + "5\n"));
  CHECK(program.run("requote --archive a").status == 1);
  CHECK(program.run("check --full --archive a").status == 0);
  CHECK(tests::full_scan(program.paths()).clean());

  // As if the careful engine had read them from the first.
  const auto quotes = [&](const std::string& archive) {
    const auto catalogue = schema::open_catalogue({program.directory.file(archive)}, schema::OpenMode::ReadOnly);
    std::vector<schema::Quote> out;
    for (std::int64_t id = 1; id <= 5; ++id) {
      const auto stored = schema::load_article(catalogue, id);
      REQUIRE(stored);
      out.insert(out.end(), stored->quotes.begin(), stored->quotes.end());
    }
    return out;
  };
  CHECK_FALSE(quotes("a").empty());
  CHECK(quotes("a") == quotes("careful"));
}

TEST_CASE("what cannot be read is status 3 and listed", "[unit][commands]") {
  const Program program;
  program.inputs(1);
  const Outcome added = program.run("add --archive a in nosuch.txt");
  CHECK(added.status == 3);
  CHECK(has(added.err, "nosuch.txt: "));
  const Outcome failed = program.run("failed --archive a");
  CHECK(failed.status == 0);
  CHECK(has(failed.out, "nosuch.txt\t"));
}

TEST_CASE("a locked archive is status 5 and names the holder", "[unit][commands]") {
  const Program program;
  program.inputs(1);
  REQUIRE(program.run("add --archive a in").status == 0);
  const indexer::ArchiveLock lock(program.paths(), std::chrono::milliseconds(0));
  const Outcome outcome = program.run("add --archive a in");
  CHECK(outcome.status == 5);
  CHECK(has(outcome.err, "locked by pid " + std::to_string(::getpid())));
}

TEST_CASE("an output that cannot be written is status 7, one that nobody reads is none", "[unit][commands]") {
  const Program program;
  program.inputs(40);
  CHECK(program.run("quotes in/news*.txt", "", ">/dev/full").status == 7);
  CHECK(program.run("quotes in/news*.txt", "", "| head -c 10 >out").err.empty());
}

TEST_CASE("messages that cannot be written end nothing and go nowhere else", "[unit][commands]") {
  const Program program;
  program.inputs(3);
  for (const char* streams : {"2>/dev/full", "2>&-", "<&- >&- 2>&-"}) {
    CAPTURE(streams);
    const Outcome outcome = program.run("add --archive a in nosuch", "", streams);
    CHECK(outcome.status == 3);
    CHECK(program.run("check --full --archive a").status == 0);
    CHECK(program.content("a/lock").size() < 10);
    fs::remove_all(program.directory.file("a"));
  }
  CHECK(program.run("--help", "", ">/dev/full").status == 7);
  CHECK(program.run("status --archive a", "", ">&-").status == 4);
}

TEST_CASE("a signal ends a wait for standard input within two seconds", "[unit][commands]") {
  const Program program;
  program.inputs(1);
  for (const char* arguments : {"add --archive a -", "add --archive a --files-from -", "quotes -"}) {
    CAPTURE(arguments);
    const auto start = std::chrono::steady_clock::now();
    // The pipe stays open for longer than the test would wait.
    const Outcome outcome = program.run(
        arguments, "mkfifo pipe; exec 9<>pipe; timeout --preserve-status -s TERM 0.3", "<pipe >out");
    CHECK(outcome.status == 143);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(4));
    fs::remove(program.directory.file("pipe"));
  }
}

TEST_CASE("a signal ends work on one giant article within two seconds, and the archive is whole", "[unit][commands]") {
  const Program program;
  program.inputs(2);
  REQUIRE(program.run("add --archive a in").status == 0);
  std::string text = "Talks\n\n";
  while (text.size() < 15'000'000) text += "Minister Ann Voss said: \"The talks of Harn are over.\" ";
  program.input("giant.txt", text);
  const auto start = std::chrono::steady_clock::now();
  const Outcome outcome = program.run("add --archive a in", "timeout --preserve-status -s INT 0.5");
  CAPTURE(outcome.status, outcome.err);
  CHECK((outcome.status == 130 || outcome.status == 0));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
  CHECK(program.run("check --full --repair --archive a").status == 0);
  CHECK(tests::full_scan(program.paths()).clean());
}

TEST_CASE("a list of files may come through a pipe, and may be empty", "[unit][commands]") {
  const Program program;
  program.inputs(2);
  CHECK(program.run("add --archive a --files-from pipe", "mkfifo pipe; { ls -d in/* >pipe & } ;").status == 0);
  CHECK(has(program.run("status --archive a").out, "articles                    2\n"));
  CHECK(program.run("add --archive a --files-from -", "", "</dev/null").status == 1);
}

TEST_CASE("an archive that is not permitted is not called missing", "[unit][commands]") {
  if (::geteuid() == 0) return;  // for whom everything is permitted
  const Program program;
  program.inputs(1);
  REQUIRE(program.run("add --archive a in").status == 0);
  fs::permissions(program.directory.file("a"), fs::perms::none);
  const Outcome outcome = program.run("status --archive a");
  CHECK(outcome.status == 4);
  CHECK(has(outcome.err, "Permission denied"));
  fs::permissions(program.directory.file("a"), fs::perms::owner_all);
}

TEST_CASE("status tells that the index is behind even where the counts agree", "[unit][commands]") {
  const Program program;
  program.inputs(3);
  REQUIRE(program.run("add --archive a in").status == 0);
  {
    auto catalogue = schema::open_catalogue(program.paths(), schema::OpenMode::ReadWrite);
    schema::Transaction transaction(catalogue);
    indexer::insert_generation(catalogue);
    transaction.commit();
  }
  CHECK(has(program.run("status --archive a").out, "1 generation behind the catalogue"));
}

TEST_CASE("a signal stops an import cleanly with its own status", "[unit][commands]") {
  const Program program;
  program.inputs(1500);
  for (const auto& [signal, status] : {std::pair{"INT", 130}, std::pair{"TERM", 143}}) {
    CAPTURE(signal);
    const Outcome outcome = program.run("add --archive a --flush 50 --reread in",
                                        std::string("timeout --preserve-status -s ") + signal + " 0.3");
    CAPTURE(outcome.status, outcome.err);
    CHECK((outcome.status == status || outcome.status == 0));  // 0: it was through before the signal
    CHECK(program.run("check --repair --full --archive a").status == 0);
    fs::remove_all(program.directory.file("a"));
  }
}

TEST_CASE("quotes marks the quotations for people, the speaker beside", "[unit][commands]") {
  const Program program;
  program.input("a.txt",
                "Talks\n\nThe talks are “over”, President Dorin Kest of Kestovia said.\n\nA diplomat said: “No.”\n");
  const std::string out = program.run("quotes in/a.txt").out;
  CHECK(has(out, "Talks\n  Dorin Kest · says · mixed · 0."));
  CHECK(has(out, "    [[The talks are “over”]], President Dorin Kest of Kestovia said.\n"));
  CHECK(has(out, "  A diplomat (unnamed) · says · direct"));
  const auto line = nlohmann::json::parse(program.run("quotes --format jsonl in/a.txt").out);
  REQUIRE(line["quotes"].size() == 2);
  CHECK(line["quotes"][0]["to"].is_null());
  CHECK(line["quotes"][1]["speaker"].is_null());
  for (const auto& quote : line["quotes"]) {
    CHECK(quote["cue"].is_array());
    CHECK(quote["source"].is_array());
    CHECK(quote["confidence"].dump().size() <= 6);
  }
}

TEST_CASE("quotes prints a line an article with offsets in code points", "[unit][commands]") {
  const Program program;
  program.input("é.txt", "Élan talks\n\n3 March 2020\n\nPresident Dorin Kest of Kestovia said: “The élan is gone.”\n");
  const Outcome outcome = program.run("quotes --format jsonl in/*.txt");
  CHECK(outcome.status <= 1);
  const auto line = nlohmann::json::parse(outcome.out);
  CHECK(line["doc"] == "é");
  REQUIRE(line["quotes"].size() >= 1);
  const auto& quote = line["quotes"][0];
  for (const char* key : {"source", "cue", "content", "shown", "speaker", "speaker_class", "kind", "act", "factuality",
                          "to", "confidence", "reason"})
    CHECK(quote.contains(key));
  // "“The élan is gone.”" by code points of the whole text.
  CHECK(quote["content"] == nlohmann::json{{65, 84}});
}
