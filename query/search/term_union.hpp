// Documents that have any of many terms: what a wildcard stands for.
//
// A free function; its query belongs into ArchiveReader::read.
#pragma once

#include <string>
#include <vector>

#include <xapian.h>

namespace attache::query {

// The documents that have `term`, but those that have one of `unless`.
struct UnionTerm {
  std::string term;
  std::vector<std::string> unless = {};
};

// The documents of any of them, without weights; of none, none. Xapian's OR passes each posting through a tree of its terms; beyond some
// dozens of terms the postings are marked in a map of bits instead, a part of the index at a time, when a search begins.
Xapian::Query union_of(std::vector<UnionTerm> terms);

}  // namespace attache::query
