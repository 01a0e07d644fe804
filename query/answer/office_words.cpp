#include "query/answer/office_words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace attache::query {

std::string office_in_words(const schema::Office& office, const schema::Names& names) {
  auto kind = office.kind;
  std::replace(kind.begin(), kind.end(), '_', ' ');
  if (kind.starts_with("un ")) kind.replace(0, 2, "UN");
  const auto* body = names.find(office.body);
  return fmt::format("{} of {}", kind, body ? body->name : office.body);
}

}  // namespace attache::query
