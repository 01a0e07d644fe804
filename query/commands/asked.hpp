// From a command's words and options to its query.
//
// Free functions; safe from any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "query/parse/question.hpp"
#include "schema/archive_reader.hpp"
#include "schema/names/names.hpp"

namespace attache::query {

// Sets options by their names; `question` gets them as they would stand in a question, unless it is null. Throws Error(Usage) for
// a value that an option cannot have, and where since and until leave no day.
void set_options(const std::vector<std::pair<std::string, std::string>>& options, const schema::Names& names, Query& query,
                 std::string* question);

// Whether the archive, which must outlive it, has articles of an outlet.
OutletTest outlets_of(schema::ArchiveReader& archive);

}  // namespace attache::query
