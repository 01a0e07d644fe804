// The index written anew in one part, beside readers and over what a crash may leave.
#include <catch2/catch.hpp>

#include <atomic>
#include <fstream>
#include <thread>

#include "indexer/writer/compaction.hpp"
#include "schema/archive_reader.hpp"
#include "schema/error.hpp"
#include "schema/terms.hpp"
#include "tests/unit/writer/archive_fixture.hpp"

using namespace attache;
using indexer::Recovery;
using tests::ArchiveFixture;
namespace fs = std::filesystem;

namespace {

int parts_on_disk(const ArchiveFixture& archive) {
  int out = 0;
  for (const auto& entry : fs::directory_iterator(archive.paths.directory))
    out += entry.path().filename().string().starts_with("index.");
  return out;
}

std::uint32_t articles_seen(const schema::IndexView& view) { return view.index.get_termfreq(schema::article_type_term()); }

}  // namespace

TEST_CASE("a compacted index holds what it held, in one part, and takes more", "[unit][writer][compaction]") {
  const ArchiveFixture archive;
  archive.add(1, 9);
  const std::string before = archive.part();
  const auto generation = archive.generation();
  {
    const auto writer = archive.open();
    writer->remove(ArchiveFixture::uid(4));
    writer->compact();
    CHECK(archive.part() != before);
    CHECK_FALSE(fs::exists(before));
    archive.require_clean(8);
    writer->add(ArchiveFixture::sample(10));
    writer->flush();
    archive.require_clean(9);
  }
  CHECK(parts_on_disk(archive) == 1);
  CHECK(archive.generation() == generation + 2);
  CHECK(archive.open()->recovery() == Recovery::Clean);
  archive.add(2, 3, "Changed ");
  archive.require_clean(9);
}

TEST_CASE("several parts become one", "[unit][writer][compaction]") {
  const ArchiveFixture archive;
  archive.add(1, 4);
  const std::string first = schema::read_current(archive.paths).at(0);
  fs::copy(archive.paths.part(first), archive.paths.part("index.second"), fs::copy_options::recursive);
  const auto take_out = [&](const std::string& part, std::vector<int> numbers) {
    Xapian::WritableDatabase index(archive.paths.part(part));
    for (const int number : numbers) index.delete_document(schema::value_term(schema::FieldId::Uid, ArchiveFixture::uid(number)));
    index.commit();
  };
  take_out(first, {3, 4});
  take_out("index.second", {1, 2});
  schema::write_current(archive.paths, {first, "index.second"});
  const auto writer = archive.open();
  CHECK(writer->recovery() == Recovery::Clean);
  writer->compact();
  CHECK(schema::read_current(archive.paths).size() == 1);
  CHECK(parts_on_disk(archive) == 1);
  archive.require_clean(4);
}

TEST_CASE("readers go on while the index is compacted again and again", "[unit][writer][compaction]") {
  const ArchiveFixture archive;
  archive.add(1, 20);
  std::atomic<bool> done = false;
  std::atomic<int> reads = 0;
  std::atomic<int> wrong = 0;
  const auto read_on = [&](bool opens_each_time) {
    schema::ArchiveReader kept(archive.paths);
    while (!done) try {
        if (opens_each_time) kept = schema::ArchiveReader(archive.paths);
        wrong += kept.read(articles_seen) != 20;
        ++reads;
      } catch (...) {
        ++wrong;
      }
  };
  std::thread first(read_on, false);
  std::thread second(read_on, true);
  {
    const auto writer = archive.open();
    for (int round = 0; round < 15; ++round) {
      writer->compact();
      writer->add(ArchiveFixture::sample(1 + round, std::to_string(round) + " "));
      writer->flush();
    }
  }
  done = true;
  first.join();
  second.join();
  CHECK(wrong == 0);
  CHECK(reads > 20);
  archive.require_clean(20);
}

TEST_CASE("a compaction that ends early leaves the index as it was", "[unit][writer][compaction]") {
  const ArchiveFixture archive;
  archive.add(1, 5);
  const std::string before = archive.part();
  SECTION("by a signal") {
    auto options = archive.options();
    bool stop = false;
    options.stop = [&] { return stop; };
    indexer::Writer writer(archive.paths, std::move(options));
    stop = true;
    CHECK_THROWS_AS(writer.compact(), indexer::Stopped);
  }
  SECTION("by a part that cannot be read") {
    const auto writer = archive.open();
    std::ofstream(before + "/postlist.glass") << std::string(32768, '\x5A');
    CHECK_THROWS_AS(writer->compact(), schema::Error);
    CHECK(archive.part() == before);
    CHECK(parts_on_disk(archive) == 1);
    return;
  }
  CHECK(archive.part() == before);
  CHECK(parts_on_disk(archive) == 1);
  archive.require_clean(5);
}

TEST_CASE("a catalogue with much free space is written anew", "[unit][writer][compaction]") {
  const ArchiveFixture archive;
  archive.add(1, 60);
  const auto writer = archive.open();
  for (int i = 1; i <= 50; ++i) writer->remove(ArchiveFixture::uid(i));
  writer->flush();
  const auto pages = [&] { return archive.count("PRAGMA page_count"); };
  const auto before = pages();
  writer->vacuum(1.0);
  CHECK(pages() == before);
  REQUIRE(archive.count("PRAGMA freelist_count") > 0);
  writer->vacuum(0.0);
  CHECK(pages() < before);
  CHECK(archive.count("PRAGMA freelist_count") == 0);
  archive.require_clean(10);
}
