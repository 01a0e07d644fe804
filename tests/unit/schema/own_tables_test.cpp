#include <catch2/catch.hpp>

#include "schema/archive.hpp"
#include "schema/catalogue_rows.hpp"
#include "schema/error.hpp"
#include "schema/migrations.hpp"
#include "schema/own_tables.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace attache::schema;
using attache::tests::TemporaryDirectory;

namespace {

const std::string kTerms = "kind\tbody\tperson\tfrom\tuntil\tsource\n";
const std::string kOneTerm = kTerms + "foreign_minister\tc:ru\tp:igor-ivanov\t2010-05-01\t2010-05-31\tmine\n";
const std::string kNotNames = "phrases\tsource\nMoscow Mule\tmine\n";

std::string fault_of(const std::string& bytes, std::string* hint = nullptr) {
  try {
    own_table_of("t.tsv", bytes);
    return "";
  } catch (const Error& e) {
    CHECK(e.code() == ErrorCode::Usage);
    if (hint) *hint = e.hint();
    return e.what();
  }
}

// As a program of schema version 1 made it.
void create_first_version(const ArchivePaths& paths) {
  std::filesystem::create_directory(paths.directory);
  Connection catalogue = Connection::open(paths.catalogue(), OpenMode::Create);
  catalogue.execute(kMigrations[0].sql);
  catalogue.execute("INSERT INTO store VALUES ('0123', 1, 'old'); PRAGMA application_id=1096045635; PRAGMA user_version=1");
  catalogue.execute("INSERT INTO speaker VALUES ('p:ada-voss', 'Ada Voss', 'person')");
  catalogue.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

void store(Connection& catalogue, const std::vector<OwnTable>& tables, std::int64_t gen, const std::string& at) {
  Transaction transaction(catalogue);
  catalogue.prepare("INSERT INTO generation (gen, nonce, at) VALUES (?1, 'x', ?2)").bind(1, gen).bind(2, at).run();
  store_own_tables(catalogue, tables, gen);
  transaction.commit();
}

}  // namespace

TEST_CASE("a table is known by its first line and kept in one form", "[unit][schema][own]") {
  const auto table = own_table_of("/home/me/mine.txt", kOneTerm);
  CHECK(table.kind == "terms");
  CHECK(table.rows == 1);
  CHECK(table.digest.size() == 12);
  CHECK(table.at.empty());
  const auto dos = own_table_of("other", "\xEF\xBB\xBF# by a spreadsheet\r\nphrases\tsource\r\nMoscow Mule\tmine\r\n");
  CHECK(dos.kind == "not_names");
  CHECK(dos.content == "# by a spreadsheet\n" + kNotNames);
}

TEST_CASE("what is no table is refused, with its line where one is to blame", "[unit][schema][own]") {
  std::string hint;
  for (const char* bytes : {"", "# only notes\n", "id\tname\n", "kind,body,person,from,until,source\n"}) {
    CAPTURE(bytes);
    CHECK(fault_of(bytes, &hint).starts_with("t.tsv: no table of names has such a first line"));
    CHECK(hint.find("terms: kind body person from until source; ") != std::string::npos);
  }
  CHECK(fault_of(kOneTerm + "foreign_minister\tc:ru\tp:\xE9\t2001\t\tme\n") == "t.tsv:3: bytes that are not UTF-8");
  CHECK(fault_of(kOneTerm + std::string("a\0b\n", 4)) == "t.tsv:3: a zero byte");
}

TEST_CASE("an archive keeps its tables, their order and when each came", "[unit][schema][own]") {
  const TemporaryDirectory directory;
  const ArchivePaths paths{directory.file("a")};
  create_archive(paths);
  auto catalogue = open_catalogue(paths, OpenMode::ReadWrite);
  CHECK(load_own_tables(catalogue).empty());
  CHECK(own_names_digest(catalogue).empty());

  store(catalogue, {own_table_of("t.tsv", kOneTerm)}, 1, "first");
  auto tables = load_own_tables(catalogue);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].content == kOneTerm);
  CHECK(tables[0].at == "first");
  tables.push_back(own_table_of("n\xE9.tsv", kNotNames));
  store(catalogue, tables, 2, "second");
  tables = load_own_tables(catalogue);
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].kind == "not_names");
  CHECK(tables[0].file == "n\xE9.tsv");
  CHECK(tables[0].at == "second");
  CHECK(tables[1].at == "first");
  CHECK(own_names_digest(catalogue) == digest_of(tables));
  CHECK(count_totals(catalogue).names == digest_of(tables));
  CHECK(archive_names(catalogue)->holders({"foreign_minister", "c:ru"}, {2010, 5, 2}).front()->source == "mine");

  std::swap(tables[0], tables[1]);
  CHECK(own_names_digest(catalogue) == digest_of(tables));
  store(catalogue, {}, 3, "third");
  CHECK(own_names_digest(catalogue).empty());
  CHECK(archive_names(catalogue).get() == &Names::builtin());
}

TEST_CASE("a stored table that does not load any more is named", "[unit][schema][own]") {
  const TemporaryDirectory directory;
  const ArchivePaths paths{directory.file("a")};
  create_archive(paths);
  auto catalogue = open_catalogue(paths, OpenMode::ReadWrite);
  // As if the program's tables had known the person once.
  store(catalogue, {own_table_of("/home/me/t.tsv", kTerms + "foreign_minister\tc:ru\tp:gone\t2001\t\tme\n")}, 1, "then");
  try {
    archive_names(catalogue);
    FAIL("loaded");
  } catch (const Error& e) {
    CHECK(e.code() == ErrorCode::Damaged);
    CHECK(e.what() == catalogue.path() + ": own table terms of the archive (/home/me/t.tsv):2: p:gone is no person of people.tsv");
    CHECK(e.hint().find("--remove") != std::string::npos);
  }
}

TEST_CASE("a reading is the engine and the digest of own tables", "[unit][schema][own]") {
  CHECK(reading_of("careful-5", "") == "careful-5");
  CHECK(reading_of("careful-5", "0a1b") == "careful-5+names:0a1b");
  for (const char* digest : {"", "0a1b"}) {
    CHECK(engine_of(reading_of("careful-5", digest)) == "careful-5");
    CHECK(names_digest_of(reading_of("careful-5", digest)) == digest);
  }
  Totals totals;
  totals.engines = {{"careful-5", 2}, {"careful-5+names:0a1b", 3}, {"fast-2+names:ffff", 4}};
  CHECK(articles_of_other_names(totals) == 7);
  totals.names = "0a1b";
  CHECK(articles_of_other_names(totals) == 6);
}

TEST_CASE("an archive of the first schema version is read as it is and migrated by the first writer", "[unit][schema][archive]") {
  const TemporaryDirectory directory;
  const ArchivePaths paths{directory.file("a")};
  create_first_version(paths);
  {
    const auto catalogue = open_catalogue(paths, OpenMode::ReadOnly);
    CHECK(read_store(catalogue).schema == 1);
    CHECK(load_own_tables(catalogue).empty());
    CHECK(count_totals(catalogue).names.empty());
    CHECK(archive_names(catalogue).get() == &Names::builtin());
  }
  open_catalogue(paths, OpenMode::ReadWrite);
  const auto catalogue = open_catalogue(paths, OpenMode::ReadOnly);
  CHECK(catalogue.integer("PRAGMA user_version") == kSchemaVersion);
  CHECK(read_store(catalogue).schema == kSchemaVersion);
  CHECK(read_store(catalogue).uuid == "0123");
  CHECK(catalogue.integer("SELECT count(*) FROM speaker") == 1);
  CHECK(load_own_tables(catalogue).empty());
}

TEST_CASE("a migration that fails leaves the version it found", "[unit][schema][archive]") {
  const TemporaryDirectory directory;
  const ArchivePaths paths{directory.file("a")};
  create_first_version(paths);
  // The last statement of the migration fails: what came before it must go too.
  Connection::open(paths.catalogue(), OpenMode::ReadWrite)
      .execute("CREATE TRIGGER no BEFORE UPDATE ON store BEGIN SELECT RAISE(ABORT, 'no'); END");
  CHECK_THROWS_AS(open_catalogue(paths, OpenMode::ReadWrite), Error);
  const auto catalogue = open_catalogue(paths, OpenMode::ReadOnly);
  CHECK(catalogue.integer("PRAGMA user_version") == 1);
  CHECK(catalogue.integer("SELECT count(*) FROM sqlite_master WHERE name = 'own_table'") == 0);
}
