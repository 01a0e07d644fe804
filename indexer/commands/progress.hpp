// How far a long run is, on standard error: one line redrawn on a terminal, a new line every 10 s elsewhere.
//
// Belongs to one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace attache::indexer {

class Progress {
 public:
  // `total` inputs; 0 when it is not known.
  explicit Progress(std::size_t total);
  // Wipes the line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void update(std::size_t inputs, std::int64_t articles, std::int64_t quotes);
  // Prints a line of its own, the progress line below it.
  void message(const std::string& line);

 private:
  void wipe();
  std::size_t total_;
  bool terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace attache::indexer
