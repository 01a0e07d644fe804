// Tables of comma, semicolon or tab separated values (RFC 4180): a header row, then one article a row. libcsv parses.
#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/readers/formats.hpp"
#include "indexer/readers/record_article.hpp"
#include "indexer/readers/record_lines.hpp"
#include "schema/digest.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::Fault;
using schema::Result;

// What statistics programs write for a missing value.
constexpr std::array<std::string_view, 6> kMissing{"NA", "N/A", "NaN", "NULL", "null", "None"};

// One row under construction; libcsv's callbacks fill it.
struct Cells {
  std::vector<std::string> values;
  bool complete = false;
};

enum class Quoting { Strict, None };

// libcsv's parser, owned. Strict: a quotation mark where none may be is an error. None: it is a character as any other.
class CsvParser {
 public:
  CsvParser(char delimiter, Quoting quoting) {
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
    if (quoting == Quoting::None) csv_set_quote(&parser_, '\0');
  }
  CsvParser(const CsvParser&) = delete;
  CsvParser& operator=(const CsvParser&) = delete;
  ~CsvParser() { csv_free(&parser_); }

  // False on an error, after which the parser is of no more use. At most one row may end in `text`.
  bool parse(const std::string& text, Cells& cells) {
    return csv_parse(&parser_, text.data(), text.size(), cell, row, &cells) == text.size();
  }
  // The end of the table: false inside a quoted field.
  bool finish(Cells& cells) { return csv_fini(&parser_, cell, row, &cells) == 0; }

 private:
  static void cell(void* text, std::size_t size, void* cells) {
    static_cast<Cells*>(cells)->values.emplace_back(static_cast<const char*>(text), size);
  }
  static void row(int, void* cells) { static_cast<Cells*>(cells)->complete = true; }

  csv_parser parser_{};
};

struct Row {
  std::vector<std::string> values;
  std::string bytes;
  std::uint32_t replaced_bytes = 0;
};

// The rows of a table; after a row that cannot be parsed it goes on at the next line that can begin one.
class CsvRows {
 public:
  CsvRows(ByteSource source, std::size_t limit_bytes) : lines_(std::move(source), limit_bytes) {}

  // The columns' names; also settles the delimiter.
  Result<std::vector<std::string>> header() {
    auto first = lines_.next();
    if (!first) return Fault{lines_.failure().empty() ? "empty file" : lines_.failure(), {}};
    delimiter_ = delimiter_of(first->text);
    restart();
    again_ = std::move(first);
    auto row = next();
    if (!row) return Fault{"no header row", {}};
    if (!*row) return row->error();
    columns_ = (*row)->values.size();
    return (*row)->values;
  }

  // A Fault's reason is without a place. Nothing at the end.
  std::optional<Result<Row>> next() {
    Cells cells;
    Row row;
    std::size_t lines = 0;
    while (true) {
      auto line = again_ ? std::exchange(again_, std::nullopt) : lines_.next();
      if (!line) return at_end(std::move(row), cells);
      row.bytes += line->bytes;
      row.replaced_bytes += line->replaced_bytes;
      if (line->too_long || row.bytes.size() > lines_.limit_bytes()) {
        restart();
        return Fault{fmt::format("too large: a row of more than {} bytes (or a quotation mark that nothing closes)",
                                 lines_.limit_bytes()),
                     {}};
      }
      ++lines;
      if (!parser_->parse(line->text, cells)) return misquoted(std::move(row), std::move(*line), lines);
      if (cells.complete) break;
      if (lines == 1 && row.bytes.find_first_not_of(" \t\r\n") == std::string::npos) {  // a blank line is no row
        row = {};
        lines = 0;
      }
    }
    row.values = std::move(cells.values);
    return row;
  }

 private:
  static char delimiter_of(const std::string& header) {
    std::array<std::pair<char, std::size_t>, 3> counts{{{',', 0}, {';', 0}, {'\t', 0}}};
    bool quoted = false;
    for (const char c : header) {
      if (c == '"') quoted = !quoted;
      for (auto& [delimiter, count] : counts) count += c == delimiter && !quoted ? 1 : 0;
    }
    return std::max_element(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; })->first;
  }

  void restart() { parser_ = std::make_unique<CsvParser>(delimiter_, Quoting::Strict); }

  std::optional<Result<Row>> at_end(Row row, Cells& cells) {
    if (std::exchange(ended_, true)) return std::nullopt;
    if (!lines_.failure().empty()) return Fault{lines_.failure(), {}};
    if (!parser_->finish(cells)) return Fault{"a quotation mark that nothing closes", {}};
    if (!cells.complete) return std::nullopt;
    row.values = std::move(cells.values);
    return row;
  }

  // A stray quotation mark. In a row of one line it may be meant as a character ("No," he said, in a table that quotes
  // nothing): taken so when the columns come out right. Later in a row, its line may begin the next row.
  std::optional<Result<Row>> misquoted(Row row, RecordLine line, std::size_t lines) {
    restart();
    if (lines > 1) {
      again_ = std::move(line);
    } else if (columns_ > 0) {
      CsvParser unquoted(delimiter_, Quoting::None);
      Cells cells;
      if (unquoted.parse(line.text, cells) && unquoted.finish(cells) && cells.values.size() == columns_) {
        row.values = std::move(cells.values);
        return row;
      }
    }
    return Fault{"a quotation mark inside a value", {}};
  }

  RecordLines lines_;
  std::unique_ptr<CsvParser> parser_;
  std::optional<RecordLine> again_;  // a line to be parsed (again) before the next
  char delimiter_ = ',';
  std::size_t columns_ = 0;
  bool ended_ = false;
};

class CsvStream : public ArticleStream {
 public:
  using Columns = std::vector<std::optional<FieldNames::Match>>;
  CsvStream(std::unique_ptr<CsvRows> rows, Columns columns, std::string file, const ReaderOptions& options)
      : rows_(std::move(rows)), columns_(std::move(columns)), file_(std::move(file)), options_(options) {}

  std::optional<Result<Article>> next() override {
    auto row = rows_->next();
    if (!row) return std::nullopt;
    const std::string place = fmt::format("row {}", ++number_);
    if (!*row) return Fault{row->error().reason, place};
    std::vector<std::string>& values = (*row)->values;
    if (values.size() != columns_.size())
      return Fault{fmt::format("{} values under {} columns", values.size(), columns_.size()), place};
    RecordValues record;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (columns_[i] && std::find(kMissing.begin(), kMissing.end(), values[i]) == kMissing.end())
        record.take(*columns_[i], std::move(values[i]));
    return article_of(record.release(), {file_, place, schema::sha256_hex((*row)->bytes)}, (*row)->replaced_bytes,
                      options_);
  }

 private:
  std::unique_ptr<CsvRows> rows_;
  Columns columns_;
  std::string file_;
  ReaderOptions options_;
  std::size_t number_ = 1;  // the header is row 1
};

}  // namespace

Opened open_csv(ByteSource source, const std::string& file, const ReaderOptions& options) {
  const auto names = FieldNames::make(options.map);
  if (!names) return names.error();
  auto rows = std::make_unique<CsvRows>(std::move(source), options.max_article_bytes);
  const auto header = rows->header();
  if (!header) return Fault{header.error().reason, "row 1"};
  for (const auto& [field, column] : names->mapped())
    if (std::find(header->begin(), header->end(), column) == header->end())
      return Fault{fmt::format("no column '{}' (for {}); the columns are: {}", column, field, fmt::join(*header, ", ")),
                   "row 1"};
  CsvStream::Columns columns;
  bool readable = false;
  for (const std::string& name : *header) {
    columns.push_back(names->match(name));
    readable = readable || (columns.back() && names->is_text(*columns.back()));
  }
  if (!readable)
    return Fault{fmt::format("no column has a title or a text; the columns are: {}", fmt::join(*header, ", ")),
                 "row 1"};
  return std::unique_ptr<ArticleStream>(
      std::make_unique<CsvStream>(std::move(rows), std::move(columns), file, options));
}

}  // namespace attache::indexer
