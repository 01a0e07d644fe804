#include <fmt/format.h>

#include "indexer/commands/commands.hpp"
#include "indexer/commands/standard_output.hpp"
#include "indexer/commands/stop_signal.hpp"
#include "indexer/commands/writer_options.hpp"
#include "indexer/writer/archive_lock.hpp"
#include "indexer/writer/comparison.hpp"
#include "schema/messages.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {
namespace {

Comparison compare(const schema::ArchivePaths& paths, bool full) {
  if (!full) return compare_marks(paths);
  auto names = schema::archive_names(schema::open_catalogue(paths, schema::OpenMode::ReadOnly));
  return compare_documents(paths, default_documents(std::move(names)));
}

void print_findings(const Comparison& comparison) {
  for (const std::string& finding : comparison.findings) schema::say("{}\n", schema::printable(finding));
  if (comparison.more > 0) schema::say("and {} more\n", comparison.more);
}

}  // namespace

int run_check(const CheckOptions& options) {
  const schema::ArchivePaths paths{schema::archive_directory(options.archive)};
  schema::open_catalogue(paths, schema::OpenMode::ReadOnly);
  Comparison comparison;
  if (!options.repair) {
    // Under the lock: a writer at work is always one step ahead of its index.
    const ArchiveLock lock(paths, wait_time(options.wait_seconds), [] { return stop_signal() != 0; });
    comparison = compare(paths, options.full);
  } else {
    Writer writer(paths, writer_options(options.wait_seconds));
    schema::say("index: {}\n", name_of(writer.recovery()));
    comparison = compare(paths, options.full);
    if (!comparison.same()) {
      print_findings(comparison);
      writer.rebuild();
      schema::say("index: {}\n", name_of(Recovery::Rebuilt));
      comparison = compare(paths, options.full);
    }
  }
  print_findings(comparison);
  if (!comparison.same())
    throw schema::Error(schema::ErrorCode::Damaged, fmt::format("{}: index and catalogue differ", paths.directory),
                        options.repair ? "the catalogue itself is damaged: restore a backup"
                                       : "attache-index check --repair makes the index equal to the catalogue");
  write_output(options.full ? fmt::format("sound: {} articles, {} documents compared\n", comparison.articles,
                                          comparison.documents)
                            : std::string("sound: marks and counts agree\n"));
  finish_output();
  return schema::ExitStatus::Found;
}

}  // namespace attache::indexer
