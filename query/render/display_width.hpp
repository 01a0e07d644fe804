// How wide text is on a terminal, and how wide the terminal is.
//
// Free functions; safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace attache::query {

// Columns of text without control characters: 2 for wide East Asian letters, 0 for combining marks, else 1.
std::size_t display_width(std::string_view text);

// The text with spaces behind it, or before it, up to that many columns.
std::string padded(std::string_view text, std::size_t columns);
std::string padded_left(std::string_view text, std::size_t columns);

// $COLUMNS, else what the terminal of standard output says, else 80; 40 to 400.
std::size_t terminal_columns();

// `count` of `most` as a bar of at most `columns`, in eighths of one; something is seen of whatever is not 0.
std::string bar(double count, double most, std::size_t columns);

}  // namespace attache::query
