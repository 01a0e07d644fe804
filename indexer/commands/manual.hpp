// The manual page and a shell's completion, made from the same definitions of options that the command line is read by.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace attache::indexer {

// In man's own language, section 1: each command with its options, the examples, the exit statuses.
std::string manual_page(const CLI::App& app, const std::string& version);
// For bash: commands, their options, the values of options that have only some; file names for all else.
std::string bash_completion(const CLI::App& app);

}  // namespace attache::indexer
