// How long a query takes beside the same Xapian query run bare, in one process on one index.
//
//   query_bench ARCHIVE [QUERIES [SEED]]    QUERIES: of each class, 150
//
// Queries are made of words of the archive's own headlines. Ours reads the text, makes the query and finds the exact count and the first ten
// articles in their order; bare is Xapian alone: the query that ours made, the exact count, the numbers of the ten best. Each is run three
// times in turn, the least counts. Prints milliseconds of CPU, and the ratios of the medians and of the 99th percentiles; first, that both
// count alike. Snippets of ten articles are timed apart: bare Xapian has nothing like them.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "query/language/read.hpp"
#include "query/search/article_search.hpp"
#include "schema/archive_reader.hpp"
#include "schema/document_record.hpp"
#include "schema/terms.hpp"

using namespace attache;

namespace {

constexpr int kRuns = 3;
constexpr std::uint64_t kListed = 10;
constexpr Xapian::doccount kCommon = 400;  // articles that have a common word

// CPU time, so that other work on the machine does not count.
double now_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

template <class F>
double least_ms(F&& run) {
  double least = 1e9;
  for (int i = 0; i < kRuns; ++i) {
    const auto start = now_ms();
    run();
    least = std::min(least, now_ms() - start);
  }
  return least;
}

double percentile(std::vector<double> times, double share) {
  std::sort(times.begin(), times.end());
  return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
}

struct Headline {
  std::vector<std::string> words;
  std::string day;
};

// Headlines of the archive's articles.
std::vector<Headline> headlines(const Xapian::Database& index, std::size_t count, std::mt19937& random) {
  std::vector<Headline> out;
  const std::string type = schema::article_type_term();
  std::vector<Xapian::docid> articles(index.postlist_begin(type), index.postlist_end(type));
  while (out.size() < count) {
    const auto document = index.get_document(articles[std::uniform_int_distribution<std::size_t>(0, articles.size() - 1)(random)]);
    Headline one;
    one.day = document.get_value(schema::field(schema::FieldId::Date).slot);
    for (const auto& word : schema::words_of(schema::article_of(document).article.title))
      if (word.folded.size() > 2 && word.folded.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos) one.words.push_back(word.folded);
    if (one.words.size() >= 3 && one.day.size() == 8) out.push_back(std::move(one));
  }
  return out;
}

struct Class {
  const char* name;
  std::function<std::string(const Headline&, const Xapian::Database&)> query;  // empty: this headline gives none
};

const std::array<Class, 7>& classes() {
  static const schema::Stemmer stemmer;
  static const auto frequency = [](const std::string& word, const Xapian::Database& index) {
    return index.get_termfreq(schema::word_term(schema::FieldId::Text, word, stemmer));
  };
  static const auto first_of = [](const Headline& title, const Xapian::Database& index, bool common) -> std::string {
    for (const auto& word : title.words)
      if ((frequency(word, index) >= kCommon) == common) return word;
    return "";
  };
  static const std::array<Class, 7> kClasses{{
      {"rare word", [](const Headline& t, const auto& index) { return first_of(t, index, false); }},
      {"common word", [](const Headline& t, const auto& index) { return first_of(t, index, true); }},
      {"2 AND", [](const Headline& t, const auto&) { return t.words[0] + " " + t.words[2]; }},
      {"3 OR", [](const Headline& t, const auto&) { return t.words[0] + " OR " + t.words[1] + " OR " + t.words[2]; }},
      {"phrase", [](const Headline& t, const auto&) { return "\"" + t.words[0] + " " + t.words[1] + "\""; }},
      {"near", [](const Headline& t, const auto&) { return t.words[0] + " NEAR/10 " + t.words[1]; }},
      {"word, dates", [](const Headline& t, const auto&) { return t.words[0] + " date:" + t.day.substr(0, 4) + "-" + t.day.substr(4, 2); }},
  }};
  return kClasses;
}

struct Times {
  std::vector<double> ours, bare, snippets;
};

void print(std::string_view name, const Times& times) {
  const auto p50 = percentile(times.ours, 0.5), p99 = percentile(times.ours, 0.99);
  const auto bare50 = percentile(times.bare, 0.5), bare99 = percentile(times.bare, 0.99);
  fmt::print("| {:<12} | {:>5} | {:.3f} / {:.3f} | {:.3f} / {:.3f} | {:.2f} / {:.2f} | {:.2f} |\n", name, times.ours.size(), p50, p99, bare50, bare99, p50 / bare50,
             p99 / bare99, percentile(times.snippets, 0.5));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("query_bench ARCHIVE [QUERIES [SEED]]\n", stderr);
    return 2;
  }
  const auto queries = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 150;
  std::mt19937 random(argc > 3 ? static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10)) : 1);
  schema::ArchiveReader archive{schema::ArchivePaths{schema::archive_directory(argv[1])}};
  const auto today = *schema::make_date(2026, 1, 1);
  const auto& names = schema::Names::builtin();
  return archive.read([&](const schema::IndexView& view) {
    fmt::print("{} documents, {} articles\n| class | queries | ours ms, p50 / p99 | bare ms | ratio | snippets of 10, ms |\n|---|---|---|---|---|---|\n",
               view.index.get_doccount(), view.index.get_termfreq(schema::article_type_term()));
    Times all;
    std::size_t differ = 0;
    for (const auto& kind : classes()) {
      Times times;
      while (times.ours.size() < queries) {
        for (const auto& title : headlines(view.index, queries, random)) {
          const auto text = kind.query(title, view.index);
          if (text.empty() || times.ours.size() == queries) continue;
          query::FoundDocuments found;
          const auto ours = [&] {
            const auto reading = query::read_native(text, today);
            found = query::ArticleSearch::of(view, reading->expression, text, {}, names)->find(query::Order::Relevance, 0, kListed);
          };
          ours();
          const auto reading = query::read_native(text, today);
          const auto search = query::ArticleSearch::of(view, reading->expression, text, {}, names);
          const auto asked = search->index_query();
          Xapian::doccount count = 0;
          const auto bare = [&] {
            Xapian::Enquire enquire(view.index);
            enquire.set_query(asked);
            const auto set = enquire.get_mset(0, kListed, view.index.get_doccount());
            count = set.get_matches_estimated();
          };
          bare();
          differ += count != found.count;
          times.bare.push_back(least_ms(bare));
          times.ours.push_back(least_ms(ours));
          times.snippets.push_back(least_ms([&] {
            for (const auto document : found.documents) search->load(document);
          }));
        }
      }
      print(kind.name, times);
      for (auto [from, to] : {std::pair(&times.ours, &all.ours), std::pair(&times.bare, &all.bare), std::pair(&times.snippets, &all.snippets)})
        to->insert(to->end(), from->begin(), from->end());
    }
    print("all", all);
    if (differ > 0) fmt::print("{} queries are counted otherwise\n", differ);
    return differ > 0 ? 1 : 0;
  });
}
