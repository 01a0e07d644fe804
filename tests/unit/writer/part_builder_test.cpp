// Generations of many new articles: a part of their own, built in slices, and parts joined where there are many.
#include <catch2/catch.hpp>

#include <atomic>
#include <fstream>
#include <numeric>

#include "indexer/writer/comparison.hpp"
#include "indexer/writer/merge_policy.hpp"
#include "indexer/writer/part_builder.hpp"
#include "schema/archive_reader.hpp"
#include "schema/error.hpp"
#include "schema/terms.hpp"
#include "tests/unit/writer/archive_fixture.hpp"

using namespace attache;
using indexer::Recovery;
using tests::ArchiveFixture;
namespace fs = std::filesystem;

namespace {

constexpr int kMany = 130;

int parts_on_disk(const ArchiveFixture& archive) {
  int out = 0;
  for (const auto& entry : fs::directory_iterator(archive.paths.directory))
    out += entry.path().filename().string().starts_with("index.");
  return out;
}

std::vector<std::string> parts(const ArchiveFixture& archive) { return schema::read_current(archive.paths); }

}  // namespace

TEST_CASE("slices end at so many bytes or articles, and there are not too many", "[unit][writer][parts]") {
  using Sizes = std::vector<std::size_t>;
  CHECK(indexer::slice_ends(Sizes{}).empty());
  CHECK(indexer::slice_ends(Sizes{7}) == Sizes{1});
  CHECK(indexer::slice_ends(Sizes(250, 10)) == Sizes{100, 200, 250});
  CHECK(indexer::slice_ends(Sizes{100'000, 100'000, 1, 1}) == Sizes{2, 4});
  CHECK(indexer::slice_ends(Sizes(1000, 1'000'000)).size() <= 64);
  CHECK(indexer::slice_ends(Sizes(100'000, 1)).size() <= 64);
}

TEST_CASE("parts of one size are joined, larger ones before them are left", "[unit][writer][parts]") {
  using Sizes = std::vector<std::uint32_t>;
  const auto to_join = [](const Sizes& documents, std::size_t most) { return indexer::parts_to_join(documents, most); };
  CHECK(to_join({}, 4) == 0);
  CHECK(to_join({500, 500, 500}, 4) == 0);
  CHECK(to_join({500, 500, 500, 500}, 4) == 4);
  CHECK(to_join({1'000'000, 500, 4000, 500, 2000}, 4) == 4);
  // Three are no reason, nor is a large one before or after them.
  CHECK(to_join({1'000'000, 40'000, 500, 500, 500}, 4) == 0);
  CHECK(to_join({500, 500, 500, 1'000'000}, 4) == 0);
  CHECK(to_join({40'000, 40'000, 40'000, 500, 500, 500, 40'000}, 4) == 7);
  CHECK(to_join({1'000'000, 15'000, 19'000, 14'000, 17'000}, 4) == 4);
  // However it grows, there are few parts, and little is written again.
  Sizes sizes;
  std::uint64_t written = 0;
  for (int generation = 0; generation < 10'000; ++generation) {
    sizes.push_back(2000);
    while (const std::size_t count = to_join(sizes, 16)) {
      const auto first = sizes.end() - static_cast<std::ptrdiff_t>(count);
      const std::uint32_t sum = std::accumulate(first, sizes.end(), 0U);
      sizes.erase(first, sizes.end());
      sizes.push_back(sum);
      written += sum;
    }
    REQUIRE(sizes.size() <= 60);
  }
  CHECK(written <= 4 * 2000ULL * 10'000);
}

TEST_CASE("many new articles get a part of their own, few go to the last", "[unit][writer][parts]") {
  const ArchiveFixture archive;
  archive.add(1, kMany);
  CHECK(parts(archive).size() == 1);  // the one without documents is gone
  archive.add(1001, 1000 + kMany);
  CHECK(parts(archive).size() == 2);
  const auto two = parts(archive);
  archive.add(2001, 2005);
  archive.add(1, 3, "Changed ");
  CHECK(parts(archive) == two);
  CHECK(Xapian::Database(archive.paths.part(two.back())).get_termfreq(schema::article_type_term()) == kMany + 5);
  archive.require_clean(2 * kMany + 5);
  CHECK(parts_on_disk(archive) == 2);
  CHECK(archive.open()->recovery() == Recovery::Clean);
  CHECK(indexer::compare_documents(archive.paths, tests::sample_documents()).same());
}

TEST_CASE("new and changed articles of one generation go each where they belong", "[unit][writer][parts]") {
  const ArchiveFixture archive;
  archive.add(1, kMany);
  {
    const auto writer = archive.open();
    for (int i = 1; i <= 5; ++i) writer->add(ArchiveFixture::sample(i, "Changed "));
    for (int i = 1; i <= kMany; ++i) writer->add(ArchiveFixture::sample(1000 + i));
    writer->remove(ArchiveFixture::uid(9));
    writer->flush();
  }
  CHECK(parts(archive).size() == 2);
  archive.require_clean(2 * kMany - 1);
}

TEST_CASE("an index is the same for any number of threads", "[unit][writer][parts]") {
  const auto documents_with = [](unsigned threads) {
    const ArchiveFixture archive;
    auto options = archive.options();
    options.threads = threads;
    {
      indexer::Writer writer(archive.paths, options);
      for (int i = 1; i <= 3 * kMany; ++i) writer.add(ArchiveFixture::sample(i));
      writer.flush();
    }
    archive.require_clean(3 * kMany);
    std::vector<std::string> out;
    const Xapian::Database index(archive.part());
    for (auto at = index.postlist_begin(""); at != index.postlist_end(""); ++at) out.push_back(index.get_document(*at).serialise());
    return out;
  };
  const auto one = documents_with(1);
  CHECK(one.size() == 6 * kMany);
  CHECK(documents_with(3) == one);
}

TEST_CASE("parts are joined where there are many, and changed after that", "[unit][writer][parts]") {
  const ArchiveFixture archive;
  constexpr int kGenerations = 25;
  const auto writer = archive.open();
  for (int generation = 0; generation < kGenerations; ++generation) {
    for (int i = 1; i <= kMany; ++i) writer->add(ArchiveFixture::sample(1000 * generation + i));
    writer->flush();
    CHECK(parts(archive).size() < 12);
    CHECK(parts_on_disk(archive) == static_cast<int>(parts(archive).size()));
  }
  CHECK(parts(archive).size() <= 4);  // 22 of them are two
  archive.require_clean(kGenerations * kMany);
  writer->add(ArchiveFixture::sample(5, "Changed "));
  writer->flush();
  archive.require_clean(kGenerations * kMany);
  writer->compact();
  CHECK(parts(archive).size() == 1);
  archive.require_clean(kGenerations * kMany);
}

TEST_CASE("killed between a new part and the commits of the others, a generation is brought in once", "[unit][writer][parts][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, kMany);
  archive.copy_to("before");
  const std::string first = parts(archive).front();
  {
    const auto writer = archive.open();
    writer->add(ArchiveFixture::sample(1, "Changed "));
    for (int i = 1; i <= kMany; ++i) writer->add(ArchiveFixture::sample(1000 + i));
    writer->flush();
  }
  REQUIRE(parts(archive).size() == 2);
  archive.restore("before", first);
  SECTION("readers were sent to it") {}
  SECTION("they were not yet") { archive.restore("before", "CURRENT"); }
  CHECK(archive.open()->recovery() == Recovery::Replayed);
  archive.require_clean(2 * kMany);
  CHECK(parts_on_disk(archive) == static_cast<int>(parts(archive).size()));
}

TEST_CASE("what a killed writer left of a part is swept away", "[unit][writer][parts][recovery]") {
  const ArchiveFixture archive;
  archive.add(1, 3);
  for (const char* name : {"index.new.0123.0", "index.new.0123.1", "index.new.0123", "index.0456"}) {
    fs::create_directory(archive.paths.part(name));
    std::ofstream(archive.paths.part(name) + "/iamglass") << "half";
  }
  CHECK(archive.open()->recovery() == Recovery::Clean);
  CHECK(parts_on_disk(archive) == 1);
  archive.require_clean(3);
}

TEST_CASE("articles of a large generation that cannot be indexed are set aside", "[unit][writer][parts]") {
  const ArchiveFixture archive;
  auto options = archive.options();
  options.threads = 2;
  options.documents = [make = tests::sample_documents()](const auto& article, const auto& quotes) {
    auto documents = make(article, quotes);
    if (article.uid == ArchiveFixture::uid(7)) documents[0].add_term(std::string(200, '\0'));
    if (article.uid == ArchiveFixture::uid(120)) throw std::runtime_error("cannot be made");
    return documents;
  };
  {
    indexer::Writer writer(archive.paths, options);
    for (int i = 1; i <= kMany; ++i) writer.add(ArchiveFixture::sample(i));
    writer.flush();
    CHECK(writer.quarantined().size() == 2);
  }
  archive.require_clean(kMany);
  CHECK(archive.count("SELECT count(*) FROM index_error WHERE reason <> ''") == 2);
  CHECK(parts_on_disk(archive) == static_cast<int>(parts(archive).size()));
}

TEST_CASE("a stop while a part is built leaves the archive whole", "[unit][writer][parts]") {
  const ArchiveFixture archive;
  archive.add(1, 3);
  std::atomic<int> made = 0;
  auto options = archive.options();
  options.stop = [&made] { return made > 0; };
  options.documents = [&made, make = tests::sample_documents()](const auto& article, const auto& quotes) {
    ++made;
    return make(article, quotes);
  };
  {
    indexer::Writer writer(archive.paths, options);
    for (int i = 1; i <= 3 * kMany; ++i) writer.add(ArchiveFixture::sample(1000 + i));
    CHECK_THROWS_AS(writer.flush(), indexer::Stopped);
  }
  CHECK(archive.open()->recovery() == Recovery::Replayed);
  archive.require_clean(3 + 3 * kMany);
  CHECK(parts_on_disk(archive) == static_cast<int>(parts(archive).size()));
}
