#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "schema/archive.hpp"
#include "schema/error.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace attache::schema;
using attache::tests::TemporaryDirectory;

namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The error that opening gives, having left the file as it was.
Error refusal(const ArchivePaths& paths, OpenMode mode) {
  const std::string before = bytes_of(paths.catalogue());
  try {
    open_catalogue(paths, mode);
  } catch (const Error& e) {
    CHECK(bytes_of(paths.catalogue()) == before);
    return e;
  }
  FAIL("the archive was opened");
  throw std::logic_error("not reached");
}

// Runs SQL on the catalogue and folds the log in, as a forger would.
void forge(const ArchivePaths& paths, const char* sql) {
  Connection connection = Connection::open(paths.catalogue(), OpenMode::ReadWrite);
  connection.execute(sql);
  connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace

TEST_CASE("a new archive is private and is left alone when it is there already", "[unit][schema][archive]") {
  const TemporaryDirectory directory;
  const ArchivePaths paths{directory.file("deep/er/archive")};
  create_archive(paths);
  struct stat info {};
  REQUIRE(::stat(paths.directory.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0700);
  const Store store = read_store(open_catalogue(paths, OpenMode::ReadWrite));
  CHECK(store.uuid.size() == 32);
  CHECK(store.schema == kSchemaVersion);
  create_archive(paths);
  CHECK(read_store(open_catalogue(paths, OpenMode::ReadOnly)).uuid == store.uuid);
}

TEST_CASE("no archive is an error that says how to make one", "[unit][schema][archive]") {
  const TemporaryDirectory directory;
  try {
    open_catalogue({directory.file("none")}, OpenMode::ReadOnly);
    FAIL("opened");
  } catch (const Error& e) {
    CHECK(e.code() == ErrorCode::NoArchive);
    CHECK(e.hint().find("add --archive") != std::string::npos);
  }
}

TEST_CASE("another schema version or an unknown feature is refused untouched", "[unit][schema][archive]") {
  const TemporaryDirectory directory;
  struct Row {
    const char* sql;
    const char* word;
    bool reads;
  };
  int number = 0;
  for (const Row& row :
       {Row{"PRAGMA user_version=99", "version 99", false}, Row{"PRAGMA user_version=0", "version 0", false},
        Row{"INSERT INTO feature VALUES ('shiny', 'read')", "shiny", false},
        Row{"INSERT INTO feature VALUES ('shiny', 'write')", "shiny", true},
        Row{"PRAGMA application_id=7", "no catalogue", false}}) {
    CAPTURE(row.sql);
    const ArchivePaths paths{directory.file(std::to_string(++number))};
    create_archive(paths);
    forge(paths, row.sql);
    const Error error = refusal(paths, OpenMode::ReadWrite);
    CHECK(error.code() == ErrorCode::NoArchive);
    CHECK(std::string(error.what()).find(row.word) != std::string::npos);
    CHECK_FALSE(error.hint().empty());
    if (row.reads)
      CHECK_NOTHROW(open_catalogue(paths, OpenMode::ReadOnly));
    else
      refusal(paths, OpenMode::ReadOnly);
  }
}

TEST_CASE("a file that is no catalogue is refused untouched", "[unit][schema][archive]") {
  const TemporaryDirectory directory;
  const ArchivePaths paths{directory.path()};
  std::ofstream(paths.catalogue()) << "These are my notes. " << std::string(5000, '.');
  CHECK(refusal(paths, OpenMode::ReadWrite).code() == ErrorCode::NoArchive);
  const std::string before = bytes_of(paths.catalogue());
  CHECK_THROWS_AS(create_archive(paths), Error);
  CHECK(bytes_of(paths.catalogue()) == before);
}

TEST_CASE("markers are read back, other texts are none", "[unit][schema][archive]") {
  const Marker marker{17, "0f"};
  CHECK(parse_marker(to_string(marker)) == marker);
  CHECK(parse_marker(to_string(Marker{})) == Marker{});
  for (const char* text : {"", "17", "x:0f", "-1:0f", ":0f"}) CHECK_FALSE(parse_marker(text));
}

TEST_CASE("CURRENT names parts inside the archive only", "[unit][schema][archive]") {
  const TemporaryDirectory directory;
  const ArchivePaths paths{directory.path()};
  CHECK(read_current(paths).empty());
  const std::vector<std::string> parts{"index.a", "index.b"};
  write_current(paths, parts);
  CHECK(read_current(paths) == parts);
  for (const char* line : {"../index.a\n", "index./../..\n", "catalogue.db\n", "\n", "/etc\n"}) {
    CAPTURE(line);
    std::ofstream(paths.current()) << line;
    CHECK_THROWS_AS(read_current(paths), Error);
  }
}

TEST_CASE("the archive is the option's, else the environment's", "[unit][schema][archive]") {
  ::unsetenv("ATTACHE_ARCHIVE");
  ::unsetenv("XDG_DATA_HOME");
  ::setenv("HOME", "/home/x", 1);
  CHECK(archive_directory("") == "/home/x/.local/share/attache");
  ::setenv("XDG_DATA_HOME", "/data", 1);
  CHECK(archive_directory("") == "/data/attache");
  ::setenv("ATTACHE_ARCHIVE", "/wire/", 1);
  CHECK(archive_directory("") == "/wire");
  CHECK(archive_directory("/a/../b") == "/b");
  ::unsetenv("ATTACHE_ARCHIVE");
  ::unsetenv("XDG_DATA_HOME");
  ::unsetenv("HOME");
  CHECK_THROWS_AS(archive_directory(""), Error);
}

TEST_CASE("an archive is reached over a symbolic link to its folder", "[unit][schema][archive]") {
  const TemporaryDirectory directory;
  std::filesystem::create_directory(directory.file("real"));
  std::filesystem::create_directory_symlink(directory.file("real"), directory.file("link"));
  const ArchivePaths paths{archive_directory(directory.file("link/archive"))};
  create_archive(paths);
  CHECK_NOTHROW(open_catalogue(paths, OpenMode::ReadWrite));
}

TEST_CASE("totals are read back", "[unit][schema][archive]") {
  Totals totals;
  totals.articles = 3;
  totals.quotes = 5;
  totals.unread_inputs = 1;
  totals.languages = {{"", 1}, {"en", 2}};
  totals.engines = {{"rules-1", 3}};
  CHECK(totals_from_json(to_json(totals)) == totals);
  CHECK_THROWS_AS(totals_from_json("{}"), Error);
}

TEST_CASE("an archive whose making was killed at its first page is made", "[unit][schema]") {
  const TemporaryDirectory directory;
  const ArchivePaths paths{directory.file("archive")};
  std::filesystem::create_directory(paths.directory);
  std::ofstream(paths.catalogue()) << std::string(4096, '\0');
  // The header of a journal (SQLite's file format, section 3) of a database that had no page.
  constexpr unsigned char kHeader[] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0x10, 0};
  std::string journal(std::begin(kHeader), std::end(kHeader));
  journal.resize(512);
  std::ofstream(paths.catalogue() + "-journal", std::ios::binary) << journal;
  create_archive(paths);
  CHECK(open_catalogue(paths, OpenMode::ReadWrite).integer("SELECT count(*) FROM store") == 1);
  CHECK_FALSE(std::filesystem::exists(paths.catalogue() + "-journal"));
}
