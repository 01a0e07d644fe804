#include "indexer/commands/progress.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include <fmt/format.h>

#include "schema/messages.hpp"

namespace attache::indexer {
namespace {

using std::chrono::steady_clock;
constexpr std::chrono::milliseconds kRedraw{200};
constexpr std::chrono::milliseconds kLine{10'000};
constexpr std::size_t kBarWidth = 24;

// In work, which only the bytes know where an input may be as large as all others together.
struct Work {
  double done = 0;
  double total = 0;  // 0: not known
};

Work work_of(const Progress::Total& total, const Progress::Done& done) {
  if (!total.bytes) return {static_cast<double>(done.count), static_cast<double>(total.alike ? total.count : 0)};
  const std::uint64_t to_read = *total.bytes - std::min(*total.bytes, done.skipped);
  // Files may have grown since they were counted.
  return {static_cast<double>(std::min(done.bytes, to_read)), static_cast<double>(to_read)};
}

std::string bar(double part) {
  const auto filled = static_cast<std::size_t>(std::clamp(part, 0.0, 1.0) * kBarWidth);
  return fmt::format("[{:#<{}}{:.<{}}]", "", filled, "", kBarWidth - filled);
}

double share_done(const Progress::Total& total, const Progress::Done& done) {
  const Work work = work_of(total, done);
  if (work.total > 0) return work.done / work.total;
  return total.count ? static_cast<double>(done.count) / static_cast<double>(total.count) : 0;
}

std::size_t terminal_width() {
  constexpr std::size_t kUsual = 80;
  struct winsize size {};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsual;
}

}  // namespace

std::string progress_line(const Progress::Total& total, const Progress::Done& done, const Rate& articles, const Rate& work,
                          double seconds_so_far) {
  const std::string of = total.count ? fmt::format(" of {}", total.count) : "";
  std::string out = fmt::format("{}{} {}", done.count, of, total.unit);
  if (const Work all = work_of(total, done); all.total > 0)
    if (const auto left = time_left(work, all.total - all.done, seconds_so_far)) out += fmt::format(", about {} left", in_words(*left));
  if (total.unit != "articles") out += fmt::format(", {} articles", done.articles);
  const double a_second = articles.per_second();
  out += fmt::format(", {} quotes, {:.{}f} articles/s", done.quotes, a_second, a_second < 10 ? 1 : 0);
  if (total.bytes) out += fmt::format(", {:.1f} MB/s", work.per_second() / 1e6);
  return out;
}

Progress::Progress(const Total& total)
    : total_(total), terminal_(::isatty(STDERR_FILENO) == 1), started_(steady_clock::now()), last_(started_) {}

Progress::~Progress() { wipe(); }

void Progress::update(const Done& done) {
  const auto now = steady_clock::now();
  if (now - last_ < (terminal_ ? kRedraw : kLine)) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - started_).count();
  articles_.note(seconds, static_cast<double>(done.articles));
  work_.note(seconds, work_of(total_, done).done);
  const std::string line = progress_line(total_, done, articles_, work_, seconds);
  if (!terminal_) {
    schema::say("{}\n", line);
    return;
  }
  // Cut, since a line that is longer than the terminal is wide could not be drawn again.
  const std::string drawn = fmt::format("{} {}", bar(share_done(total_, done)), line);
  schema::say("\r\x1b[K{}", drawn.substr(0, terminal_width() - 1));
  drawn_ = true;
}

void Progress::message(const std::string& line) {
  wipe();
  schema::say("{}\n", line);
}

void Progress::wipe() {
  if (!drawn_) return;
  schema::say("\r\x1b[K");
  drawn_ = false;
}

}  // namespace attache::indexer
