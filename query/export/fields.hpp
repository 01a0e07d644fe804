// What can be put out of a quotation, an article, a speaker: one table of each, from which the keys of json and jsonl, the columns of
// csv, tsv and xlsx, the elements of xml, the names of templates, --fields, `attache-query fields` and FORMATS.md come.
//
// Compile-time data and free functions; safe from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/answer/speakers.hpp"
#include "query/answer/who.hpp"
#include "query/export/formats.hpp"
#include "query/render/json_values.hpp"
#include "query/search/article_search.hpp"
#include "query/search/find.hpp"
#include "schema/named_value.hpp"
#include "schema/result.hpp"

namespace attache::query {

enum class FieldType : std::uint8_t { Text, Number, Flag, Day, Moment, List, Object };
inline constexpr std::array<schema::NamedValue<FieldType>, 7> kFieldTypes{{{FieldType::Text, "text"},
                                                                          {FieldType::Number, "number"},
                                                                          {FieldType::Flag, "flag"},
                                                                          {FieldType::Day, "day"},
                                                                          {FieldType::Moment, "moment"},
                                                                          {FieldType::List, "list"},
                                                                          {FieldType::Object, "object"}}};

struct OutputField {
  std::string_view name;     // unique in its table, without dots
  std::string_view path;     // where it stands in a row of jsonl: "article.title"; empty: under its name
  FieldType type;
  bool standard;             // put out when no --fields are given
  std::string_view example;  // as a cell of csv
  std::string_view help;
  std::string (*flat)(const Json&) = nullptr;  // the cell of a list or an object; nullptr: the generic form
};

// Its path, else its name.
std::string_view path_of(const OutputField& field);

template <class Record>
struct FieldOf : OutputField {
  Json (*value)(const Record&) = nullptr;  // null where it is not known
};

// A card with the tables that say whose it is.
struct NamedCard {
  const SpeakerCard& card;
  const schema::Names& names;
};

// A field, as a record.
struct FieldRow {
  const OutputField* field;
  RecordKind kind;
};

// The tables: kKind and fields().
template <class Record>
struct FieldTable;
template <>
struct FieldTable<Hit> {
  static constexpr RecordKind kKind = RecordKind::Quotation;
  static std::span<const FieldOf<Hit>> fields();
};
template <>
struct FieldTable<FoundArticle> {
  static constexpr RecordKind kKind = RecordKind::Article;
  static std::span<const FieldOf<FoundArticle>> fields();
};
template <>
struct FieldTable<SpeakerRow> {
  static constexpr RecordKind kKind = RecordKind::Speaker;
  static std::span<const FieldOf<SpeakerRow>> fields();
};
template <>
struct FieldTable<NamedCard> {
  static constexpr RecordKind kKind = RecordKind::Card;
  static std::span<const FieldOf<NamedCard>> fields();
};
template <>
struct FieldTable<FieldRow> {
  static constexpr RecordKind kKind = RecordKind::Field;
  static std::span<const FieldOf<FieldRow>> fields();
};

// All fields of that kind, in the order of their table.
std::vector<const OutputField*> output_fields(RecordKind kind);

// A field that was chosen, under the name it is put out by.
struct Column {
  const OutputField* field;
  std::size_t place;  // in its table
  std::string name;   // of columns: "title"
  std::string path;   // of keys and elements: "article.title"; the name where --fields chose it so
};

std::vector<Column> standard_columns(RecordKind kind);
std::vector<Column> all_columns(RecordKind kind);
// Of names or paths, divided by commas, in that order. A Fault with the column where one is no field, or is named twice.
schema::Result<std::vector<Column>> chosen_columns(RecordKind kind, std::string_view list);

// The value as a cell: "" for null, true and false, lists divided by "; " with ';' and '\' in them behind a '\'.
std::string cell_of(const Column& column, const Json& value);

// The values under their paths, one object.
Json object_of(const std::vector<Column>& columns, std::vector<Json> values);

}  // namespace attache::query
