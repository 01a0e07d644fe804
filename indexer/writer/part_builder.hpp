// A part of the index made of articles that no part has yet. Slices of it are built beside each other, each so small that Xapian's
// inverter (a std::map from term to a std::map of documents) stays in the cache, and joined by compaction, which copies: two thirds of
// the work of adding the same articles to a part that grows, and not all of it in one thread.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "indexer/writer/index_parts.hpp"

namespace attache::indexer {

struct PartPlan {
  std::string name;                // of the part, which must not be there; slices have names that begin so
  std::vector<std::size_t> bytes;  // about how long the text of each article is
  std::function<std::vector<Xapian::Document>(std::size_t article)> documents_of;  // called in several threads
  unsigned threads = 1;            // that build slices
  std::function<bool()> stop;      // asked between slices, in these threads
};

// Makes the part, in the order of the articles however many threads there are, and brings it to disk. Throws Xapian::Error,
// Error(Output), Stopped, and what documents_of throws; what there is of the part and its slices then is the caller's to remove.
void build_part(const schema::ArchivePaths& paths, const PartPlan& plan, const Marks& marks);

// Where slices end: after so many bytes of text or articles, but there are never more than can be open at one time.
std::vector<std::size_t> slice_ends(std::span<const std::size_t> bytes);

}  // namespace attache::indexer
