// What a program's commands and options are, as its manual page and shells' completions have it: made from the definitions the command
// line is read by.
//
// Plain values and one function; safe from any thread.
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace attache::schema {

struct OptionFacts {
  std::vector<std::string> names;   // "-h", "--help"; of a positional its name alone
  bool positional = false;
  bool required = false;
  bool flag = false;                // takes no value
  std::string value;                // what it takes: "DIR"; empty for flags
  std::vector<std::string> values;  // the only ones it may have; none where it may have any
  std::string about;
  std::string preset;               // its value where it is not given; empty where there is none
};

struct CommandFacts {
  std::string name;  // empty: the program without a command
  std::string about;
  std::string footer;  // examples; without exit statuses
  std::vector<OptionFacts> options;
};

struct ProgramFacts {
  std::string name;
  std::string about;    // one line, without the name
  std::string version;
  std::string footer;   // examples and files; without exit statuses
  std::vector<CommandFacts> commands;
};

// The facts of one command. `name`: as it is typed behind the program's name.
CommandFacts facts_of(const CLI::App& command, std::string name);

}  // namespace attache::schema
