// The values of a slot, along the stream that holds them one document after the other.
//
// Free function; belongs into ArchiveReader::read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <xapian.h>

namespace attache::query {

// Calls f(document, value) for each of the documents (ascending, each once) that has a value in the slot, in order.
template <class F>
void each_value(const Xapian::Database& index, std::uint32_t slot, const std::vector<std::uint32_t>& documents, F&& f) {
  auto at = index.valuestream_begin(slot);
  const auto end = index.valuestream_end(slot);
  for (const auto id : documents) {
    if (at != end && at.get_docid() < id) at.skip_to(id);
    if (at == end) return;
    if (at.get_docid() == id) f(id, *at);
  }
}

}  // namespace attache::query
