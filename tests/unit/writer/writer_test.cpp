#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "indexer/writer/archive_lock.hpp"
#include "indexer/writer/comparison.hpp"
#include "indexer/writer/index_keeper.hpp"
#include "schema/archive_reader.hpp"
#include "schema/error.hpp"
#include "schema/terms.hpp"
#include "tests/unit/writer/archive_fixture.hpp"

using namespace attache;
using indexer::Recovery;
using indexer::Writer;
using tests::ArchiveFixture;

namespace {

indexer::WriterOptions one_a_generation(const ArchiveFixture& archive) {
  auto options = archive.options();
  options.flush_articles = 1;
  return options;
}

}  // namespace

TEST_CASE("what is added is in both stores", "[unit][writer]") {
  const ArchiveFixture archive;
  archive.add(1, 3);
  archive.require_clean(3);
  CHECK(archive.count("SELECT count(*) FROM quote") == 3);
  CHECK(archive.count("SELECT count(*) FROM speaker") == 1);
  schema::ArchiveReader reader(archive.paths);
  const auto totals = reader.read([](const schema::IndexView& view) { return view.totals; });
  CHECK(totals.articles == 3);
  CHECK(totals.quotes == 3);
  CHECK(totals.languages == std::vector<schema::Totals::Count>{{"en", 3}});
}

TEST_CASE("an article that is there already is known as the same", "[unit][writer]") {
  const ArchiveFixture archive;
  archive.add(1, 1);
  const auto writer = archive.open();
  CHECK(writer->standing_of(ArchiveFixture::sample(1).article) == Writer::Standing::Same);
  CHECK(writer->standing_of(ArchiveFixture::sample(1, "New ").article) == Writer::Standing::Changed);
  CHECK(writer->standing_of(ArchiveFixture::sample(2).article) == Writer::Standing::New);
  writer->add(ArchiveFixture::sample(2));
  CHECK(writer->standing_of(ArchiveFixture::sample(2).article) == Writer::Standing::Same);
}

TEST_CASE("another engine version makes an article changed", "[unit][writer]") {
  const ArchiveFixture archive;
  archive.add(1, 1);
  auto options = archive.options();
  options.engine = "test-2";
  const Writer writer(archive.paths, std::move(options));
  CHECK(writer.standing_of(ArchiveFixture::sample(1).article) == Writer::Standing::Changed);
}

TEST_CASE("a replaced article keeps its number and leaves nothing of the old one", "[unit][writer]") {
  const ArchiveFixture archive;
  archive.add(1, 3);
  const auto id = archive.count("SELECT id FROM article WHERE file = CAST('/news/a2.txt' AS BLOB)");
  archive.add(2, 2, "Zebra ");
  archive.require_clean(3);
  CHECK(archive.count("SELECT id FROM article WHERE file = CAST('/news/a2.txt' AS BLOB)") == id);
  CHECK(archive.count("SELECT count(*) FROM quote") == 3);
  CHECK(Xapian::Database(archive.part()).get_termfreq("zebra") == 1);
}

TEST_CASE("storing gives what loading gives", "[unit][writer]") {
  const ArchiveFixture archive;
  auto catalogue = schema::open_catalogue(archive.paths, schema::OpenMode::ReadWrite);
  schema::Transaction transaction(catalogue);
  const auto generation = indexer::insert_generation(catalogue);
  const auto sample = ArchiveFixture::sample(1);
  const auto stored = schema::store_article(catalogue, sample.article, "test-1", sample.quotes, generation.gen);
  const auto loaded = schema::load_article(catalogue, stored.article.id);
  REQUIRE(loaded);
  CHECK(loaded->article == stored.article);
  CHECK(loaded->quotes == stored.quotes);
  CHECK(loaded->quotes == sample.quotes);
  CHECK(loaded->gen == generation.gen);
}

TEST_CASE("the catalogue's counts follow its rows", "[unit][writer]") {
  const ArchiveFixture archive;
  const auto same = [&] { return indexer::compare_documents(archive.paths, tests::sample_documents()).same(); };
  const auto quotes = [&] { return schema::count_totals(archive.catalogue()).quotes; };
  archive.add(1, 4);
  CHECK(schema::count_totals(archive.catalogue()).articles == 4);
  CHECK(quotes() == archive.count("SELECT count(*) FROM quote WHERE shown"));
  archive.add(2, 3, "Changed ");
  {
    const auto writer = archive.open();
    auto other = ArchiveFixture::sample(4);
    other.article.language = "fr";
    other.quotes.clear();
    writer->add(std::move(other));
    writer->remove(ArchiveFixture::uid(1));
    writer->flush();
  }
  const auto totals = schema::count_totals(archive.catalogue());
  CHECK(totals.articles == 3);
  CHECK(totals.quotes == 2);
  REQUIRE(totals.languages.size() == 2);
  CHECK(totals.languages[1].name == "fr");
  CHECK(totals.languages[1].count == 1);
  CHECK(same());
  schema::open_catalogue(archive.paths, schema::OpenMode::ReadWrite).execute("UPDATE tally SET count = count + 1 WHERE kind = 'quotes'");
  CHECK_FALSE(same());
}

TEST_CASE("an article is removed once", "[unit][writer]") {
  const ArchiveFixture archive;
  archive.add(1, 2);
  const auto writer = archive.open();
  CHECK(writer->remove(ArchiveFixture::uid(1)));
  CHECK_FALSE(writer->remove(ArchiveFixture::uid(1)));
}

TEST_CASE("a removed article leaves a tombstone, and may come back", "[unit][writer]") {
  const ArchiveFixture archive;
  archive.add(1, 2);
  {
    const auto writer = archive.open();
    CHECK(writer->remove(ArchiveFixture::uid(1)));
    CHECK_FALSE(writer->remove("no such uid"));
    writer->flush();
  }
  archive.require_clean(1);
  CHECK(archive.count("SELECT count(*) FROM tombstone") == 1);
  CHECK(archive.count("SELECT count(*) FROM quote") == 1);
  archive.add(1, 1);
  archive.require_clean(2);
  CHECK(archive.count("SELECT count(*) FROM tombstone") == 0);
}

TEST_CASE("a flush with nothing queued makes no generation", "[unit][writer]") {
  const ArchiveFixture archive;
  archive.add(1, 1);
  const auto before = archive.generation();
  archive.open()->flush();
  CHECK(archive.generation() == before);
}

TEST_CASE("a queue that is full is flushed", "[unit][writer]") {
  const ArchiveFixture archive;
  auto options = archive.options();
  options.flush_articles = 2;
  Writer writer(archive.paths, std::move(options));
  const auto before = archive.generation();
  for (int i = 1; i <= 5; ++i) writer.add(ArchiveFixture::sample(i));
  CHECK(archive.generation() == before + 2);
  CHECK(archive.count("SELECT count(*) FROM article") == 4);
  // The fifth is given up with the writer.
}

TEST_CASE("of two articles with one identity in a batch the later counts", "[unit][writer]") {
  const ArchiveFixture archive;
  const auto writer = archive.open();
  writer->add(ArchiveFixture::sample(1));
  writer->add(ArchiveFixture::sample(1, "Zebra "));
  writer->flush();
  archive.require_clean(1);
  CHECK(Xapian::Database(archive.part()).get_termfreq("zebra") > 0);
}

TEST_CASE("a second writer is told who holds the lock", "[unit][writer]") {
  const ArchiveFixture archive;
  const auto first = archive.open();
  try {
    archive.open();
    FAIL("two writers");
  } catch (const schema::Error& e) {
    CHECK(e.code() == schema::ErrorCode::Locked);
    CHECK(std::string(e.what()).find("locked by pid " + std::to_string(::getpid())) != std::string::npos);
  }
  auto options = archive.options();
  options.wait = std::chrono::milliseconds(120);
  const auto begin = std::chrono::steady_clock::now();
  CHECK_THROWS_AS(Writer(archive.paths, std::move(options)), schema::Error);
  CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(120));
}

TEST_CASE("one article that cannot be indexed is set aside, the others stay", "[unit][writer]") {
  const ArchiveFixture archive;
  auto options = archive.options();
  options.documents = [make = tests::sample_documents()](const auto& article, const auto& quotes) {
    auto documents = make(article, quotes);
    // Xapian takes such a term and fails at commit with the whole batch.
    if (article.uid == ArchiveFixture::uid(7)) documents[0].add_term(std::string(200, '\0'));
    if (article.uid == ArchiveFixture::uid(12)) throw std::runtime_error("cannot be made");
    return documents;
  };
  {
    Writer writer(archive.paths, options);
    for (int i = 1; i <= 20; ++i) writer.add(ArchiveFixture::sample(i));
    writer.flush();
    auto quarantined = writer.quarantined();
    std::sort(quarantined.begin(), quarantined.end());
    std::vector<std::string> expected{ArchiveFixture::uid(7), ArchiveFixture::uid(12)};
    std::sort(expected.begin(), expected.end());
    CHECK(quarantined == expected);
  }
  archive.require_clean(20);
  CHECK(Xapian::Database(archive.part()).get_termfreq(schema::article_type_term()) == 18);
  CHECK(archive.count("SELECT count(*) FROM index_error WHERE reason <> ''") == 2);
  // Made good, it comes back.
  archive.add(7, 7, "Mended ");
  archive.require_clean(20);
  CHECK(archive.count("SELECT count(*) FROM index_error") == 1);
}

TEST_CASE("a signal ends a long batch between two clean states", "[unit][writer]") {
  const ArchiveFixture archive;
  std::atomic<bool> stop = false;
  auto options = archive.options();
  options.stop = [&stop] { return stop.load(); };
  {
    Writer writer(archive.paths, options);
    for (int i = 1; i <= 5; ++i) writer.add(ArchiveFixture::sample(i));
    stop = true;
    CHECK_THROWS_AS(writer.add(ArchiveFixture::sample(6)), indexer::Stopped);
  }
  // A short queue is brought in before stopping.
  archive.require_clean(6);
}

TEST_CASE("the next generation is saved while the index follows", "[unit][writer]") {
  const ArchiveFixture archive;
  archive.add(1, 1);
  auto options = one_a_generation(archive);
  std::atomic<bool> saved = false;
  options.documents = [&, documents = options.documents](const schema::StoredArticle& article, const std::vector<schema::Quote>& quotes) {
    for (int i = 0; i < 1000 && !saved; ++i) {
      saved = archive.count("SELECT count(*) FROM article") == 3;
      if (!saved) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return documents(article, quotes);
  };
  indexer::Writer writer(archive.paths, std::move(options));
  writer.add(ArchiveFixture::sample(2));
  writer.add(ArchiveFixture::sample(3));
  writer.flush();
  CHECK(saved);
  archive.require_clean(3);
  CHECK(archive.generation() == 3);
}

TEST_CASE("a generation that the index could not take is brought in with the one saved meanwhile", "[unit][writer]") {
  const ArchiveFixture archive;
  archive.add(1, 1);
  auto options = one_a_generation(archive);
  std::atomic<int> failures = 0;
  options.documents = [&, documents = options.documents](const schema::StoredArticle& article, const std::vector<schema::Quote>& quotes) {
    if (failures < 1 && ++failures == 1) throw std::runtime_error("not now");
    return documents(article, quotes);
  };
  {
    indexer::Writer writer(archive.paths, std::move(options));
    for (int i = 2; i <= 4; ++i) writer.add(ArchiveFixture::sample(i));
    writer.flush();
    CHECK(failures == 1);
    CHECK(writer.quarantined().empty());
  }
  archive.require_clean(4);
  CHECK(archive.open()->recovery() == Recovery::Clean);
}
