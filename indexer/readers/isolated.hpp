// Work on bytes that nobody vouches for, by a library that may crash, hang or ask for all memory: in a process of its own, within bounds.
//
// Free functions, for any thread and for many at once. The process is a child of a child of a helper, which has one thread and was forked before
// there were others: in a child of a process with threads, what one of them had locked stays locked (POSIX: fork), and work would hang.
#pragma once

#include <string_view>

#include "indexer/readers/bounded_child.hpp"

namespace attache::indexer {

// Forks the helper; nothing where there is one. A program with threads calls it before it has any; else the first run_isolated() does it. The
// helper ends with this process, takes no interrupts from a terminal, and has none of the files opened after this call. Without one,
// as when the system has no process to give, run_isolated() fails.
void start_isolation();

// run_in_child(), out of the helper. `input` is copied. The failure is also why there is no helper, or none any more.
Isolated run_isolated(IsolatedWork work, std::string_view input, const Bounds& bounds);

}  // namespace attache::indexer
