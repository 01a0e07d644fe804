#include "indexer/commands/rate.hpp"

#include <cmath>

#include <fmt/format.h>

namespace attache::indexer {
namespace {

constexpr double kFadeSeconds = 30;
constexpr double kGuessSeconds = 5;

}  // namespace

void Rate::note(double seconds, double total) {
  const double took = seconds - at_;
  if (took <= 0) return;
  const double kept = std::exp(-took / kFadeSeconds);
  amount_ = amount_ * kept + (total - total_);
  seconds_ = seconds_ * kept + took;
  at_ = seconds;
  total_ = total;
}

std::optional<double> time_left(const Rate& rate, double left, double seconds_so_far) {
  if (seconds_so_far < kGuessSeconds || rate.per_second() <= 0) return std::nullopt;
  return left / rate.per_second();
}

std::string in_words(double seconds) {
  constexpr double kMinute = 60;
  constexpr double kHour = 3600;
  if (seconds < kMinute) return fmt::format("{:.0f} s", std::ceil(seconds));
  if (seconds < kHour) return fmt::format("{:.0f} min", std::ceil(seconds / kMinute));
  const auto minutes = static_cast<std::int64_t>(std::ceil(seconds / kMinute / 10)) * 10;
  return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

}  // namespace attache::indexer
