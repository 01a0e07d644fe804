#include "query/search/article_search.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "query/search/document_check.hpp"
#include "query/search/exact_forms.hpp"
#include "query/search/languages.hpp"
#include "query/search/quote_filter.hpp"
#include "schema/document_record.hpp"
#include "schema/terms.hpp"

namespace attache::query {
namespace {

using schema::FieldId;
using XQuery = Xapian::Query;

constexpr std::size_t kUidDigits = 32;
constexpr std::size_t kMostAlone = 10;  // words and phrases that are counted one by one when nothing was found

bool is_hexadecimal(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Xapian::valueno slot_of(FieldId id) { return schema::field(id).slot; }

// Articles of that status under the filter; of any status where it is nothing.
XQuery filter_query(const ArticleFilter& filter, std::optional<schema::ArticleStatus> status) {
  Query query;
  query.since = filter.since;
  query.until = filter.until;
  query.undated = filter.undated;
  query.outlet = filter.outlet;
  query.status = status;
  std::vector<XQuery> all{XQuery(schema::article_type_term()), article_filter(query)};
  if (!filter.language.empty()) all.emplace_back(schema::value_term(FieldId::Language, filter.language));
  if (!filter.section.empty()) all.emplace_back(schema::value_term(FieldId::Section, filter.section));
  return XQuery(XQuery::OP_AND, all.begin(), all.end());
}

// A word or phrase of an expression that a match must or may have, in whatever form.
struct Alone {
  std::string text;  // for people
  Expression expression;
  bool loosened = false;  // it was asked for in one form, or in certain letters
};

Expression loosened(Expression expression, bool& changed) {
  changed = changed || expression.exact || expression.letters != Letters::Any;
  expression.exact = false;
  expression.letters = Letters::Any;
  for (auto& child : expression.children) child = loosened(std::move(child), changed);
  return expression;
}

void add_alone(const Expression& expression, std::vector<Alone>& out) {
  const bool leaf = expression.op == Op::Word || expression.op == Op::Fuzzy || expression.op == Op::Wildcard;
  if (leaf || expression.op == Op::Phrase) {
    Alone alone;
    if (schema::field(expression.field).kind != schema::FieldKind::Text) return;
    alone.text = expression.text;
    for (const auto& child : expression.children) alone.text += (alone.text.empty() ? "" : " ") + child.text;
    alone.expression = loosened(expression, alone.loosened);
    out.push_back(std::move(alone));
    return;
  }
  const bool first_only = expression.op == Op::Not || expression.op == Op::NotNear;
  for (std::size_t i = 0; i < expression.children.size() && (i == 0 || !first_only); ++i) add_alone(expression.children[i], out);
}

// Words of running text among them.
void add_words(const Expression& expression, std::set<std::string>& out) {
  if (expression.op == Op::Word && schema::field(expression.field).kind == schema::FieldKind::Text)
    for (auto& word : schema::words_of(expression.text)) out.insert(std::move(word.folded));
  const bool first_only = expression.op == Op::Not || expression.op == Op::NotNear;
  for (std::size_t i = 0; i < expression.children.size() && (i == 0 || !first_only); ++i) add_words(expression.children[i], out);
}

bool has_any(const Xapian::Database& index, const std::vector<std::string>& terms) {
  return std::any_of(terms.begin(), terms.end(), [&](const std::string& term) { return index.term_exists(term); });
}

constexpr std::uint64_t kMostEquals = 16;  // articles of one weight behind a page that are looked at without a second search

// What articles are ordered by where nothing else tells them apart.
struct DayOrder {
  std::string day, uid;
  auto operator<=>(const DayOrder&) const = default;
};

}  // namespace

ArticleSearch::ArticleSearch(const schema::IndexView& view, ArticleFilter filter, ExpressionQuery asked)
    : view_(&view), filter_(std::move(filter)), asked_(std::move(asked)) {}

schema::Result<ArticleSearch> ArticleSearch::of(const schema::IndexView& view, const Expression& expression, std::string_view text,
                                                const ArticleFilter& filter, const schema::Names& names) {
  auto asked = expression_query(view, expression, Target::Articles, names, text);
  if (!asked) return asked.error();
  return ArticleSearch(view, filter, std::move(*asked));
}

XQuery ArticleSearch::wanted(std::optional<schema::ArticleStatus> status) const {
  return {XQuery::OP_FILTER, asked_.query, filter_query(filter_, status)};
}

std::uint64_t ArticleSearch::count() const {
  Xapian::Enquire enquire(view_->index);
  enquire.set_query(wanted(filter_.status));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, 0, view_->index.get_doccount()).get_matches_lower_bound();
}

SetAside ArticleSearch::set_aside() const {
  return query::set_aside(*view_, filter_.status, [&](schema::ArticleStatus one) { return matching(view_->index, wanted(one)).size(); });
}

std::vector<ArticleRow> ArticleSearch::rows_of(const std::vector<Xapian::docid>& documents) const {
  std::vector<std::size_t> order(documents.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return documents[a] < documents[b]; });
  std::vector<ArticleRow> out(documents.size());
  const auto& index = view_->index;
  SlotReader uids(index, slot_of(FieldId::Uid)), clusters(index, slot_of(FieldId::Cluster)), days(index, slot_of(FieldId::Date)),
      outlets(index, slot_of(FieldId::Outlet)), words(index, slot_of(FieldId::Words));
  std::unordered_map<std::string, std::size_t> of_cluster;
  for (const auto place : order) {
    const auto document = documents[place];
    auto& row = out[place];
    row.document = document;
    row.uid = uids.of(document);
    row.cluster = clusters.of(document);
    if (row.cluster.empty()) row.cluster = row.uid;
    row.day = days.of(document);
    row.outlet = outlets.of(document);
    row.words = static_cast<std::uint32_t>(schema::number_of_value(words.of(document)));
    ++of_cluster[row.cluster];
  }
  for (auto& row : out)
    if (of_cluster[row.cluster] > 1) row.published_at = schema::article_of(index.get_document(row.document)).article.published_at;
  return out;
}

// Puts those of one weight, which stand beside each other, in the order of days.
void ArticleSearch::order_equals(FoundDocuments& found, const std::vector<double>& weights) const {
  auto& documents = found.documents;
  for (std::size_t i = 0, j = 0; i < documents.size(); i = j) {
    while (j < documents.size() && weights[j] == weights[i]) ++j;
    if (j == i + 1) continue;
    std::vector<std::pair<DayOrder, Xapian::docid>> equals;
    SlotReader days(view_->index, slot_of(FieldId::Date)), uids(view_->index, slot_of(FieldId::Uid));
    std::sort(documents.begin() + static_cast<std::ptrdiff_t>(i), documents.begin() + static_cast<std::ptrdiff_t>(j));
    for (auto at = i; at < j; ++at) equals.push_back({{days.of(documents[at]), uids.of(documents[at])}, documents[at]});
    std::sort(equals.begin(), equals.end());
    for (auto at = i; at < j; ++at) documents[at] = equals[at - i].second;
  }
}

FoundDocuments ArticleSearch::find(Order order, std::uint64_t first, std::optional<std::uint64_t> most) const {
  const std::uint64_t all = view_->index.get_doccount();
  const auto end = most ? std::min(all, first + std::min(all, *most)) : all;
  FoundDocuments found;
  const auto cut = [&] {
    auto& documents = found.documents;
    documents.resize(std::min<std::size_t>(documents.size(), end));
    documents.erase(documents.begin(), documents.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(documents.size(), first)));
    return std::move(found);
  };
  if (order == Order::Relevance && end > 0) {
    Xapian::Enquire enquire(view_->index);
    enquire.set_query(wanted(filter_.status));
    // More than is wanted, until the last wanted one and the last found have not the same weight: equals are then put in order.
    for (auto ask = std::min(all, end + kMostEquals);; ask = std::min(all, 4 * ask)) {
      const auto set = enquire.get_mset(0, static_cast<Xapian::doccount>(ask), static_cast<Xapian::doccount>(all));
      std::vector<double> weights;
      found.documents.clear();
      for (auto at = set.begin(); at != set.end(); ++at) {
        found.documents.push_back(*at);
        weights.push_back(at.get_weight());
      }
      if (ask < all && set.size() == ask && weights.back() == weights[end - 1]) continue;
      found.count = set.get_matches_estimated();
      if (const auto shown = std::min<std::size_t>(weights.size(), end); shown > 0)  // what follows the page is not shown
        while (weights.size() > shown && weights.back() != weights[shown - 1]) weights.pop_back();
      found.documents.resize(weights.size());
      order_equals(found, weights);
      return cut();
    }
  }
  found.documents = matching(view_->index, wanted(filter_.status));
  found.count = found.documents.size();
  struct Key {
    std::string text;
    double number = 0;
    DayOrder day;
    Xapian::docid document = 0;
  };
  std::vector<Key> keys;
  const auto& index = view_->index;
  SlotReader days(index, slot_of(FieldId::Date)), uids(index, slot_of(FieldId::Uid)), outlets(index, slot_of(FieldId::Outlet)),
      words(index, slot_of(FieldId::Words));
  for (const auto document : found.documents) {
    Key key{{}, 0, {days.of(document), uids.of(document)}, document};
    if (order == Order::Outlet) key.text = schema::fold(outlets.of(document));
    if (order == Order::Title) key.text = schema::fold(schema::article_of(index.get_document(document)).article.title);
    if (order == Order::Words) key.number = schema::number_of_value(words.of(document));
    keys.push_back(std::move(key));
  }
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    if (order == Order::LatestDay && a.day.day != b.day.day) return a.day.day > b.day.day;
    return std::tie(a.text, a.number, a.day) < std::tie(b.text, b.number, b.day);
  });
  for (std::size_t i = 0; i < keys.size(); ++i) found.documents[i] = keys[i].document;
  return cut();
}

FoundArticle ArticleSearch::load_without_snippet(Xapian::docid id) const {
  return {schema::article_of(view_->index.get_document(id)), {}};
}

FoundArticle ArticleSearch::load(Xapian::docid id, const std::optional<KwicOptions>& kwic) const {
  const auto document = view_->index.get_document(id);
  FoundArticle out{schema::article_of(document), {}};
  const auto text = field_text(out.article, FieldId::Text, document.get_value(schema::kShapeSlot));
  const auto matches = all_matches(asked_.wanted, text);
  auto snippet = snippet_of(text, matches);
  out.snippet = std::move(snippet.text);
  out.lit = std::move(snippet.lit);
  if (kwic) out.lines = kwic_of(text, matches, *kwic);
  return out;
}

std::vector<std::string> why_nothing(const schema::IndexView& view, const Expression& expression, const ArticleFilter& filter,
                                     const schema::Names& names) {
  std::vector<std::string> out;
  const Languages languages(view);
  std::set<std::string> words;
  add_words(expression, words);
  for (const auto& word : words) {
    if (out.size() == kMostAlone) break;
    if (has_any(view.index, languages.terms(FieldId::Text, word))) continue;
    std::string near;
    for (const auto& form : ExactForms(view.index).nearest(word)) near += (near.empty() ? "" : ", ") + form;
    out.push_back(fmt::format("no article has “{}”{}", word, near.empty() ? "" : fmt::format("; nearest in the archive: {}", near)));
  }
  if (!out.empty()) return out;
  std::vector<Alone> alone;
  add_alone(expression, alone);
  const ArticleFilter any;
  for (const auto& part : alone) {
    if (out.size() == kMostAlone) break;
    const auto count = [&](const ArticleFilter& of) {
      const auto search = ArticleSearch::of(view, part.expression, "", of, names);
      return search ? search->count() : 0;
    };
    const auto here = count(filter), anywhere = count(any);
    if (here == 0 && anywhere == 0) continue;
    out.push_back(fmt::format("{} {} “{}”{}{}", here, here == 1 ? "article has" : "articles have", part.text, part.loosened ? " in some form" : " alone",
                              here == anywhere ? "" : fmt::format(", {} without the filters", anywhere)));
  }
  return out;
}

std::uint64_t count_copies(const schema::IndexView& view, const schema::StoredArticle& article) {
  const std::string& first = article.relations.cluster.empty() ? article.uid : article.relations.cluster;
  const XQuery cluster(XQuery::OP_OR, XQuery(schema::value_term(FieldId::Uid, first)), XQuery(schema::value_term(FieldId::Cluster, first)));
  return query::matching(view.index, both(cluster, XQuery(schema::article_type_term()))).size() - 1;
}

std::optional<schema::StoredArticle> find_article(const schema::IndexView& view, const std::string& id) {
  if (id.empty()) return std::nullopt;
  std::set<std::string> uids;
  const std::string prefix(schema::field(FieldId::Uid).prefix);
  if (id.size() >= 4 && id.size() <= kUidDigits && is_hexadecimal(id))
    for (auto at = view.index.allterms_begin(prefix + id), end = view.index.allterms_end(prefix + id); at != end; ++at)
      uids.insert((*at).substr(prefix.size()));
  if (uids.size() == 1) {
    const XQuery one(XQuery::OP_AND, XQuery(schema::value_term(FieldId::Uid, *uids.begin())),
                     XQuery(schema::article_type_term()));
    for (const auto doc : query::matching(view.index, one))
      return schema::article_of(view.index.get_document(doc));
  }
  return std::nullopt;
}

std::vector<schema::StoredQuote> quotes_of(const schema::IndexView& view, const std::string& article_uid) {
  const XQuery all(XQuery::OP_AND, XQuery(schema::value_term(FieldId::Uid, article_uid)),
                   XQuery(schema::quote_type_term()));
  std::vector<schema::StoredQuote> out;
  for (const auto doc : query::matching(view.index, all))
    out.push_back(schema::quote_of(view.index.get_document(doc)));
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.ordinal < b.ordinal; });
  return out;
}

}  // namespace attache::query
