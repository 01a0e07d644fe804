// The commands of attache-query, each from its options to its exit status.
#pragma once

#include <string>
#include <vector>

#include "query/render/output.hpp"

namespace attache::query {

// Results go to `out`, notes and accounts of other formats to standard error. Returns the exit status of DESIGN.md
// section 3; every error is said on standard error and becomes its status. Never throws.
int run(const std::vector<std::string>& arguments, Output& out);

}  // namespace attache::query
