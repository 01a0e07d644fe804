// The user's settings: values of options that the command line does not give.
//
// Free functions; safe from any thread while the environment does not change.
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "schema/manual/program_options.hpp"

namespace attache::query {

// Words of a command line. With `facts` a command adds its own to them instead of being parsed.
struct Arguments : std::vector<std::string> {
  Arguments(std::vector<std::string> words, std::vector<schema::CommandFacts>* asked) : std::vector<std::string>(std::move(words)), facts(asked) {}
  std::vector<schema::CommandFacts>* facts = nullptr;
};

// $ATTACHE_CONFIG, else attache/config.toml in $XDG_CONFIG_HOME or ~/.config. Empty where no home is known.
std::string configuration_file();

// Adds the settings for the command to its arguments: `color = "never"` is --color of every command that has it, under `[search]` of that
// alone. An option on the command line is stronger, and so is $ATTACHE_ARCHIVE. No file is no setting. Throws Error(Usage) with the file for one that
// cannot be read, for a section that is no command, and for a key in a section that is no option of it.
void add_configured(const CLI::App& app, Arguments& arguments);

}  // namespace attache::query
