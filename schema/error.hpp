// What ends a run: one exception type, one table of codes with their exit statuses (DESIGN.md section 3).
//
// Expected outcomes (an unreadable article, a query that does not parse, no match) are values: see result.hpp.
#pragma once

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

namespace attache::schema {

enum class ErrorCode { Usage, Partial, NoArchive, Locked, Damaged, Output };

// Exit statuses of both programs. Found and NothingFound are outcomes, the others stand beside an ErrorCode.
struct ExitStatus {
  static constexpr int Found = 0;
  static constexpr int NothingFound = 1;
  static constexpr int Interrupted = 130;
  static constexpr int Terminated = 143;
};

struct ErrorCodeRow {
  ErrorCode code;
  int exit_status;
  std::string_view meaning;
};

inline constexpr std::array<ErrorCodeRow, 6> kErrorCodes{{
    {ErrorCode::Usage, 2, "bad usage or query"},
    {ErrorCode::Partial, 3, "done in part: inputs unread, or saved but not yet searchable"},
    {ErrorCode::NoArchive, 4, "no archive, or one of another schema version"},
    {ErrorCode::Locked, 5, "locked by another writer"},
    {ErrorCode::Damaged, 6, "the archive is damaged"},
    {ErrorCode::Output, 7, "output could not be written"},
}};

constexpr int exit_status(ErrorCode code) {
  for (const auto& row : kErrorCodes)
    if (row.code == code) return row.exit_status;
  return 6;
}

// The lines "  2  bad usage or query" of both programs' --help, outcomes included.
std::string exit_status_help();

// `message` names file and place; `hint` gives the command that helps, or is empty.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message, std::string hint = {})
      : std::runtime_error(message), code_(code), hint_(std::move(hint)) {}
  ErrorCode code() const noexcept { return code_; }
  const std::string& hint() const noexcept { return hint_; }

 private:
  ErrorCode code_;
  std::string hint_;
};

}  // namespace attache::schema
