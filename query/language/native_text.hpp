// A tree as text: in the native language, so that a query of any dialect can be shown, kept and typed again, and as an indented
// tree for --explain.
//
// Free functions, safe from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "query/language/expression.hpp"

namespace attache::query {

// Text that read_native() reads as the same tree, places apart, when the tree is one that a reader made.
std::string native_text(const Expression& expression);

// How deep the brackets of native_text() are.
std::size_t native_depth(const Expression& expression);

// One node a line, children two spaces further in, a line end after each.
std::string tree_text(const Expression& expression);

// `text` in quotation marks that it does not hold the closing one of; nothing when it holds all that there are.
std::optional<std::string> quoted_value(std::string_view text);

}  // namespace attache::query
