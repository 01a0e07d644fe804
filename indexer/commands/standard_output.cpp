#include "indexer/commands/standard_output.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>

#include "schema/error.hpp"

namespace attache::indexer {
namespace {

bool check(bool done) {
  if (done) return true;
  if (errno == EPIPE || errno == EINTR) return false;
  throw schema::Error(schema::ErrorCode::Output, fmt::format("standard output: {}", std::strerror(errno)));
}

}  // namespace

bool write_output(std::string_view text) {
  return check(std::fwrite(text.data(), 1, text.size(), stdout) == text.size());
}
bool finish_output() { return check(std::fflush(stdout) == 0); }

}  // namespace attache::indexer
