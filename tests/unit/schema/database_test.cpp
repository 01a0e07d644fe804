#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <fstream>

#include "schema/database.hpp"
#include "schema/error.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace attache::schema;
using attache::tests::TemporaryDirectory;

namespace {

template <class F>
ErrorCode code_of(F&& f) {
  try {
    f();
  } catch (const Error& e) {
    CHECK_FALSE(std::string(e.what()).empty());
    return e.code();
  }
  FAIL("no error");
  return ErrorCode::Usage;
}

}  // namespace

TEST_CASE("values of every kind come back as they were bound", "[unit][schema][database]") {
  const TemporaryDirectory directory;
  Connection connection = Connection::open(directory.file("a.db"), OpenMode::Create);
  connection.execute("CREATE TABLE t (i INTEGER, r REAL, s TEXT, b BLOB, n TEXT)");
  const std::string zero("a\0b\xFF", 4);
  connection.prepare("INSERT INTO t VALUES (?1, ?2, ?3, ?4, ?5)")
      .bind(1, std::int64_t{INT64_MIN})
      .bind(2, 0.25)
      .bind(3, std::string_view{})
      .bind_blob(4, zero)
      .bind_null(5)
      .run();
  Statement row = connection.prepare("SELECT * FROM t");
  REQUIRE(row.step());
  CHECK(row.integer("i") == INT64_MIN);
  CHECK(row.real("r") == 0.25);
  CHECK_FALSE(row.is_null("s"));
  CHECK(row.text("s").empty());
  CHECK(row.blob("b") == zero);
  CHECK(row.is_null("n"));
  CHECK_THROWS_AS(row.text("nosuch"), Error);
  CHECK_FALSE(row.step());
}

TEST_CASE("a transaction that is not committed leaves nothing", "[unit][schema][database]") {
  const TemporaryDirectory directory;
  Connection connection = Connection::open(directory.file("a.db"), OpenMode::Create);
  connection.execute("CREATE TABLE t (i INTEGER)");
  {
    Transaction transaction(connection);
    connection.execute("INSERT INTO t VALUES (1)");
  }
  CHECK(connection.integer("SELECT count(*) FROM t") == 0);
  {
    Transaction transaction(connection);
    connection.execute("INSERT INTO t VALUES (1)");
    transaction.commit();
  }
  CHECK(connection.integer("SELECT count(*) FROM t") == 1);
  CHECK(connection.integer("SELECT i FROM t WHERE i = 7") == std::nullopt);
}

TEST_CASE("each failure of SQLite is one of this program's errors", "[unit][schema][database]") {
  const TemporaryDirectory directory;
  CHECK(code_of([&] { Connection::open(directory.file("none.db"), OpenMode::ReadOnly); }) == ErrorCode::NoArchive);
  std::ofstream(directory.file("text.db")) << std::string(5000, 'x');
  CHECK(code_of([&] {
          Connection::open(directory.file("text.db"), OpenMode::ReadOnly).integer("SELECT count(*) FROM sqlite_master");
        }) == ErrorCode::NoArchive);
  Connection writer = Connection::open(directory.file("a.db"), OpenMode::Create);
  writer.execute("CREATE TABLE t (i INTEGER UNIQUE)");
  Connection reader = Connection::open(directory.file("a.db"), OpenMode::ReadOnly);
  CHECK(code_of([&] { reader.execute("INSERT INTO t VALUES (1)"); }) == ErrorCode::Output);
  CHECK(code_of([&] { writer.execute("SELEC"); }) == ErrorCode::Damaged);
}

TEST_CASE("a catalogue is its owner's alone, and durable", "[unit][schema][database]") {
  const TemporaryDirectory directory;
  const Connection connection = Connection::open(directory.file("a.db"), OpenMode::Create);
  struct stat info {};
  REQUIRE(::stat(directory.file("a.db").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
  CHECK(connection.integer("PRAGMA synchronous") == 2);
  CHECK(connection.integer("PRAGMA foreign_keys") == 1);
  CHECK(connection.integer("PRAGMA trusted_schema") == 0);
  CHECK_THROWS_AS(connection.prepare("SELECT load_extension('x')").step(), Error);
}
