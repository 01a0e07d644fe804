// SIGINT and SIGTERM as a question that long work asks; nothing is done in the handler itself.
#pragma once

namespace attache::indexer {

// From now on the two signals only set a mark; SIGPIPE is ignored, so that writing to a closed pipe is an error value.
void watch_stop_signals();
// 0, or the signal that asked to stop. Safe from any thread.
int stop_signal();
// 130 or 143, by the signal.
int stop_exit_status();

}  // namespace attache::indexer
