// Accounts as records: what ends an answer, for --summary.
//
// Free functions; safe from any thread.
#pragma once

#include <cstdint>

#include "query/answer/answer.hpp"
#include "query/answer/result_facets.hpp"
#include "query/answer/speakers.hpp"
#include "query/export/writer.hpp"

namespace attache::query {

// Every count by its name, zeros included, days as YYYY-MM-DD or null.
Summary summary_of(const Account& account);
Summary summary_of(const SpeakersAccount& account);
// Of a search: how many articles it found.
Summary summary_of(std::uint64_t articles, const SetAside& set_aside);

// Adds the facets of the answer, where they were asked for.
void add(const ResultFacets& facets, Summary& summary);

}  // namespace attache::query
