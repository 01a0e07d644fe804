#include "query/search/article_search.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include <xapian.h>

#include "query/search/quote_filter.hpp"
#include "schema/terms.hpp"

namespace attache::query {
namespace {

using schema::FieldId;
using XQuery = Xapian::Query;

constexpr std::size_t kSnippetWords = 30;
constexpr std::size_t kUidDigits = 32;

XQuery index_query_of(const WordQuery& query, const schema::Stemmer& stemmer) {
  std::vector<XQuery> parts;
  for (const auto& word : query.words) parts.emplace_back(schema::word_term(FieldId::Text, word, stemmer));
  for (const auto& child : query.children) parts.push_back(index_query_of(child, stemmer));
  const auto joined = [&](XQuery::op op) { return XQuery(op, parts.begin(), parts.end()); };
  switch (query.kind) {
    case WordQuery::Kind::Word:
    case WordQuery::Kind::And: return joined(XQuery::OP_AND);
    case WordQuery::Kind::Phrase: return XQuery(XQuery::OP_PHRASE, parts.begin(), parts.end(),
                                                  static_cast<Xapian::termcount>(parts.size()));
    case WordQuery::Kind::Or: return joined(XQuery::OP_OR);
    case WordQuery::Kind::Not: return joined(XQuery::OP_AND_NOT);
  }
  return {};
}

void wanted_stems(const WordQuery& query, const schema::Stemmer& stemmer, std::set<std::string>& out) {
  for (const auto& word : query.words) out.insert(stemmer(word));
  const auto children = query.kind == WordQuery::Kind::Not ? 1 : query.children.size();
  for (std::size_t i = 0; i < children && i < query.children.size(); ++i) wanted_stems(query.children[i], stemmer, out);
}

// The stretch of kSnippetWords words with the most different words asked for.
std::string snippet_of(const std::string& text, const std::set<std::string>& stems, const schema::Stemmer& stemmer) {
  const auto words = schema::words_of(text);
  if (words.empty()) return {};
  std::vector<std::string> met(words.size());
  for (std::size_t i = 0; i < words.size(); ++i)
    if (auto stem = stemmer(words[i].folded); stems.count(stem)) met[i] = std::move(stem);
  std::size_t best = 0, best_count = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (met[i].empty()) continue;
    std::set<std::string_view> here;
    for (auto j = i; j < std::min(words.size(), i + kSnippetWords); ++j)
      if (!met[j].empty()) here.insert(met[j]);
    if (here.size() > best_count) {
      best_count = here.size();
      best = i > kSnippetWords / 3 ? i - kSnippetWords / 3 : 0;
    }
  }
  const auto last = std::min(words.size(), best + kSnippetWords) - 1;
  auto out = text.substr(words[best].span.begin, words[last].span.end - words[best].span.begin);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return (best > 0 ? "… " : "") + out + (last + 1 < words.size() ? " …" : "");
}

// By relevance.
std::vector<Xapian::docid> best_first(const Xapian::Database& index, const XQuery& query) {
  Xapian::Enquire enquire(index);
  enquire.set_query(query);
  std::vector<Xapian::docid> out;
  const auto set = enquire.get_mset(0, index.get_doccount());
  for (auto at = set.begin(); at != set.end(); ++at) out.push_back(*at);
  return out;
}

bool is_hexadecimal(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

FoundArticles find_articles(const schema::IndexView& view, const WordQuery& query, schema::ArticleStatus status, bool undated) {
  const schema::Stemmer stemmer;
  XQuery words = index_query_of(query, stemmer);
  if (undated) words = XQuery(XQuery::OP_FILTER, words, undated_filter());
  const auto of_status = [&](schema::ArticleStatus one) {
    return XQuery(XQuery::OP_FILTER, words, both(XQuery(schema::article_type_term()), status_filter(one)));
  };
  FoundArticles out;
  const XQuery wanted = of_status(status);
  out.index_query = wanted.get_description();
  std::set<std::string> stems;
  wanted_stems(query, stemmer, stems);
  for (const auto id : best_first(view.index, wanted)) {
    FoundArticle found{schema::article_from_json(view.index.get_document(id).get_data()), {}};
    found.snippet = snippet_of(found.article.article.text, stems, stemmer);
    out.articles.push_back(std::move(found));
  }
  out.set_aside = set_aside(view, status, [&](schema::ArticleStatus one) { return query::matching(view.index, of_status(one)).size(); });
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
      return schema::article_from_json(view.index.get_document(doc).get_data());
  }
  return std::nullopt;
}

std::vector<schema::StoredQuote> quotes_of(const schema::IndexView& view, const std::string& article_uid) {
  const XQuery all(XQuery::OP_AND, XQuery(schema::value_term(FieldId::Uid, article_uid)),
                   XQuery(schema::quote_type_term()));
  std::vector<schema::StoredQuote> out;
  for (const auto doc : query::matching(view.index, all))
    out.push_back(schema::quote_from_json(view.index.get_document(doc).get_data()));
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.ordinal < b.ordinal; });
  return out;
}

}  // namespace attache::query
