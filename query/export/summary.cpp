#include "query/export/summary.hpp"

#include "query/render/counts_text.hpp"

namespace attache::query {
namespace {

void add(const Gaps& gaps, Json& out) {
  out["unread"] = gaps.unread;
  out["unindexed"] = gaps.unindexed;
  out["other_languages"] = gaps.other_languages;
  out["older_engine"] = gaps.older_engine;
  out["other_names"] = gaps.other_names;
}

void add(const SetAside& set_aside, Json& out) {
  out["superseded"] = set_aside.superseded;
  out["duplicates"] = set_aside.duplicates;
  out["withdrawn"] = set_aside.withdrawn;
}

}  // namespace

Summary summary_of(const Account& account) {
  Json out{{"quotes", account.quotes},
           {"quoted_articles", account.quoted_articles},
           {"articles", account.articles},
           {"first", or_null(account.first)},
           {"last", or_null(account.last)},
           {"unsure", account.unsure},
           {"min_confidence", account.min_confidence},
           {"unsure_listed", account.unsure_listed},
           {"officials", account.officials},
           {"officials_of", or_null(account.officials_of)},
           {"unresolved", account.unresolved}};
  add(account.set_aside, out);
  add(static_cast<const Gaps&>(account), out);
  return {std::move(out), to_text(account)};
}

Summary summary_of(const SpeakersAccount& account) {
  Json out{{"speakers", account.speakers},
           {"people", account.people},
           {"offices", account.offices},
           {"collectives", account.collectives},
           {"wordings", account.wordings},
           {"quotes", account.quotes},
           {"quoted_articles", account.quoted_articles},
           {"articles", account.articles},
           {"first", or_null(account.days.first)},
           {"last", or_null(account.days.last)},
           {"unnamed", account.unnamed},
           {"unresolved", account.unresolved},
           {"unsure", account.unsure},
           {"min_confidence", account.min_confidence}};
  add(static_cast<const Gaps&>(account), out);
  return {std::move(out), to_text(account)};
}

Summary summary_of(std::uint64_t articles, const SetAside& set_aside) {
  Json out{{"articles", articles}};
  add(set_aside, out);
  return {std::move(out), counted(articles, "article") + to_text(set_aside) + "."};
}

void add(const ResultFacets& facets, Summary& summary) {
  if (facets.pages.empty()) return;
  Json out = Json::array();
  for (const auto& page : facets.pages) {
    Json values = Json::array();
    for (const auto& value : page.values) values.push_back(Json{{"value", value.value}, {"label", value.label}, {"count", value.count}});
    out.push_back(Json{{"facet", facet_row(page.facet).name}, {"values", std::move(values)}, {"matching", page.matching}, {"without", page.without}});
    summary.facets.push_back(facet_in_words(page));
  }
  summary.values["facets"] = std::move(out);
}

}  // namespace attache::query
