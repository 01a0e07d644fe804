// The time a question asks for: "since 2021", "between May 2021 and 2 June 2022", "yesterday".
#pragma once

#include <optional>

#include "query/parse/tokens.hpp"
#include "schema/date.hpp"

namespace attache::query {

struct Period {
  std::optional<schema::Date> since;  // first day
  std::optional<schema::Date> until;  // last day
};

// Takes the clauses of time off the end of `tokens`. Days that no clause limits are left as they are.
Period take_period(Tokens& tokens, schema::Date today);

}  // namespace attache::query
