#include <poll.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "indexer/commands/commands.hpp"
#include "indexer/commands/ingest.hpp"
#include "indexer/commands/stop_signal.hpp"
#include "indexer/readers/folder_watch.hpp"
#include "schema/messages.hpp"
#include "schema/printable.hpp"

namespace attache::indexer {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
namespace fs = std::filesystem;

// A signal that comes right before a wait is noticed after so long, within the two seconds that are promised.
constexpr milliseconds kLongestWait{500};
constexpr double kWalkEverySeconds = 60;  // where the system does not tell what changes

milliseconds in_milliseconds(double seconds) { return milliseconds(static_cast<std::int64_t>(seconds * 1000)); }

double in_seconds(milliseconds time) { return std::chrono::duration<double>(time).count(); }

bool exists(const std::string& path) {
  std::error_code failure;
  return fs::symlink_status(path, failure).type() != fs::file_type::not_found;
}

class Watch {
 public:
  Watch(const WatchOptions& options, const std::vector<std::string>& paths)
      : options_(options),
        own_(schema::archive_directory(options.archive)),
        settle_(in_milliseconds(options.settle_seconds)),
        walk_every_(in_milliseconds(options.walk_every_seconds > 0 ? options.walk_every_seconds : kWalkEverySeconds)),
        walking_(options.walk_every_seconds > 0),
        ingest_(options) {
    for (const std::string& path : paths)
      if (std::string top = input_name(path); is_top_.insert(top).second) tops_.push_back(std::move(top));
  }

  int run() {
    say_end_table(ingest_.run(walk_all()));
    options_.reread = false;
    if (!stop_signal()) schema::say("watching {} path{}{}\n", tops_.size(), tops_.size() == 1 ? "" : "s", how());
    while (!stop_signal()) {
      if (walking_)
        walk_again();
      else
        listen();
    }
    return stop_exit_status();
  }

 private:
  std::string how() const { return walking_ ? fmt::format(", walking every {} s", in_seconds(walk_every_)) : ""; }

  bool is_own(const std::string& path) const { return is_at_or_below(path, {own_}); }

  void follow(const std::string& folder) {
    if (walking_ || is_own(folder) || folders_.follow(folder)) return;
    walking_ = true;
    schema::say("{}: {}; walking every {} s instead (--walk-every)\n", schema::printable(folder), folders_.failure(),
                in_seconds(walk_every_));
  }

  // All that `add` of the paths would take. Each folder is followed from before it is listed, so that nothing is missed between.
  Inputs walk_all() {
    lost_.clear();
    for (const std::string& top : tops_) {
      std::error_code none;
      if (!exists(top))
        lost_.insert(top);
      else if (!fs::is_directory(top, none))
        follow(fs::path(top).parent_path().native());
    }
    return inputs_of(tops_, options_, options_.prune, [this](const std::string& folder) { follow(input_name(folder)); });
  }

  void run_and_tell(const Inputs& inputs) {
    const Sums sums = ingest_.run(inputs);
    locked_ = false;
    std::vector<std::string> parts;
    const auto part = [&parts](std::int64_t count, std::string_view what) {
      if (count > 0) parts.push_back(fmt::format("{} {}", count, what));
    };
    part(static_cast<std::int64_t>(sums.read), "files read");
    part(static_cast<std::int64_t>(sums.gone), "files gone");
    part(sums.added, "articles added");
    part(sums.changed, "articles changed");
    part(sums.removed, "articles removed");
    if (sums.added + sums.changed > 0) parts.push_back(fmt::format("{} quotes found", sums.quotes));
    if (!parts.empty()) schema::say("{}\n", fmt::join(parts, ", "));
  }

  // False when another program writes to the archive.
  bool try_batch(const Inputs& inputs) {
    try {
      run_and_tell(inputs);
      return true;
    } catch (const schema::Error& e) {
      if (e.code() != schema::ErrorCode::Locked || stop_signal()) throw;
      if (!locked_) schema::say("{}; trying again\n", e.what());
      locked_ = true;
      return false;
    }
  }

  void walk_all_again() { walk_due_ = !try_batch(walk_all()); }

  void walk_again() {
    const auto until = steady_clock::now() + walk_every_;
    while (!stop_signal() && steady_clock::now() < until)
      ::poll(nullptr, 0, static_cast<int>(std::min(kLongestWait, std::chrono::ceil<milliseconds>(until - steady_clock::now())).count()));
    if (stop_signal()) return;
    Inputs inputs = walk_all();
    std::erase_if(inputs.entries, [this](const WalkEntry& entry) { return is_young(entry); });
    try_batch(inputs);
  }

  // Whether somebody may still be writing to it. A time to come says nothing.
  bool is_young(const WalkEntry& entry) const {
    std::error_code failure;
    const auto written = fs::last_write_time(entry.path, failure);
    if (failure || entry.kind != WalkEntry::Kind::Input) return false;
    const auto age = fs::file_time_type::clock::now() - written;
    return age >= age.zero() && age < settle_;
  }

  void listen() {
    const auto news = folders_.wait(next_due());
    if (news.overflowed) {
      schema::say("more happened than the system could tell; walking all again\n");
      waiting_.clear();
    }
    for (const auto& change : news.changes) take(change);
    if (news.overflowed || walk_due_ || std::ranges::any_of(lost_, exists))
      walk_all_again();
    else
      add_settled();
  }

  milliseconds next_due() const {
    const auto now = steady_clock::now();
    auto out = kLongestWait;
    for (const auto& [path, last] : waiting_) out = std::min(out, std::chrono::ceil<milliseconds>(last + settle_ - now));
    return std::max(out, milliseconds(0));
  }

  void take(const FolderWatch::Change& change) {
    using Kind = FolderWatch::Change::Kind;
    if (is_own(change.path)) return;
    if (change.kind == Kind::FolderLost) {
      for (const std::string& top : tops_)
        if (!exists(top) && lost_.insert(top).second) schema::say("{} is gone; waiting for it\n", schema::printable(top));
      return;
    }
    if (!is_at_or_below(change.path, is_top_)) return;
    const auto now = steady_clock::now();
    if (change.kind == Kind::Growing) {
      if (const auto at = waiting_.find(change.path); at != waiting_.end()) at->second = now;
      return;
    }
    if (change.kind == Kind::FolderThere) entries_below(change.path);  // followed at once
    waiting_[change.path] = now;
  }

  // The named paths at or above it, the nearest first.
  std::vector<std::string> tops_of(const std::string& path) const {
    std::vector<std::string> out;
    for (fs::path at(path);; at = at.parent_path()) {
      if (is_top_.contains(at.native())) out.push_back(at.native());
      if (!at.has_relative_path()) return out;
    }
  }

  // As the first of the named paths has it that takes anything there.
  std::vector<WalkEntry> entries_below(const std::string& path) {
    std::vector<WalkEntry> out;
    for (const std::string& top : tops_of(path)) {
      if (!out.empty()) break;
      walk_below(top, path, walk_options(options_),
                 [&](const WalkEntry& entry) {
                   if (entry.kind != WalkEntry::Kind::Skipped && !is_own(entry.path)) out.push_back(entry);
                 },
                 [this](const std::string& folder) { follow(folder); });
    }
    return out;
  }

  // Adds what was left alone for long enough, and removes what is gone where its top is not.
  void add_settled() {
    const auto until = steady_clock::now() - settle_;
    Inputs batch;
    std::set<std::string> named;  // a file may have been told of by itself and with its folder
    std::vector<std::string> taken;
    for (const auto& [path, last] : waiting_) {
      if (last > until) continue;
      taken.push_back(path);
      batch.paths.push_back(path);
      if (exists(path)) {
        for (WalkEntry& entry : entries_below(path))
          if (named.insert(entry.path).second) batch.entries.push_back(std::move(entry));
      } else if (options_.prune && is_below_one_there(path)) {
        batch.prune.push_back(path);
      }
    }
    const bool done = (batch.entries.empty() && batch.prune.empty()) || try_batch(batch);
    for (const std::string& path : taken) {
      if (done)
        waiting_.erase(path);
      else
        waiting_[path] = steady_clock::now();
    }
  }

  bool is_below_one_there(const std::string& path) const {
    return std::ranges::any_of(tops_of(path), exists);
  }

  WatchOptions options_;
  std::string own_;
  std::vector<std::string> tops_;  // the named paths
  std::unordered_set<std::string> is_top_;
  milliseconds settle_;
  milliseconds walk_every_;
  bool walking_;  // the system does not tell what changes
  bool walk_due_ = false;  // all that is known of the folders is old
  bool locked_ = false;    // the archive was, when last tried
  Ingest ingest_;
  FolderWatch folders_;
  std::map<std::string, steady_clock::time_point> waiting_;  // what changed, and when last
  std::set<std::string> lost_;                               // tops that are not there
};

}  // namespace

int run_watch(const WatchOptions& options) {
  const auto paths = paths_of(options);
  if (std::ranges::find(paths, kStandardInput) != paths.end())
    throw schema::Error(schema::ErrorCode::Usage, "standard input cannot be watched", "attache-index add - reads it");
  return Watch(options, paths).run();
}

}  // namespace attache::indexer
