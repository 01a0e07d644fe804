#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/commands/account.hpp"
#include "indexer/commands/commands.hpp"
#include "indexer/commands/progress.hpp"
#include "indexer/commands/reader_options.hpp"
#include "indexer/commands/stop_signal.hpp"
#include "indexer/commands/writer_options.hpp"
#include "indexer/quotes/engine.hpp"
#include "indexer/readers/input_walk.hpp"
#include "indexer/writer/intake.hpp"
#include "schema/messages.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {
namespace {

using schema::Error;
using schema::ErrorCode;

// --report: a JSON line an input, written as it is dealt with.
class ReportFile {
 public:
  explicit ReportFile(const std::string& path) : path_(path) {
    if (path.empty()) return;
    file_.reset(std::fopen(path.c_str(), "we"));
    if (!file_) fail();
  }
  void write(const InputReport& report) {
    static constexpr const char* kStates[] = {"read", "unchanged", "failed", "left out"};
    line({{"file", schema::escape_path(report.file)},
          {"state", kStates[static_cast<int>(report.state)]},
          {"added", report.added},
          {"changed", report.changed},
          {"unchanged", report.same},
          {"removed", report.removed},
          {"quotes", report.quotes},
          {"faults", list_of(report.faults)},
          {"left_out", list_of(report.left_out)},
          {"members_left_out", report.members_left_out}});
  }
  void write_skipped(const WalkEntry& entry) {
    line({{"file", schema::escape_path(entry.path)}, {"state", "skipped"}, {"reason", entry.reason}});
  }

 private:
  static nlohmann::ordered_json list_of(const std::vector<schema::Fault>& faults) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const auto& fault : faults) out.push_back({{"place", fault.place}, {"reason", fault.reason}});
    return out;
  }
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  void line(const nlohmann::ordered_json& json) {
    if (!file_) return;
    const std::string text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size() || std::fflush(file_.get()) != 0) fail();
  }
  [[noreturn]] void fail() const { throw Error(ErrorCode::Output, fmt::format("{}: {}", path_, std::strerror(errno))); }

  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
};

struct Sums {
  std::size_t inputs = 0;
  std::size_t unchanged_inputs = 0;
  std::size_t unread = 0;  // files, and records in files
  std::size_t skipped = 0;
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t same = 0;
  std::int64_t removed = 0;
  std::int64_t quotes = 0;

  void take(const InputReport& report) {
    ++inputs;
    unchanged_inputs += report.state == InputReport::State::Unchanged;
    unread += report.faults.size();
    skipped += report.left_out.size();
    for (const auto& [reason, count] : report.members_left_out) skipped += count;
    added += report.added;
    changed += report.changed;
    same += report.same;
    removed += report.removed;
    quotes += report.quotes;
  }
  std::int64_t articles() const { return added + changed + same; }
};

void print_sums(const Sums& sums, const Writer& writer) {
  const schema::Totals totals = schema::count_totals(writer.catalogue());
  const auto row = [](std::string_view name, auto count) { say_row(name, static_cast<std::int64_t>(count)); };
  row("inputs", sums.inputs);
  row("  unchanged", sums.unchanged_inputs);
  row("  could not be read", sums.unread);
  if (sums.skipped) row("left out (see --report)", sums.skipped);
  row("articles added", sums.added);
  row("articles changed", sums.changed);
  row("articles unchanged", sums.same);
  row("articles removed", sums.removed);
  row("quotes found", sums.quotes);
  if (!writer.quarantined().empty()) row("articles not indexable", writer.quarantined().size());
  row("in the archive: articles", totals.articles);
  row("in the archive: quotes", totals.quotes);
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

// The inputs at and below the paths, in order; the archive's own files, should it lie in a folder that is added, are
// none.
std::vector<WalkEntry> entries_of(const std::vector<std::string>& paths, const AddOptions& options,
                                  const std::string& archive) {
  std::vector<WalkEntry> out;
  walk(paths, {!options.type.empty(), options.include, options.exclude}, [&](const WalkEntry& entry) {
    if (stop_signal()) throw Stopped{};
    if (!entry.path.starts_with(archive + "/")) out.push_back(entry);
  });
  return out;
}

EngineKind engine_for(const std::vector<WalkEntry>& entries) {
  std::uintmax_t bytes = 0;
  for (const WalkEntry& entry : entries) {
    if (entry.kind != WalkEntry::Kind::Input) continue;
    std::error_code none;  // standard input, what is gone by now: counts nothing
    if (const auto size = std::filesystem::file_size(entry.path, none); !none) bytes += size;
    if (bytes > kMostCarefulBytes) return EngineKind::Fast;
  }
  return EngineKind::Careful;
}

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

}  // namespace

int run_add(const AddOptions& options) {
  const schema::ArchivePaths paths{schema::archive_directory(options.archive)};
  const ReaderOptions reader = reader_options(options.type, options.map);
  const auto inputs = paths_of(options);
  const auto entries = entries_of(inputs, options, paths.directory);
  ReportFile report_file(options.report);
  const EngineKind kind = options.engine ? *options.engine : engine_for(entries);

  schema::create_archive(paths);
  WriterOptions writing = writer_options(options.wait_seconds);
  writing.flush_articles = options.flush_articles;
  writing.engine = std::string(QuoteEngine::version(kind));
  // Nobody asked for the fast engine: what the careful one has read stays.
  if (!options.engine && kind == EngineKind::Fast)
    writing.no_worse_engines = {std::string(QuoteEngine::version(EngineKind::Careful))};
  Writer writer(paths, std::move(writing));
  const QuoteEngine engine(writer.names(), kind);
  if (writer.recovery() != Recovery::Clean && schema::last_generation(writer.catalogue()).gen > 0)
    schema::say("the index was behind the catalogue: {}\n", name_of(writer.recovery()));

  Sums sums;
  {
    Progress progress(entries.size(), "inputs");
    const auto done = [&](const InputReport& report) {
      sums.take(report);
      print_faults(report, progress);
      report_file.write(report);
      progress.update(sums.inputs, sums.articles(), sums.quotes);
    };
    const auto analyse = [&engine](const schema::Article& article) { return engine.quotes_of(article); };
    Intake intake(writer, {reader, analyse, options.reread, options.threads - 1, done});
    for (const WalkEntry& entry : entries) {
      if (stop_signal()) break;
      if (entry.kind == WalkEntry::Kind::Skipped) {
        ++sums.skipped;
        report_file.write_skipped(entry);
        continue;
      }
      if (entry.kind == WalkEntry::Kind::Fault)
        intake.refuse(entry.path, {entry.reason, ""});
      else
        intake.read(entry.path);
    }
    if (!stop_signal()) {
      intake.finish();
      intake.forget_gone(inputs);
    }
    writer.flush();
  }
  print_sums(sums, writer);
  say_quarantined(writer);
  if (stop_signal()) return stop_exit_status();
  if (sums.unread > 0 || !writer.quarantined().empty()) return schema::exit_status(ErrorCode::Partial);
  return sums.inputs > 0 ? schema::ExitStatus::Found : schema::ExitStatus::NothingFound;
}

}  // namespace attache::indexer
