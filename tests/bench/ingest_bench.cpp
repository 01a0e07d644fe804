// How long an article of 5 kB takes from file to searchable, stage by stage, on one core.
//
//   read      bytes → article: charset, layout, language
//   quotes    article → quotations: tokens, attributions, speakers, topics
//   ingest    400 files → searchable: read, quotes, SQLite, Xapian, commits and their syncs
//
// Times are CPU time an article, for ingest of all `articles`; the promise is 10 ms each. This news is dense: a quotation in nearly
// every sentence.
#include <benchmark/benchmark.h>

#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "indexer/quotes/engine.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/writer/intake.hpp"
#include "indexer/writer/writer.hpp"
#include "schema/archive.hpp"
#include "tests/crash/invented_news.hpp"
#include "tests/support/temporary_directory.hpp"

namespace {

using namespace attache;

constexpr std::size_t kArticleBytes = 5000;
constexpr std::uint32_t kArticles = 400;

// Several pieces of invented news in one file, cut to the size that the promise is about.
std::string article_text(std::uint32_t number) {
  std::string text;
  for (std::uint32_t part = 0; text.size() < kArticleBytes; ++part) text += tests::invented_news(number * 16 + part) + "\n\n";
  text.resize(kArticleBytes);
  return text;
}

schema::Article article_of(const std::string& text) {
  auto opened = indexer::open_bytes(text, "/bench.txt", {});
  return std::move(**(*opened)->next());
}

void read(benchmark::State& state) {
  const std::string text = article_text(1);
  for (auto _ : state) benchmark::DoNotOptimize(article_of(text));
}

void quotes(benchmark::State& state) {
  const indexer::QuoteEngine engine(schema::Names::builtin(), indexer::EngineKind::Fast);
  const schema::Article article = article_of(article_text(1));
  for (auto _ : state) benchmark::DoNotOptimize(engine.quotes_of(article));
}

void ingest(benchmark::State& state) {
  const tests::TemporaryDirectory files;
  std::vector<std::string> paths;
  for (std::uint32_t i = 0; i < kArticles; ++i) {
    paths.push_back(fmt::format("{}/{}.txt", files.path(), i));
    std::ofstream(paths.back(), std::ios::binary) << article_text(i);
  }
  const indexer::QuoteEngine engine(schema::Names::builtin(), indexer::EngineKind::Fast);
  for (auto _ : state) {
    const tests::TemporaryDirectory archive;
    const schema::ArchivePaths where{archive.file("archive")};
    schema::create_archive(where);
    indexer::WriterOptions options;
    options.engine = std::string(engine.version());
    indexer::Writer writer(where, options);
    std::int64_t added = 0;
    indexer::Intake intake(writer, {{}, [&](const schema::Article& a) { return engine.quotes_of(a); }, false, 0,
                                    [&](const indexer::InputReport& report) { added += report.added; }});
    for (const std::string& path : paths) intake.read(path);
    intake.finish();
    writer.flush();
    if (added != std::int64_t{kArticles}) state.SkipWithError("an article was not added");
  }
  state.counters["articles"] = kArticles;
}

BENCHMARK(read)->Unit(benchmark::kMillisecond);
BENCHMARK(quotes)->Unit(benchmark::kMillisecond);
BENCHMARK(ingest)->Unit(benchmark::kMillisecond)->Iterations(3);

}  // namespace

BENCHMARK_MAIN();
