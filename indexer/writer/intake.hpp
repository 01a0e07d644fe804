// From a path to the archive: reads one input, analyses what is new or changed in it, and hands it to the writer. The
// same bytes twice change nothing; what vanished from a changed file is removed.
//
// Belongs to the writer's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/readers/reader.hpp"
#include "indexer/writer/writer.hpp"

namespace attache::indexer {

// What finds the quotations of an article: the quote engine behind a function, so that tests and later engines fit.
using Analyse = std::function<std::vector<schema::Quote>(const schema::Article&)>;

struct IntakeOptions {
  ReaderOptions reader;
  Analyse analyse;
  bool reread = false;  // read files even if size, time and SHA-256 are those of the last run
};

// What became of one input.
struct InputReport {
  enum class State : std::uint8_t { Read, Unchanged, Failed };
  std::string file;  // absolute and lexically normal; "-" for standard input
  State state = State::Read;
  std::int64_t added = 0;  // articles
  std::int64_t changed = 0;
  std::int64_t same = 0;
  std::int64_t removed = 0;
  std::int64_t quotes = 0;             // shown ones of the added and changed articles
  std::vector<schema::Fault> faults;   // the whole file when state is Failed, else places in it
  bool has_faults() const { return !faults.empty(); }
};

class Intake {
 public:
  // `writer` must outlive it.
  Intake(Writer& writer, IntakeOptions options);

  // A file, or "-". Throws what Writer's members throw, never for bad input.
  InputReport read(const std::string& path);
  // The same for an input that cannot be read at all, as the walk found (a link, a device).
  InputReport refuse(const std::string& path, const schema::Fault& fault);
  // Takes off the list of failures what is one of `paths` or below one, was not found faulty by this Intake, and is no
  // more to be read: a file that is gone, a folder that could be listed. Its articles stay. Call it last.
  void forget_gone(const std::vector<std::string>& paths);

 private:
  struct Stamp;
  bool is_unchanged(const std::string& file, Stamp& stamp, InputReport& report);
  void read_articles(ArticleStream& stream, const std::string& file, InputReport& report);
  void remove_vanished(const std::string& file, const std::vector<std::string>& seen, InputReport& report);
  void record(const Stamp& stamp, const InputReport& report);

  Writer& writer_;
  IntakeOptions options_;
  std::vector<std::string> readings_;  // engine and reader options, ours first: a file is read again when its own are none of these
  std::unordered_set<std::string> faulty_;
};

}  // namespace attache::indexer
