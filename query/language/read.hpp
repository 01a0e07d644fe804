// From the text of a query to its tree, in each of the dialects people bring from elsewhere. QUERY.md describes the native
// language; the others are described at their readers.
//
// Free functions, safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/expression.hpp"
#include "schema/date.hpp"
#include "schema/named_value.hpp"
#include "schema/result.hpp"

namespace attache::query {

enum class Dialect : std::uint8_t { Native, Factiva, Nexis, Lucene };
inline constexpr std::array<schema::NamedValue<Dialect>, 4> kDialects{{{Dialect::Native, "native"},
                                                                       {Dialect::Factiva, "factiva"},
                                                                       {Dialect::Nexis, "nexis"},
                                                                       {Dialect::Lucene, "lucene"}}};

struct Reading {
  Expression expression;
  std::vector<std::string> notes;  // what was read in another way than the typist may have meant, one line each; none twice
};

// The tree of `text`; bytes that are no UTF-8 count as U+FFFD. `today` is what "last week" is counted from. A Fault says what is
// wrong and what is accepted there; its place is "column N", in code points from 1. Refused are a text without a word, one over
// the bounds of limits.hpp, and what this index cannot find, such as regular expressions. Never a guess: what is read in
// another way than typed is in the notes. O(size).
schema::Result<Reading> read_query(std::string_view text, Dialect dialect, schema::Date today);
schema::Result<Reading> read_native(std::string_view text, schema::Date today);

}  // namespace attache::query
