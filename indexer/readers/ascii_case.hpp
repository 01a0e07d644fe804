// Capitals of names that are ASCII by their specification: tags, keys, charsets, headers. Words of a text are folded by
// schema/words.hpp.
//
// A free function, safe from any thread.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace attache::indexer {

// The text with A to Z made a to z; other bytes stay.
inline std::string lower_case(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace attache::indexer
