#include "query/export/writer.hpp"

#include "query/export/writers.hpp"

namespace attache::query {
namespace {

// Whether the format has a layout of its own to read the records in; else they are a table.
bool is_laid_out(Format format, RecordKind kind) {
  return (format == Format::Md || format == Format::Html) && (kind == RecordKind::Quotation || kind == RecordKind::Article);
}

}  // namespace

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
