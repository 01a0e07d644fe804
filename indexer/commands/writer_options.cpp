#include "indexer/commands/writer_options.hpp"

#include <algorithm>
#include <thread>

#include "indexer/commands/stop_signal.hpp"

namespace attache::indexer {

std::chrono::milliseconds wait_time(double seconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

unsigned default_threads() { return std::max(1U, std::thread::hardware_concurrency()); }

WriterOptions writer_options(double wait_seconds) {
  WriterOptions out;
  out.wait = wait_time(wait_seconds);
  out.threads = default_threads();
  out.stop = [] { return stop_signal() != 0; };
  return out;
}

}  // namespace attache::indexer
