// How far a long run is, on standard error: one line redrawn on a terminal, a new line every 10 s elsewhere.
//
// Belongs to one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace attache::indexer {

class Progress {
 public:
  // `total` of `unit` ("inputs"); 0 when it is not known.
  Progress(std::size_t total, std::string_view unit);
  // Wipes the line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `done` of the total, with so many articles and shown quotations in them.
  void update(std::size_t done, std::int64_t articles, std::int64_t quotes);
  // Prints a line of its own, the progress line below it.
  void message(const std::string& line);

 private:
  void wipe();
  std::size_t total_;
  std::string unit_;
  bool terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace attache::indexer
