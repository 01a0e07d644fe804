#include "indexer/commands/ingest.hpp"

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <unordered_set>

#include <fmt/format.h>

#include "indexer/commands/account.hpp"
#include "indexer/commands/progress.hpp"
#include "indexer/commands/reader_options.hpp"
#include "indexer/commands/stop_signal.hpp"
#include "indexer/commands/writer_options.hpp"
#include "schema/messages.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {
namespace {

using schema::Error;
using schema::ErrorCode;

// A file of another format than it seems has a fault on each line.
constexpr std::size_t kFaultsShown = 5;

void print_faults(const InputReport& report, Progress& progress) {
  const std::string file = schema::printable(report.file);
  for (std::size_t i = 0; i < report.faults.size(); ++i) {
    if (i == kFaultsShown) {
      progress.message(fmt::format("{}: and {} more; attache-index failed lists them", file, report.faults.size() - i));
      return;
    }
    const schema::Fault& fault = report.faults[i];
    progress.message(fmt::format("{}{}{}: {}", file, fault.place.empty() ? "" : ": ", schema::printable(fault.place),
                                 schema::printable(fault.reason)));
  }
}

std::uint64_t size_of(const WalkEntry& entry) {
  std::error_code none;  // what is gone by now has no bytes
  const auto size = std::filesystem::file_size(entry.path, none);
  return none ? 0 : size;
}

// How much of the work is done, from what Intake tells.
class Meter {
 public:
  explicit Meter(const Inputs& inputs) {
    bool known = true;
    for (const WalkEntry& entry : inputs.entries) {
      if (entry.kind == WalkEntry::Kind::Skipped) continue;
      known = known && entry.path != kStandardInput;
      sizes_.push_back(entry.kind == WalkEntry::Kind::Input ? size_of(entry) : 0);
    }
    total_ = {.count = sizes_.size(), .unit = "inputs", .bytes = {}};
    if (known) total_.bytes = std::accumulate(sizes_.begin(), sizes_.end(), std::uint64_t{0});
  }

  const Progress::Total& total() const { return total_; }

  void end_input(const InputReport& report) {
    if (done_.count >= sizes_.size()) return;  // gone from disk: no work
    (report.state == InputReport::State::Unchanged ? skipped_ : read_) += sizes_[done_.count++];
    in_this_ = 0;
  }
  // A file that is taken whole says nothing of how far its articles are.
  void advance(std::uint64_t bytes) {
    if (done_.count < sizes_.size() && bytes < sizes_[done_.count]) in_this_ = bytes;
  }
  // `ended`: all inputs so far; `current`: the one that is being read, if any.
  Progress::Done done(const Sums& ended, const InputReport* current) {
    done_.articles = ended.articles();
    done_.quotes = ended.quotes;
    if (current) {
      done_.articles += current->added + current->changed + current->same;
      done_.quotes += current->quotes;
    }
    done_.bytes = read_ + in_this_;
    done_.skipped = skipped_;
    return done_;
  }

 private:
  std::vector<std::uint64_t> sizes_;  // of the inputs, in order
  Progress::Total total_;
  Progress::Done done_;
  std::uint64_t read_ = 0;     // bytes of inputs that were read
  std::uint64_t skipped_ = 0;  // and of those that had not to be
  std::uint64_t in_this_ = 0;
};

}  // namespace

WalkOptions walk_options(const IngestOptions& options) { return {!options.type.empty(), options.include, options.exclude}; }

Inputs inputs_of(const std::vector<std::string>& paths, const IngestOptions& options, bool prune, const EnterFolder& enter) {
  Inputs out;
  const std::string own = schema::archive_directory(options.archive) + "/";
  const auto take = [&](const WalkEntry& entry) {
    if (stop_signal()) throw Stopped{};
    if (!entry.path.starts_with(own)) out.entries.push_back(entry);
  };
  walk(paths, walk_options(options), take, enter);
  for (const std::string& path : paths) out.paths.push_back(input_name(path));
  if (prune) out.prune = out.paths;
  out.reread = options.reread;
  return out;
}

std::vector<std::string> paths_of(const AddOptions& options) {
  std::vector<std::string> paths = options.paths;
  if (paths.empty() && options.files_from.empty())
    throw Error(ErrorCode::Usage, "nothing to add", "name files, folders or '-', or give --files-from");
  if (!options.files_from.empty()) {
    auto list = read_path_list(options.files_from);
    if (stop_signal()) throw Stopped{};
    if (!list)
      throw Error(ErrorCode::Usage, fmt::format("--files-from {}: {}", options.files_from, list.error().reason));
    paths.insert(paths.end(), list->begin(), list->end());
  }
  return paths;
}

Gone gone_of(const Inputs& inputs, const InputHistory& history) {
  Gone out;
  std::unordered_set<std::string> unlisted;
  for (const WalkEntry& entry : inputs.entries)
    if (entry.kind == WalkEntry::Kind::Fault) unlisted.insert(input_name(entry.path));
  for (const std::string& path : inputs.prune) {
    std::error_code none;
    if (!std::filesystem::is_directory(path, none) || !std::filesystem::is_empty(path, none) || history.gone({path}, unlisted).empty())
      continue;
    unlisted.insert(path);
    out.emptied.push_back(path);
  }
  out.files = history.gone(inputs.prune, unlisted);
  return out;
}

std::string emptied_message(const std::string& folder) {
  return fmt::format("{}: holds nothing, as where a disk is not mounted: its articles stay (--prune of a folder above it removes them)",
                     schema::printable(folder));
}

EngineChoice engine_for(const Inputs& inputs, const IngestOptions& options) {
  const auto version = [](EngineKind kind) { return std::string(QuoteEngine::version(kind)); };
  if (options.engine) return {*options.engine, version(*options.engine), {}};
  std::uint64_t bytes = 0;
  for (const WalkEntry& entry : inputs.entries) {
    if (entry.kind == WalkEntry::Kind::Input) bytes += size_of(entry);
    // Nobody asked for the fast engine: what the careful one has read stays.
    if (bytes > kMostCarefulBytes) return {EngineKind::Fast, version(EngineKind::Fast), {version(EngineKind::Careful)}};
  }
  return {EngineKind::Careful, version(EngineKind::Careful), {}};
}

Ingest::Ingest(const IngestOptions& options)
    : options_(options),
      paths_{schema::archive_directory(options.archive)},
      reader_(reader_options(options.type, options.map)),
      report_(options.report) {}
Ingest::~Ingest() = default;

const QuoteEngine& Ingest::engine_with(const Writer& writer, EngineKind kind) {
  const std::string digest = schema::own_names_digest(writer.catalogue());
  if (!engine_ || engine_->kind() != kind || names_digest_ != digest) {
    engine_.reset();
    names_ = writer.share_names();
    names_digest_ = digest;
    engine_ = std::make_unique<const QuoteEngine>(*names_, kind);
  }
  return *engine_;
}

// Articles that could not be indexed, with their text as the catalogue has it: another program may be able to.
void Ingest::index_again(Writer& writer, Sums& sums) const {
  std::vector<std::int64_t> ids;
  schema::Statement rows = writer.catalogue().prepare("SELECT id FROM article WHERE uid IN (SELECT article_uid FROM index_error)");
  while (rows.step()) ids.push_back(rows.integer("id"));
  for (const std::int64_t id : ids) {
    schema::Article article = std::move(schema::load_article(writer.catalogue(), id)->article.article);
    auto quotes = engine_->quotes_of(article);
    writer.add({std::move(article), std::move(quotes)});
    ++sums.changed;
  }
}

Sums Ingest::run(const Inputs& inputs) {
  const EngineChoice choice = engine_for(inputs, options_);
  schema::create_archive(paths_);
  WriterOptions writing = writer_options(options_.wait_seconds);
  writing.flush_articles = options_.flush_articles;
  writing.threads = options_.threads;
  writing.engine = choice.version;
  writing.no_worse_engines = choice.no_worse;
  writing.near_duplicates = options_.near_duplicates;
  Writer writer(paths_, std::move(writing));
  const QuoteEngine& engine = engine_with(writer, choice.kind);
  if (writer.recovery() != Recovery::Clean && schema::last_generation(writer.catalogue()).gen > 0)
    schema::say("the index was behind the catalogue: {}\n", name_of(writer.recovery()));

  Sums sums;
  {
    Meter meter(inputs);
    Progress progress(meter.total());
    const auto done = [&](const InputReport& report) {
      sums.take(report);
      meter.end_input(report);
      print_faults(report, progress);
      report_.write(report);
      progress.update(meter.done(sums, nullptr));
    };
    const auto advanced = [&](const InputReport& report, std::uint64_t bytes) {
      meter.advance(bytes);
      progress.update(meter.done(sums, &report));
    };
    const auto analyse = [&engine](const schema::Article& article) { return engine.quotes_of(article); };
    Intake intake(writer, {reader_, analyse, inputs.reread, options_.threads - 1, done, advanced});
    for (const WalkEntry& entry : inputs.entries) {
      if (stop_signal()) break;
      if (entry.kind == WalkEntry::Kind::Skipped) {
        ++sums.skipped;
        report_.write_skipped(entry);
        continue;
      }
      if (entry.kind == WalkEntry::Kind::Fault)
        intake.refuse(entry.path, {entry.reason, ""});
      else
        intake.read(entry.path);
    }
    if (!stop_signal()) {
      intake.finish();
      const Gone gone = gone_of(inputs, intake.history());
      for (const std::string& folder : gone.emptied) progress.message(emptied_message(folder));
      sums.unread += gone.emptied.size();
      intake.prune(gone.files);
      intake.forget_gone(inputs.paths);
      writer.flush();
      if (inputs.unindexed) index_again(writer, sums);
    }
    writer.flush();
  }
  sums.found = writer.found();
  sums.totals = schema::count_totals(writer.catalogue());
  sums.unindexed = writer.quarantined().size();
  say_quarantined(writer);
  return sums;
}

}  // namespace attache::indexer
