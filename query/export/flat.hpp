// Lists of JSON as one cell.
//
// Free functions; safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "query/render/json_values.hpp"

namespace attache::query {

// The item with a '\' before each ';' and '\', so that a list can be taken apart again.
inline std::string list_item(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ';' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// "one; two"; empty for an empty list and for null.
template <class ItemText>
std::string flat_list(const Json& list, ItemText&& text_of_item) {
  std::string out;
  for (const auto& item : list) {
    if (!out.empty()) out += "; ";
    out += list_item(text_of_item(item));
  }
  return out;
}

}  // namespace attache::query
