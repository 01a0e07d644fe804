// Facets, time lines and comparisons for people.
//
// Free functions; all throw what Output throws.
#pragma once

#include <string>
#include <vector>

#include "query/answer/comparison.hpp"
#include "query/answer/counted.hpp"
#include "query/answer/facets.hpp"
#include "query/answer/result_facets.hpp"
#include "query/answer/timeline.hpp"
#include "query/render/output.hpp"

namespace attache::query {

// Each facet with its values, most met first, and what the value is asked for with; last, what was counted. `offset`: the values
// before those of the pages.
void print_facets(const std::vector<FacetPage>& pages, const Counted& counted, std::size_t offset, Output& out);

// The facets under an answer, a line each with as many values as it has room for, all of its page where facets were named; above
// them of what they are, below how a value is asked for or left out. No line when nothing was found. A value stands in brackets behind a name that
// an option would read as another.
std::vector<std::string> facet_lines(const ResultFacets& facets, std::size_t columns, const schema::Names& names);

// "outlet: Orme Post 12 · Halmere Press 9 · 3 more · 2 without", for accounts.
std::string facet_in_words(const FacetPage& page);

// A line a period with a bar as wide as the terminal allows; runs of three and more empty ones are one line. Last, what was counted.
void print_timeline(const Timeline& line, const Counted& counted, Output& out);

// The questions with their totals, then their counts beside each other. `counted`: of each question.
void print_comparison(const std::vector<std::string>& questions, const std::vector<Counted>& counted, const Comparison& comparison,
                      Output& out);

}  // namespace attache::query
