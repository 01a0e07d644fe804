#include "indexer/readers/isolated.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "schema/file_descriptor.hpp"

namespace attache::indexer {
namespace {

using schema::FileDescriptor;

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

using Descriptors = std::array<int, 2>;

// A request as the socket takes and gives it, with room for the two descriptors. Points to itself and to the request.
class Message {
 public:
  explicit Message(Request& request) : piece_{&request, sizeof request} {
    header.msg_iov = &piece_;
    header.msg_iovlen = 1;
    header.msg_control = control_.data();
    header.msg_controllen = control_.size();
  }
  Message(const Message&) = delete;
  Message& operator=(const Message&) = delete;

  msghdr header{};

 private:
  iovec piece_;
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(Descriptors))> control_{};
};

bool send_request(int to, Request request, const Descriptors& files) {
  Message message(request);
  cmsghdr* const head = CMSG_FIRSTHDR(&message.header);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(sizeof files);
  std::memcpy(CMSG_DATA(head), files.data(), sizeof files);
  return ::sendmsg(to, &message.header, MSG_NOSIGNAL) == sizeof request;
}

struct Received {
  bool is_end = false;  // there is nobody left to send any
  std::optional<Request> request;
  FileDescriptor input, reply;
};

Received receive_request(int from) {
  Received out;
  Request request;
  Message message(request);
  const auto size = ::recvmsg(from, &message.header, MSG_CMSG_CLOEXEC);
  out.is_end = size == 0 || (size < 0 && (errno == EBADF || errno == ENOTSOCK));
  if (size <= 0) return out;
  Descriptors files{-1, -1};
  const cmsghdr* const head = CMSG_FIRSTHDR(&message.header);
  if (head != nullptr) std::memcpy(files.data(), CMSG_DATA(head), std::min(sizeof files, head->cmsg_len - CMSG_LEN(0)));
  out.input = FileDescriptor(files[0]);
  out.reply = FileDescriptor(files[1]);
  if (size == sizeof request && out.reply.number() >= 0) out.request = request;
  return out;
}

bool reply_with(const Isolated& run, const FileDescriptor& reply) {
  const ReplyHead head{run.failure.size(), run.output.size()};
  return schema::write_all(reply.number(), {reinterpret_cast<const char*>(&head), sizeof head}) &&
         schema::write_all(reply.number(), run.failure) && schema::write_all(reply.number(), run.output);
}

Isolated failed(std::string why) { return {{}, std::move(why)}; }
Isolated failed_by_system() { return failed(std::strerror(errno)); }

Isolated served(const Request& request, const FileDescriptor& input) {
  struct stat status {};
  if (::fstat(input.number(), &status) != 0) return failed_by_system();
  const auto size = static_cast<std::size_t>(status.st_size);
  const void* const bytes = size == 0 ? "" : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, input.number(), 0);
  if (bytes == MAP_FAILED) return failed_by_system();
  return run_in_child(request.work, {static_cast<const char*>(bytes), size}, request.bounds);
}

// One request, in a process of its own: so many can be worked on at once.
[[noreturn]] void serve(const Received& received, pid_t helper) noexcept {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != helper) ::_exit(1);
  std::signal(SIGCHLD, SIG_DFL);
  ::_exit(reply_with(served(*received.request, received.input), received.reply) ? 0 : 1);
}

[[noreturn]] void be_helper(FileDescriptor requests) noexcept {
  for (int signal = 1; signal < NSIG; ++signal) std::signal(signal, SIG_DFL);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGCHLD}) std::signal(signal, SIG_IGN);  // children leave no zombies
  const int nothing = ::open("/dev/null", O_RDWR);
  if (nothing < 0) ::_exit(1);
  for (const int standard : {0, 1, 2}) ::dup2(nothing, standard);
  if (::dup2(requests.number(), 3) < 0) ::_exit(1);
  ::closefrom(4);
  const pid_t helper = ::getpid();
  while (true) {
    const Received received = receive_request(3);
    if (received.is_end) ::_exit(0);
    if (!received.request) continue;
    const pid_t child = ::fork();
    if (child == 0) serve(received, helper);
    if (child < 0) reply_with(failed_by_system(), received.reply);
  }
}

// Owns the helper, from this process' side.
class Helper {
 public:
  Helper() {
    Descriptors ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
      failure_ = std::strerror(errno);
      return;
    }
    FileDescriptor ours(ends[0]);
    FileDescriptor its(ends[1]);
    process_ = ::fork();
    if (process_ < 0) failure_ = std::strerror(errno);
    if (process_ == 0) {
      ours.close();
      be_helper(std::move(its));
    }
    requests_ = std::move(ours);
  }
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;
  ~Helper() {
    requests_.close();
    if (process_ > 0) ::waitpid(process_, nullptr, 0);
  }

  // Why the request could not be sent; empty where it was.
  std::string send(const Request& request, const Descriptors& files) const {
    if (process_ < 0) return fmt::format("no helper process: {}", failure_);
    if (!send_request(requests_.number(), request, files))
      return fmt::format("the helper process cannot be asked: {}", std::strerror(errno));
    return {};
  }

 private:
  FileDescriptor requests_;
  pid_t process_ = -1;
  std::string failure_;
};

const Helper& helper() {
  static const Helper one;
  return one;
}

// What is sent until the other side closes it; then why no more could be read, else nothing.
std::string read_all(int from, std::string& out) {
  std::array<char, 65536> block{};
  while (true) {
    const auto count = ::read(from, block.data(), block.size());
    if (count < 0) return std::strerror(errno);
    if (count == 0) return {};
    out.append(block.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

void start_isolation() { helper(); }

Isolated run_isolated(IsolatedWork work, std::string_view input, const Bounds& bounds) {
  const FileDescriptor file(::memfd_create("attache input", MFD_CLOEXEC));
  Descriptors pipe{};
  if (file.number() < 0 || !schema::write_all(file.number(), input) || ::pipe2(pipe.data(), O_CLOEXEC) != 0) return failed_by_system();
  const FileDescriptor reply(pipe[0]);
  FileDescriptor its_end(pipe[1]);
  if (auto failure = helper().send({work, bounds}, {file.number(), its_end.number()}); !failure.empty()) return failed(std::move(failure));
  its_end.close();

  std::string bytes;
  if (auto failure = read_all(reply.number(), bytes); !failure.empty()) return failed(std::move(failure));
  ReplyHead head;
  if (bytes.size() >= sizeof head) std::memcpy(&head, bytes.data(), sizeof head);
  if (bytes.size() < sizeof head || bytes.size() - sizeof head != head.failure_bytes + head.output_bytes)
    return failed("the helper process was ended");
  return {bytes.substr(sizeof head + head.failure_bytes), bytes.substr(sizeof head, head.failure_bytes)};
}

}  // namespace attache::indexer
