#include "indexer/commands/dry_run.hpp"

#include <filesystem>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "indexer/commands/account.hpp"
#include "indexer/commands/ingest.hpp"
#include "indexer/commands/reader_options.hpp"
#include "indexer/commands/report_file.hpp"
#include "indexer/commands/standard_output.hpp"
#include "indexer/commands/stop_signal.hpp"
#include "schema/messages.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {
namespace {

using Standing = InputHistory::Standing;

constexpr const char* kNew = "new";
constexpr const char* kGone = "gone";
constexpr const char* kNotToBeHad = "failed";

const char* state_of(Standing standing) {
  switch (standing) {
    case Standing::New: return kNew;
    case Standing::Failed: return "failed before";
    case Standing::Otherwise: return "read otherwise";
    case Standing::Changed: return "changed";
    case Standing::Touched:
    case Standing::Unchanged: break;
  }
  return "unchanged";
}

}  // namespace

int say_what_add_would_do(const AddOptions& options) {
  const schema::ArchivePaths paths{schema::archive_directory(options.archive)};
  const ReaderOptions reader = reader_options(options.type, options.map);
  const Inputs inputs = inputs_of(paths_of(options), options, options.prune);
  ReportFile report(options.report);

  // Where there is no archive yet, all is new.
  std::optional<schema::Connection> catalogue;
  std::optional<InputHistory> history;
  try {
    catalogue.emplace(schema::open_catalogue(paths, schema::OpenMode::ReadOnly));
    const EngineChoice engine = engine_for(inputs, options);
    history.emplace(*catalogue, input_readings(readings_with(*catalogue, engine.version, engine.no_worse), reader), options.reread);
  } catch (const schema::Error& e) {
    std::error_code failure;
    if (e.code() != schema::ErrorCode::NoArchive || std::filesystem::exists(paths.catalogue(), failure) || failure) throw;
  }

  std::map<std::string_view, std::int64_t> counts;
  std::int64_t to_do = 0;
  const auto tell = [&](std::string_view state, const std::string& file) {
    ++counts[state];
    return write_output(fmt::format("{}\t{}\n", state, schema::printable(file)));
  };
  bool heard = true;
  for (const WalkEntry& entry : inputs.entries) {
    if (stop_signal()) throw Stopped{};
    if (!heard) break;
    const std::string file = input_name(entry.path);
    if (entry.kind == WalkEntry::Kind::Skipped) {
      report.write_skipped(entry);
      continue;
    }
    std::string_view state = kNotToBeHad;
    if (entry.kind == WalkEntry::Kind::Input) {
      FileStamp stamp = FileStamp::of(file);
      const auto outlook = history ? history->outlook(file, stamp) : InputHistory::Outlook{};
      to_do += outlook.to_read();
      state = state_of(outlook.standing);
    }
    report.write_outlook(file, state);
    heard = tell(state, file);
  }
  const Gone gone = history ? gone_of(inputs, *history) : Gone{};
  for (const std::string& file : gone.files) {
    ++to_do;
    report.write_outlook(file, kGone);
    heard = heard && tell(kGone, file);
  }
  finish_output();
  for (const std::string& folder : gone.emptied) schema::say("{}\n", emptied_message(folder));
  for (const auto& [state, count] : counts) say_row(state, count);
  if (counts.contains(kNotToBeHad) || !gone.emptied.empty()) return schema::exit_status(schema::ErrorCode::Partial);
  return to_do > 0 ? schema::ExitStatus::Found : schema::ExitStatus::NothingFound;
}

}  // namespace attache::indexer
