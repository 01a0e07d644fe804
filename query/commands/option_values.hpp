// The values that options may have, from the tables that know them: for completion and the manual page.
//
// Free function; safe from any thread.
#pragma once

#include <vector>

#include "schema/manual/program_options.hpp"

namespace attache::query {

// Sets OptionFacts::values, and whether several may stand there, of each option of the commands whose values a table has.
void add_values(std::vector<schema::CommandFacts>& commands);

}  // namespace attache::query
