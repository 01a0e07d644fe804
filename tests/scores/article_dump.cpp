// Prints what the readers make of files, one JSON line an article, for the scores of readers; faults go to standard error.
// usage: attache-article-dump [--type TYPE] FILE… (a development program, not installed)
#include <cstdio>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "indexer/readers/article_json.hpp"
#include "indexer/readers/reader.hpp"

int main(int argc, char** argv) {
  attache::indexer::ReaderOptions options;
  int first = 1;
  if (argc > 2 && std::string_view(argv[1]) == "--type") {
    options.type = argv[2];
    first = 3;
  }
  int faults = 0;
  for (int i = first; i < argc; ++i) {
    const auto fault = [&](const attache::schema::Fault& what) {
      fmt::print(stderr, "{}: {}{}{}\n", argv[i], what.place, what.place.empty() ? "" : ": ", what.reason);
      ++faults;
    };
    auto stream = attache::indexer::open_input(argv[i], options);
    if (!stream) {
      fault(stream.error());
      continue;
    }
    while (auto next = (*stream)->next()) {
      if (*next)
        fmt::print("{}\n", attache::indexer::to_json(**next));
      else
        fault(next->error());
    }
    for (const auto& [reason, count] : (*stream)->left_out()) fmt::print(stderr, "{}: {} left out: {}\n", argv[i], count, reason);
  }
  return faults > 0 ? 3 : 0;
}
