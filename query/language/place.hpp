// Where in a question or query a fault is.
//
// Free functions, safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace attache::query {

// "column N" of a byte offset, counted in code points from 1; an offset past the end is the end. O(offset).
std::string column(std::string_view text, std::uint32_t offset);

}  // namespace attache::query
