// The options of output, shared by every command that lists records: in which format, which fields, how many rows, where to.
//
// Plain values; a Put belongs to one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/answer/facets.hpp"
#include "query/export/exporter.hpp"
#include "query/export/formats.hpp"
#include "query/render/page.hpp"

namespace CLI {
class App;
}

namespace attache::query {

struct OutputOptions {
  Format format = Format::Text;
  std::optional<std::string> fields;  // as typed
  std::string template_file;          // not empty: format is Template
  std::string output;                 // file; empty or "-": standard output
  bool force = false;
  bool summary = false;
  bool raw = false;
  bool excel = false;
  bool all = false;
  std::optional<std::vector<Facet>> facets;  // under the answer; of none named all
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> limit;
};

// Adds them to a command that lists records of that kind. `options` must outlive the parse.
void add_output_options(CLI::App& app, OutputOptions& options, RecordKind kind);

// The formats that records of that kind can be put out in, and those of an article in full.
std::vector<Format> formats_of(RecordKind kind);
std::vector<Format> formats_of_articles_in_full();

// --format alone, of these formats.
void add_format(CLI::App& app, Format& format, std::span<const Format> formats, const std::string& of);

// Whether what stands after the argument is its value.
bool is_output_option_with_value(std::string_view argument);

// A command's output: as text for people, or as records.
class Put {
 public:
  // `standard`: standard output, which must outlive it. Throws Error(Usage) for options that do not go together, a field that is none, a
  // template that cannot be read; Error(Output) for a file that cannot be written.
  Put(const OutputOptions& options, RecordKind kind, Output& standard);
  ~Put();

  bool is_text() const { return options_.format == Format::Text; }
  // For text: where to print, which rows.
  Output& out();
  Page page() const;
  // Whether records are put out with that field.
  bool has(std::string_view field) const;

  // For records: those of the page among `count`, fetched by number; then the account, where --summary wants it there. Nothing is visible
  // before finish(), so that it may run again inside ArchiveReader::read.
  template <class Record, class Fetch>
  void records(std::uint64_t count, Fetch&& fetch, Summary summary) {
    Exporter<Record> exporter(writer_, *destination_);
    for (auto at = page().begin(count), end = page().end(count); at < end; ++at) exporter.add(fetch(at));
    counted_ = count;
    rows_ = exporter.rows();
    summary.values["rows"] = rows_;
    notes_ = exporter.end(options_.summary ? &summary : nullptr);
    account_.clear();
    if (options_.summary) return;
    account_ = std::move(summary.facets);
    account_.push_back(std::move(summary.words));
  }

  // Makes it all visible. What belongs on standard error comes back, a line each.
  std::vector<std::string> finish();

 private:
  struct TextFile;
  const OutputOptions options_;
  Output& standard_;
  WriterOptions writer_;
  std::unique_ptr<Destination> destination_;  // of records, and of text that goes to a file
  std::unique_ptr<TextFile> text_file_;
  std::uint64_t counted_ = 0;
  std::uint64_t rows_ = 0;
  std::vector<std::string> notes_;
  std::vector<std::string> account_;  // for standard error
};

}  // namespace attache::query
