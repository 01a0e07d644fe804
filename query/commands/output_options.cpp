#include "query/commands/output_options.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

#include <CLI/CLI.hpp>

#include "schema/error.hpp"

namespace attache::query {
namespace {

constexpr auto kWithValue = std::to_array<std::string_view>(
    {"--format", "--fields", "--template", "--output", "--limit", "--offset", "--format-version"});
constexpr std::size_t kMostTemplateBytes = 1 << 20;

[[noreturn]] void refuse(const std::string& what, const std::string& hint = {}) { throw schema::Error(schema::ErrorCode::Usage, what, hint); }

template <class Formats>
std::string joined_names(const Formats& formats, std::string_view between) {
  std::string out;
  for (const auto format : formats) out.append(out.empty() ? "" : between).append(info_of(format).name);
  return out;
}

// The formats that `takes`, for refusals.
std::string names_of_those(bool FormatInfo::*takes) {
  std::vector<Format> out;
  for (const auto& row : kFormats)
    if (!row.name.empty() && row.*takes) out.push_back(row.format);
  return joined_names(out, ", ");
}

std::string read_template(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text;
  if (in) text.assign(std::istreambuf_iterator<char>(in), {});
  if (!in || in.bad()) refuse(fmt::format("--template: {}: {}", file, std::strerror(errno)));
  if (text.size() > kMostTemplateBytes) refuse(fmt::format("--template: {}: is over 1 MiB", file));
  return text;
}

void check_together(const OutputOptions& options) {
  const auto& info = info_of(options.format);
  const std::string name = options.format == Format::Template ? "--template" : "--format " + std::string(info.name);
  if (options.fields && !info.takes_fields) refuse(fmt::format("--fields: {} has fields of its own; it goes with {}", name, names_of_those(&FormatInfo::takes_fields)));
  if (options.summary && !info.takes_summary && options.format != Format::Text)
    refuse(fmt::format("--summary: {} has no place for the account, which stands on standard error; it goes with {}", name,
                       names_of_those(&FormatInfo::takes_summary)));
  if (options.raw && options.format != Format::Csv) refuse("--raw: goes with --format csv");
  if (options.excel && options.format != Format::Csv) refuse("--excel: goes with --format csv; --format xlsx is a workbook");
  const bool to_file = !options.output.empty() && options.output != "-";
  if (options.force && !to_file) refuse("--force: goes with --output FILE");
  if (options.format == Format::Xlsx && !to_file) refuse("--format xlsx: wants --output FILE");
}

}  // namespace

std::vector<Format> formats_of(RecordKind kind) {
  const bool is_list = kind != RecordKind::Quotation && kind != RecordKind::Article;
  std::vector<Format> out;
  for (const auto& row : kFormats)
    if (!row.name.empty() && (row.of_lists || !is_list)) out.push_back(row.format);
  return out;
}

std::vector<Format> formats_of_articles_in_full() { return {Format::Text, Format::Jsonl, Format::Html}; }

void add_format(CLI::App& app, Format& format, std::span<const Format> formats, const std::string& of) {
  const auto choose = [&format, accepted = std::vector(formats.begin(), formats.end()), of](const std::string& name) {
    for (const auto one : accepted)
      if (info_of(one).name == name) return void(format = one);
    throw CLI::ValidationError(
        "--format", fmt::format("\"{}\" is no format of {}; there are {}", name, of, joined_names(accepted, ", ")));
  };
  app.add_option_function<std::string>("--format", choose, joined_names(formats, ", "))->type_name("FORMAT");
}

void add_output_options(CLI::App& app, OutputOptions& options, RecordKind kind) {
  const std::string group = "Output";
  add_format(app, options.format, formats_of(kind), std::string(names_of(kind).many));
  auto* format = app.get_option("--format");
  format->group(group);
  app.add_option("--fields", options.fields, "which fields, in which order: id,said,speaker,quote; \"attache-query fields\" lists them")
      ->type_name("A,B,C")->group(group);
  app.add_option_function<std::string>("--template", [&options](const std::string& file) {
       options.template_file = file;
       options.format = Format::Template;
     }, "a mustache template, filled with each record's fields; .html .xml .md .tex .bib .json .csv .tsv escape accordingly")
      ->type_name("FILE")->excludes(format)->group(group);
  app.add_option_function<int>("--format-version", [](const int& version) {
       if (version != kFormatVersion)
         throw CLI::ValidationError("--format-version", fmt::format("there is no version {}; accepted is {}", version, kFormatVersion));
     }, "of the formats that programs read (1)")->type_name("N")->group(group);
  app.add_option("--output", options.output, "write there, whole or not at all, instead of on standard output")->type_name("FILE")->group(group);
  app.add_flag("--force", options.force, "even where the file is there already")->group(group);
  app.add_flag("--summary", options.summary, "the account as the last row instead of on standard error")->group(group);
  app.add_flag("--raw", options.raw, "csv: texts that spreadsheets take for formulas as they are")->group(group);
  app.add_flag("--excel", options.excel, "csv: with a byte-order mark")->group(group);
  auto* limit = app.add_option("--limit", options.limit, "at most so many rows (all; as text on a terminal a screenful)")->type_name("N")->group(group);
  app.add_option("--offset", options.offset, "so many rows less at the beginning")->type_name("N")->group(group);
  app.add_flag("--all", options.all, "all rows, on a terminal too")->excludes(limit)->group(group);
}

bool is_output_option_with_value(std::string_view argument) {
  return std::find(kWithValue.begin(), kWithValue.end(), argument) != kWithValue.end();
}

// Text on its way to a file.
struct Put::TextFile {
  explicit TextFile(const std::string& path) : file(std::fopen(path.c_str(), "we")), out(check(file, path), false, false) {}
  ~TextFile() { std::fclose(file); }
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;
  static std::FILE* check(std::FILE* opened, const std::string& path) {
    if (!opened) throw schema::Error(schema::ErrorCode::Output, fmt::format("{}: {}", path, std::strerror(errno)));
    return opened;
  }
  std::FILE* file;
  Output out;
};

Put::Put(const OutputOptions& options, RecordKind kind, Output& standard) : options_(options), standard_(standard) {
  check_together(options_);
  writer_.format = options_.format;
  writer_.kind = kind;
  writer_.chosen = options_.fields.has_value();
  writer_.raw = options_.raw;
  writer_.excel = options_.excel;
  if (options_.fields) {
    auto columns = chosen_columns(kind, *options_.fields);
    if (!columns) refuse(fmt::format("--fields: {}: {}", columns.error().place, columns.error().reason), "attache-query fields says what they hold");
    writer_.columns = std::move(*columns);
  } else {
    writer_.columns = columns_for(options_.format, kind);
  }
  if (options_.format == Format::Template) {
    writer_.template_name = options_.template_file;
    writer_.template_text = read_template(options_.template_file);
    make_writer(writer_, [](std::string_view) {});  // throws where it is none
  }
  if (!options_.output.empty() && options_.output != "-")
    destination_ = make_file(options_.output, options_.force);
  else if (!is_text())
    destination_ = make_spool();
  if (is_text() && destination_) text_file_ = std::make_unique<TextFile>(destination_->path());
}

Put::~Put() = default;

Output& Put::out() { return text_file_ ? text_file_->out : standard_; }

Page Put::page() const {
  const bool screenful = is_text() && !text_file_ && standard_.is_terminal() && !options_.limit && !options_.all;
  return {options_.offset, options_.limit, screenful};
}

bool Put::has(std::string_view field) const {
  return std::any_of(writer_.columns.begin(), writer_.columns.end(), [&](const Column& column) { return column.field->name == field; });
}

std::vector<std::string> Put::finish() {
  if (text_file_) text_file_->out.flush();
  if (destination_) destination_->finish(standard_);
  auto out = std::move(notes_);
  if (!is_text() && rows_ < counted_)
    out.push_back(rows_ == 0 ? fmt::format("none of {} rows", counted_) : fmt::format("rows {} to {} of {}", options_.offset + 1, options_.offset + rows_, counted_));
  out.insert(out.end(), account_.begin(), account_.end());
  return out;
}

}  // namespace attache::query
