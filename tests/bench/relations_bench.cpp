// How long it takes to find what articles are to each other: versions and near-duplicates, sketches stored, all in, on one core.
//
//   relations_bench ARCHIVE FILE…    ARCHIVE: a folder that is not there yet
//
// Prints articles, words an article, milliseconds of CPU an article for relations and, beside it, for storing the article itself; then how
// many are copies. Quotations are not looked for and nothing is indexed.
#include <cstdio>
#include <ctime>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "indexer/readers/reader.hpp"
#include "indexer/relations/relation_keeper.hpp"
#include "schema/archive.hpp"
#include "schema/catalogue_rows.hpp"

using namespace attache;

namespace {

constexpr std::int64_t kBatch = 250;  // articles that come in together

// CPU time, so that other work on the machine does not count.
double now() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}
double seconds_since(double start) { return now() - start; }

std::int64_t count(const schema::Connection& catalogue, const char* sql) { return catalogue.integer(sql).value_or(0); }

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("relations_bench ARCHIVE FILE…\n", stderr);
    return 2;
  }
  const schema::ArchivePaths paths{schema::archive_directory(argv[1])};
  schema::create_archive(paths);
  schema::Connection catalogue = schema::open_catalogue(paths, schema::OpenMode::ReadWrite);
  indexer::RelationKeeper relations(catalogue, indexer::kNearContainment);
  std::optional<schema::Transaction> batch;
  std::int64_t articles = 0, words = 0, gen = 0;
  double storing = 0, relating = 0;
  const auto end_batch = [&] {
    if (!batch) return;
    const auto start = now();
    relations.settle(++gen);
    relating += seconds_since(start);
    batch->commit();
    batch.reset();
  };
  for (int i = 2; i < argc; ++i) {
    auto stream = indexer::open_input(argv[i], {});
    if (!stream) continue;
    while (auto next = (*stream)->next()) {
      if (!*next) continue;
      if (!batch) batch.emplace(catalogue);
      const auto start = now();
      const auto article = schema::store_article(catalogue, std::move(**next), "none", {}, gen + 1).article;
      storing += seconds_since(start);
      const auto stored = now();
      relations.stored(article.id, article.article, nullptr);
      relating += seconds_since(stored);
      words += article.article.words;
      if (++articles % kBatch == 0) end_batch();
    }
  }
  end_batch();
  if (articles == 0) return 1;
  const auto each = static_cast<double>(articles);
  fmt::print("{} articles of {:.0f} words: relations {:.3f} ms an article, storing {:.3f} ms\n", articles, static_cast<double>(words) / each,
             1e3 * relating / each, 1e3 * storing / each);
  fmt::print("same {}, near {}, of other versions {}, superseded {}, duplicate readings {}, clusters {}, rows of sketches {}\n",
             count(catalogue, "SELECT count(*) FROM relation WHERE copy = 'same'"),
             count(catalogue, "SELECT count(*) FROM relation WHERE copy = 'near'"),
             count(catalogue, "SELECT count(*) FROM relation WHERE copy = '' AND cluster <> ''"),
             count(catalogue, "SELECT count(*) FROM relation WHERE superseded_by <> ''"),
             count(catalogue, "SELECT count(*) FROM relation WHERE duplicate_of <> ''"),
             count(catalogue, "SELECT count(DISTINCT cluster) FROM relation WHERE cluster <> ''"),
             count(catalogue, "SELECT count(*) FROM shingle"));
  return 0;
}
