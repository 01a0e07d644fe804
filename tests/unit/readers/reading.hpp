// What the readers' tests share: reading bytes in memory, and an article's blocks as text.
#pragma once

#include <string>
#include <vector>

#include "indexer/readers/reader.hpp"

namespace attache::indexer {

struct Reading {
  std::vector<schema::Article> articles;
  std::vector<std::string> faults;  // "line 2: not JSON: …"
};

inline Reading read_all(const std::string& bytes, const ReaderOptions& options, const std::string& file = "/in") {
  Reading reading;
  auto opened = open_bytes(bytes, file, options);
  if (!opened) {
    reading.faults.push_back(opened.error().place + ": " + opened.error().reason);
    return reading;
  }
  while (auto next = (*opened)->next()) {
    if (*next)
      reading.articles.push_back(**next);
    else
      reading.faults.push_back(next->error().place + ": " + next->error().reason);
  }
  return reading;
}

inline Reading read_all(const std::string& bytes, const std::string& type) {
  ReaderOptions options;
  options.type = type;
  return read_all(bytes, options);
}

// "Headline Talks end | Paragraph The envoys left."
inline std::string blocks_of(const schema::Article& article) {
  static const char* const kNames[] = {"Headline",  "Standfirst", "Byline", "Dateline",
                                       "Paragraph", "Caption",    "Credit", "Stamp"};
  std::string out;
  for (const auto& block : article.blocks) {
    if (!out.empty()) out += " | ";
    out += std::string(kNames[static_cast<int>(block.kind)]) + " " + std::string(text_of(article.text, block.span));
  }
  return out;
}

}  // namespace attache::indexer
