// Work on bytes that nobody vouches for, by a library that may crash, hang or ask for all memory: in a process of its own, within bounds.
//
// Free functions, for any thread and for many at once. The process comes of a helper with one thread that was forked before there were
// others: in a child of a process with threads, what one of them had locked stays locked (POSIX: fork), and the work would hang.
#pragma once

#include <string_view>

#include "indexer/readers/bounded_child.hpp"

namespace attache::indexer {

// Forks the helper; nothing where there is one. A program with threads calls it first, before any; else run_isolated() does. The helper
// ends with this process, leaves interrupts to it, and has none of the files opened after this call. Throws std::system_error.
void start_isolation();

// run_in_child() in the helper. `input` is copied. A failure may also be that the helper is gone, or that a signal came.
Isolated run_isolated(IsolatedWork work, std::string_view input, const Bounds& bounds);

}  // namespace attache::indexer
