// How long counting facets takes, in process, beside Xapian's own ValueCountMatchSpy on the same matches.
//
// Workloads, each over the commonest words of the archive's articles (or quotations), found once before:
//   match          the documents that match the word
//   one            these, and the values of one facet counted, for each facet
//   all            these, and all facets of the kind of document counted
//   spy            these with a ValueCountMatchSpy on the facet's slot, where it has one
// Prints the median and the 99th percentile in ms of CPU time. The promise is 5 ms for one facet and 15 for all, median, at 20,000 articles.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "query/answer/facets.hpp"
#include "query/search/quote_filter.hpp"
#include "schema/archive_reader.hpp"
#include "schema/own_tables.hpp"
#include "schema/terms.hpp"

using namespace attache;

namespace {

constexpr std::size_t kWords = 50;

struct Times {
  std::vector<double> ms;
  double at(double share) {
    std::sort(ms.begin(), ms.end());
    return ms.empty() ? 0 : ms[std::min(ms.size() - 1, static_cast<std::size_t>(share * static_cast<double>(ms.size())))];
  }
};

// CPU time, so that other work on the machine does not count.
template <class F>
double timed(F&& f) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
  };
  const auto begin = now();
  f();
  return now() - begin;
}

// The commonest stems: those of the most documents, of both kinds.
std::vector<std::string> common_words(const Xapian::Database& index) {
  std::vector<std::pair<Xapian::doccount, std::string>> words;
  auto at = index.allterms_begin();
  const auto end = index.allterms_end();
  for (at.skip_to("a"); at != end; ++at) words.emplace_back(at.get_termfreq(), *at);
  std::sort(words.rbegin(), words.rend());
  std::vector<std::string> out;
  for (const auto& [count, word] : words)
    if (out.size() < kWords) out.push_back(word);
  return out;
}

void print(const std::string& name, Times& times) { fmt::print("| {} | {:.2f} | {:.2f} |\n", name, times.at(0.5), times.at(0.99)); }

void bench(const schema::IndexView& view, const schema::Names& names, bool articles) {
  const Xapian::Query type(articles ? schema::article_type_term() : schema::quote_type_term());
  Times match, all;
  std::map<std::string, Times> one, spy;
  std::vector<std::size_t> sizes;
  for (const auto& word : common_words(view.index)) {
    const auto wanted = query::both(Xapian::Query(word), type);
    std::vector<std::uint32_t> documents;
    const auto find = [&] {
      const auto found = query::matching(view.index, wanted);
      documents.assign(found.begin(), found.end());
    };
    find();  // warm
    match.ms.push_back(timed(find));
    sizes.push_back(documents.size());
    const query::FacetPaging paging{.limit = 10};
    all.ms.push_back(timed([&] {
      find();
      const query::FacetCounter counter(view, documents, names);
      for (const auto& row : query::kFacets)
        if (row.facet != query::Facet::Ring && row.of_article >= articles) counter.page(row.facet, paging);
    }));
    for (const auto& row : query::kFacets) {
      if (row.facet == query::Facet::Ring || row.of_article < articles) continue;
      one[std::string(row.name)].ms.push_back(timed([&] {
        find();
        query::FacetCounter(view, documents, names).page(row.facet, paging);
      }));
      const auto field = schema::field_named(row.name);
      if (!field || schema::field(*field).slot == schema::kNoSlot) continue;
      spy[std::string(row.name)].ms.push_back(timed([&] {
        Xapian::Enquire enquire(view.index);
        enquire.set_query(wanted);
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        Xapian::ValueCountMatchSpy counts(schema::field(*field).slot);
        enquire.add_matchspy(&counts);
        enquire.get_mset(0, 0, view.index.get_doccount());
      }));
    }
  }
  std::sort(sizes.begin(), sizes.end());
  fmt::print("\n{} words, of {} to {} {} (median {}), in an archive of {} documents\n\n| | p50 ms | p99 ms |\n|---|---|---|\n", sizes.size(),
             sizes.front(), sizes.back(), articles ? "articles" : "quotations", sizes[sizes.size() / 2], view.index.get_doccount());
  print("match", match);
  for (auto& [name, times] : one) print("one: " + name, times);
  print("all", all);
  for (auto& [name, times] : spy) print("spy: " + name, times);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: facets_bench ARCHIVE\n", stderr);
    return 2;
  }
  schema::ArchiveReader archive(schema::ArchivePaths{argv[1]});
  const auto names = schema::archive_names(archive.catalogue());
  archive.read([&](const schema::IndexView& view) {
    bench(view, *names, true);
    bench(view, *names, false);
  });
  return 0;
}
