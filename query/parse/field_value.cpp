#include "query/parse/field_value.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "schema/language_tag.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::FieldId;

// The id of what is called so and whose id begins so; the value where it is an id itself; empty where nothing is.
std::string id_of(std::string_view value, std::string_view kind, const schema::Names& names) {
  if (value.size() > 2 && value[1] == ':') return std::string(value);
  for (const auto& hit : names.by_alias(schema::fold_phrase(value)))
    if (hit.entity->id.starts_with(kind)) return std::string(hit.entity->id);
  return {};
}

schema::Result<std::string> digits_of(std::string_view value, std::size_t count, std::string_view example, std::string_view name) {
  std::string digits(value);
  std::erase(digits, '-');
  if (digits.size() == count && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) return digits;
  return schema::Fault{fmt::format("“{}” is no {}; write {}", value, name, example), ""};
}

}  // namespace

schema::Result<std::string> index_value(FieldId field, std::string_view value, const schema::Names& names) {
  switch (field) {
    case FieldId::Outlet: {
      const auto* outlet = names.outlet(value);
      return std::string(outlet ? outlet->name : value);
    }
    case FieldId::Language: {
      auto tag = schema::language_tag(value);
      if (tag.empty()) return schema::Fault{fmt::format("“{}” is no language; write its tag, such as en, or its English name", value), ""};
      return tag;
    }
    case FieldId::Country: {
      const auto id = value.size() > 2 ? id_of(value, "c:", names) : std::string();
      return id.starts_with("c:") ? id.substr(2) : schema::fold(value);
    }
    case FieldId::Speaker:
    case FieldId::OfficeBody: {
      auto id = id_of(value, "", names);
      return id.empty() ? "n:" + schema::fold_phrase(value) : id;
    }
    case FieldId::Named:
    case FieldId::Referred:
    case FieldId::Asked:
    case FieldId::AboutArticle: {
      auto id = id_of(value, "", names);
      return id.empty() ? std::string(value) : id;
    }
    case FieldId::Office: {
      const auto office = names.parse_office(value);
      return office ? schema::to_string(*office) : std::string(value);
    }
    case FieldId::Year: return digits_of(value, 4, "2021", "year");
    case FieldId::Month: return digits_of(value, 6, "2021-12", "month");
    default: return std::string(value);
  }
}

}  // namespace attache::query
