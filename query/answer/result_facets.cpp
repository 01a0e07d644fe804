#include "query/answer/result_facets.hpp"

namespace attache::query {
namespace {

bool is_listed_unnamed(const FacetRow& row, bool articles) {
  return (row.of_article || !articles) && row.facet != Facet::Day && row.facet != Facet::Factuality;
}

}  // namespace

std::vector<FacetPage> facet_pages(const schema::IndexView& view, const Counted& counted, const Query& query,
                                   const std::vector<Facet>& named, FacetPaging paging, const schema::Names& names) {
  auto facets = named;
  if (facets.empty())
    for (const auto& row : kFacets)
      if (is_listed_unnamed(row, counted.articles)) facets.push_back(row.facet);
  if (!paging.limit && facets.size() > 1) paging.limit = kShortList;
  const FacetCounter counter(view, counted.documents, names);
  std::vector<FacetPage> out;
  for (const auto facet : facets) {
    if (facet == Facet::Ring) {
      if (!counted.rings.empty() || !named.empty()) out.push_back(ring_page(counted.rings, paging));
    } else if (facet == Facet::Factuality && query.factuality == schema::Factuality::Said) {
      const auto all = count_quotes(view, query, names, true);
      out.push_back(FacetCounter(view, all.documents, names).page(facet, paging));
    } else {
      out.push_back(counter.page(facet, paging));
    }
  }
  return out;
}

}  // namespace attache::query
