#include "indexer/commands/option_groups.hpp"

#include <map>
#include <string>

#include <fmt/format.h>

#include "indexer/readers/reader.hpp"

namespace attache::indexer {
namespace {

constexpr double kLongestWait = 1e6;  // seconds; what all clocks can add up

template <class Engine>  // EngineKind, or an optional one
CLI::Option* add_any_engine_option(CLI::App& command, Engine& engine) {
  std::map<std::string, EngineKind> kinds;
  for (const auto& kind : kEngineKinds) kinds.emplace(kind.name, kind.value);
  return command.add_option("--engine", engine, "careful: some ten articles a second a core; fast: some two hundred, and more mistakes")
      ->type_name("ENGINE")
      ->transform(CLI::CheckedTransformer(std::move(kinds)).description("{careful,fast}"));
}

}  // namespace

void add_archive_option(CLI::App& command, std::string& archive) {
  command.add_option("--archive", archive, "directory of the archive")->type_name("DIR");
}
void add_map_option(CLI::App& command, std::string& map) {
  command.add_option("--map", map, "JSON object: article field to column or key")->type_name("FILE");
}
void add_format_option(CLI::App& command, FileFormat& format) {
  command.add_option("--format", format, "text or jsonl")
      ->transform(CLI::CheckedTransformer(std::map<std::string, FileFormat>{{"text", FileFormat::Text}, {"jsonl", FileFormat::Jsonl}}));
}
void add_type_option(CLI::App& command, std::string& type) {
  std::vector<std::string> names;
  for (const ReaderType& known : reader_types()) names.emplace_back(known.name);
  command.add_option("--type", type, "how to read the inputs, if not by name and content")
      ->type_name("TYPE")
      ->check(CLI::IsMember(names));
}
CLI::Option* add_engine_option(CLI::App& command, EngineKind& engine) { return add_any_engine_option(command, engine); }
void add_threads_option(CLI::App& command, unsigned& threads) {
  constexpr unsigned kMostThreads = 256;
  command.add_option("--threads", threads, "threads that read and find quotations; as many as there are cores unless told")
      ->type_name("N")
      ->check(CLI::Range(1u, kMostThreads));
}
void add_wait_option(CLI::App& command, double& seconds) {
  add_seconds_option(command, "--wait", seconds, "wait so long for another writer");
}
CLI::Option* add_seconds_option(CLI::App& command, const std::string& name, double& seconds, const std::string& help) {
  return command.add_option(name, seconds, help)->type_name("SECONDS")->check(CLI::Range(0.0, kLongestWait));
}

void add_input_options(CLI::App& command, AddOptions& options) {
  command.add_option("PATH", options.paths, "files, folders, or '-' for standard input");
  command
      .add_option("--files-from", options.files_from, "read paths from a file, one a line or NUL between; '-' = standard input")
      ->type_name("FILE");
  command
      .add_option("--include", options.include, "in folders only files that fit the pattern: '*.txt', 'wire/2021-*'; may be repeated")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command.add_option("--exclude", options.exclude, "leave out what fits the pattern; may be repeated")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command.add_flag("--prune", options.prune, "remove the articles of files at and below PATH that are gone from disk");
  command.add_flag("--reread", options.reread, "read files again even if they have not changed");
}

void add_ingest_options(CLI::App& command, IngestOptions& options) {
  add_archive_option(command, options.archive);
  command.add_option("--report", options.report, "write a JSON line for each input")->type_name("FILE");
  add_type_option(command, options.type);
  add_any_engine_option(command, options.engine)
      ->default_str(fmt::format("careful; fast for more than {} MB", kMostCarefulBytes / 1'000'000));
  add_map_option(command, options.map);
  command
      .add_option("--flush", options.flush_articles,
                  fmt::format("make articles searchable after so many, {} unless told", kFlushArticles))
      ->type_name("N")
      ->check(CLI::Range(1, 100000));
  command
      .add_option("--near-duplicates", options.near_duplicates,
                  "share of the shorter of two texts that near-duplicates have in common (0.45 at first), or off; the archive keeps it")
      ->type_name("SHARE")
      ->transform(CLI::Transformer(std::map<std::string, std::string>{{"off", "0"}}).description(""))
      ->check(CLI::Range(0.0, 1.0));
  add_threads_option(command, options.threads);
  add_wait_option(command, options.wait_seconds);
}

}  // namespace attache::indexer
