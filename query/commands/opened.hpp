// What commands have in common: an opened archive with its names, messages, refusals.
//
// An Opened belongs to one thread; the functions are safe from any.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "query/commands/command_line.hpp"
#include "schema/archive_reader.hpp"
#include "schema/date.hpp"
#include "schema/names/names.hpp"
#include "schema/result.hpp"

namespace attache::query {

// An archive, and what it knows by name.
struct Opened {
  // Throws what ArchiveReader's constructor throws.
  explicit Opened(const Shared& shared);
  schema::ArchiveReader archive;
  std::shared_ptr<const schema::Names> names;
};

// The day of the clock on the wall.
schema::Date today();

// One line on standard error, or each of several.
void say(std::string_view text);
void say_all(std::span<const std::string> lines);

// Throws Error(Usage) with the fault's place and reason.
[[noreturn]] void refuse(const schema::Fault& fault);

template <class T>
T value_or_refuse(schema::Result<T> result) {
  if (!result) refuse(result.error());
  return std::move(*result);
}

}  // namespace attache::query
