#include "schema/error.hpp"

#include <fmt/format.h>

namespace attache::schema {

std::string exit_status_help() {
  std::string out = fmt::format("Exit status:\n  {:>3}  found, or done\n  {:>3}  done, nothing found\n", ExitStatus::Found,
                                ExitStatus::NothingFound);
  for (const auto& row : kErrorCodes) out += fmt::format("  {:>3}  {}\n", row.exit_status, row.meaning);
  out += fmt::format("  {:>3}  stopped by a signal after a clean commit ({} for SIGTERM)\n", ExitStatus::Interrupted,
                     ExitStatus::Terminated);
  return out;
}

}  // namespace attache::schema
