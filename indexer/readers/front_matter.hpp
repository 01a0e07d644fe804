// The metadata in front of a Markdown text, as site generators write them: lines "key: value" between two lines "---".
//
// A free function, safe from any thread; linear in the text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attache::indexer {

// What of YAML is found there: plain and quoted values, lists in brackets or a line an item ("- Anna Tolk", "- name: Anna Tolk"), and
// values over several lines. A plain value may hold what YAML refuses ("title: Talks: a new start"); anchors, tags and deeper maps
// mean nothing here. Keys are as written; values are on one line, without quotation marks and comments; items are joined by ", ".
struct FrontMatter {
  std::vector<std::pair<std::string, std::string>> values;  // in the order of the text
  std::size_t size = 0;                                     // bytes up to the text itself; 0 where there is no front matter
};
FrontMatter read_front_matter(std::string_view text);

}  // namespace attache::indexer
