// Work on bytes that nobody vouches for, in a child of this process, within bounds.
//
// A free function, for a process of one thread: the child begins as a copy of it, and a lock that another thread held would stay
// locked in the child for good. `isolated` calls it where there is one.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace attache::indexer {

using Emit = std::function<void(std::string_view)>;

// A plain function, so that its address means the same in every copy of this process. Hands its output over by calling `emit`.
using IsolatedWork = void (*)(std::string_view input, const Emit& emit);

struct Bounds {
  std::chrono::milliseconds time{};  // of the clock, and of the processor
  std::size_t memory_bytes = 0;      // more than this process has now
  std::size_t output_bytes = 0;
};

struct Isolated {
  std::string output;   // what the work handed over, in that order; of work that failed all that came before
  std::string failure;  // why it did not come to its end: "more than 30 seconds"; empty where it did
};

// The child has no input but `input`, no files but those it opens, the signals of this process (which has no handlers), and its messages
// go nowhere; it is killed at the first bound it meets, and with this process. Throws std::bad_alloc only.
Isolated run_in_child(IsolatedWork work, std::string_view input, const Bounds& bounds);

}  // namespace attache::indexer
