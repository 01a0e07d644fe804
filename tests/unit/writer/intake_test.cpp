#include <catch2/catch.hpp>

#include <atomic>
#include <fstream>

#include "indexer/writer/intake.hpp"
#include "tests/crash/invented_news.hpp"
#include "tests/unit/writer/archive_fixture.hpp"

using namespace attache;
using indexer::InputReport;
using tests::ArchiveFixture;
namespace fs = std::filesystem;

namespace {

struct IntakeFixture : ArchiveFixture {
  std::string input(const std::string& name, const std::string& content) const {
    std::ofstream(directory.file(name), std::ios::binary) << content;
    return directory.file(name);
  }
  InputReport read(const std::string& path, const std::string& engine = "test-1", bool reread = false) {
    auto writer_options = options();
    writer_options.engine = engine;
    indexer::Writer writer(paths, std::move(writer_options));
    InputReport report;
    const auto analyse = [this](const auto&) { return ++analysed, std::vector<schema::Quote>{}; };
    indexer::Intake intake(writer, {reader, analyse, reread, helpers, [&](const InputReport& done) { report = done; }});
    intake.read(path);
    intake.finish();
    intake.forget_gone(walked);
    writer.flush();
    return report;
  }
  std::int64_t failed() const { return count("SELECT count(*) FROM input WHERE state = 'failed'"); }
  std::atomic<int> analysed = 0;
  unsigned helpers = 0;
  indexer::ReaderOptions reader;
  std::vector<std::string> walked;
};

std::string record(int number, const std::string& body) {
  return "{\"title\": \"Record " + std::to_string(number) + "\", \"body\": \"" + body + "\"}\n";
}

}  // namespace

TEST_CASE("the same bytes twice change nothing", "[unit][writer][intake]") {
  IntakeFixture archive;
  const std::string file = archive.input("a.txt", tests::invented_news(1));
  CHECK(archive.read(file).added == 1);
  CHECK(archive.analysed == 1);
  const auto generation = archive.generation();
  SECTION("not touched: the file is not even read") {
    const auto report = archive.read(file);
    CHECK(report.state == InputReport::State::Unchanged);
    CHECK(report.same == 1);
  }
  SECTION("touched: the hash tells") {
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::hours(1));
    CHECK(archive.read(file).state == InputReport::State::Unchanged);
    CHECK(archive.count("SELECT mtime_ns FROM input") ==
          std::chrono::nanoseconds(std::chrono::file_clock::to_sys(fs::last_write_time(file)).time_since_epoch())
              .count());
  }
  SECTION("read again when asked to: the article tells") {
    const auto report = archive.read(file, "test-1", true);
    CHECK(report.state == InputReport::State::Read);
    CHECK(report.same == 1);
    CHECK(report.changed == 0);
  }
  CHECK(archive.analysed == 1);
  CHECK(archive.generation() == generation);
  archive.require_clean(1);
}

TEST_CASE("a newer engine reads an unchanged file again", "[unit][writer][intake]") {
  IntakeFixture archive;
  const std::string file = archive.input("a.txt", tests::invented_news(1));
  archive.read(file);
  CHECK(archive.read(file, "test-2").changed == 1);
  CHECK(archive.analysed == 2);
  CHECK(archive.read(file, "test-2").state == InputReport::State::Unchanged);
}

TEST_CASE("a changed file replaces its article", "[unit][writer][intake]") {
  IntakeFixture archive;
  const std::string file = archive.input("a.txt", tests::invented_news(1));
  archive.read(file);
  archive.input("a.txt", tests::invented_news(1, 1) + "More.\n");
  const auto report = archive.read(file);
  CHECK(report.changed == 1);
  CHECK(report.added == 0);
  archive.require_clean(1);
}

TEST_CASE("records that vanish from a file are removed, unreadable ones are kept and listed",
          "[unit][writer][intake]") {
  IntakeFixture archive;
  const std::string one = record(1, "Marel said no."), two = record(2, "Voss said yes."),
                    three = record(3, "Kest left.");
  const std::string file = archive.input("a.jsonl", one + two + three);
  CHECK(archive.read(file).added == 3);
  SECTION("the last is gone") {
    archive.input("a.jsonl", one + two);
    const auto report = archive.read(file);
    CHECK(report.removed == 1);
    archive.require_clean(2);
  }
  SECTION("the second cannot be read any more") {
    archive.input("a.jsonl", one + "{\"title\": \n" + three);
    const auto report = archive.read(file);
    CHECK(report.faults.size() == 1);
    CHECK(report.removed == 0);
    CHECK(archive.count("SELECT count(*) FROM input WHERE state = 'failed' AND place <> ''") == 1);
    archive.require_clean(3);
    // Known now: the next run finds the same and writes nothing.
    const auto generation = archive.generation();
    CHECK(archive.read(file).faults.size() == 1);
    CHECK(archive.generation() == generation);
    // Mended, it is listed no more.
    archive.input("a.jsonl", one + two + three + "\n");
    CHECK(archive.read(file).faults.empty());
    CHECK(archive.count("SELECT count(*) FROM input WHERE state = 'failed'") == 0);
  }
}

TEST_CASE("an input that cannot be read is listed and its articles stay", "[unit][writer][intake]") {
  IntakeFixture archive;
  const std::string file = archive.input("a.txt", tests::invented_news(1));
  archive.read(file);
  fs::remove(file);
  const auto report = archive.read(file);
  CHECK(report.state == InputReport::State::Failed);
  REQUIRE(report.faults.size() == 1);
  CHECK_FALSE(report.faults[0].reason.empty());
  CHECK(archive.count("SELECT count(*) FROM input WHERE state = 'failed'") == 1);
  archive.require_clean(1);
  archive.input("a.txt", tests::invented_news(1));
  archive.read(file);
  CHECK(archive.count("SELECT count(*) FROM input WHERE state = 'failed'") == 0);
}

TEST_CASE("a file is read again when its columns are said to be others", "[unit][writer][intake]") {
  IntakeFixture archive;
  const std::string file = archive.input("a.csv", "title,body,extra\nTalks,Kest left.,Voss stayed.\n");
  CHECK(archive.read(file).added == 1);
  archive.reader.map = {{"body", "extra"}};
  CHECK(archive.read(file).changed == 1);
  CHECK(archive.read(file).state == InputReport::State::Unchanged);
  archive.require_clean(1);
}

TEST_CASE("what failed and is gone is forgotten when its folder is read again", "[unit][writer][intake]") {
  IntakeFixture archive;
  const std::string sound = archive.input("a.txt", tests::invented_news(1));
  archive.read(archive.input("gone.txt", ""));
  const std::string records = archive.input("b.jsonl", record(1, "Kest left.") + "{\n");
  archive.read(records);
  archive.read(archive.directory.file("archive"));  // a folder, as one that could not be listed
  CHECK(archive.failed() == 3);
  fs::remove(archive.directory.file("gone.txt"));
  SECTION("not with another folder") {
    archive.walked = {archive.directory.file("archive2")};
    archive.read(sound);
    CHECK(archive.failed() == 3);
  }
  SECTION("with its own; what is there and faulty stays") {
    archive.walked = {archive.directory.path() + "/"};
    archive.read(sound);
    CHECK(archive.failed() == 1);
    fs::remove(records);
    archive.read(sound);
    CHECK(archive.failed() == 0);
    archive.require_clean(2);
  }
  SECTION("not in the run that finds it missing") {
    archive.walked = {archive.directory.path()};
    archive.read(archive.directory.file("gone.txt"));
    CHECK(archive.failed() == 2);
  }
}

TEST_CASE("a file whose name is no UTF-8 is taken and known again", "[unit][writer][intake]") {
  IntakeFixture archive;
  const std::string file = archive.input("odd\xFF\nname.txt", tests::invented_news(1));
  CHECK(archive.read(file).added == 1);
  CHECK(archive.read(file).state == InputReport::State::Unchanged);
  archive.require_clean(1);
}
