// Which rows of an answer are listed for people.
//
// Plain values; all throw what Output throws.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "query/render/output.hpp"

namespace attache::query {

struct Page {
  std::uint64_t offset = 0;            // rows left out before the first
  std::optional<std::uint64_t> limit;  // rows; nothing: all
  bool screenful = false;              // no row is begun that a terminal has no room for

  std::uint64_t begin(std::uint64_t rows) const { return std::min(offset, rows); }
  std::uint64_t end(std::uint64_t rows) const { return limit ? begin(rows) + std::min(*limit, rows - begin(rows)) : rows; }
};

// Calls print(row) for those of the page, and says how many follow. `lines_below`: what is printed after it besides the account.
template <class Rows, class Print>
void print_page(const Rows& rows, const Page& page, Output& out, Print&& print, std::uint64_t lines_below = 0) {
  const std::uint64_t below = 4 + lines_below;  // how many follow, the account, the prompt
  std::uint64_t at = page.begin(rows.size());
  if (at > 0) out.text(fmt::format("{} before these\n\n", at));
  const auto first_line = out.lines();
  std::uint64_t tallest = 0;
  for (const auto end = page.end(rows.size()); at < end; ++at) {
    const auto shown = out.lines() - first_line;
    if (page.screenful && shown > 0 && shown + tallest + below > out.height()) break;
    print(rows[at]);
    tallest = std::max(tallest, out.lines() - first_line - shown);
  }
  if (at < rows.size()) out.text(fmt::format("{} more: {}\n", rows.size() - at, page.screenful ? "--all" : fmt::format("--offset {}", at)));
}

}  // namespace attache::query
