#include "query/render/counts_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "query/answer/gaps.hpp"
#include "query/parse/field_value.hpp"
#include "query/parse/options.hpp"
#include "query/render/display_width.hpp"

namespace attache::query {
namespace {

std::string number(std::uint64_t count) { return std::to_string(count); }

// "A" to "Z", then "27": how a column is called.
std::string column_name(std::size_t at) {
  return at < 26 ? std::string(1, static_cast<char>('A' + at)) : std::to_string(at + 1);
}

constexpr std::string_view kBetween = " · ";

std::vector<std::string> rest_of(const FacetPage& page, std::uint64_t shown) {
  std::vector<std::string> out;
  if (page.matching > shown) out.push_back(fmt::format("{} more", page.matching - shown));
  if (page.without > 0) out.push_back(fmt::format("{} without", page.without));
  return out;
}

std::string value_in_words(const FacetValue& value) { return fmt::format("{} {}", on_one_line(value.label), value.count); }

// The same with the value where an option would not find it by its name.
std::string value_to_ask(Facet facet, const FacetValue& value, const schema::Names& names) {
  const auto field = schema::field_named(facet_row(facet).name);
  const auto asked = field ? index_value(*field, value.label, names) : schema::Result<std::string>(value.value);
  const bool found = value.label == value.value || (asked && *asked == value.value);
  return found ? value_in_words(value) : fmt::format("{} ({}) {}", on_one_line(value.label), on_one_line(value.value), value.count);
}

// The lines of one facet: `name` before the first, as many blanks before those that follow.
void add_facet_lines(const FacetPage& page, const std::string& name, std::size_t columns, bool whole, const schema::Names& names,
                     std::vector<std::string>& out) {
  const auto indent = display_width(name);
  std::string line = name;
  const auto add = [&](const std::string& part) {
    const bool first = display_width(line) == indent;
    if (!first && display_width(line) + display_width(kBetween) + display_width(part) > columns) {
      out.push_back(std::move(line));
      line = std::string(indent, ' ') + part;
    } else {
      line.append(first ? "" : kBetween).append(part);
    }
  };
  std::uint64_t shown = 0;
  for (const auto& value : page.values) {
    const auto part = value_to_ask(page.facet, value, names);
    std::size_t after = 0;  // what must have room behind it
    for (const auto& rest : rest_of(page, shown + 1)) after += display_width(kBetween) + display_width(rest);
    if (!whole && shown > 0 && display_width(line) + display_width(kBetween) + display_width(part) + after > columns) break;
    add(part);
    ++shown;
  }
  for (const auto& rest : rest_of(page, shown)) add(rest);
  if (page.matching + page.without == 0) add("none");
  out.push_back(std::move(line));
}

// "act:denies", of the first value that not all have; empty when there is none that can be asked for.
std::string narrowing(const ResultFacets& facets) {
  for (const auto& page : facets.pages) {
    const auto name = facet_row(page.facet).name;
    if (!is_filter(name)) continue;
    for (const auto& value : page.values) {
      if (value.count == facets.documents || value.value.find('"') != std::string::npos) continue;
      const bool bare = value.value.find_first_of(" ()") == std::string::npos;
      return bare ? fmt::format("{}:{}", name, value.value) : fmt::format("{}:\"{}\"", name, value.value);
    }
  }
  return {};
}

}  // namespace

std::vector<std::string> facet_lines(const ResultFacets& facets, std::size_t columns, const schema::Names& names) {
  if (facets.documents == 0) return {};
  std::size_t width = 0;
  for (const auto& page : facets.pages) width = std::max(width, facet_row(page.facet).name.size());
  std::vector<std::string> out;
  for (const auto& page : facets.pages)
    if (facets.named || !page.values.empty())
      add_facet_lines(page, fmt::format("    {}  ", padded(facet_row(page.facet).name, width)), columns, facets.named, names, out);
  if (out.empty()) return {};
  out.insert(out.begin(), fmt::format("facets of {}", query::counted(facets.documents, facets.articles ? "article" : "quote")));
  if (const auto value = narrowing(facets); !value.empty())
    out.push_back(fmt::format("    {} asks for one value, {}{} leaves it out{}", value, facets.articles ? "NOT " : "-", value,
                              facets.named ? "" : "; attache-query facets lists all"));
  return out;
}

std::string facet_in_words(const FacetPage& page) {
  std::string out;
  const auto add = [&](const std::string& part) { out.append(out.empty() ? "" : kBetween).append(part); };
  for (const auto& value : page.values) add(value_in_words(value));
  for (const auto& rest : rest_of(page, page.values.size())) add(rest);
  return fmt::format("{}: {}", facet_row(page.facet).name, out.empty() ? "none" : out);
}

void print_facets(const std::vector<FacetPage>& pages, const Counted& counted, std::size_t offset, Output& out) {
  for (const auto& page : pages) {
    if (counted.documents.empty() && page.values.empty()) continue;
    out.text(fmt::format("{} · {}\n", facet_row(page.facet).name, query::counted(page.matching, "value")));
    std::size_t width = number(page.without).size();
    for (const auto& value : page.values) width = std::max(width, number(value.count).size());
    for (const auto& value : page.values) {
      const auto label = on_one_line(value.label), asked = on_one_line(value.value);
      out.text(fmt::format("    {}  {}{}\n", padded_left(number(value.count), width), label, label == asked ? "" : "  " + asked));
    }
    if (const auto shown = offset + page.values.size(); page.matching > shown)
      out.text(fmt::format("    {}  {} more (--offset {})\n", padded_left("…", width), page.matching - shown, shown));
    if (page.without > 0) out.text(fmt::format("    {}  without\n", padded_left(number(page.without), width)));
    out.text("\n");
  }
  out.text(to_text(counted) + "\n");
}

void print_timeline(const Timeline& line, const Counted& counted, Output& out) {
  constexpr std::size_t kRun = 3;
  std::uint64_t most = line.undated;
  for (const auto& bar : line.bars) most = std::max(most, bar.count);
  const auto name_width = line.undated > 0 ? std::max<std::size_t>(7, line.step == Step::Day ? 10 : 7)
                                           : period_name({}, line.step).size();
  const auto count_width = number(most).size();
  const auto used = name_width + count_width + 4;
  const auto columns = terminal_columns();
  const auto bar_columns = columns > used + 10 ? columns - used : 10;
  const auto row = [&](const std::string& name, std::uint64_t count) {
    auto text = fmt::format("{}  {}", padded(name, name_width), padded_left(number(count), count_width));
    if (count > 0) text += "  " + bar(static_cast<double>(count), static_cast<double>(most), bar_columns);
    out.text(text + "\n");
  };
  for (std::size_t i = 0; i < line.bars.size();) {
    std::size_t end = i;
    while (end < line.bars.size() && line.bars[end].count == 0) ++end;
    if (end - i >= kRun) {
      out.text(fmt::format("{}  {}  {} without\n", padded("…", name_width), padded_left("0", count_width),
                           query::counted(end - i, schema::name_in(kSteps, line.step))));
      i = end;
    } else {
      row(period_name(line.bars[i].first, line.step), line.bars[i].count);
      ++i;
    }
  }
  if (line.undated > 0) row("no date", line.undated);
  if (!line.bars.empty() || line.undated > 0) out.text("\n");
  out.text(to_text(counted) + "\n");
}

void print_comparison(const std::vector<std::string>& questions, const std::vector<Counted>& counted, const Comparison& comparison,
                      Output& out) {
  for (std::size_t i = 0; i < questions.size(); ++i)
    out.text(fmt::format("{}  {}\n   {}\n", column_name(i), on_one_line(questions[i]), to_text(counted[i])));
  for (const auto& table : comparison.tables) {
    std::size_t label_width = display_width(table.name);
    std::vector<std::size_t> widths(questions.size(), 1);
    for (const auto& row : table.rows) {
      label_width = std::max(label_width, row.label.empty() ? 7 : display_width(on_one_line(row.label)));
      for (std::size_t i = 0; i < row.counts.size(); ++i) widths[i] = std::max(widths[i], number(row.counts[i]).size());
    }
    std::string head = padded(table.name, label_width);
    for (std::size_t i = 0; i < questions.size(); ++i) head += "  " + padded_left(column_name(i), widths[i]);
    out.text("\n" + head + "\n");
    std::uint64_t shown = 0;
    for (const auto& row : table.rows) {
      std::string text = padded(row.label.empty() ? "without" : on_one_line(row.label), label_width);
      for (std::size_t i = 0; i < row.counts.size(); ++i) text += "  " + padded_left(number(row.counts[i]), widths[i]);
      out.text(text + "\n");
      shown += !row.label.empty();
    }
    if (table.matching > shown) out.text(fmt::format("… {} more (--limit)\n", table.matching - shown));
  }
}

}  // namespace attache::query
