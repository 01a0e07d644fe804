#include "query/search/pick.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "query/search/day_of.hpp"

namespace attache::query {

void pick_hits(Pick pick, Findings& findings) {
  auto& hits = findings.hits;
  if (pick == Pick::All || hits.empty()) return;
  const auto undated = static_cast<std::size_t>(
      std::count_if(hits.begin(), hits.end(), [](const Hit& hit) { return !day_of(hit.quote); }));
  const bool any_dated = undated < hits.size();
  const auto day = day_of((pick == Pick::Last ? hits.back() : hits[any_dated ? undated : 0]).quote);
  std::vector<Hit> picked;
  std::map<std::string, std::size_t> place_by_article;
  const auto all = hits.size();
  for (auto& hit : hits) {
    if (day_of(hit.quote) != day) continue;
    const auto [at, is_new] = place_by_article.try_emplace(hit.quote.article.uid, picked.size());
    if (is_new)
      picked.push_back(std::move(hit));
    else if (pick == Pick::Last)
      picked[at->second] = std::move(hit);
  }
  hits = std::move(picked);
  findings.listed = hits.size();
  findings.passed_over = all - hits.size();
  const std::string_view which = pick == Pick::First ? "first" : "last";
  if (hits.size() > 1)
    findings.notes.push_back(day ? fmt::format("{} articles of {} have one; which was {} is not known", hits.size(), to_string(*day), which)
                                 : fmt::format("none of these {} has a day; which was {} is not known", hits.size(), which));
  if (any_dated && undated > 0)
    findings.notes.push_back(fmt::format("{} more whose day is not known may be {}", undated, pick == Pick::First ? "earlier" : "later"));
}

}  // namespace attache::query
