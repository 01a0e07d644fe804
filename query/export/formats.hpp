// The formats of output: one table from which --format, its help and its refusals come.
//
// Compile-time data, safe from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>


namespace attache::query {

enum class Format : std::uint8_t { Text, Json, Jsonl, Csv, Tsv, Xml, Md, Html, Bibtex, Ris, Csljson, Ids, Xlsx, Template };

// What one record of the output is of.
enum class RecordKind : std::uint8_t { Quotation, Article, Speaker, Card, Field };

struct FormatInfo {
  Format format;
  std::string_view name;  // empty for Template, which --template chooses
  bool of_lists;          // of speakers, cards and fields too
  bool takes_fields;      // --fields chooses what is put out
  bool takes_summary;     // --summary has a place in it
};

// In the order of Format.
inline constexpr std::array<FormatInfo, 14> kFormats{{
    {Format::Text, "text", true, false, false},
    {Format::Json, "json", true, true, true},
    {Format::Jsonl, "jsonl", true, true, true},
    {Format::Csv, "csv", true, true, true},
    {Format::Tsv, "tsv", true, true, true},
    {Format::Xml, "xml", true, true, true},
    {Format::Md, "md", true, true, true},
    {Format::Html, "html", true, true, true},
    {Format::Bibtex, "bibtex", false, false, true},
    {Format::Ris, "ris", false, false, false},
    {Format::Csljson, "csljson", false, false, false},
    {Format::Ids, "ids", false, false, false},
    {Format::Xlsx, "xlsx", true, true, true},
    {Format::Template, "", true, false, false},
}};

constexpr const FormatInfo& info_of(Format format) { return kFormats[static_cast<std::size_t>(format)]; }

// What records are called: elements of xml, sheets, titles, messages.
struct RecordNames {
  RecordKind kind;
  std::string_view one;
  std::string_view many;
};
inline constexpr std::array<RecordNames, 5> kRecordNames{{{RecordKind::Quotation, "quotation", "quotations"},
                                                          {RecordKind::Article, "article", "articles"},
                                                          {RecordKind::Speaker, "speaker", "speakers"},
                                                          {RecordKind::Card, "card", "cards"},
                                                          {RecordKind::Field, "field", "fields"}}};

constexpr const RecordNames& names_of(RecordKind kind) { return kRecordNames[static_cast<std::size_t>(kind)]; }

// Formats other than text have this version; FORMATS.md says what it is.
inline constexpr int kFormatVersion = 1;

}  // namespace attache::query
