// How far a long run is, on standard error: one line redrawn on a terminal, a new line every 10 s elsewhere.
//
// Belongs to one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/commands/rate.hpp"

namespace attache::indexer {

class Progress {
 public:
  struct Total {
    std::size_t count = 0;
    std::string_view unit;               // "inputs"
    bool alike = false;                  // each takes about as long as another: articles do, inputs do not
    std::optional<std::uint64_t> bytes;  // what the inputs hold; nothing: not known (standard input), or not what is counted
  };
  // What is done for good, not what is on its way: articles whose quotations are found.
  struct Done {
    std::size_t count = 0;
    std::int64_t articles = 0;
    std::int64_t quotes = 0;    // shown ones
    std::uint64_t bytes = 0;    // of the inputs that had to be read
    std::uint64_t skipped = 0;  // bytes of those that had not: they say nothing of how long the others take
  };

  explicit Progress(const Total& total);
  // Wipes the line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void update(const Done& done);
  // Prints a line of its own, the progress line below it.
  void message(const std::string& line);

 private:
  void wipe();
  Total total_;
  bool terminal_;
  bool drawn_ = false;
  Rate articles_;
  Rate work_;  // bytes, or where these are not counted what `count` counts
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point last_;
};

// "3 of 10 inputs, about 4 min left, 812 articles, 1630 quotes, 12 articles/s, 1.4 MB/s"; what is not known is left out.
std::string progress_line(const Progress::Total& total, const Progress::Done& done, const Rate& articles, const Rate& work,
                          double seconds_so_far);

}  // namespace attache::indexer
