#include "indexer/commands/end_table.hpp"

#include "indexer/commands/account.hpp"
#include "schema/error.hpp"

namespace attache::indexer {

void Sums::take(const InputReport& report) {
  using State = InputReport::State;
  inputs += report.state != State::Gone;
  read += report.state == State::Read;
  unchanged += report.state == State::Unchanged;
  gone += report.state == State::Gone;
  unread += report.faults.size();
  skipped += report.left_out.size();
  for (const auto& [reason, count] : report.members_left_out) skipped += count;
  added += report.added;
  changed += report.changed;
  same += report.same;
  removed += report.removed;
  quotes += report.quotes;
  unresolved += report.unresolved;
}

void say_end_table(const Sums& sums) {
  const auto row = [](std::string_view name, auto count) { say_row(name, static_cast<std::int64_t>(count)); };
  const auto row_if_any = [&row](std::string_view name, auto count) {
    if (count > 0) row(name, count);
  };
  row("inputs", sums.inputs);
  row("  read", sums.read);
  row("  unchanged", sums.unchanged);
  row("  could not be read", sums.unread);
  row_if_any("left out (see --report)", sums.skipped);
  row_if_any("inputs gone from disk", sums.gone);
  row("articles added", sums.added);
  row("articles changed", sums.changed);
  row("articles unchanged", sums.same);
  row("articles removed", sums.removed);
  row("  new versions", sums.found.versions);
  row("  duplicates", sums.found.duplicates);
  row("  near-duplicates", sums.found.near_duplicates);
  row("quotes found", sums.quotes);
  row("  speaker unresolved", sums.unresolved);
  row_if_any("articles not indexable", sums.unindexed);
  row("in the archive: articles", sums.totals.articles);
  row_if_any("  in languages not read", schema::articles_of_other_languages(sums.totals));
  row("in the archive: quotes", sums.totals.quotes);
}

int exit_status_of(const Sums& sums) {
  if (sums.unread > 0 || sums.unindexed > 0) return schema::exit_status(schema::ErrorCode::Partial);
  // What was indexed again has no input.
  return sums.inputs + sums.gone > 0 || sums.changed > 0 ? schema::ExitStatus::Found : schema::ExitStatus::NothingFound;
}

}  // namespace attache::indexer
