// What lies beside an empty answer: in how many articles it was looked for, and which part of the question, left out, would have had an
// answer.
//
// Plain values and a free function that belongs into ArchiveReader::read.
#pragma once

#include <string>
#include <vector>

#include "query/parse/query.hpp"
#include "query/search/find.hpp"
#include "schema/archive_reader.hpp"
#include "schema/names/names.hpp"

namespace attache::query {

// Lines for people, of a question of which no quotation is listed:
//   no quote by Dorrin about herring in 12 articles that name Dorrin, 2021-04-22 to 2024-06-05; 1 of them has "herring"
//   without "about herring": 31 quotes, 2021-04-22 to 2024-06-05
// Each count is what the question without those words lists; of a period that was asked for the nearest days before and after it, and the days
// of the archive. Where no part alone left out helps, it says what there is by the speaker and about the subject. Empty where a quotation
// is listed, and for Query::unsure.
std::vector<std::string> nothing_found(const schema::IndexView& view, const Query& query, const Findings& found, const schema::Names& names);

}  // namespace attache::query
