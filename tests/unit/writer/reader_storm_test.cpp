#include <catch2/catch.hpp>

#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "schema/archive_reader.hpp"
#include "schema/document_record.hpp"
#include "schema/terms.hpp"
#include "tests/unit/writer/archive_fixture.hpp"

using namespace attache;
using tests::ArchiveFixture;

namespace {

constexpr int kArticles = 20;
constexpr std::chrono::seconds kStorm{3};

// What a reader saw: the stamps of all articles. One commit gives all of them the same.
std::set<std::string> stamps(const schema::IndexView& view) {
  std::set<std::string> out;
  int documents = 0;
  for (auto at = view.index.postlist_begin("XTYPEarticle"); at != view.index.postlist_end("XTYPEarticle"); ++at) {
    out.insert(schema::article_of(view.index.get_document(*at)).article.title);
    ++documents;
  }
  if (documents != kArticles) out.insert("not all articles");
  return out;
}

}  // namespace

TEST_CASE("readers never see half a generation while commits follow each other", "[unit][writer][reader]") {
  const ArchiveFixture archive;
  archive.add(1, kArticles, "0 ");
  std::atomic<bool> done = false;
  std::atomic<int> reads = 0;
  std::atomic<int> wrong = 0;
  std::atomic<int> failed = 0;
  std::atomic<std::uint64_t> retries = 0;
  const auto read_on = [&](bool opens_each_time) {
    schema::ArchiveReader kept(archive.paths);
    while (!done) {
      try {
        if (opens_each_time) kept = schema::ArchiveReader(archive.paths);
        wrong += kept.read(stamps).size() != 1;
        ++reads;
      } catch (...) {
        ++failed;
      }
    }
    retries += kept.retries();
  };
  std::thread first(read_on, false);
  std::thread second(read_on, true);
  const auto end = std::chrono::steady_clock::now() + kStorm;
  int generations = 0;
  {
    const auto writer = archive.open();
    while (std::chrono::steady_clock::now() < end) {
      ++generations;
      for (int i = 1; i <= kArticles; ++i) writer->add(ArchiveFixture::sample(i, std::to_string(generations) + " "));
      writer->flush();
    }
  }
  done = true;
  first.join();
  second.join();
  WARN(generations << " generations, " << reads << " reads, " << retries << " retries");
  CHECK(wrong == 0);
  CHECK(failed == 0);
  CHECK(generations > 5);
  CHECK(reads > 20);
  archive.require_clean(kArticles);
}

TEST_CASE("readers see all of a generation that has a part of its own, or nothing of it", "[unit][writer][reader]") {
  constexpr int kNew = 100;
  constexpr int kGenerations = 24;
  const ArchiveFixture archive;
  archive.add(1, 5, "0 ");
  std::atomic<bool> done = false;
  std::atomic<int> reads = 0;
  std::atomic<int> wrong = 0;
  const auto read_on = [&](bool opens_each_time) {
    schema::ArchiveReader kept(archive.paths);
    while (!done) {
      if (opens_each_time) kept = schema::ArchiveReader(archive.paths);
      // The first article tells how many generations there were, and so how many articles there must be.
      wrong += kept.read([&](const schema::IndexView& view) {
        const std::string first = schema::value_term(schema::FieldId::Uid, ArchiveFixture::uid(1));
        for (auto at = view.index.postlist_begin(first); at != view.index.postlist_end(first); ++at) {
          const auto document = view.index.get_document(*at);
          if (document.get_value(schema::field(schema::FieldId::Ordinal).slot).empty())
            return view.index.get_termfreq(schema::article_type_term()) != 5U + kNew * std::stoul(schema::article_of(document).article.title);
        }
        return true;
      });
      ++reads;
    }
  };
  std::vector<std::thread> readers;  // more than processors, so that they and the writer are stopped between any two steps
  for (int i = 0; i < 6; ++i) readers.emplace_back(read_on, i % 2 == 0);
  {
    const auto writer = archive.open();
    for (int generation = 1; generation <= kGenerations; ++generation) {
      writer->add(ArchiveFixture::sample(1, std::to_string(generation) + " "));
      for (int i = 0; i < kNew; ++i) writer->add(ArchiveFixture::sample(1000 * generation + i));
      writer->flush();
      CHECK(schema::read_current(archive.paths).size() <= 16);
    }
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  CHECK(wrong == 0);
  CHECK(reads > kGenerations);
  archive.require_clean(5 + kNew * kGenerations);
}
