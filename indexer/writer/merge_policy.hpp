// Which parts of an index become one, so that there are few of them and what is in large ones is seldom written again: by levels of
// four times the size, as in the log-structured merge tree of O'Neil et al. 1996 and Lucene's LogDocMergePolicy. From there, too, that a
// level begins at the largest of some parts: with fixed borders parts about as large as one would be now of this level, now of that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace attache::indexer {

// How many of the last parts to join, 0 for none. `documents` are those of each part, oldest first. As many as `most`, at least 2, of a
// level are joined, and the smaller ones between and after them, which count as one of it; ask again after it was done. Where it has
// been asked after each new part, the parts of a level stay below `most`.
std::size_t parts_to_join(std::span<const std::uint32_t> documents, std::size_t most);

}  // namespace attache::indexer
