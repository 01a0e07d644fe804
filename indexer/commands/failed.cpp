#include <fmt/format.h>

#include "indexer/commands/commands.hpp"
#include "indexer/commands/ingest.hpp"
#include "indexer/commands/standard_output.hpp"
#include "indexer/commands/stop_signal.hpp"
#include "schema/archive.hpp"
#include "schema/catalogue_rows.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {

namespace {

// Exit status 1 when nothing is listed.
int retry(const FailedOptions& options, const schema::Connection& catalogue) {
  std::vector<std::string> files;  // in order, one as often as places in it failed
  for (const schema::InputRow& row : schema::failed_inputs(catalogue))
    if (files.empty() || files.back() != row.file) files.push_back(row.file);
  if (files.empty() && catalogue.integer("SELECT count(*) FROM index_error") == 0) return schema::ExitStatus::NothingFound;
  Ingest ingest(options);
  Inputs inputs = inputs_of(files, options, false);
  inputs.unindexed = true;
  const Sums sums = ingest.run(inputs);
  say_end_table(sums);
  return stop_signal() ? stop_exit_status() : exit_status_of(sums);
}

}  // namespace

int run_failed(const FailedOptions& options) {
  const schema::ArchivePaths paths{schema::archive_directory(options.archive)};
  const schema::Connection catalogue = schema::open_catalogue(paths, schema::OpenMode::ReadOnly);
  if (options.retry) return retry(options, catalogue);
  bool any = false;
  for (const schema::InputRow& row : schema::failed_inputs(catalogue)) {
    any = true;
    write_output(fmt::format("{}\t{}\t{}\n", schema::printable(row.file), schema::printable(row.place),
                             schema::printable(row.reason)));
  }
  schema::Statement unindexed = catalogue.prepare(
      "SELECT article.file AS file, article.place AS place, index_error.reason AS reason"
      " FROM index_error JOIN article ON article.uid = index_error.article_uid ORDER BY article.id");
  while (unindexed.step()) {
    any = true;
    write_output(fmt::format("{}\t{}\tnot indexable: {}\n", schema::printable(unindexed.blob("file")),
                             schema::printable(unindexed.text("place")), schema::printable(unindexed.text("reason"))));
  }
  finish_output();
  return any ? schema::ExitStatus::Found : schema::ExitStatus::NothingFound;
}

}  // namespace attache::indexer
