// Work on bytes that nobody vouches for, by a library that may crash, hang or ask for all memory: in a child process, within bounds.
//
// A free function. The child is a copy of this process with one thread; call it where no other thread may be within the library that
// does the work.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace attache::indexer {

struct Bounds {
  std::chrono::milliseconds time{};  // of the clock, and of the processor
  std::size_t memory_bytes = 0;      // more than this process has now
  std::size_t output_bytes = 0;
};

struct Isolated {
  std::string output;   // what the work handed over, in that order; of work that failed all that came before
  std::string failure;  // why it did not come to its end: "more than 30 seconds"; empty where it did
};

// Runs `work` in a child, which hands pieces of its output over by calling `emit`. The child has no input, no files but those it opens, no
// signal handlers, and its messages go nowhere; it is killed at the first bound it meets, with this process, and when a signal
// interrupts the waiting. Never throws for what the child does.
using Emit = std::function<void(std::string_view)>;
Isolated run_isolated(const std::function<void(const Emit& emit)>& work, const Bounds& bounds);

}  // namespace attache::indexer
