#include <catch2/catch.hpp>

#include <xapian.h>

#include "schema/archive_reader.hpp"
#include "schema/error.hpp"
#include "tests/unit/writer/archive_fixture.hpp"

using namespace attache;
using tests::ArchiveFixture;

namespace {

std::uint32_t documents(schema::ArchiveReader& reader) {
  return reader.read([](const schema::IndexView& view) { return view.index.get_doccount(); });
}

}  // namespace

TEST_CASE("a reader sees what was added after it was opened", "[unit][schema][reader]") {
  const ArchiveFixture archive;
  archive.add(1, 2);
  schema::ArchiveReader reader(archive.paths);
  CHECK(documents(reader) == 4);
  for (int i = 3; i < 8; ++i) archive.add(i, i);
  CHECK(documents(reader) == 14);
  CHECK(reader.retries() == 0);
}

TEST_CASE("an answer is thrown away when two generations began meanwhile", "[unit][schema][reader]") {
  const ArchiveFixture archive;
  archive.add(1, 2);
  const auto writer = archive.open();
  schema::ArchiveReader reader(archive.paths);
  for (const int commits : {1, 2, 3}) {
    CAPTURE(commits);
    const auto before = reader.retries();
    int runs = 0;
    int next = 100 * commits;
    const auto count = reader.read([&](const schema::IndexView& view) {
      if (++runs == 1)
        for (int i = 0; i < commits; ++i) {
          writer->add(ArchiveFixture::sample(++next));
          writer->flush();
        }
      return view.totals.articles;
    });
    const bool thrown_away = commits >= 2;
    CHECK(runs == (thrown_away ? 2 : 1));
    CHECK(reader.retries() - before == (thrown_away ? 1u : 0u));
    if (thrown_away) CHECK(count == archive.count("SELECT count(*) FROM article"));
  }
}

TEST_CASE("an exception of the index is a reason to look again, others pass through", "[unit][schema][reader]") {
  const ArchiveFixture archive;
  archive.add(1, 2);
  schema::ArchiveReader reader(archive.paths);
  int runs = 0;
  const int result = reader.read([&](const schema::IndexView&) {
    if (++runs == 1) throw Xapian::DatabaseModifiedError("provoked");
    if (runs == 2) throw Xapian::DatabaseCorruptError("provoked");
    if (runs == 3) throw Xapian::DocNotFoundError("provoked");
    return runs;
  });
  CHECK(result == 4);
  CHECK(reader.retries() == 3);
  CHECK_THROWS_AS(reader.read([](const schema::IndexView&) { throw Xapian::InvalidArgumentError("passes"); }),
                  Xapian::InvalidArgumentError);
  runs = 0;
  CHECK_THROWS_AS(reader.read([&](const schema::IndexView&) {
    ++runs;
    throw Xapian::DatabaseCorruptError("always");
  }),
                  schema::Error);
  CHECK(runs == 9);
}

TEST_CASE("an index left behind by a crash is read all the same", "[unit][schema][reader]") {
  const ArchiveFixture archive;
  archive.add(1, 2);
  {
    auto catalogue = schema::open_catalogue(archive.paths, schema::OpenMode::ReadWrite);
    catalogue.execute("INSERT INTO generation (gen, nonce, at) VALUES (100, 'a', ''), (101, 'b', '')");
  }
  schema::ArchiveReader reader(archive.paths);
  CHECK(documents(reader) == 4);
  CHECK(reader.retries() == 0);
}

TEST_CASE("an index of another history is never read", "[unit][schema][reader]") {
  const ArchiveFixture archive;
  archive.add(1, 2);
  {
    auto catalogue = schema::open_catalogue(archive.paths, schema::OpenMode::ReadWrite);
    catalogue.execute("UPDATE generation SET nonce = 'other'");
  }
  schema::ArchiveReader reader(archive.paths);
  try {
    documents(reader);
    FAIL("read");
  } catch (const schema::Error& e) {
    CHECK(e.code() == schema::ErrorCode::Damaged);
    CHECK_FALSE(e.hint().empty());
  }
}

TEST_CASE("an index of another layout is refused with both layouts named", "[unit][schema][reader]") {
  const ArchiveFixture archive;
  archive.add(1, 2);
  {
    Xapian::WritableDatabase index(archive.part());
    index.set_metadata(schema::kIndexerKey, "0/english/0");
    index.commit();
  }
  schema::ArchiveReader reader(archive.paths);
  try {
    documents(reader);
    FAIL("read");
  } catch (const schema::Error& e) {
    CHECK(std::string(e.what()).find("0/english/0") != std::string::npos);
    CHECK(std::string(e.what()).find(schema::indexer_signature()) != std::string::npos);
  }
}

TEST_CASE("an archive without an index says what makes one", "[unit][schema][reader]") {
  const ArchiveFixture archive;
  schema::ArchiveReader reader(archive.paths);
  try {
    documents(reader);
    FAIL("read");
  } catch (const schema::Error& e) {
    CHECK(e.code() == schema::ErrorCode::Damaged);
    CHECK(e.hint().find("--repair") != std::string::npos);
  }
}
