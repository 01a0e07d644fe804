#include "query/export/count_rows.hpp"

#include "query/export/escape.hpp"
#include "query/render/json_values.hpp"

namespace attache::query {
namespace {

std::string csv_line(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) out.append(i > 0 ? "," : "").append(csv_cell(neutralised(cells[i])));
  return out.append("\r\n");
}

// Calls f(facet's name, value, label, count) for each row of the pages.
template <class F>
void each_row(const std::vector<FacetPage>& pages, F&& f) {
  for (const auto& page : pages) {
    const std::string name(facet_row(page.facet).name);
    for (const auto& value : page.values) f(name, value.value, value.label, value.count);
    if (page.without > 0) f(name, std::string(), std::string(), page.without);
  }
}

// Calls f(period, count).
template <class F>
void each_row(const Timeline& line, F&& f) {
  for (const auto& bar : line.bars) f(period_name(bar.first, line.step), bar.count);
  if (line.undated > 0) f(std::string(), line.undated);
}

}  // namespace

void print_facets_csv(const std::vector<FacetPage>& pages, Output& out) {
  out.text(csv_line({"facet", "value", "label", "count"}));
  each_row(pages, [&](const auto& name, const auto& value, const auto& label, std::uint64_t count) {
    out.text(csv_line({name, value, label, std::to_string(count)}));
  });
}

void print_facets_jsonl(const std::vector<FacetPage>& pages, Output& out) {
  each_row(pages, [&](const auto& name, const auto& value, const auto& label, std::uint64_t count) {
    out.text(line_of(Json{{"facet", name}, {"value", or_null(value)}, {"label", or_null(label)}, {"count", count}}) + "\n");
  });
}

void print_timeline_csv(const Timeline& line, Output& out) {
  out.text(csv_line({"period", "count"}));
  each_row(line, [&](const std::string& period, std::uint64_t count) { out.text(csv_line({period, std::to_string(count)})); });
}

void print_timeline_jsonl(const Timeline& line, Output& out) {
  each_row(line, [&](const std::string& period, std::uint64_t count) {
    out.text(line_of(Json{{"period", or_null(period)}, {"count", count}}) + "\n");
  });
}

void print_comparison_csv(const std::vector<std::string>& questions, const Comparison& comparison, Output& out) {
  std::vector<std::string> head{"table", "value", "label"};
  head.insert(head.end(), questions.begin(), questions.end());
  out.text(csv_line(head));
  for (const auto& table : comparison.tables)
    for (const auto& row : table.rows) {
      std::vector<std::string> cells{table.name, row.value, row.label};
      for (const auto count : row.counts) cells.push_back(std::to_string(count));
      out.text(csv_line(cells));
    }
}

void print_comparison_jsonl(const std::vector<std::string>& questions, const Comparison& comparison, Output& out) {
  out.text(line_of(Json{{"questions", questions}}) + "\n");
  for (const auto& table : comparison.tables)
    for (const auto& row : table.rows)
      out.text(line_of(Json{{"table", table.name}, {"value", or_null(row.value)}, {"label", or_null(row.label)}, {"counts", row.counts}}) +
               "\n");
}

}  // namespace attache::query
