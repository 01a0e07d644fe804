#include "indexer/commands/stop_signal.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstddef>

#include "schema/error.hpp"

namespace attache::indexer {
namespace {

constexpr int kPatience = 2;  // seconds from the first signal

// The writer asks in several threads.
std::atomic<int> asked = 0;
std::atomic<int> seconds = 0;
static_assert(std::atomic<int>::is_always_lock_free, "a signal's handler may set it");

void note(int signal) {
  if (signal == SIGALRM) {
    // Deep in work that asks nobody (one giant article): an end as by SIGKILL, after which archives are whole.
    seconds = seconds + 1;
    if (seconds == kPatience) ::_exit(stop_exit_status());
    ::alarm(1);
  } else {
    if (asked == 0) ::alarm(1);
    asked = signal;
  }
}

}  // namespace

// On a stack of its own: oneDNN's generated matrix products use the stack pointer for memory that is no stack, and a handler's frame
// put there overwrote the heap.
void watch_stop_signals() {
  constexpr std::size_t kStackBytes = 64 << 10;  // holds the widest registers, too
  alignas(64) static std::array<std::byte, kStackBytes> stack;
  stack_t own{};
  own.ss_sp = stack.data();
  own.ss_size = stack.size();
  ::sigaltstack(&own, nullptr);

  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM, SIGALRM}) ::sigaction(signal, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

int stop_signal() { return asked; }

int stop_exit_status() { return asked == SIGTERM ? schema::ExitStatus::Terminated : schema::ExitStatus::Interrupted; }

}  // namespace attache::indexer
