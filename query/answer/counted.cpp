#include "query/answer/counted.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <xapian.h>

#include "query/answer/answer.hpp"
#include "query/answer/gaps.hpp"
#include "query/search/expression_query.hpp"
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

// Quotations with the nearest ring of each; rings only where the question has a subject.
Counted counted_with(const std::map<std::uint32_t, schema::Ring>& nearest, const Query& query) {
  const bool rings = query.about || query.mutual == Mutual::About;
  Counted out;
  for (const auto& [document, ring] : nearest) {
    out.documents.push_back(document);
    if (rings) out.rings.push_back(ring);
  }
  return out;
}

// Of those that the filter finds the ones on the asked side of the least confidence.
XQuery listed(const XQuery& filter, const Query& query) {
  const auto confident = sure(query.min_confidence);
  return query.unsure ? XQuery(XQuery::OP_AND_NOT, filter, confident) : both(filter, confident);
}

Counted count_by_fields(const schema::IndexView& view, const Query& query) {
  const auto wanted = quote_filter(query);
  Counted out;
  out.documents = matching(view.index, listed(wanted, query));
  out.unsure = matching(view.index, wanted).size() - out.documents.size();
  out.articles_searched = matching(view.index, both(article_filter(query), XQuery(schema::article_type_term()))).size();
  out.set_aside = set_aside(view, query.status, [&](schema::ArticleStatus status) {
    Query other = query;
    other.status = status;
    return matching(view.index, listed(quote_filter(other), query)).size();
  });
  return out;
}

Counted count_by_reading(const schema::IndexView& view, const Query& query, const schema::Names& names) {
  FoundQuotes quotes;
  auto found = find_quotes(view, query, names, quotes);
  auto out = counted_of(quotes, query);
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

Counted counted_of(const Findings& found, const Query& query) {
  std::map<std::uint32_t, schema::Ring> nearest;
  for (const auto& hit : found.hits) {
    auto ring = schema::Ring::Article;
    for (const auto& about : hit.about) ring = std::min(ring, about.ring);
    nearest.emplace(hit.document, ring);
  }
  return counted_with(nearest, query);
}

Counted counted_of(const FoundQuotes& found, const Query& query) {
  std::map<std::uint32_t, schema::Ring> nearest;
  for (std::size_t place = 0; place < found.size(); ++place) nearest.emplace(found.document(place), found.ring(place));
  return counted_with(nearest, query);
}

Counted counted_of(std::vector<std::uint32_t> articles) {
  Counted out;
  out.articles = true;
  out.documents = std::move(articles);
  std::sort(out.documents.begin(), out.documents.end());
  return out;
}

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

std::vector<std::uint32_t> as_asked(const schema::IndexView& view, const Query& query, const schema::Names& names) {
  Query all = query;
  all.pick = Pick::All;
  if (asks_for_fields_only(all)) return matching(view.index, listed(quote_filter(all), all));
  return documents_as_asked(view, all, names);
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
