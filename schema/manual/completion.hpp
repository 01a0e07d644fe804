// What shells need to complete a program's commands and options.
#pragma once

#include <array>
#include <string>

#include "schema/manual/program_options.hpp"
#include "schema/named_value.hpp"

namespace attache::schema {

enum class Shell { Bash, Zsh, Fish };
inline constexpr std::array<NamedValue<Shell>, 3> kShells{{{Shell::Bash, "bash"}, {Shell::Zsh, "zsh"}, {Shell::Fish, "fish"}}};

// Commands, their options, the values of options that have only some; file names for all else. Where `dynamic` is not empty, values of the
// options named there come from `PROGRAM DYNAMIC_COMMAND OPTION`, one a line: names of an archive; bash also says in which (--archive), and what
// is typed of them (--match).
struct DynamicValues {
  std::string command;                // "completion --values"
  std::vector<std::string> options;   // "--by"
};
std::string completion(const ProgramFacts& program, Shell shell, const DynamicValues& dynamic = {});

}  // namespace attache::schema
