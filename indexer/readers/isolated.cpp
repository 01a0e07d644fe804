#include "indexer/readers/isolated.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

namespace attache::indexer {
namespace {

// To the helper, with two descriptors: a file with the input, and where the reply goes.
struct Request {
  IsolatedWork work = nullptr;
  Bounds bounds;
};

// Its bytes are followed by those of the failure, then of the output.
struct ReplyHead {
  std::uint64_t failure_bytes = 0;
  std::uint64_t output_bytes = 0;
};

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  int number() const { return number_; }

 private:
  int number_;
};

using Descriptors = std::array<int, 2>;

// A control message of two descriptors, in the alignment that the kernel wants.
struct Control {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(Descriptors))> bytes{};
};

bool send_request(int to, const Request& request, const Descriptors& files) {
  iovec piece{const_cast<Request*>(&request), sizeof request};  // sendmsg() only reads it
  Control control;
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  cmsghdr* const head = CMSG_FIRSTHDR(&message);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(sizeof files);
  std::memcpy(CMSG_DATA(head), files.data(), sizeof files);
  return ::sendmsg(to, &message, MSG_NOSIGNAL) == sizeof request;
}

// Nothing when the process that sends them is gone.
std::optional<std::pair<Request, Descriptors>> receive_request(int from) {
  Request request;
  iovec piece{&request, sizeof request};
  Control control;
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  if (::recvmsg(from, &message, MSG_CMSG_CLOEXEC) != sizeof request) return std::nullopt;
  const cmsghdr* const head = CMSG_FIRSTHDR(&message);
  Descriptors files{};
  if (head == nullptr || head->cmsg_len != CMSG_LEN(sizeof files)) return std::nullopt;
  std::memcpy(files.data(), CMSG_DATA(head), sizeof files);
  return std::pair(request, files);
}

bool write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(to, bytes.data(), bytes.size());
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// One request, in a process of its own: so many can be worked on at once.
[[noreturn]] void serve(const Request& request, const Descriptors& files, pid_t helper) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != helper) ::_exit(1);
  std::signal(SIGCHLD, SIG_DFL);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_DFL);
  const auto& [input, reply] = files;
  struct stat status {};
  if (::fstat(input, &status) != 0) ::_exit(1);
  const auto size = static_cast<std::size_t>(status.st_size);
  const void* const bytes = size == 0 ? "" : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, input, 0);
  if (bytes == MAP_FAILED) ::_exit(1);
  const Isolated out = run_in_child(request.work, {static_cast<const char*>(bytes), size}, request.bounds);
  const ReplyHead head{out.failure.size(), out.output.size()};
  const bool sent = write_all(reply, {reinterpret_cast<const char*>(&head), sizeof head}) && write_all(reply, out.failure) &&
                    write_all(reply, out.output);
  ::_exit(sent ? 0 : 1);
}

[[noreturn]] void be_helper(int requests) {
  for (int signal = 1; signal < NSIG; ++signal) std::signal(signal, SIG_DFL);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGCHLD}) std::signal(signal, SIG_IGN);  // children leave no zombies
  const int nothing = ::open("/dev/null", O_RDWR);
  if (nothing < 0) ::_exit(1);
  for (const int standard : {0, 1, 2}) ::dup2(nothing, standard);
  if (::dup2(requests, 3) < 0) ::_exit(1);
  ::close_range(4, ~0U, 0);
  const pid_t helper = ::getpid();
  while (const auto next = receive_request(3)) {
    const auto& [request, files] = *next;
    if (::fork() == 0) serve(request, files, helper);
    for (const int file : files) ::close(file);  // without a child the reply ends here, too
  }
  ::_exit(0);
}

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

// Where requests go.
Descriptor fork_helper() {
  Descriptors ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) fail("socketpair");
  Descriptor ours(ends[0]);
  const Descriptor its(ends[1]);
  const pid_t helper = ::fork();
  if (helper < 0) fail("fork");
  if (helper == 0) be_helper(its.number());
  return ours;
}

int helper() {
  static const Descriptor requests = fork_helper();
  return requests.number();
}

// What the helper sent until it closed the reply; then why no more could be read, else nothing.
std::string read_all(int from, std::string& out) {
  std::array<char, 65536> block{};
  while (true) {
    const auto count = ::read(from, block.data(), block.size());
    if (count < 0) return std::strerror(errno);
    if (count == 0) return {};
    out.append(block.data(), static_cast<std::size_t>(count));
  }
}

Isolated failed(std::string why) { return {{}, std::move(why)}; }

}  // namespace

void start_isolation() { helper(); }

Isolated run_isolated(IsolatedWork work, std::string_view input, const Bounds& bounds) {
  const Descriptor file(::memfd_create("attache input", MFD_CLOEXEC));
  Descriptors pipe{};
  if (file.number() < 0 || !write_all(file.number(), input) || ::pipe2(pipe.data(), O_CLOEXEC) != 0) return failed(std::strerror(errno));
  const Descriptor reply(pipe[0]);
  Descriptor its_end(pipe[1]);
  if (!send_request(helper(), {work, bounds}, {file.number(), its_end.number()})) return failed("the helper process is gone");
  its_end.close();

  std::string bytes;
  if (std::string failure = read_all(reply.number(), bytes); !failure.empty()) return failed(std::move(failure));
  ReplyHead head;
  if (bytes.size() >= sizeof head) std::memcpy(&head, bytes.data(), sizeof head);
  if (bytes.size() < sizeof head || bytes.size() - sizeof head != head.failure_bytes + head.output_bytes)
    return failed("the helper process was ended");
  return {bytes.substr(sizeof head + head.failure_bytes), bytes.substr(sizeof head, head.failure_bytes)};
}

}  // namespace attache::indexer
