#include <fmt/format.h>

#include "query/export/escape.hpp"
#include "query/export/html_page.hpp"
#include "query/export/writers.hpp"
#include "query/render/web_link.hpp"

namespace attache::query {
namespace {

// Rows as a table of Markdown (GFM) or HTML; the addresses of articles are links where they may be.
class TableWriter final : public Writer {
 public:
  TableWriter(const WriterOptions& options, Sink sink)
      : html_(options.format == Format::Html), columns_(options.columns), title_(names_of(options.kind).many), sink_(std::move(sink)) {}

  void begin() override {
    std::string head = html_ ? page_head(title_) + "<table>\n<thead><tr>" : "|", rule = "|";
    for (const auto& column : columns_) {
      head += html_ ? fmt::format("<th scope=\"col\">{}</th>", html_text(column.name)) : fmt::format(" {} |", markdown_text(column.name));
      rule += column.field->type == FieldType::Number ? " ---: |" : " --- |";
    }
    sink_(head + (html_ ? "</tr></thead>\n<tbody>\n" : "\n" + rule + "\n"));
  }

  void row(std::vector<Json> values) override {
    std::string out = html_ ? "<tr>" : "|";
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto text = cell_of(columns_[i], values[i]);
      const auto link = columns_[i].field->name == "url" || columns_[i].field->name == "link" ? web_link(text) : "";
      if (html_)
        out += link.empty() ? fmt::format("<td>{}</td>", html_text(text)) : fmt::format("<td><a href=\"{}\">{}</a></td>", html_text(link), html_text(text));
      else
        out += link.empty() ? fmt::format(" {} |", markdown_text(text)) : fmt::format(" [{}](<{}>) |", markdown_text(text), link);
    }
    sink_(out + (html_ ? "</tr>\n" : "\n"));
  }

  std::vector<std::string> end(const Summary* summary) override {
    if (html_) sink_("</tbody>\n</table>\n");
    if (summary) sink_(html_ ? html_account(*summary) : markdown_account(*summary));
    if (html_) sink_(kPageFoot);
    return {};
  }

 private:
  const bool html_;
  const std::vector<Column> columns_;
  const std::string title_;
  const Sink sink_;
};

}  // namespace

std::unique_ptr<Writer> make_table_writer(const WriterOptions& options, Sink sink) { return std::make_unique<TableWriter>(options, std::move(sink)); }

}  // namespace attache::query
