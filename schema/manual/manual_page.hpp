// The manual page of a program: section 1, from its commands and options.
#pragma once

#include <string>

#include "schema/manual/program_options.hpp"

namespace attache::schema {

// Each command with its options, the examples, the exit statuses.
std::string manual_page(const ProgramFacts& program);

}  // namespace attache::schema
