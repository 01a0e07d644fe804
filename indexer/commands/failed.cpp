#include <fmt/format.h>

#include "indexer/commands/commands.hpp"
#include "indexer/commands/standard_output.hpp"
#include "schema/archive.hpp"
#include "schema/catalogue_rows.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {

int run_failed(const FailedOptions& options) {
  const schema::ArchivePaths paths{schema::archive_directory(options.archive)};
  const schema::Connection catalogue = schema::open_catalogue(paths, schema::OpenMode::ReadOnly);
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
