#include <catch2/catch.hpp>

#include <fstream>

#include "indexer/writer/comparison.hpp"
#include "indexer/writer/index_keeper.hpp"
#include "schema/catalogue_rows.hpp"
#include "schema/error.hpp"
#include "tests/unit/writer/archive_fixture.hpp"

using namespace attache;
using indexer::Recovery;
using tests::ArchiveFixture;
namespace fs = std::filesystem;

namespace {

// Saves articles without the index, as a crash between the two halves of a generation leaves it.
void save_only(const ArchiveFixture& archive, int first, int last) {
  auto catalogue = schema::open_catalogue(archive.paths, schema::OpenMode::ReadWrite);
  schema::Transaction transaction(catalogue);
  const auto generation = indexer::insert_generation(catalogue);
  for (int i = first; i <= last; ++i) {
    const auto sample = ArchiveFixture::sample(i);
    schema::store_article(catalogue, sample.article, "test-1", sample.quotes, generation.gen);
  }
  transaction.commit();
}

int set_aside(const ArchiveFixture& archive) {
  int out = 0;
  for (const auto& entry : fs::directory_iterator(archive.paths.directory))
    out += entry.path().filename().string().starts_with("index.bad.");
  return out;
}

}  // namespace

TEST_CASE("a sound archive needs no recovery", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 3);
  const auto before = archive.generation();
  CHECK(archive.open()->recovery() == Recovery::Clean);
  CHECK(archive.generation() == before);
}

TEST_CASE("an index that is gone is made anew", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 5);
  SECTION("its folder") { fs::remove_all(archive.part()); }
  SECTION("its root") { fs::remove(archive.part() + "/iamglass"); }
  SECTION("a table") { fs::remove(archive.part() + "/postlist.glass"); }
  SECTION("CURRENT") { fs::remove(archive.paths.current()); }
  CHECK(archive.open()->recovery() == Recovery::Rebuilt);
  archive.require_clean(5);
}

TEST_CASE("an index that is behind is brought up", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 5);
  save_only(archive, 4, 8);
  CHECK_FALSE(tests::full_scan(archive.paths).clean());
  CHECK(indexer::compare_marks(archive.paths).findings.size() > 0);
  CHECK(archive.open()->recovery() == Recovery::Replayed);
  archive.require_clean(8);
  CHECK(indexer::compare_marks(archive.paths).same());
}

TEST_CASE("an index many generations behind is brought up, removals too", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 5);
  archive.copy_to("old");
  archive.add(6, 9);
  archive.add(1, 2, "Changed ");
  {
    const auto writer = archive.open();
    writer->remove(ArchiveFixture::uid(3));
    writer->flush();
  }
  const std::string part = fs::path(archive.part()).filename().string();
  archive.restore("old", part);
  CHECK(archive.open()->recovery() == Recovery::Replayed);
  archive.require_clean(8);
}

TEST_CASE("tombstones that the index has followed are purged in a later generation", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 4);
  archive.copy_to("old");
  {
    const auto writer = archive.open();
    writer->remove(ArchiveFixture::uid(3));
    writer->flush();
    CHECK(archive.count("SELECT count(*) FROM tombstone") == 1);
    writer->remove(ArchiveFixture::uid(2));
    writer->flush();
    CHECK(archive.count("SELECT count(*) FROM tombstone") == 1);
  }
  archive.add(5, 5);
  CHECK(archive.count("SELECT count(*) FROM tombstone") == 0);
  archive.require_clean(3);
  CHECK(archive.open()->recovery() == Recovery::Clean);
  // An index from before cannot be brought up by replay any more: its documents of 2 and 3 would stay.
  archive.restore("old", fs::path(archive.part()).filename().string());
  CHECK_FALSE(indexer::compare_marks(archive.paths).same());
  CHECK(archive.open()->recovery() == Recovery::Reconciled);
  archive.require_clean(3);
}

TEST_CASE("tombstones that the index has not followed are kept", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 3);
  {
    auto catalogue = schema::open_catalogue(archive.paths, schema::OpenMode::ReadWrite);
    schema::Transaction transaction(catalogue);
    const auto generation = indexer::insert_generation(catalogue);
    schema::remove_article(catalogue, ArchiveFixture::uid(2), generation.gen);
    transaction.commit();
  }
  save_only(archive, 4, 4);
  CHECK(archive.count("SELECT count(*) FROM tombstone") == 1);
  CHECK(archive.open()->recovery() == Recovery::Replayed);
  archive.require_clean(3);
}

TEST_CASE("a catalogue from a backup is noticed though its generations count as far", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 3);
  archive.copy_to("backup");
  archive.add(4, 6);
  archive.add(1, 1, "Forgotten ");
  archive.restore_catalogue("backup");
  SECTION("at once") {
    CHECK(archive.open()->recovery() == Recovery::Reconciled);
    archive.require_clean(3);
  }
  SECTION("after as many generations as were lost") {
    save_only(archive, 10, 11);
    save_only(archive, 12, 13);
    REQUIRE(archive.generation() >= 3);
    CHECK(archive.open()->recovery() == Recovery::Reconciled);
    archive.require_clean(7);
  }
  CHECK(archive.open()->recovery() == Recovery::Clean);
}

TEST_CASE("another archive's index is not believed", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  const ArchiveFixture other;
  archive.add(1, 3);
  other.add(4, 9);
  const std::string mine = archive.part();
  fs::remove_all(mine);
  fs::copy(other.part(), mine, fs::copy_options::recursive);
  CHECK(archive.open()->recovery() == Recovery::Rebuilt);
  archive.require_clean(3);
}

TEST_CASE("an index of another document layout is made anew", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 3);
  {
    Xapian::WritableDatabase index(archive.part());
    index.set_metadata(schema::kIndexerKey, "0/english/0");
    index.commit();
  }
  CHECK(archive.open()->recovery() == Recovery::Rebuilt);
  archive.require_clean(3);
}

TEST_CASE("an index that cannot be read is kept aside and made anew", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 5);
  SECTION("a root of garbage") { std::ofstream(archive.part() + "/iamglass") << std::string(100, 'x'); }
  SECTION("an empty root") { std::ofstream(archive.part() + "/iamglass"); }
  SECTION("tables of garbage, found on reading") {
    for (const char* table : {"postlist.glass", "termlist.glass", "docdata.glass"})
      std::ofstream(archive.part() + "/" + table) << std::string(32768, '\x5A');
    save_only(archive, 1, 5);
  }
  CHECK(archive.open()->recovery() == Recovery::Rebuilt);
  archive.require_clean(5);
  CHECK(set_aside(archive) == 1);
}

TEST_CASE("a CURRENT of garbage is put right", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 3);
  std::ofstream(archive.paths.current()) << "../../elsewhere\n";
  CHECK(archive.open()->recovery() == Recovery::Rebuilt);
  archive.require_clean(3);
}

TEST_CASE("what a killed rebuild left is swept away", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 3);
  fs::create_directory(archive.paths.part("index.new.0123"));
  fs::create_directory(archive.paths.part("index.4567"));
  fs::create_directory(archive.paths.part("index.bad.x"));
  archive.open();
  CHECK_FALSE(fs::exists(archive.paths.part("index.new.0123")));
  CHECK_FALSE(fs::exists(archive.paths.part("index.4567")));
  CHECK(fs::exists(archive.paths.part("index.bad.x")));
}

TEST_CASE("a row that cannot be read is set aside, not the index", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 3);
  save_only(archive, 4, 5);
  {
    auto catalogue = schema::open_catalogue(archive.paths, schema::OpenMode::ReadWrite);
    catalogue.execute("UPDATE article SET blocks = 'x' WHERE file = CAST('/news/a4.txt' AS BLOB)");
  }
  const auto writer = archive.open();
  CHECK(writer->recovery() == Recovery::Replayed);
  CHECK(writer->quarantined() == std::vector{ArchiveFixture::uid(4)});
  CHECK(set_aside(archive) == 0);
}

TEST_CASE("the full comparison finds what marks and counts do not", "[unit][writer][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 4);
  const auto compare = [&] { return indexer::compare_documents(archive.paths, tests::sample_documents()); };
  CHECK(compare().same());
  CHECK(compare().documents == 8);
  {
    auto catalogue = schema::open_catalogue(archive.paths, schema::OpenMode::ReadWrite);
    catalogue.execute("UPDATE article SET title = 'Other' WHERE id = 2");
  }
  CHECK(indexer::compare_marks(archive.paths).same());
  CHECK_FALSE(compare().same());
  CHECK_FALSE(tests::full_scan(archive.paths).clean());
  archive.open()->rebuild();
  CHECK(compare().same());
}
