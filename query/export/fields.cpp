#include "query/export/fields.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "query/export/flat.hpp"

namespace attache::query {
namespace {

template <class Record>
std::vector<const OutputField*> pointers() {
  std::vector<const OutputField*> out;
  for (const auto& field : FieldTable<Record>::fields()) out.push_back(&field);
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::string accepted(RecordKind kind) {
  std::string out;
  for (const auto* field : output_fields(kind)) out.append(out.empty() ? "" : ", ").append(field->name);
  return out;
}

Column column_of(const OutputField& field, std::size_t place) {
  return {&field, place, std::string(field.name), std::string(path_of(field))};
}

}  // namespace

std::string_view path_of(const OutputField& field) { return field.path.empty() ? field.name : field.path; }

std::vector<const OutputField*> output_fields(RecordKind kind) {
  switch (kind) {
    case RecordKind::Quotation: return pointers<Hit>();
    case RecordKind::Article: return pointers<FoundArticle>();
    case RecordKind::Speaker: return pointers<SpeakerRow>();
    case RecordKind::Card: return pointers<NamedCard>();
    case RecordKind::Field: return pointers<FieldRow>();
  }
  return {};
}

std::vector<Column> all_columns(RecordKind kind) {
  std::vector<Column> out;
  for (const auto* field : output_fields(kind)) out.push_back(column_of(*field, out.size()));
  return out;
}

std::vector<Column> standard_columns(RecordKind kind) {
  auto out = all_columns(kind);
  std::erase_if(out, [](const Column& column) { return !column.field->standard; });
  return out;
}

schema::Result<std::vector<Column>> chosen_columns(RecordKind kind, std::string_view list) {
  const auto fields = output_fields(kind);
  std::vector<Column> out;
  for (std::size_t begin = 0; begin <= list.size();) {
    const auto end = std::min(list.find(',', begin), list.size());
    const auto name = trimmed(list.substr(begin, end - begin));
    const auto fault = [&](const std::string& reason) { return schema::Fault{reason, fmt::format("column {}", begin + 1)}; };
    const auto at = std::find_if(fields.begin(), fields.end(), [&](const auto* field) { return field->name == name || field->path == name; });
    if (name.empty() || at == fields.end())
      return fault(fmt::format("\"{}\" is no field of {}; there are {}", name, names_of(kind).many, accepted(kind)));
    if (std::any_of(out.begin(), out.end(), [&](const Column& column) { return column.field == *at; }))
      return fault(fmt::format("\"{}\" is named twice", name));
    out.push_back({*at, static_cast<std::size_t>(at - fields.begin()), std::string(name), std::string(name)});
    begin = end + 1;
  }
  return out;
}

std::string cell_of(const Column& column, const Json& value) {
  if (column.field->flat) return column.field->flat(value);
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) return flat_list(value, [](const Json& item) { return item.get<std::string>(); });
  return value.dump();
}

Json object_of(const std::vector<Column>& columns, std::vector<Json> values) {
  Json out = Json::object();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& path = columns[i].path;
    const auto dot = path.find('.');
    auto& place = dot == std::string::npos ? out[path] : out[path.substr(0, dot)][path.substr(dot + 1)];
    place = std::move(values[i]);
  }
  return out;
}

}  // namespace attache::query
