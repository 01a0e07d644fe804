#include "query/commands/asked.hpp"

#include <fmt/format.h>

#include "query/commands/opened.hpp"
#include "query/parse/options.hpp"
#include "query/search/find.hpp"
#include "schema/error.hpp"

namespace attache::query {

using schema::ErrorCode;

void set_options(const std::vector<std::pair<std::string, std::string>>& options, const schema::Names& names, Query& query,
                 std::string* question) {
  for (const auto& [name, value] : options) {
    if (auto fault = set_option(name, value, names, today(), query)) {
      *fault = {fmt::format("--{}: {}", name, fault->reason), ""};
      refuse(*fault);
    }
    if (question) *question += fmt::format(" {}:\"{}\"", name, value);
  }
  if (query.since && query.until && *query.until < *query.since)
    throw schema::Error(ErrorCode::Usage, fmt::format("no day is after {} and before {}", to_string(*query.since),
                                                      to_string(*query.until)));
}

OutletTest outlets_of(schema::ArchiveReader& archive) {
  return [&archive](std::string_view name) {
    return archive.read([&](const schema::IndexView& view) { return has_outlet(view, name); });
  };
}

}  // namespace attache::query
