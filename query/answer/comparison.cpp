#include "query/answer/comparison.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "schema/words.hpp"

namespace attache::query {
namespace {

FacetPage page_of(const schema::IndexView& view, const Counted& counted, Facet facet, const schema::Names& names) {
  if (facet == Facet::Ring) return ring_page(counted.rings, {});
  return FacetCounter(view, counted.documents, names).page(facet, {});
}

ComparisonTable table_of(const schema::IndexView& view, const std::vector<Counted>& counted, Facet facet,
                         std::optional<std::size_t> limit, const schema::Names& names) {
  std::map<std::string, ComparisonRow> rows;  // by what the value is asked for with
  ComparisonRow without{"", "", std::vector<std::uint64_t>(counted.size(), 0)};
  for (std::size_t i = 0; i < counted.size(); ++i) {
    const auto page = page_of(view, counted[i], facet, names);
    without.counts[i] = page.without;
    for (const auto& value : page.values) {
      // Outlets are one in any case, whichever way each question met most.
      const auto key = facet_row(facet).of_article ? schema::fold_phrase(value.value) : value.value;
      auto& row = rows[key];
      if (row.counts.empty()) row = {value.value, value.label, std::vector<std::uint64_t>(counted.size(), 0)};
      row.counts[i] += value.count;
    }
  }
  ComparisonTable out{std::string(facet_row(facet).name), {}, rows.size()};
  for (auto& [key, row] : rows) out.rows.push_back(std::move(row));
  const auto total = [](const ComparisonRow& row) { return std::accumulate(row.counts.begin(), row.counts.end(), std::uint64_t{0}); };
  std::stable_sort(out.rows.begin(), out.rows.end(), [&](const ComparisonRow& a, const ComparisonRow& b) { return total(a) > total(b); });
  if (limit && out.rows.size() > *limit) out.rows.resize(*limit);
  if (total(without) > 0) out.rows.push_back(std::move(without));
  return out;
}

}  // namespace

schema::Result<Comparison> compare(const schema::IndexView& view, const std::vector<Counted>& counted, std::optional<Step> step,
                                   const std::vector<Facet>& facets, std::optional<std::size_t> limit, const schema::Names& names) {
  Days days;
  for (const auto& one : counted) days.add(one.days);
  Comparison out;
  if (days.first) {
    const auto by = step.value_or(step_between(*days.first, *days.last));
    ComparisonTable periods{std::string(schema::name_in(kSteps, by)), {}, 0};
    ComparisonRow undated{"", "", {}};
    for (const auto& one : counted) {
      auto line = timeline_between(view, one.documents, by, *days.first, *days.last);
      if (!line) return line.error();
      for (std::size_t i = 0; i < line->bars.size(); ++i) {
        const auto name = period_name(line->bars[i].first, by);
        if (periods.rows.size() == i) periods.rows.push_back({name, name, {}});
        periods.rows[i].counts.push_back(line->bars[i].count);
      }
      undated.counts.push_back(line->undated);
    }
    periods.matching = periods.rows.size();
    if (std::any_of(undated.counts.begin(), undated.counts.end(), [](auto count) { return count > 0; }))
      periods.rows.push_back(std::move(undated));
    out.tables.push_back(std::move(periods));
  }
  for (const auto facet : facets) out.tables.push_back(table_of(view, counted, facet, limit, names));
  return out;
}

}  // namespace attache::query
