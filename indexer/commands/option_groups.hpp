// Options that several commands have, registered once.
//
// What a function is given to fill must outlive the command.
#pragma once

#include <CLI/CLI.hpp>

#include "indexer/commands/commands.hpp"

namespace attache::indexer {

void add_archive_option(CLI::App& command, std::string& archive);
void add_map_option(CLI::App& command, std::string& map);
void add_format_option(CLI::App& command, FileFormat& format);
void add_type_option(CLI::App& command, std::string& type);
CLI::Option* add_engine_option(CLI::App& command, EngineKind& engine);
void add_threads_option(CLI::App& command, unsigned& threads);
void add_wait_option(CLI::App& command, double& seconds);
// Seconds that may be as long as all clocks can add up.
CLI::Option* add_seconds_option(CLI::App& command, const std::string& name, double& seconds, const std::string& help);

// Which inputs are read: paths, lists, patterns, what is done with those that are gone or were read already.
void add_input_options(CLI::App& command, AddOptions& options);
// How inputs are read into an archive; the archive itself.
void add_ingest_options(CLI::App& command, IngestOptions& options);

}  // namespace attache::indexer
