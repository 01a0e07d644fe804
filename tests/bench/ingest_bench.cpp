// Where the time of an import goes, in CPU ms an article by stage:
//
//   ingest_bench [--files-from LIST] [--articles N]     workload: files of LIST, else invented articles
//
// Stages: read (bytes to articles), quotes (engine), and all of it through Intake and Writer into a fresh archive, of which
// the rest (SQLite, documents, Xapian, commits) is what the first two leave. Prints a line a stage; compares nothing.
#include <ctime>
#include <filesystem>
#include <fstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <xapian.h>

#include "indexer/quotes/engine.hpp"
#include "indexer/writer/intake.hpp"
#include "tests/crash/invented_news.hpp"
#include "tests/support/temporary_directory.hpp"

namespace {

using namespace attache;
using namespace attache::indexer;

// Of all threads of the process.
double cpu_ms() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

template <class F>
double timed(F&& work) {
  const double before = cpu_ms();
  work();
  return cpu_ms() - before;
}

std::vector<std::string> inputs(const std::string& list, std::uint32_t count, const std::string& directory) {
  std::vector<std::string> out;
  std::ifstream names(list);
  for (std::string name; std::getline(names, name);) out.push_back(name);
  if (!list.empty()) return out;
  for (std::uint32_t i = 0; i < count; ++i) {
    out.push_back(fmt::format("{}/news_{:06}.txt", directory, i));
    std::ofstream(out.back()) << tests::invented_news(i) << tests::invented_news(i, 1) << tests::invented_news(i, 2);
  }
  return out;
}

std::vector<schema::Article> read_all(const std::vector<std::string>& files) {
  std::vector<schema::Article> out;
  for (const std::string& file : files) {
    auto stream = open_input(file, {});
    if (!stream) continue;
    while (auto next = (*stream)->next())
      if (*next) out.push_back(std::move(**next));
  }
  return out;
}

void import(const std::vector<std::string>& files, const std::string& directory, const QuoteEngine& engine) {
  const schema::ArchivePaths paths{directory};
  schema::create_archive(paths);
  WriterOptions options;
  options.engine = QuoteEngine::version();
  Writer writer(paths, std::move(options));
  Intake intake(writer, {{}, [&](const auto& article) { return engine.quotes_of(article); },
                         std::string(QuoteEngine::version()), false});
  for (const std::string& file : files) intake.read(file);
  writer.flush();
}

}  // namespace

int main(int argc, char** argv) {
  std::string list;
  std::uint32_t count = 1000;
  CLI::App app{"CPU ms an article by stage of an import"};
  app.add_option("--files-from", list, "names of articles, one a line");
  app.add_option("--articles", count, "invented articles when no list is given");
  CLI11_PARSE(app, argc, argv);

  const tests::TemporaryDirectory directory;
  const auto files = inputs(list, count, directory.path());
  const QuoteEngine engine(schema::Names::builtin());
  std::vector<schema::Article> articles;
  std::size_t quotes = 0;
  const double read = timed([&] { articles = read_all(files); });
  const double found = timed([&] {
    for (const auto& article : articles) quotes += engine.quotes_of(article).size();
  });
  const double all = timed([&] { import(files, directory.file("archive"), engine); });
  if (articles.empty()) {
    fmt::print(stderr, "ingest_bench: no articles\n");
    return 1;
  }
  std::size_t bytes = 0;
  for (const auto& article : articles) bytes += article.text.size();
  const auto number = static_cast<double>(articles.size());
  fmt::print("articles {}, {:.0f} bytes and {:.1f} attributions each\n", articles.size(),
             static_cast<double>(bytes) / number, static_cast<double>(quotes) / number);
  fmt::print("read     {:6.3f} ms\nquotes   {:6.3f} ms\nstore    {:6.3f} ms\nall      {:6.3f} ms\n", read / number,
             found / number, (all - read - found) / number, all / number);
  return 0;
}
