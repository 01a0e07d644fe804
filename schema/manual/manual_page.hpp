// The manual page of a program: section 1, from its commands and options.
#pragma once

#include <string>

#include "schema/manual/program_options.hpp"

namespace attache::schema {

// How each command is called, what it is for, its options; those that several commands have stand once behind them. Then the examples, the
// exit statuses, and which pages say more.
std::string manual_page(const ProgramFacts& program);

}  // namespace attache::schema
