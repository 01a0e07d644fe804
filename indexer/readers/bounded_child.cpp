#include "indexer/readers/bounded_child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "schema/file_descriptor.hpp"

namespace attache::indexer {
namespace {

using schema::FileDescriptor;
using Clock = std::chrono::steady_clock;

constexpr int kEnded = 0;
constexpr int kThrew = 1;  // an exception, most often for want of memory

// The memory this process may write to, in bytes: what RLIMIT_DATA counts.
std::size_t writable_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::size_t pages = 0;
  for (int field = 0; field < 6; ++field) statm >> pages;
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

void limit(int resource, std::size_t most) {
  const rlimit both{most, most};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

[[noreturn]] void be_child(int output, pid_t parent, IsolatedWork work, std::string_view input, const Bounds& bounds) noexcept {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(kThrew);
  const int nothing = ::open("/dev/null", O_RDWR);
  if (nothing < 0 || ::dup2(nothing, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(nothing, 2) < 0) ::_exit(kThrew);
  ::closefrom(3);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, static_cast<std::size_t>(bounds.time.count()) / 1000 + 1);
  limit(RLIMIT_DATA, writable_bytes() + bounds.memory_bytes);
  try {
    work(input, [](std::string_view piece) {
      if (!schema::write_all(1, piece)) ::_exit(kThrew);  // nobody reads any more
    });
  } catch (...) {
    ::_exit(kThrew);
  }
  ::_exit(kEnded);
}

std::string last_words(int status) {
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return "too much computing time";
  if (WIFSIGNALED(status)) return fmt::format("the library that reads it failed (signal {})", WTERMSIG(status));
  return "the library that reads it gave up";
}

// What the child writes until it ends or a bound is met; then why, else nothing.
std::string collect(int from, const Bounds& bounds, std::string& output) {
  const auto end = Clock::now() + bounds.time;
  std::array<char, 65536> block{};
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return fmt::format("more than {} seconds", std::chrono::duration<double>(bounds.time).count());
    pollfd wait{from, POLLIN, 0};
    const int ready = ::poll(&wait, 1, static_cast<int>(left));
    if (ready < 0) return std::strerror(errno);
    if (ready == 0) continue;
    const auto count = ::read(from, block.data(), block.size());
    if (count < 0) return std::strerror(errno);
    if (count == 0) return {};
    output.append(block.data(), static_cast<std::size_t>(count));
    if (output.size() > bounds.output_bytes) return fmt::format("more than {} bytes come out of it", bounds.output_bytes);
  }
}

}  // namespace

Isolated run_in_child(IsolatedWork work, std::string_view input, const Bounds& bounds) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return {{}, std::strerror(errno)};
  FileDescriptor ours(pipe[0]);
  FileDescriptor its(pipe[1]);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) return {{}, std::strerror(errno)};
  if (child == 0) be_child(its.number(), parent, work, input, bounds);
  its.close();
  Isolated out;
  out.failure = collect(ours.number(), bounds, out.output);
  ours.close();
  if (!out.failure.empty()) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (out.failure.empty() && !(WIFEXITED(status) && WEXITSTATUS(status) == kEnded)) out.failure = last_words(status);
  return out;
}

}  // namespace attache::indexer
