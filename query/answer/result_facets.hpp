// The facets of what was counted or found: those of the facets command, and those under an answer, by the same counting.
//
// Plain values and a free function that belongs into the ArchiveReader::read that found the documents.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "query/answer/counted.hpp"
#include "query/answer/facets.hpp"

namespace attache::query {

inline constexpr std::size_t kShortList = 10;  // values of each of several facets, where no limit is given

// A page of each facet of `named`; where none is named, of all but days and factualities, and the ring where the question has a
// subject. All values of one facet and kShortList of each of several, unless `paging` has a limit. `query`: of the quotations counted;
// Factuality counts those of other factualities too, unless one is asked for.
std::vector<FacetPage> facet_pages(const schema::IndexView& view, const Counted& counted, const Query& query,
                                   const std::vector<Facet>& named, FacetPaging paging, const schema::Names& names);

// The facets under an answer.
struct ResultFacets {
  std::vector<FacetPage> pages;  // empty: none were asked for
  bool named = false;            // which was said
  bool articles = false;         // of articles, else of quotations
  std::uint64_t documents = 0;   // of which they are counted
};

}  // namespace attache::query
