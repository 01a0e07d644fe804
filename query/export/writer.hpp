// Records in a format: one writer each, fed row by row, so that no result is held whole.
//
// A Writer belongs to one thread and one output; make it anew to write again from the start.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "query/export/fields.hpp"

namespace attache::query {

// Takes the bytes of the output in order.
using Sink = std::function<void(std::string_view)>;

// The account that ends an answer.
struct Summary {
  Json values;                           // an object of texts, numbers, flags and, where they were asked for, facets
  std::string words;                     // on one line
  std::vector<std::string> facets = {};  // the same as values has, a line each
};

// All of it on one line.
std::string in_words(const Summary& summary);

class Writer {
 public:
  virtual ~Writer() = default;
  // Once, first.
  virtual void begin() = 0;
  // `values`: one for each column.
  virtual void row(std::vector<Json> values) = 0;
  // Once, last. `summary`: what --summary puts into the output; nullptr without it. What the reader should know of the output
  // ("1,048,576 rows a sheet: …") comes back, a line each.
  virtual std::vector<std::string> end(const Summary* summary) = 0;
};

// How to write.
struct WriterOptions {
  Format format = Format::Json;
  RecordKind kind = RecordKind::Quotation;
  std::vector<Column> columns;
  bool chosen = false;         // by --fields: md and html then are tables
  bool raw = false;            // csv: formulas as they are
  bool excel = false;          // csv: with a byte-order mark
  std::string template_text;   // Format::Template
  std::string template_name;   // its file: the ending says how to escape, messages name it
  std::string path;            // xlsx: the file to write
};

// The columns of a format where --fields chose none: those it needs, else the standard ones.
std::vector<Column> columns_for(Format format, RecordKind kind);

// Never of Format::Text. Throws Error(Usage) for a template that cannot be read.
std::unique_ptr<Writer> make_writer(WriterOptions options, Sink sink);

// One line of jsonl, without its line feed, as the contract of DESIGN.md section 3 has it.
template <class Record>
std::string jsonl_line(const Record& record) {
  const auto columns = standard_columns(FieldTable<Record>::kKind);
  std::vector<Json> values;
  for (const auto& column : columns) values.push_back(FieldTable<Record>::fields()[column.place].value(record));
  return line_of(object_of(columns, std::move(values)));
}

}  // namespace attache::query
