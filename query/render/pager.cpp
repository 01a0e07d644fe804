#include "query/render/pager.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace attache::query {

std::string pager_command() {
  for (const char* name : {"ATTACHE_PAGER", "PAGER"})
    if (const char* value = std::getenv(name)) return std::string(value) == "cat" ? "" : value;
  return "less -FRX";
}

void Pager::start() {
  const std::string command = pager_command();
  std::array<int, 2> ends{};
  if (process_ > 0 || command.empty() || ::pipe2(ends.data(), O_CLOEXEC) != 0) return;
  const auto [reading, writing] = ends;
  process_ = ::fork();
  if (process_ == 0) {
    ::dup2(reading, STDIN_FILENO);
    std::signal(SIGPIPE, SIG_DFL);
    ::execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  if (process_ > 0) {
    ::dup2(writing, STDOUT_FILENO);
    std::signal(SIGINT, SIG_IGN);  // the pager's, while it is there
  }
  ::close(reading);
  ::close(writing);
}

void Pager::finish() {
  if (process_ <= 0) return;
  // The pager sees the end only when nobody holds the pipe; the descriptor stays taken, so that nothing else becomes standard output.
  if (const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC); nowhere >= 0) {
    ::dup2(nowhere, STDOUT_FILENO);
    ::close(nowhere);
  } else {
    ::close(STDOUT_FILENO);
  }
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
  process_ = 0;
  std::signal(SIGINT, SIG_DFL);
}

}  // namespace attache::query
