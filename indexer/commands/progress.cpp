#include "indexer/commands/progress.hpp"

#include <unistd.h>

#include <fmt/format.h>

#include "schema/messages.hpp"

namespace attache::indexer {
namespace {

using std::chrono::steady_clock;
constexpr std::chrono::milliseconds kRedraw{200};
constexpr std::chrono::seconds kLine{10};
constexpr std::size_t kBarWidth = 24;

std::string bar(std::size_t done, std::size_t total) {
  const std::size_t filled = total ? kBarWidth * done / total : 0;
  return fmt::format("[{:#<{}}{:.<{}}]", "", filled, "", kBarWidth - filled);
}

}  // namespace

Progress::Progress(std::size_t total, std::string_view unit)
    : total_(total), unit_(unit), terminal_(::isatty(STDERR_FILENO) == 1), started_(steady_clock::now()), last_(started_) {}

Progress::~Progress() { wipe(); }

void Progress::update(std::size_t done, std::int64_t articles, std::int64_t quotes) {
  const auto now = steady_clock::now();
  if (now - last_ < (terminal_ ? std::chrono::milliseconds(kRedraw) : std::chrono::milliseconds(kLine))) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - started_).count();
  const std::string of = total_ ? fmt::format(" of {}", total_) : "";
  const std::string in_them = unit_ == "articles" ? "" : fmt::format("{} articles, ", articles);
  const std::string line = fmt::format("{}{} {}, {}{} quotes, {:.0f} articles/s", done, of, unit_, in_them, quotes,
                                       static_cast<double>(articles) / seconds);
  if (!terminal_) {
    schema::say("{}\n", line);
    return;
  }
  schema::say("\r\x1b[K{} {}", bar(done, total_), line);
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
