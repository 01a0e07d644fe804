#include "indexer/commands/reader_options.hpp"

#include <utility>

#include <fmt/format.h>

#include "schema/error.hpp"

namespace attache::indexer {

ReaderOptions reader_options(const std::string& type, const std::string& map) {
  ReaderOptions out;
  out.type = type;
  if (map.empty()) return out;
  auto fields = read_field_map(map);
  if (!fields) throw schema::Error(schema::ErrorCode::Usage, fmt::format("--map {}: {}", map, fields.error().reason));
  out.map = std::move(*fields);
  return out;
}

}  // namespace attache::indexer
