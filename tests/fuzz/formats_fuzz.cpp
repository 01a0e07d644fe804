// Records of any bytes in every format: each is well-formed to a reader of that format that is not ours.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <csv.h>
#include <libxml/parser.h>

#include "query/export/escape.hpp"
#include "schema/error.hpp"
#include "tests/unit/export/sample.hpp"

namespace {

using namespace attache;
using query::Format;

void check(bool holds) {
  if (!holds) std::abort();
}

std::size_t count(std::string_view text, std::string_view piece) {
  std::size_t out = 0;
  for (auto at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + piece.size())) ++out;
  return out;
}

void check_xml(const std::string& text) {
  xmlDocPtr document = xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  check(document != nullptr);
  xmlFreeDoc(document);
}

void check_csv(const std::string& text, std::size_t columns) {
  struct Seen {
    std::size_t cells = 0, rows = 0;
  } seen;
  csv_parser parser;
  csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
  check(csv_parse(&parser, text.data(), text.size(), [](void*, std::size_t, void* to) { ++static_cast<Seen*>(to)->cells; },
                  [](int, void* to) { ++static_cast<Seen*>(to)->rows; }, &seen) == text.size());
  check(csv_fini(&parser, nullptr, nullptr, nullptr) == 0);
  csv_free(&parser);
  check(seen.rows == 3 && seen.cells == 3 * columns);
}

void check_ris(std::string_view text) {
  std::size_t ends = 0;
  while (!text.empty()) {
    const auto end = text.find("\r\n");
    check(end != std::string_view::npos);
    const auto line = text.substr(0, end);
    check(line.empty() || (line.size() >= 6 && line.substr(2, 4) == "  - " && line.find('\n') == std::string_view::npos));
    ends += line == "ER  - ";
    text.remove_prefix(end + 2);
  }
  check(ends == 1);  // two records of one article
}

template <class Record>
void check_formats(const Record& record) {
  const auto columns = query::all_columns(query::FieldTable<Record>::kKind);
  const auto all = [&](Format format) {
    query::WriterOptions options;
    options.format = format;
    options.chosen = true;
    options.columns = columns;
    return test::written<Record>(options, {record, record});
  };
  const auto own = [&](Format format) {
    query::WriterOptions options;
    options.format = format;
    return test::written<Record>(options, {record, record});
  };
  check(query::Json::parse(all(Format::Json)).size() == 2);
  check(count(all(Format::Jsonl), "\n") == 2);
  check_csv(all(Format::Csv), columns.size());
  const auto tsv = all(Format::Tsv);
  check(count(tsv, "\n") == 3 && count(tsv, "\t") == 3 * (columns.size() - 1));
  check_xml(all(Format::Xml));
  const auto table = all(Format::Html), page = own(Format::Html);
  check(count(table, "<td>") == 2 * columns.size() && count(page, "<article id=") == 2);
  for (const auto* html : {&table, &page}) check(count(*html, "<script") == 0);
  check(count(all(Format::Md), "\n") == 4);
  check_ris(own(Format::Ris));
  check(query::Json::parse(own(Format::Csljson)).size() == 1);
  int depth = 0;
  for (const char c : own(Format::Bibtex)) {
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    check(depth >= 0 && depth <= 4);
  }
  check(depth == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  auto hit = test::quotation(text, true);
  auto article = test::article(text, true);
  article.article.article.published_at = article.article.article.updated_at = "2021-12";  // moments are written by schema/date
  check_formats(hit);
  check_formats(article);
  query::WriterOptions options;
  options.format = Format::Template;
  options.template_name = "t.html";
  options.template_text = text;
  try {  // a template of any bytes is filled or refused
    test::written<query::Hit>(options, {hit});
  } catch (const schema::Error& error) {
    check(error.code() == schema::ErrorCode::Usage);
  }
  return 0;
}
