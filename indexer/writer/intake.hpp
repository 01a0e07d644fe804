// From paths to the archive: reads inputs, has what is new or changed in them analysed, and hands it to the writer in the order
// of the inputs. The same bytes twice change nothing; what vanished from a changed file is removed.
//
// Belongs to the writer's thread; the analysis, and the opening of the files that are next, have threads of their own.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/readers/reader.hpp"
#include "indexer/writer/analysis_queue.hpp"
#include "indexer/writer/input_history.hpp"
#include "indexer/writer/writer.hpp"

namespace attache::indexer {

// What became of one input.
struct InputReport {
  enum class State : std::uint8_t { Read, Unchanged, Failed, NoArticle, Gone };
  std::string file;  // absolute and lexically normal; "-" for standard input
  State state = State::Read;
  std::int64_t added = 0;  // articles
  std::int64_t changed = 0;
  std::int64_t same = 0;
  std::int64_t removed = 0;
  std::int64_t quotes = 0;              // shown ones of the added and changed articles
  std::int64_t unresolved = 0;          // of these, whose speaker nobody could find
  std::vector<schema::Fault> faults;    // the whole file when state is Failed, else places in it
  std::vector<schema::Fault> left_out;  // what is no article, as those
  LeftOut members_left_out;             // members of an archive that no reader is for, by reason
  bool has_faults() const { return !faults.empty(); }
};

struct IntakeOptions {
  ReaderOptions reader;
  Analyse analyse;
  bool reread = false;   // read files even if size, time and SHA-256 are those of the last run
  unsigned helpers = 0;  // threads that analyse beside this one; so many files or their members are opened ahead, too
  std::function<void(const InputReport&)> done;  // told of each input, in order, once its articles are with the writer
  // Told of each article, once it is with the writer: its input so far, and how many bytes of that were read for it.
  std::function<void(const InputReport&, std::uint64_t bytes)> advanced = nullptr;
};

// The names under which the readings of inputs are kept: of the engine and tables (Writer::standing_readings) with the options.
std::vector<std::string> input_readings(const std::vector<std::string>& readings, const ReaderOptions& options);

class Intake {
 public:
  // `writer` must outlive it.
  Intake(Writer& writer, IntakeOptions options);
  ~Intake();

  // A file, or "-". It may be read, and its articles be with the writer, only later. Throws what Writer's members and `analyse`
  // throw, never for bad input.
  void read(const std::string& path);
  // The same for an input that cannot be read at all, as the walk found (a link, a device).
  void refuse(const std::string& path, const schema::Fault& fault);
  // Brings to the writer what is still being read and analysed. Without it that is given up.
  void finish();
  // Takes off the list of failures what is one of `paths` or below one, was not found faulty by this Intake, and is no
  // more to be read: a file that is gone, a folder that could be listed. Its articles stay. Call it after finish().
  void forget_gone(const std::vector<std::string>& paths);
  // Removes the articles of files that are gone, and what is known of these (InputHistory::gone says which they are). Call it
  // after finish().
  void prune(const std::vector<std::string>& files);
  const InputHistory& history() const { return history_; }

 private:
  struct Input;
  // An input that is next; without `opened` there is nothing to read in it.
  struct Opening {
    std::shared_ptr<Input> input;
    std::future<schema::Result<std::unique_ptr<ArticleStream>>> opened;
  };
  // What is to be done next, in order: bring an analysed article to the writer, or end an input.
  struct Step {
    std::shared_ptr<Input> input;
    bool is_end = false;
    std::uint64_t bytes = 0;  // of the input, read when the article was
  };

  bool is_unchanged(FileStamp& stamp, InputReport& report);
  void expect(Opening opening);
  void take_opened();
  void read_articles(ArticleStream& stream, const std::shared_ptr<Input>& input);
  void end(std::shared_ptr<Input> input);
  void take_ready();
  void take_one();
  void remove_vanished(Input& input);
  void record(const FileStamp& stamp, const InputReport& report);

  Writer& writer_;
  IntakeOptions options_;
  InputHistory history_;
  std::unordered_set<std::string> faulty_;
  std::deque<Opening> opening_;
  std::deque<Step> steps_;
  AnalysisQueue analysis_;
};

}  // namespace attache::indexer
