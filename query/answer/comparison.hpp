// Questions side by side: how much each has in a period, and of each value of a facet.
//
// Plain values; compare() belongs into ArchiveReader::read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/answer/counted.hpp"
#include "query/answer/facets.hpp"
#include "query/answer/timeline.hpp"

namespace attache::query {

struct ComparisonRow {
  std::string value;                  // of a period its name; of a facet FacetValue::value; empty for documents without one
  std::string label;
  std::vector<std::uint64_t> counts;  // one for each question, in their order
};

// The periods, or the values of one facet.
struct ComparisonTable {
  std::string name;                // "year", "outlet"
  std::vector<ComparisonRow> rows; // periods in order without a gap; values most met first, all questions together, then by name
  std::uint64_t matching = 0;      // rows there are, those not shown too; the row of what has no value is not among them
};

struct Comparison {
  std::vector<ComparisonTable> tables;  // the periods, then the facets in the order asked for
};

// `counted`: what each question has. Of each facet `limit` values; nothing: all. A Fault as of timeline().
schema::Result<Comparison> compare(const schema::IndexView& view, const std::vector<Counted>& counted, std::optional<Step> step,
                                   const std::vector<Facet>& facets, std::optional<std::size_t> limit, const schema::Names& names);

}  // namespace attache::query
