// Standard error, for both programs: unchecked, since a message that nobody can read must end no work.
//
// Free functions, safe from any thread.
#pragma once

#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace attache::schema {

// Call it first in main: a file opened later must not get the number of a standard stream that the caller had closed,
// or messages would be written into it.
void hold_standard_streams();

// Writes at once; what cannot be written is lost.
void write_message(std::string_view text);
template <class... Values>
void say(fmt::format_string<Values...> format, Values&&... values) {
  write_message(fmt::format(format, std::forward<Values>(values)...));
}

}  // namespace attache::schema
