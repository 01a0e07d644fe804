// The values of an enumeration with their spelling in output, questions and stores: a table each, which lists every
// enumerator once.
//
// Compile-time data, safe from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace attache::schema {

template <class E>
struct NamedValue {
  E value;
  std::string_view name;
};

// The enumerator of that name; nothing when there is none.
template <class E, std::size_t N>
constexpr std::optional<E> value_of(const std::array<NamedValue<E>, N>& table, std::string_view name) {
  for (const auto& row : table)
    if (row.name == name) return row.value;
  return std::nullopt;
}

// The name of an enumerator; empty for a value that the table does not list.
template <class E, std::size_t N>
constexpr std::string_view name_in(const std::array<NamedValue<E>, N>& table, E value) {
  for (const auto& row : table)
    if (row.value == value) return row.name;
  return {};
}

}  // namespace attache::schema
