// The first and last day of what was counted.
//
// Plain values; safe to share between threads while nobody writes.
#pragma once

#include <algorithm>
#include <optional>
#include <string>

#include "schema/date.hpp"

namespace attache::query {

struct Days {
  std::optional<schema::Date> first;  // both or none are there
  std::optional<schema::Date> last;
  // A day that is not known changes nothing.
  void add(std::optional<schema::Date> day) {
    if (!day) return;
    first = first ? std::min(*first, *day) : *day;
    last = last ? std::max(*last, *day) : *day;
  }
  void add(const Days& other) { add(other.first), add(other.last); }
  friend bool operator==(const Days&, const Days&) = default;
};

// "2021-12-02 to 2021-12-09", or the one day; empty when none is known.
inline std::string to_text(const Days& days) {
  if (!days.first) return "";
  auto out = to_string(*days.first);
  if (*days.first != *days.last) out.append(" to ").append(to_string(*days.last));
  return out;
}

}  // namespace attache::query
