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
  bool several = false;             // of a positional: takes more than one
  bool flag = false;                // takes no value, or one behind "=" alone
  std::string value;                // what it takes: "DIR", of a flag "[=NAMES]"; empty for one that takes none
  std::vector<std::string> values;  // the only ones it may have; none where it may have any
  bool list = false;                // several of them, divided by commas
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
  std::string description;            // paragraphs
  std::string footer;                 // examples; without exit statuses
  std::vector<CommandFacts> commands;
  std::vector<std::string> see_also;  // "attache-formats(5)"
};

// The facts of one command. `name`: as it is typed behind the program's name.
CommandFacts facts_of(const CLI::App& command, std::string name);

}  // namespace attache::schema
