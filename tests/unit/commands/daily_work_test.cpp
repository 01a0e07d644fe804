// attache-index from outside: what daily work asks beyond `add`: what is gone, what would be done, what failed, less space.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/crash/full_scan.hpp"
#include "tests/unit/writer/program.hpp"

using namespace attache;
using tests::has;
using tests::Outcome;
using tests::Program;
namespace fs = std::filesystem;

namespace {

struct Archive : Program {
  // By the fast engine, which takes less time to load.
  Outcome add(const std::string& arguments) const { return run("add --engine fast --archive a " + arguments); }
  std::int64_t count(const char* sql) const {
    return schema::open_catalogue(paths(), schema::OpenMode::ReadOnly).integer(sql).value_or(-1);
  }
  std::int64_t articles() const { return count("SELECT count(*) FROM article"); }
  std::int64_t generation() const { return count("SELECT max(gen) FROM generation"); }
  void remove(const std::string& name) const { fs::remove_all(directory.file(name)); }
  // The states of a report, by the end of their files' names.
  std::string state_of(const std::string& report, const std::string& end) const {
    std::ifstream lines(directory.file(report));
    for (std::string line; std::getline(lines, line);)
      if (const auto json = nlohmann::json::parse(line); json["file"].get<std::string>().ends_with(end)) return json["state"];
    return {};
  }
};

}  // namespace

TEST_CASE("only with --prune articles of files that are gone are removed", "[unit][commands]") {
  const Archive archive;
  archive.inputs(4);
  fs::create_directories(archive.directory.file("in/deep"));
  fs::copy(archive.directory.file("in/news0.txt"), archive.directory.file("in/deep/news9.txt"));
  REQUIRE(archive.add("in").status == 0);
  archive.remove("in/news1.txt");
  archive.remove("in/deep");
  CHECK(archive.add("in").status == 0);
  CHECK(archive.articles() == 5);
  // Of another folder, whose name begins alike, nothing is said.
  fs::create_directories(archive.directory.file("i"));
  CHECK(archive.add("--prune i").status == 1);
  CHECK(archive.articles() == 5);
  const Outcome pruned = archive.add("--prune --report report in");
  CHECK(pruned.status == 0);
  CHECK(has(pruned.err, "inputs gone from disk                2\n"));
  CHECK(has(pruned.err, "articles removed                     2\n"));
  CHECK(archive.state_of("report", "/news1.txt") == "gone");
  CHECK(archive.state_of("report", "/deep/news9.txt") == "gone");
  CHECK(archive.state_of("report", "/news2.txt") == "unchanged");
  CHECK(archive.articles() == 3);
  CHECK(archive.count("SELECT count(*) FROM input") == 3);
  CHECK(tests::full_scan(archive.paths()).clean());
}

TEST_CASE("what is left out, missing as a whole, or not to be listed is not gone", "[unit][commands]") {
  const Archive archive;
  archive.inputs(3);
  REQUIRE(archive.add("in").status == 0);
  SECTION("left out by a pattern") { CHECK(archive.add("--prune --exclude 'news1*' in").status == 0); }
  SECTION("taken in by another pattern") { CHECK(archive.add("--prune --include 'news1*' in").status == 0); }
  SECTION("left out by a mark in its folder") {
    archive.input(".noindex", "");
    CHECK_FALSE(has(archive.add("--prune .").err, "gone from disk"));
  }
  SECTION("a folder that is not there, as when its disk is not") {
    archive.remove("in");
    const Outcome outcome = archive.add("--prune in");
    CHECK(outcome.status == 3);
    CHECK(has(outcome.err, "No such file or directory"));
  }
  SECTION("a folder that holds nothing, as where a disk is not mounted") {
    for (const char* name : {"in/news0.txt", "in/news1.txt", "in/news2.txt"}) archive.remove(name);
    const Outcome outcome = archive.add("--prune in");
    CHECK(outcome.status == 3);
    CHECK(has(outcome.err, "in: holds nothing"));
    CHECK(archive.add("--prune --dry-run in").status == 3);
    REQUIRE(archive.articles() == 3);
    // Unless the folder above is looked at.
    archive.file("sound.txt", tests::invented_news(5));
    archive.add("--prune --include sound.txt .");
    CHECK(archive.articles() == 1);
    return;
  }
  SECTION("a file that is named itself") {
    archive.remove("in/news1.txt");
    CHECK(archive.add("--prune in/news1.txt in/news2.txt").status == 3);
  }
  SECTION("a folder that cannot be listed") {
    if (::geteuid() == 0) return;  // for whom everything is permitted
    archive.remove("in/news1.txt");
    fs::permissions(archive.directory.file("in"), fs::perms::none);
    CHECK(archive.add("--prune in").status == 3);
    fs::permissions(archive.directory.file("in"), fs::perms::owner_all);
  }
  CHECK(archive.articles() == 3);
}

TEST_CASE("a dry run says what would be done and does nothing", "[unit][commands]") {
  const Archive archive;
  archive.inputs(4);
  archive.input("empty.txt", "");
  const Outcome first = archive.add("--dry-run in");
  CHECK(first.status == 0);
  CHECK(has(first.out, "new\t" + archive.directory.file("in/news0.txt") + "\n"));
  CHECK_FALSE(fs::exists(archive.directory.file("a")));

  REQUIRE(archive.add("in").status == 3);
  archive.remove("in/news0.txt");
  archive.input("news1.txt", "Other talks\n\nNothing was said.\n");
  const std::string touched = archive.directory.file("in/news2.txt");
  fs::last_write_time(touched, fs::last_write_time(touched) + std::chrono::hours(1));
  archive.input("new.txt", tests::invented_news(9));
  const auto generation = archive.generation();
  const Outcome outcome = archive.add("--dry-run --prune --report report in");
  CHECK(outcome.status == 0);
  for (const auto& [file, state] : {std::pair{"news0.txt", "gone"}, std::pair{"news1.txt", "changed"}, std::pair{"news2.txt", "unchanged"},
                                    std::pair{"news3.txt", "unchanged"}, std::pair{"new.txt", "new"}, std::pair{"empty.txt", "failed before"}}) {
    CAPTURE(file);
    CHECK(has(outcome.out, std::string(state) + '\t' + archive.directory.file(std::string("in/") + file) + '\n'));
    CHECK(archive.state_of("report", std::string("/") + file) == state);
  }
  CHECK(has(archive.run("add --archive a --engine careful --dry-run in/news3.txt").out, "read otherwise\t"));
  CHECK(archive.generation() == generation);

  REQUIRE(archive.add("--prune in").status == 3);
  archive.input("empty.txt", tests::invented_news(8));
  REQUIRE(archive.add("in").status == 0);
  CHECK(archive.add("--dry-run --prune in").status == 1);
  CHECK(archive.add("--dry-run nosuch").status == 3);
}

TEST_CASE("what failed is read again, and nothing else", "[unit][commands]") {
  const Archive archive;
  archive.inputs(2);
  archive.input("empty.txt", "");
  archive.input("records.jsonl", "{\"title\": \"Talks\", \"body\": \"Kest left.\"}\n{\n");
  REQUIRE(archive.add("in").status == 3);
  archive.input("news0.txt", "Other talks\n\nNothing was said.\n");
  archive.input("empty.txt", tests::invented_news(8));
  const auto changed = [&] { return archive.count("SELECT count(*) FROM article WHERE title = 'Other talks'"); };
  const Outcome some = archive.run("failed --archive a --retry --engine fast --report report");
  CHECK(some.status == 3);
  CHECK(archive.state_of("report", "/empty.txt") == "read");
  CHECK(archive.state_of("report", "/news0.txt").empty());
  CHECK(changed() == 0);
  archive.input("records.jsonl", "{\"title\": \"Talks\", \"body\": \"Kest left.\"}\n");
  CHECK(archive.run("failed --archive a --retry --engine fast").status == 0);
  CHECK(archive.run("failed --archive a").status == 1);
  CHECK(archive.run("failed --archive a --retry --engine fast").status == 1);
  CHECK(changed() == 0);
  CHECK(archive.articles() == 4);
  CHECK(archive.run("failed --archive a --type text").status == 2);
}

TEST_CASE("an article that could not be indexed is tried again from the catalogue", "[unit][commands]") {
  const Archive archive;
  archive.inputs(2);
  REQUIRE(archive.add("in").status == 0);
  archive.remove("in");
  schema::open_catalogue(archive.paths(), schema::OpenMode::ReadWrite)
      .execute("INSERT INTO index_error (article_uid, reason, gen) SELECT uid, 'by an older program', gen FROM article WHERE id = 2");
  REQUIRE(has(archive.run("failed --archive a").out, "not indexable: by an older program"));
  const Outcome outcome = archive.run("failed --archive a --retry --engine fast");
  CHECK(outcome.status == 0);
  CHECK(has(outcome.err, "articles changed                     1\n"));
  CHECK(archive.run("failed --archive a").status == 1);
  CHECK(tests::full_scan(archive.paths()).clean());
}

TEST_CASE("compact makes the index smaller and leaves what it says", "[unit][commands]") {
  const Archive archive;
  CHECK(archive.run("compact --archive a").status == 4);
  archive.inputs(60);
  REQUIRE(archive.add("--flush 5 in").status == 0);
  const std::string before = archive.query("--archive a --format jsonl quotes about talks").out;
  const auto index_bytes = [&] {
    std::uintmax_t sum = 0;
    for (const auto& file : fs::directory_iterator(archive.paths().part(schema::read_current(archive.paths()).at(0)))) sum += file.file_size();
    return sum;
  };
  const auto bytes = index_bytes();
  const Outcome outcome = archive.run("compact --archive a");
  CHECK(outcome.status == 0);
  CHECK(has(outcome.err, "MB before"));
  CHECK(index_bytes() < bytes);
  CHECK(tests::full_scan(archive.paths()).clean());
  CHECK(archive.query("--archive a --format jsonl quotes about talks").out == before);
  // It is an index like any other.
  archive.input("more.txt", tests::invented_news(99));
  CHECK(archive.add("in").status == 0);
  CHECK(tests::full_scan(archive.paths()).articles == 61);
  CHECK(tests::full_scan(archive.paths()).clean());
}

TEST_CASE("articles whose language is not read for quotations are counted", "[unit][commands]") {
  const Archive archive;
  archive.inputs(1);
  archive.input("de.txt",
                "Gespräche in Harn\n\n3. März 2020\n\nDie Ministerin sagte am Dienstag, die Gespräche seien vorüber und man werde sich im "
                "Herbst wieder treffen, um über die Brücke zu sprechen.\n");
  const Outcome outcome = archive.add("in");
  CHECK(outcome.status == 0);
  CHECK(has(outcome.err, "  in languages not read              1\n"));
  CHECK(has(archive.run("status --archive a").out, "in languages not read       1\n"));
}

TEST_CASE("the manual page and the completion have every command", "[unit][commands]") {
  const Program program;
  const Outcome manual = program.run("manual");
  CHECK(manual.status == 0);
  for (const char* part : {".TH ATTACHE\\-INDEX 1", ".SS \\fBadd", ".SS \\fBwatch", ".SS \\fBcompact", "\\fB\\-\\-prune\\fR", "locked by another writer"}) {
    CAPTURE(part);
    CHECK(has(manual.out, part));
  }
  CHECK(has(program.run("completion zsh").out, "#compdef attache-index"));
  CHECK(has(program.run("completion fish").out, "complete -c attache-index"));
  CHECK(program.run("completion tcsh").status == 2);
  REQUIRE(program.run("completion").status == 0);
  program.shell("cp out completion");
  const auto completed = [&](const std::string& words) {
    const std::string line = "bash -c 'source ./completion; COMP_WORDS=(attache-index " + words +
                             "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _attache_index; echo \"${COMPREPLY[*]}\"' >out 2>err";
    return program.shell(line).out;
  };
  CHECK(completed("comp") == "completion compact\n");
  CHECK(completed("add --dry") == "--dry-run\n");
  CHECK(completed("watch --engine ca") == "careful\n");
  CHECK(completed("quotes --format j") == "jsonl\n");
  CHECK(completed("add in") == "\n");
}
