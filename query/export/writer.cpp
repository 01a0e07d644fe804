#include "query/export/writer.hpp"

#include <fmt/format.h>

#include "query/export/escape.hpp"
#include "query/export/writers.hpp"

namespace attache::query {
namespace {

// Whether the format has a layout of its own to read the records in; else they are a table.
bool is_laid_out(Format format, RecordKind kind) {
  return (format == Format::Md || format == Format::Html) && (kind == RecordKind::Quotation || kind == RecordKind::Article);
}

}  // namespace

std::string in_words(const Summary& summary) {
  std::string out = summary.words;
  for (std::size_t i = 0; i < summary.facets.size(); ++i) out.append(i == 0 ? " " : "; ").append(summary.facets[i]);
  return summary.facets.empty() ? out : out + ".";
}

std::string html_account(const Summary& summary) {
  std::string out = fmt::format("<p>{}</p>\n", html_text(summary.words));
  if (summary.facets.empty()) return out;
  out += "<ul>\n";
  for (const auto& facet : summary.facets) out += fmt::format("<li>{}</li>\n", html_text(facet));
  return out + "</ul>\n";
}

std::string markdown_account(const Summary& summary) {
  std::string out = fmt::format("\n{}\n", markdown_text(summary.words));
  if (!summary.facets.empty()) out += '\n';
  for (const auto& facet : summary.facets) out += fmt::format("- {}\n", markdown_text(facet));
  return out;
}

std::vector<Column> columns_for(Format format, RecordKind kind) {
  switch (format) {
    case Format::Bibtex: case Format::Ris: case Format::Csljson: return bibliography_columns(kind);
    case Format::Ids: return chosen_columns(kind, "id").value();
    case Format::Template: return all_columns(kind);
    default: return is_laid_out(format, kind) ? all_columns(kind) : standard_columns(kind);
  }
}

std::unique_ptr<Writer> make_writer(WriterOptions options, Sink sink) {
  switch (options.format) {
    case Format::Csv: case Format::Tsv: case Format::Ids: return make_delimited_writer(options, std::move(sink));
    case Format::Xml: return make_xml_writer(options, std::move(sink));
    case Format::Md: case Format::Html:
      return options.chosen || !is_laid_out(options.format, options.kind) ? make_table_writer(options, std::move(sink))
                                                                          : make_template_writer(options, std::move(sink));
    case Format::Bibtex: case Format::Ris: case Format::Csljson: return make_bibliography_writer(options, std::move(sink));
    case Format::Xlsx: return make_xlsx_writer(options);
    case Format::Template: return make_template_writer(options, std::move(sink));
    case Format::Json: case Format::Jsonl: case Format::Text: break;
  }
  return make_json_writer(options, std::move(sink));
}

}  // namespace attache::query
