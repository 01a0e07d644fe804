// `attache-query search`: articles by a query of the language.
#pragma once

#include "query/commands/command_line.hpp"
#include "query/render/output.hpp"

namespace attache::query {

// The exit status. Throws Error(Usage) for a query that cannot be read or carried out, what ArchiveReader and Output throw otherwise.
int run_search(const SearchCommand& command, Output& out);

}  // namespace attache::query
