#include "query/search/quote_filter.hpp"

#include <map>

#include "schema/document_record.hpp"
#include "schema/terms.hpp"

namespace attache::query {

using schema::FieldId;
using XQuery = Xapian::Query;

XQuery status_filter(std::optional<schema::ArticleStatus> status) {
  if (!status) return XQuery::MatchAll;
  const auto of = [](schema::ArticleStatus one) { return XQuery(schema::value_term(FieldId::Status, schema::name_in(schema::kArticleStatuses, one))); };
  if (status != schema::ArticleStatus::Usable) return of(*status);
  // All others are few, so that leaving them out costs nothing.
  std::vector<XQuery> others;
  for (const auto& row : schema::kArticleStatuses)
    if (row.value != schema::ArticleStatus::Usable) others.push_back(of(row.value));
  return {XQuery::OP_AND_NOT, XQuery::MatchAll, XQuery(XQuery::OP_OR, others.begin(), others.end())};
}

XQuery undated_filter() {
  return {XQuery::OP_AND_NOT, XQuery::MatchAll, XQuery(XQuery::OP_VALUE_GE, schema::field(FieldId::Date).slot, "0")};
}

namespace {

// The filters of one field at a time: any of the values that are wanted, none of those that are not.
void add_filters(const Query& query, bool of_article, std::vector<XQuery>& all) {
  std::map<FieldId, std::vector<XQuery>> wanted;
  std::vector<XQuery> unwanted;
  for (const auto& filter : query.filters) {
    if (schema::field(filter.field).of_article != of_article) continue;
    const XQuery term(schema::value_term(filter.field, filter.value));
    if (filter.excluded)
      unwanted.push_back(term);
    else
      wanted[filter.field].push_back(term);
  }
  for (const auto& [field, terms] : wanted) all.emplace_back(XQuery::OP_OR, terms.begin(), terms.end());
  if (!unwanted.empty())
    all.emplace_back(XQuery::OP_AND_NOT, XQuery::MatchAll, XQuery(XQuery::OP_OR, unwanted.begin(), unwanted.end()));
}

}  // namespace

XQuery article_filter(const Query& query) {
  std::vector<XQuery> all;
  add_filters(query, true, all);
  const auto& slot = schema::field(FieldId::Date).slot;
  if (query.since && query.until)
    all.emplace_back(XQuery::OP_VALUE_RANGE, slot, schema::day_value(query.since), schema::day_value(query.until));
  else if (query.since)
    all.emplace_back(XQuery::OP_VALUE_GE, slot, schema::day_value(query.since));
  else if (query.until)  // an unknown day is "" and lies in no period
    all.emplace_back(XQuery::OP_VALUE_RANGE, slot, "0", schema::day_value(query.until));
  if (query.undated) all.push_back(undated_filter());
  if (!query.outlet.empty()) all.emplace_back(schema::value_term(FieldId::Outlet, query.outlet));
  all.push_back(status_filter(query.status));
  return XQuery(XQuery::OP_AND, all.begin(), all.end());
}

XQuery quote_filter(const Query& query) {
  std::vector<XQuery> all{article_filter(query), XQuery(schema::quote_type_term()),
                          XQuery(schema::value_term(FieldId::Factuality, schema::name_of(query.factuality)))};
  if (query.kind) all.emplace_back(schema::value_term(FieldId::Kind, schema::name_of(*query.kind)));
  std::vector<XQuery> acts;
  for (const auto act : query.acts) acts.emplace_back(schema::value_term(FieldId::Act, schema::name_of(act)));
  if (!acts.empty()) all.emplace_back(XQuery::OP_OR, acts.begin(), acts.end());
  add_filters(query, false, all);
  return XQuery(XQuery::OP_AND, all.begin(), all.end());
}

XQuery both(const XQuery& a, const XQuery& b) { return {XQuery::OP_AND, a, b}; }
XQuery all_of(const std::vector<XQuery>& queries) { return {XQuery::OP_AND, queries.begin(), queries.end()}; }
XQuery any_of(const std::vector<XQuery>& queries) { return {XQuery::OP_OR, queries.begin(), queries.end()}; }

std::vector<Xapian::docid> matching(const Xapian::Database& index, const XQuery& query) {
  Xapian::Enquire enquire(index);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const auto set = enquire.get_mset(0, index.get_doccount());
  std::vector<Xapian::docid> out;
  out.reserve(set.size());
  for (auto at = set.begin(); at != set.end(); ++at) out.push_back(*at);
  return out;
}

schema::StoredQuote quote_at(const Xapian::Database& index, Xapian::docid id) {
  return schema::quote_of(index.get_document(id));
}

}  // namespace attache::query
