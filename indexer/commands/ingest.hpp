// Inputs into the archive, as `add` does it once, `watch` again and again, and `failed --retry` for those that failed.
//
// Belongs to one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "indexer/commands/commands.hpp"
#include "indexer/commands/end_table.hpp"
#include "indexer/commands/report_file.hpp"
#include "indexer/readers/input_walk.hpp"
#include "schema/archive.hpp"
#include "schema/names/names.hpp"

namespace attache::indexer {

// What one run is about.
struct Inputs {
  std::vector<WalkEntry> entries;  // in their order
  std::vector<std::string> paths;  // what failed at or below one and is gone is listed no more
  std::vector<std::string> prune;  // articles of files at or below one that are gone go, too
  bool reread = false;             // also what has not changed
  bool unindexed = false;          // also articles that were saved and could not be indexed
};

// Those of the paths: what walk() finds, without the archive's own files, should it lie in a folder that is added. Throws Stopped
// when a signal comes.
Inputs inputs_of(const std::vector<std::string>& paths, const IngestOptions& options, bool prune, const EnterFolder& enter = {});
// The paths of a command line and its --files-from. Throws schema::Error(Usage) when there are none.
std::vector<std::string> paths_of(const AddOptions& options);
WalkOptions walk_options(const IngestOptions& options);

// Files to prune. What lies at or below a path that is missing, or a folder that could not be listed, is none.
struct Gone {
  std::vector<std::string> files;
  // Folders to prune that hold nothing, although inputs were read from them: so looks one whose disk is not mounted. Their files are none.
  std::vector<std::string> emptied;
};
Gone gone_of(const Inputs& inputs, const InputHistory& history);
std::string emptied_message(const std::string& folder);

// Which engine reads them, and what an unchanged article may have been read by.
struct EngineChoice {
  EngineKind kind = EngineKind::Careful;
  std::string version;
  std::vector<std::string> no_worse;
};
EngineChoice engine_for(const Inputs& inputs, const IngestOptions& options);

class Ingest {
 public:
  // Throws schema::Error(Usage) for --map, Error(Output) for --report.
  explicit Ingest(const IngestOptions& options);
  ~Ingest();

  // Makes the archive where there is none, takes its lock and lets it go again. What cannot be read is told on standard error, and
  // so are progress and what recovery did. Ends early, with what was saved, when a signal comes (stop_signal()); throws what Writer
  // and Intake throw.
  Sums run(const Inputs& inputs);

 private:
  const QuoteEngine& engine_with(const Writer& writer, EngineKind kind);
  void index_again(Writer& writer, Sums& sums) const;

  IngestOptions options_;
  schema::ArchivePaths paths_;
  ReaderOptions reader_;
  ReportFile report_;
  // Kept from run to run, as loading takes long, while kind and tables of names stay the same.
  std::shared_ptr<const schema::Names> names_;
  std::string names_digest_;
  std::unique_ptr<const QuoteEngine> engine_;
};

}  // namespace attache::indexer
