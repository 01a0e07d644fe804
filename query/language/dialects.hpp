// The readers of the other dialects, behind read_query(): `text` is valid UTF-8 and within the bound of bytes. Each one's rules and
// their sources stand at the beginning of its .cpp.
//
// Free functions, safe from any thread.
#pragma once

#include <string_view>

#include "query/language/read.hpp"
#include "schema/date.hpp"
#include "schema/result.hpp"

namespace attache::query::language {

schema::Result<Reading> read_native_text(std::string_view text, schema::Date today);
schema::Result<Reading> read_factiva(std::string_view text, schema::Date today);
schema::Result<Reading> read_nexis(std::string_view text, schema::Date today);
schema::Result<Reading> read_lucene(std::string_view text, schema::Date today);

}  // namespace attache::query::language
