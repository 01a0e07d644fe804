#include "indexer/commands/commands.hpp"
#include "indexer/commands/dry_run.hpp"
#include "indexer/commands/end_table.hpp"
#include "indexer/commands/ingest.hpp"
#include "indexer/commands/stop_signal.hpp"

namespace attache::indexer {

int run_add(const AddOptions& options) {
  if (options.dry_run) return say_what_add_would_do(options);
  Ingest ingest(options);
  const Sums sums = ingest.run(inputs_of(paths_of(options), options, options.prune));
  say_end_table(sums);
  return stop_signal() ? stop_exit_status() : exit_status_of(sums);
}

}  // namespace attache::indexer
