#include "query/export/destination.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "schema/error.hpp"
#include "schema/file_descriptor.hpp"

namespace attache::query {
namespace {

using schema::FileDescriptor;

constexpr std::size_t kInMemory = 4 << 20;
constexpr std::size_t kPiece = 64 << 10;

[[noreturn]] void fail(const std::string& what, const std::string& hint = {}) { throw schema::Error(schema::ErrorCode::Output, what, hint); }
[[noreturn]] void fail_by_system(const std::string& what) { fail(fmt::format("{}: {}", what, std::strerror(errno))); }

void append(const FileDescriptor& file, std::string_view bytes, const std::string& name) {
  if (!schema::write_all(file.number(), bytes)) fail_by_system(name);
}

class Spool final : public Destination {
 public:
  void restart() override {
    memory_.clear();
    file_ = FileDescriptor();
  }

  void write(std::string_view bytes) override {
    memory_ += bytes;
    if (memory_.size() < kInMemory) return;
    if (file_.number() < 0) open();
    append(file_, memory_, folder_);
    memory_.clear();
  }

  void finish(Output& out) override {
    std::string piece;
    if (file_.number() >= 0) {
      if (::lseek(file_.number(), 0, SEEK_SET) < 0) fail_by_system(folder_);
      std::string bytes(kPiece, '\0');
      for (;;) {
        const auto size = ::read(file_.number(), bytes.data(), bytes.size());
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) fail_by_system(folder_);
        if (size == 0) break;
        piece.append(bytes, 0, static_cast<std::size_t>(size));
        // Whole lines: a terminal gets its escapes line by line.
        const auto end = piece.rfind('\n') + 1;
        out.text(std::string_view(piece).substr(0, end));
        piece.erase(0, end);
      }
    }
    out.text(piece + memory_);
    out.flush();
  }

 private:
  void open() {
    const char* folder = std::getenv("TMPDIR");
    folder_ = folder && *folder ? folder : "/tmp";
    std::string name = folder_ + "/attache-query-XXXXXX";
    file_ = FileDescriptor(::mkostemp(name.data(), O_CLOEXEC));
    if (file_.number() < 0) fail_by_system(folder_);
    ::unlink(name.c_str());
  }

  std::string memory_;
  std::string folder_;
  FileDescriptor file_;
};

class File final : public Destination {
 public:
  File(const std::string& file, bool force) : file_(file), force_(force) {
    struct stat found{};
    if (::lstat(file_.c_str(), &found) == 0) {
      if (!S_ISREG(found.st_mode)) fail(file_ + ": is no regular file");
      if (!force_) refuse();
    }
    const std::filesystem::path path(file_);
    folder_ = path.has_parent_path() ? path.parent_path().string() : ".";
    std::random_device random;
    for (int tries = 0; descriptor_.number() < 0; ++tries) {
      temporary_ = fmt::format("{}/.attache-query-{:08x}", folder_, random());
      descriptor_ = FileDescriptor(::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
      if (descriptor_.number() >= 0) break;
      if (errno == EEXIST && tries < 100) continue;
      temporary_.clear();
      fail_by_system(file_);
    }
  }
  ~File() override {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
  }

  void restart() override {
    buffer_.clear();
    if (::ftruncate(descriptor_.number(), 0) != 0 || ::lseek(descriptor_.number(), 0, SEEK_SET) < 0) fail_by_system(file_);
  }

  void write(std::string_view bytes) override {
    buffer_ += bytes;
    if (buffer_.size() >= kPiece) drain();
  }

  void finish(Output&) override {
    drain();
    if (::fsync(descriptor_.number()) != 0) fail_by_system(file_);
    if (force_) {
      if (::rename(temporary_.c_str(), file_.c_str()) != 0) fail_by_system(file_);
      temporary_.clear();
    } else if (::link(temporary_.c_str(), file_.c_str()) != 0) {  // unlike rename, never over a file that came meanwhile
      if (errno == EEXIST) refuse();
      fail_by_system(file_);
    }
    if (!temporary_.empty()) ::unlink(std::exchange(temporary_, {}).c_str());
    const FileDescriptor folder(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() < 0 || ::fsync(folder.number()) != 0) fail_by_system(folder_);
  }

  std::string path() const override { return temporary_; }

 private:
  [[noreturn]] void refuse() const { fail(file_ + ": is there already", "--force writes over it"); }
  void drain() {
    append(descriptor_, buffer_, file_);
    buffer_.clear();
  }

  const std::string file_;
  const bool force_;
  std::string folder_;
  std::string temporary_;
  std::string buffer_;
  FileDescriptor descriptor_;
};

}  // namespace

std::unique_ptr<Destination> make_spool() { return std::make_unique<Spool>(); }
std::unique_ptr<Destination> make_file(const std::string& file, bool force) { return std::make_unique<File>(file, force); }

}  // namespace attache::query
