// The writers of each format, for make_writer alone, and what they share.
#pragma once

#include <memory>

#include "query/export/writer.hpp"

namespace attache::query {

std::unique_ptr<Writer> make_json_writer(const WriterOptions& options, Sink sink);          // json, jsonl
std::unique_ptr<Writer> make_delimited_writer(const WriterOptions& options, Sink sink);     // csv, tsv, ids
std::unique_ptr<Writer> make_xml_writer(const WriterOptions& options, Sink sink);
std::unique_ptr<Writer> make_table_writer(const WriterOptions& options, Sink sink);         // md, html as tables
std::unique_ptr<Writer> make_template_writer(const WriterOptions& options, Sink sink);      // --template; md, html to read
std::unique_ptr<Writer> make_bibliography_writer(const WriterOptions& options, Sink sink);  // bibtex, ris, csljson
// What they need of a record.
std::vector<Column> bibliography_columns(RecordKind kind);
std::unique_ptr<Writer> make_xlsx_writer(const WriterOptions& options);

// The account as it ends a page: a paragraph, and a list of facets where there are some.
std::string html_account(const Summary& summary);
std::string markdown_account(const Summary& summary);

}  // namespace attache::query
