// How many articles of 750 words the quote engines read in a second of one core's time, and where that time goes.
//
// usage: quotes_bench TEXT…
//
// Files are read and articles made before the clock runs; nothing is stored. Times are CPU time of the one thread, the best of
// three rounds. A word is what stands between white space.
#include <time.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "indexer/quotes/assembly.hpp"
#include "indexer/quotes/attributions.hpp"
#include "indexer/quotes/cast.hpp"
#include "indexer/quotes/engine.hpp"
#include "indexer/quotes/model.hpp"
#include "indexer/quotes/passages.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/text/document.hpp"

namespace {

using namespace attache;
using namespace attache::indexer;

constexpr int kRounds = 3;
constexpr double kWords = 750;

double seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Work>
double time_of(const Work& work) {
  double best = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    const double begin = seconds();
    work();
    best = std::min(best, seconds() - begin);
  }
  return best;
}

double words_of(std::string_view text) {
  double words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
    words += !space && !inside;
    inside = !space;
  }
  return words;
}

double resident_megabytes() {
  std::ifstream file("/proc/self/statm");
  double total = 0;
  double resident = 0;
  file >> total >> resident;
  return resident * 4096 / 1e6;
}

std::vector<schema::Article> articles_in(const char* path) {
  std::vector<schema::Article> out;
  auto stream = open_input(path, {});
  if (!stream) {
    fmt::print(stderr, "{}: {}\n", path, stream.error().reason);
    std::exit(2);
  }
  while (auto next = (*stream)->next())
    if (*next) out.push_back(std::move(**next));
  return out;
}

// The parts of QuoteEngine::quotes_of, each timed over all articles on what the one before it made.
void print_stages(EngineKind kind, const std::vector<schema::Article>& articles, double words, double whole) {
  const schema::Names& names = schema::Names::builtin();
  const ModelFile file(Model::builtin_bytes(kind));
  const WordPieces pieces(file);
  const Network network(file);
  const Model model = Model::builtin(kind);
  const std::size_t count = articles.size();
  std::vector<Document> documents(count);
  std::vector<Passage> passages(count);
  std::vector<Reading> read(count);
  std::vector<std::vector<Attribution>> attributions(count);
  const auto each = [&](const auto& work) {
    return time_of([&] {
      for (std::size_t i = 0; i < count; ++i) work(i);
    });
  };
  const double text = each([&](std::size_t i) { documents[i] = document_of(articles[i]); });
  const double piece = each([&](std::size_t i) {
    passages[i] = passage_of(documents[i], {0, static_cast<std::uint32_t>(documents[i].tokens.size())}, pieces);
  });
  const double encode = each([&](std::size_t i) { network.encode(passages[i]); });
  const double reading = each([&](std::size_t i) { read[i] = model.reader().read(documents[i]); });
  const double rules = each([&](std::size_t i) { attributions[i] = attributions_of(documents[i], read[i].attributions); });
  const double people = each([&](std::size_t i) { const Cast cast(documents[i], names); });
  const double quotes = each([&](std::size_t i) { quotes_from(documents[i], names, attributions[i], read[i].vectors, &model.ranker()); });
  const auto row = [&](std::string_view stage, double time) { fmt::print("    {:<28}{:6.1f} %\n", stage, 100 * time / whole); };
  row("tokens, sentences", text);
  row("word pieces", piece);
  row("vectors and tags of tokens", encode);
  row("scores of cues, decoding", reading - piece - encode);
  row("rules", rules);
  row("cast", people);
  row("speakers, topics", quotes - people);
  fmt::print("    who and about what: {:.2f} ms an article of 750 words\n", 1e3 * quotes * kWords / words);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: quotes_bench TEXT…\n");
    return 2;
  }
  std::vector<schema::Article> articles;
  double words = 0;
  for (int i = 1; i < argc; ++i)
    for (schema::Article& article : articles_in(argv[i])) {
      words += words_of(article.text);
      articles.push_back(std::move(article));
    }
  fmt::print("{} articles, {:.0f} words\n", articles.size(), words);
  const schema::Names& names = schema::Names::builtin();
  double speed[kEngineKinds.size()] = {};
  for (std::size_t k = 0; k < kEngineKinds.size(); ++k) {
    const double before = resident_megabytes();
    const double begin = seconds();
    const QuoteEngine engine(names, kEngineKinds[k].value);
    const double load = seconds() - begin;
    engine.quotes_of(articles.front());
    const double memory = resident_megabytes() - before;
    const double whole = time_of([&] {
      for (const schema::Article& article : articles) engine.quotes_of(article);
    });
    speed[k] = words / kWords / whole;
    fmt::print("{}: {:.1f} articles of 750 words a second, loaded in {:.0f} ms, {:.0f} MB\n", kEngineKinds[k].name, speed[k], 1000 * load,
               memory);
    print_stages(kEngineKinds[k].value, articles, words, whole);
  }
  fmt::print("{} is {:.1f} times as fast as {}\n", kEngineKinds[0].name, speed[0] / speed[1], kEngineKinds[1].name);
}
