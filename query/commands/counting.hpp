// The commands that count: facets, timeline, compare. Their options, and what they count; the facets under what others list.
//
// Plain values and free functions; safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "query/answer/facets.hpp"
#include "query/answer/timeline.hpp"
#include "query/commands/command_line.hpp"
#include "query/render/output.hpp"
#include "schema/named_value.hpp"

namespace CLI {
class App;
class Option;
}

namespace attache::query {

// Each adds its own options to those that all have; the command must outlive the parse.
void add_facets_options(CLI::App& app, FacetsCommand& command);
void add_timeline_options(CLI::App& app, TimelineCommand& command);
void add_compare_options(CLI::App& app, CompareCommand& command);

// --facets of a command that lists articles or quotations: which facets stand under what it lists. `facets` must outlive the parse.
CLI::Option* add_facets_under(CLI::App& app, std::optional<std::vector<Facet>>& facets, bool articles);

// Says so where the pages have a ring without values: it was named, and the question has no subject.
void say_where_no_ring(const std::vector<FacetPage>& pages, std::uint64_t documents);

// Whether what stands after the argument is its value.
bool is_counting_option_with_value(std::string_view argument);

// The arguments of compare with a word of its own for each "--" and "--with", which part questions.
std::vector<std::string> divided_questions(std::vector<std::string> arguments);
// The questions between these words; words of one are joined, empty ones left out.
std::vector<std::string> compared_questions(const std::vector<std::string>& words);

// The exit statuses; all throw what ArchiveReader and Output throw, and Error(Usage) for questions that cannot be read.
int run_facets(const FacetsCommand& command, Output& out);
int run_timeline(const TimelineCommand& command, Output& out);
int run_compare(const CompareCommand& command, Output& out);

}  // namespace attache::query
