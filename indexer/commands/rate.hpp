// How fast something goes, and how long the rest of it takes.
//
// A plain value; belongs to one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace attache::indexer {

// A rate in which what came in the last half minute counts most: runs slow down and speed up with what they read.
class Rate {
 public:
  // `total` so far, `seconds` after the beginning; both never less than before. Where both came to 0 is the beginning.
  void note(double seconds, double total);
  // 0 before anything was noted.
  double per_second() const { return seconds_ > 0 ? amount_ / seconds_ : 0; }

 private:
  double at_ = 0;      // seconds
  double total_ = 0;
  double amount_ = 0;  // and the seconds it took, both faded by age
  double seconds_ = 0;
};

// Seconds that `left` takes at the rate; nothing in the first seconds of a run, where that would be a guess, and where nothing moves.
std::optional<double> time_left(const Rate& rate, double left, double seconds_so_far);

// "40 s", "12 min", "3 h 20 min": as precise as it can be.
std::string in_words(double seconds);

}  // namespace attache::indexer
