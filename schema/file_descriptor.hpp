// File descriptors of the system: closed by their owner, written whole.
#pragma once

#include <unistd.h>

#include <string_view>
#include <utility>

namespace attache::schema {

class FileDescriptor {
 public:
  explicit FileDescriptor(int number = -1) : number_(number) {}  // negative: none
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~FileDescriptor() { close(); }

  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

// Writes all bytes, however many calls it takes. False, with errno, when one failed; some may be written then.
bool write_all(int number, std::string_view bytes);

}  // namespace attache::schema
