#include "query/answer/counted.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <xapian.h>

#include "query/answer/answer.hpp"
#include "query/answer/gaps.hpp"
#include "query/search/expression_query.hpp"
#include "query/search/found_quotes.hpp"
#include "query/search/quote_filter.hpp"
#include "query/search/value_stream.hpp"
#include "schema/terms.hpp"

namespace attache::query {
namespace {

using schema::FieldId;
using XQuery = Xapian::Query;

XQuery sure(double min_confidence) {
  return {XQuery::OP_VALUE_GE, schema::field(FieldId::Confidence).slot, schema::number_value(min_confidence)};
}

Days days_of(const schema::IndexView& view, const std::vector<std::uint32_t>& documents) {
  std::string first, last;
  each_value(view.index, schema::field(FieldId::Date).slot, documents, [&](std::uint32_t, const std::string& day) {
    if (first.empty() || day < first) first = day;
    if (day > last) last = day;
  });
  Days out;
  out.add(schema::day_of_value(first));
  out.add(schema::day_of_value(last));
  return out;
}

Counted count_by_fields(const schema::IndexView& view, const Query& query) {
  const auto wanted = quote_filter(query), confident = sure(query.min_confidence);
  const auto listed = [&](const XQuery& filter) {
    return query.unsure ? XQuery(XQuery::OP_AND_NOT, filter, confident) : both(filter, confident);
  };
  Counted out;
  out.documents = matching(view.index, listed(wanted));
  out.unsure = matching(view.index, wanted).size() - out.documents.size();
  out.articles_searched = matching(view.index, both(article_filter(query), XQuery(schema::article_type_term()))).size();
  out.set_aside = set_aside(view, query.status, [&](schema::ArticleStatus status) {
    Query other = query;
    other.status = status;
    return matching(view.index, listed(quote_filter(other))).size();
  });
  return out;
}

Counted count_by_reading(const schema::IndexView& view, const Query& query, const schema::Names& names) {
  FoundQuotes quotes;
  auto found = find_quotes(view, query, names, quotes);
  std::map<std::uint32_t, schema::Ring> nearest;
  for (std::size_t place = 0; place < quotes.size(); ++place) nearest.emplace(quotes.document(place), quotes.ring(place));
  Counted out;
  for (const auto& [document, ring] : nearest) {
    out.documents.push_back(document);
    if (query.about || query.mutual == Mutual::About) out.rings.push_back(ring);
  }
  out.unsure = found.unsure;
  out.articles_searched = found.articles;
  out.set_aside = found.set_aside;
  out.notes = std::move(found.notes);
  return out;
}

void add(Counted&& more, Counted& out) {
  std::map<std::uint32_t, schema::Ring> nearest;
  for (const auto* each : {&out, &more})
    for (std::size_t i = 0; i < each->documents.size(); ++i)
      nearest.emplace(each->documents[i], each->rings.empty() ? schema::Ring::Named : each->rings[i]);
  const bool rings = !out.rings.empty() || !more.rings.empty();
  out.documents.clear();
  out.rings.clear();
  for (const auto& [document, ring] : nearest) {
    out.documents.push_back(document);
    if (rings) out.rings.push_back(ring);
  }
  out.unsure += more.unsure;
}

}  // namespace

bool asks_for_fields_only(const Query& query) {
  return query.who.empty() && query.not_who.empty() && !query.about && query.not_about.empty() && query.mutual == Mutual::No &&
         !query.target && !query.to && !query.called_for && !query.place && query.setting.empty() && query.pick == Pick::All;
}

Counted count_quotes(const schema::IndexView& view, const Query& query, const schema::Names& names, bool all_factualities) {
  const bool fields = asks_for_fields_only(query);
  const auto count = [&](const Query& one) { return fields ? count_by_fields(view, one) : count_by_reading(view, one, names); };
  auto out = count(query);
  if (all_factualities)
    for (const auto& row : schema::kFactualities) {
      if (row.value == query.factuality) continue;
      Query other = query;
      other.factuality = row.value;
      add(count(other), out);
    }
  out.days = days_of(view, out.documents);
  return out;
}

schema::Result<Counted> count_articles(const schema::IndexView& view, const Expression* expression, std::string_view text,
                                       const Query& query, const schema::Names& names) {
  XQuery words;
  if (expression) {
    auto asked = expression_query(view, *expression, Target::Articles, names, text);
    if (!asked) return asked.error();
    words = asked->query;
  }
  const auto of_status = [&](std::optional<schema::ArticleStatus> status) {
    Query other = query;
    other.status = status;
    auto wanted = both(article_filter(other), XQuery(schema::article_type_term()));
    if (expression) wanted = both(words, wanted);
    return matching(view.index, wanted);
  };
  Counted out;
  out.articles = true;
  const auto status = expression ? status_beside(*expression, query.status) : query.status;
  out.documents = of_status(status);
  out.articles_searched = expression ? matching(view.index, both(article_filter(query), XQuery(schema::article_type_term()))).size()
                                : out.documents.size();
  out.set_aside = set_aside(view, status, [&](schema::ArticleStatus one) { return of_status(one).size(); });
  out.days = days_of(view, out.documents);
  return out;
}

std::string to_text(const Counted& counted) {
  std::string out = query::counted(counted.documents.size(), counted.noun());
  if (!counted.articles || counted.documents.size() != counted.articles_searched)
    out += fmt::format(", {} searched", query::counted(counted.articles_searched, "article"));
  if (const auto days = to_text(counted.days); !days.empty()) out += ", " + days;
  if (counted.unsure > 0) out += fmt::format("; {} more where the speaker is possible but unsure", counted.unsure);
  return out + to_text(counted.set_aside) + ".";
}

}  // namespace attache::query
