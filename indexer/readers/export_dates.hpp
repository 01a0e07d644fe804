// Dates as the exports of news databases print them, in the language of whoever exported.
//
// Free functions, safe from any thread.
#pragma once

#include <optional>
#include <string_view>

#include "schema/date.hpp"

namespace attache::indexer {

// "29 décembre 2011", "12 April 2013 Tuesday", "July 1, 2019 Monday 9:20 AM GMT", "den 3. Mai 2012", and all that
// schema::parse_moment() reads. Nothing when the text does not begin with a date.
std::optional<schema::Moment> read_export_date(std::string_view text);

}  // namespace attache::indexer
