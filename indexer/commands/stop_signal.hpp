// SIGINT and SIGTERM as a question that long work asks, and as an end for work that does not ask.
#pragma once

namespace attache::indexer {

// From now on the two signals set a mark and end a system call that waits (for a terminal, a pipe) with EINTR; a second
// later again, since the call may have begun too late for the signal; after two the process ends with
// stop_exit_status(), its destructors not run. SIGPIPE is ignored: writing to a closed pipe is an error value.
void watch_stop_signals();
// 0, or the signal that asked to stop. Safe from any thread.
int stop_signal();
// 130 or 143, by the signal.
int stop_exit_status();

}  // namespace attache::indexer
