// What no answer of an archive can hold: the end of every account.
//
// Plain values and free functions; safe from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "schema/archive.hpp"

namespace attache::query {

struct Gaps {
  std::int64_t unread = 0;             // inputs that could not be read
  std::int64_t unindexed = 0;          // articles saved but not searchable
  std::int64_t other_languages = 0;    // articles whose language is known and not English
  std::uint64_t older_engine = 0;      // listed quotations that another engine made than the archive's newest of its kind
  std::uint64_t other_names = 0;       // listed quotations read with other own tables of names than the archive has now
};

// `by_engine`: the listed quotations by the reading (schema/own_tables.hpp) that made them.
Gaps gaps_of(const schema::Totals& totals, const std::map<std::string, std::uint64_t>& by_engine);

// "3 quotes".
std::string counted(std::uint64_t count, std::string_view noun);

// "; 3 files that could not be read; …", each part with its semicolon; what is zero is left out.
std::string to_text(const Gaps& gaps);

}  // namespace attache::query
