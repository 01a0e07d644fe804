// Facets, time lines and comparisons as rows for programs.
//
//   facets    csv    facet,value,label,count      jsonl  {"facet", "value", "label", "count"}
//   timeline  csv    period,count                 jsonl  {"period", "count"}
//   compare   csv    table,value,label,QUESTION…  jsonl  {"table", "value", "label", "counts": [n, …]}
//
// What has no value, or no date, is a row whose value (and label, or period) is empty in CSV and null in JSON; it is not there where
// nothing lacks one. CSV is of RFC 4180: a header, lines ended by CR and LF; a cell that a spreadsheet would take for a formula has an
// apostrophe before it.
//
// Free functions; all throw what Output throws.
#pragma once

#include <string>
#include <vector>

#include "query/answer/comparison.hpp"
#include "query/answer/facets.hpp"
#include "query/answer/timeline.hpp"
#include "query/render/output.hpp"

namespace attache::query {

void print_facets_csv(const std::vector<FacetPage>& pages, Output& out);
void print_facets_jsonl(const std::vector<FacetPage>& pages, Output& out);
void print_timeline_csv(const Timeline& line, Output& out);
void print_timeline_jsonl(const Timeline& line, Output& out);
void print_comparison_csv(const std::vector<std::string>& questions, const Comparison& comparison, Output& out);
// The first line is {"questions": [text, …]}.
void print_comparison_jsonl(const std::vector<std::string>& questions, const Comparison& comparison, Output& out);

}  // namespace attache::query
