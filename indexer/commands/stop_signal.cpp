#include "indexer/commands/stop_signal.hpp"

#include <csignal>

#include "schema/error.hpp"

namespace attache::indexer {
namespace {

volatile std::sig_atomic_t asked = 0;

void note(int signal) { asked = signal; }

}  // namespace

void watch_stop_signals() {
  struct sigaction action {};
  action.sa_handler = note;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

int stop_signal() { return asked; }

int stop_exit_status() { return asked == SIGTERM ? schema::ExitStatus::Terminated : schema::ExitStatus::Interrupted; }

}  // namespace attache::indexer
