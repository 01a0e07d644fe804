// An index of several parts: as recent as the part furthest behind, and each article in one of them.
#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <set>

#include "indexer/writer/archive_lock.hpp"
#include "indexer/writer/comparison.hpp"
#include "schema/archive_reader.hpp"
#include "schema/document_record.hpp"
#include "schema/error.hpp"
#include "schema/records.hpp"
#include "schema/terms.hpp"
#include "tests/unit/writer/archive_fixture.hpp"

using namespace attache;
using indexer::Recovery;
using tests::ArchiveFixture;
namespace fs = std::filesystem;

namespace {

constexpr const char* kSecond = "index.second";

// Articles 1 to 4, the last two of them in a part of their own.
struct TwoParts : ArchiveFixture {
  TwoParts() {
    add(1, 4);
    first = schema::read_current(paths).at(0);
    fs::copy(paths.part(first), paths.part(kSecond), fs::copy_options::recursive);
    take_out(first, {3, 4});
    take_out(kSecond, {1, 2});
    schema::write_current(paths, {first, kSecond});
  }
  void take_out(const std::string& part, const std::vector<int>& numbers) const {
    Xapian::WritableDatabase index(paths.part(part));
    for (const int number : numbers) index.delete_document(schema::value_term(schema::FieldId::Uid, uid(number)));
    index.commit();
  }
  std::uint32_t articles_in(const std::string& part) const {
    return Xapian::Database(paths.part(part)).get_termfreq(schema::article_type_term());
  }
  void require_same() const {
    const auto comparison = indexer::compare_documents(paths, tests::sample_documents());
    INFO(comparison.findings.size() << " differences" << (comparison.same() ? "" : ": " + comparison.findings.front()));
    REQUIRE(comparison.same());
  }
  std::string first;
};

std::string line_of(const schema::Article& article) { return article.provenance.file + " " + article.title; }

// File and title of each article seen.
std::vector<std::string> articles(schema::ArchiveReader& reader) {
  return reader.read([](const schema::IndexView& view) {
    std::vector<std::string> out;
    const std::string term = schema::article_type_term();
    for (auto at = view.index.postlist_begin(term); at != view.index.postlist_end(term); ++at)
      out.push_back(line_of(schema::article_of(view.index.get_document(*at)).article));
    std::sort(out.begin(), out.end());
    return out;
  });
}

std::string article(int number, const std::string& extra = "") {
  return line_of(ArchiveFixture::sample(number, extra).article);
}

}  // namespace

TEST_CASE("a query sees the articles of all parts", "[unit][writer][parts]") {
  const TwoParts archive;
  archive.require_clean(4);
  archive.require_same();
  schema::ArchiveReader reader(archive.paths);
  CHECK(articles(reader).size() == 4);
  CHECK(reader.marker() == schema::last_generation(archive.catalogue()));
}

TEST_CASE("a changed article stays in its part, a new one goes to the last", "[unit][writer][parts]") {
  const TwoParts archive;
  archive.add(1, 1, "Changed ");
  archive.add(3, 3, "Changed ");
  archive.add(5, 5);
  CHECK(archive.articles_in(archive.first) == 2);
  CHECK(archive.articles_in(kSecond) == 3);
  archive.require_clean(5);
  archive.require_same();
}

TEST_CASE("parts apart are as recent as the last of them and are brought up together", "[unit][writer][parts]") {
  const TwoParts archive;
  archive.copy_to("before");
  const auto before = schema::last_generation(archive.catalogue());
  archive.add(1, 1, "Changed ");
  archive.add(3, 3, "Changed ");
  {
    const auto writer = archive.open();
    writer->remove(ArchiveFixture::uid(4));
    writer->flush();
  }
  std::string behind;
  SECTION("the first is behind") { behind = archive.first; }
  SECTION("the last is behind") { behind = kSecond; }
  archive.restore("before", behind);
  {
    schema::ArchiveReader reader(archive.paths);
    const auto seen = articles(reader);
    CHECK(reader.marker() == before);
    CHECK(reader.read([](const schema::IndexView& view) { return view.totals.articles; }) == 4);
    // The other part is ahead: what it removed is gone already, but nothing is there twice.
    CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == seen.size());
    // Whoever holds the lock may be committing: waited for, but once.
    const indexer::ArchiveLock lock(archive.paths, std::chrono::milliseconds(0));
    const auto took = [&] {
      const auto start = std::chrono::steady_clock::now();
      CHECK(articles(reader) == seen);
      return std::chrono::steady_clock::now() - start;
    };
    CHECK(took() >= std::chrono::seconds(2));
    CHECK(took() < std::chrono::seconds(1));
  }
  CHECK(archive.open()->recovery() == Recovery::Replayed);
  archive.require_clean(3);
  archive.require_same();
  schema::ArchiveReader reader(archive.paths);
  CHECK(articles(reader) == std::vector{article(1, "Changed "), article(2), article(3, "Changed ")});
  CHECK(schema::read_current(archive.paths).size() == 2);
}

TEST_CASE("one part that followed another history is enough to reconcile", "[unit][writer][parts]") {
  const TwoParts archive;
  archive.copy_to("backup");
  archive.add(5, 6);
  archive.restore_catalogue("backup");
  archive.restore("backup", archive.first);
  CHECK_FALSE(indexer::compare_marks(archive.paths).same());
  schema::ArchiveReader reader(archive.paths);
  CHECK_THROWS_AS(articles(reader), schema::Error);
  CHECK(archive.open()->recovery() == Recovery::Reconciled);
  archive.require_clean(4);
  archive.require_same();
}

TEST_CASE("a part that is gone makes the index anew", "[unit][writer][parts]") {
  const TwoParts archive;
  fs::remove_all(archive.paths.part(kSecond));
  CHECK(archive.open()->recovery() == Recovery::Rebuilt);
  archive.require_clean(4);
}
