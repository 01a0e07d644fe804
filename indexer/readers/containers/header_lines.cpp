#include "indexer/readers/containers/header_lines.hpp"

#include <algorithm>

#include "indexer/readers/ascii_case.hpp"
#include "schema/words.hpp"

namespace attache::indexer {

HeaderLine header_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {lower_case(schema::one_line(line.substr(0, colon))), schema::one_line(schema::valid_utf8(line.substr(colon + 1)))};
}

std::string media_type(std::string_view content_type) {
  return lower_case(schema::one_line(content_type.substr(0, content_type.find(';'))));
}

std::string media_parameter(std::string_view content_type, std::string_view name) {
  for (std::size_t at = content_type.find(';'); at != std::string_view::npos; at = content_type.find(';', at + 1)) {
    const std::string_view rest = content_type.substr(at + 1, content_type.find(';', at + 1) - at - 1);
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos || lower_case(schema::one_line(rest.substr(0, equals))) != name) continue;
    std::string value = schema::one_line(rest.substr(equals + 1));
    std::erase(value, '"');
    return value;
  }
  return {};
}

}  // namespace attache::indexer
