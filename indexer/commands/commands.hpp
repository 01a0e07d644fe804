// The commands of attache-index: one struct of options and one function each. main.cpp fills the structs and turns
// errors into exit statuses.
//
// A function gives its exit status, prints data to standard output, the rest to standard error, and throws
// schema::Error.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/commands/writer_options.hpp"
#include "indexer/quotes/engine.hpp"
#include "indexer/writer/writer.hpp"
#include "schema/error.hpp"

namespace attache::indexer {

enum class FileFormat { Text, Jsonl };

// What `add` reads with the careful engine unless told, as long as that takes minutes: some thousand articles.
inline constexpr std::uintmax_t kMostCarefulBytes = 15'000'000;

// How inputs are read into an archive: by `add`, `watch`, `failed --retry`.
struct IngestOptions {
  std::string archive;
  std::vector<std::string> include;  // patterns of files in folders
  std::vector<std::string> exclude;
  std::string report;
  std::string type;
  std::string map;
  std::optional<EngineKind> engine;  // none: careful, or fast for more than kMostCarefulBytes
  double wait_seconds = 0;
  unsigned threads = default_threads();
  std::size_t flush_articles = kFlushArticles;
  bool reread = false;
  std::optional<double> near_duplicates;  // least containment, 0: off; none: as the archive has it
};
struct AddOptions : IngestOptions {
  std::vector<std::string> paths;
  std::string files_from;
  bool prune = false;    // what is gone from disk
  bool dry_run = false;  // say what would be done
};
struct WatchOptions : AddOptions {
  double settle_seconds = 1;       // a file is read when nothing was written to it for so long
  double walk_every_seconds = 0;  // 0: the system tells what changes
};
struct ReadOptions {
  std::vector<std::string> files;
  std::string type;
  std::string map;
  FileFormat format = FileFormat::Text;
};
struct QuotesOptions {
  std::vector<std::string> files;
  std::string type;
  std::string map;
  FileFormat format = FileFormat::Text;
  EngineKind engine = EngineKind::Careful;
  std::string gold_directory;  // --evaluate: score against it instead of printing
};
struct StatusOptions {
  std::string archive;
};
struct CheckOptions {
  std::string archive;
  bool repair = false;
  bool full = false;
  double wait_seconds = 0;
};
struct RemoveOptions {
  std::string archive;
  std::vector<std::string> ids;
  double wait_seconds = 0;
};
struct RequoteOptions {
  std::string archive;
  EngineKind engine = EngineKind::Careful;
  std::size_t most = 0;  // articles; 0: all
  double wait_seconds = 0;
  unsigned threads = default_threads();
};
struct NamesOptions {
  std::string archive;
  std::vector<std::string> files;   // neither files nor remove: list
  std::vector<std::string> remove;  // kinds
  double wait_seconds = 0;
};
struct FailedOptions : IngestOptions {
  bool retry = false;
};
struct CompactOptions {
  std::string archive;
  double wait_seconds = 0;
};

// Need nothing. run_read prints the articles that the readers make of files.
int run_read(const ReadOptions& options);
int run_quotes(const QuotesOptions& options);
int run_evaluate(const QuotesOptions& options);
// Need an archive to read; run_failed with `retry` its lock.
int run_status(const StatusOptions& options);
int run_failed(const FailedOptions& options);
// Need its lock; run_add with `dry_run` nothing, run_watch only while it adds.
int run_check(const CheckOptions& options);
int run_compact(const CompactOptions& options);
int run_add(const AddOptions& options);
int run_watch(const WatchOptions& options);
int run_remove(const RemoveOptions& options);
int run_requote(const RequoteOptions& options);
// Listing needs the archive only; storing makes one where there is none.
int run_names(const NamesOptions& options);

}  // namespace attache::indexer
