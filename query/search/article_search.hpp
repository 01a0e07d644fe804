// Articles by an expression, ordered, counted and paged; one article or its quotations by id.
//
// Free functions and an ArticleSearch each belong into ArchiveReader::read.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "query/language/expression.hpp"
#include "query/parse/query.hpp"
#include "query/search/expression_query.hpp"
#include "query/search/find.hpp"
#include "query/search/snippets.hpp"
#include "schema/archive_reader.hpp"
#include "schema/named_value.hpp"
#include "schema/names/names.hpp"
#include "schema/records.hpp"
#include "schema/result.hpp"

namespace attache::query {

// Each but the first is from the least value to the greatest; a day, outlet or headline that is not known comes first, in LatestDay
// last. What is equal is ordered by day, then by uid.
enum class Order : std::uint8_t { Relevance, Day, LatestDay, Outlet, Title, Words };
inline constexpr std::array<schema::NamedValue<Order>, 6> kOrders{{{Order::Relevance, "relevance"},
                                                                  {Order::Day, "day"},
                                                                  {Order::LatestDay, "-day"},
                                                                  {Order::Outlet, "outlet"},
                                                                  {Order::Title, "title"},
                                                                  {Order::Words, "words"}}};

// What an article must be, besides what the expression asks.
struct ArticleFilter {
  std::optional<schema::ArticleStatus> status = schema::ArticleStatus::Usable;  // nothing: any
  bool undated = false;               // only those whose day is not known
  std::optional<schema::Date> since;  // first day
  std::optional<schema::Date> until;  // last day
  std::string outlet = {}, language = {}, section = {};  // empty: any
};

// Documents of articles in their order.
struct FoundDocuments {
  std::vector<Xapian::docid> documents;
  std::uint64_t count = 0;  // exact: of all that match
};

// An article by the values the index keeps beside it: what copies are folded by.
struct ArticleRow {
  Xapian::docid document = 0;
  std::string uid;
  std::string cluster;  // the uid of the article whose text it has; its own where it has nobody else's
  std::string day;      // YYYYMMDD; empty when not known
  std::string outlet;
  std::string published_at = {};  // Article::published_at of those that share their cluster with another
  std::uint32_t words = 0;
};

struct FoundArticle {
  schema::StoredArticle article;
  std::string snippet;                // of LitText, on one line
  std::vector<schema::Span> lit = {};  // bytes of it that match
  std::vector<KwicLine> lines = {};    // when they were asked for
};

class ArticleSearch {
 public:
  // A Fault as of expression_query(). All three must outlive it.
  static schema::Result<ArticleSearch> of(const schema::IndexView& view, const Expression& expression, std::string_view text,
                                          const ArticleFilter& filter, const schema::Names& names);

  // Exact.
  std::uint64_t count() const;
  // How many match of those that are listed only when asked for.
  SetAside set_aside() const;
  // `first` is counted from 0; `most` nothing: all that follow. By relevance, some are found faster than all. By headline, each article
  // is read.
  FoundDocuments find(Order order, std::uint64_t first = 0, std::optional<std::uint64_t> most = std::nullopt) const;
  // The same articles in the same order.
  std::vector<ArticleRow> rows_of(const std::vector<Xapian::docid>& documents) const;
  // The article with its snippet and, with `kwic`, lines: for both all its words are read.
  FoundArticle load(Xapian::docid document, const std::optional<KwicOptions>& kwic = std::nullopt) const;
  FoundArticle load_without_snippet(Xapian::docid document) const;

  const ExpressionQuery& asked() const { return asked_; }
  const schema::IndexView& view() const { return *view_; }
  // What Xapian is asked.
  Xapian::Query index_query() const { return wanted(filter_.status); }

 private:
  ArticleSearch(const schema::IndexView& view, ArticleFilter filter, ExpressionQuery asked);
  Xapian::Query wanted(std::optional<schema::ArticleStatus> status) const;
  void order_equals(FoundDocuments& found, const std::vector<double>& weights) const;

  const schema::IndexView* view_;
  ArticleFilter filter_;
  ExpressionQuery asked_;
};

// Why nothing was found, in lines for people: words that no article has, with the nearest in the archive; else how many articles have each
// of the words and phrases (ten at most) by itself, under the filter and, where that is another number, without it.
std::vector<std::string> why_nothing(const schema::IndexView& view, const Expression& expression, const ArticleFilter& filter,
                                     const schema::Names& names);

// How many articles are copies of the article's text, or it and others of the same, whatever their status; it itself not counted.
std::uint64_t count_copies(const schema::IndexView& view, const schema::StoredArticle& article);

// The article of that uid or of a beginning of it (four digits or more) that only one has; nothing when there is none.
std::optional<schema::StoredArticle> find_article(const schema::IndexView& view, const std::string& id);

// The quotations of an article that are shown, in order.
std::vector<schema::StoredQuote> quotes_of(const schema::IndexView& view, const std::string& article_uid);

}  // namespace attache::query
