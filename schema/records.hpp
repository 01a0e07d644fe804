// Articles and quotations as they are stored: what an answer needs of them, and their JSON form in the columns of
// SQLite and in the records of the index (document_record.hpp).
//
// Plain values; free functions, safe from any thread. A text that is no such JSON throws Error(Damaged).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/article.hpp"
#include "schema/quote.hpp"

namespace attache::schema {

// How like an article's text is to the one it is a copy of: word for word but for little, or in a large part.
enum class Copy : std::uint8_t { None, Same, Near };
inline constexpr std::array<NamedValue<Copy>, 3> kCopies{{{Copy::None, ""}, {Copy::Same, "same"}, {Copy::Near, "near"}}};

// How an article stands to others of its archive. The writer keeps it up (indexer/relations); articles are named by uid.
struct Relations {
  std::string supersedes;     // the version before it; empty: none
  std::string superseded_by;  // the version after it; empty: it is the last
  std::string duplicate_of;   // another reading of this very version, word for word the same; empty: this is the one listed
  std::string cluster;        // the article whose text it has; empty: nobody's
  Copy copy = Copy::None;     // None with a cluster: it has the text of another version of itself
  friend bool operator==(const Relations&, const Relations&) = default;
};

// Under which head an archive lists an article: what its publisher says, unless a later version or another reading of it
// stands in its place. Each article is under one.
enum class ArticleStatus : std::uint8_t { Usable, Withheld, Canceled, Superseded, Duplicate };
inline constexpr std::array<NamedValue<ArticleStatus>, 5> kArticleStatuses{{{ArticleStatus::Usable, "usable"},
                                                                           {ArticleStatus::Withheld, "withheld"},
                                                                           {ArticleStatus::Canceled, "canceled"},
                                                                           {ArticleStatus::Superseded, "superseded"},
                                                                           {ArticleStatus::Duplicate, "duplicate"}}};

// What a printed quotation says of its article.
struct ArticleReference {
  std::int64_t id = 0;  // row of table article; another shard may use the same number
  std::string uid;
  std::string file;     // the bytes of the path
  std::string place;
  std::string sha256;
  std::string title;
  std::string outlet;
  std::string language;
  std::string url;
  std::optional<Date> published;
  std::optional<Date> updated;
  std::string agency;
  std::string cluster;  // as Relations has them
  Copy copy = Copy::None;
  friend bool operator==(const ArticleReference&, const ArticleReference&) = default;
};

// An article with its identity: the record of an article document.
struct StoredArticle {
  std::int64_t id = 0;
  std::string uid;
  std::string engine;  // version of the quote engine that read it
  std::uint32_t quotes = 0;  // how many of its quotations are shown
  Article article;
  Relations relations;
  friend bool operator==(const StoredArticle&, const StoredArticle&) = default;
};

// A quotation with its words: the record of a quote document. Enough to print an answer without text or SQLite.
struct StoredQuote {
  std::uint32_t ordinal = 0;          // place among the article's attributions, from 0, those not shown included
  std::string engine;
  Quote quote;                        // spans in bytes of the article's text
  std::vector<Span> content_points;   // quote.content in code points
  std::string content;                // stretches joined by " … ", as are the others
  std::string cue;
  std::string source;
  std::string context;                // text of quote.context
  ArticleReference article;
  friend bool operator==(const StoredQuote&, const StoredQuote&) = default;
};

ArticleReference reference_to(const StoredArticle& article);
ArticleStatus status_of(const StoredArticle& article);

// "<article uid>.<ordinal>"; nothing when `id` is none.
std::string quote_id(std::string_view article_uid, std::uint32_t ordinal);
struct QuoteId {
  std::string article_uid;
  std::uint32_t ordinal = 0;
};
std::optional<QuoteId> parse_quote_id(std::string_view id);

std::string to_json(const StoredArticle& article);
std::string to_json(const StoredQuote& quote);
std::string to_json(const ArticleReference& article);
// The same as of the quotation alone, with to_json(quote.article) written before: all quotations of an article have the same.
std::string to_json(const StoredQuote& quote, std::string_view article);
StoredArticle article_from_json(std::string_view json);
StoredQuote quote_from_json(std::string_view json);

// The JSON columns.
std::string blocks_to_json(const std::vector<Block>& blocks);
std::vector<Block> blocks_from_json(std::string_view json);
std::string spans_to_json(const std::vector<Span>& spans);
std::vector<Span> spans_from_json(std::string_view json);
std::string speakers_to_json(const std::vector<Speaker>& speakers);
std::vector<Speaker> speakers_from_json(std::string_view json);
std::string topics_to_json(const std::vector<Topic>& topics);
std::vector<Topic> topics_from_json(std::string_view json);

// A path may hold any bytes, JSON only UTF-8: bytes that are not valid UTF-8, control characters and '%' become %XX.
// The way back is exact for whatever came from escape_path; other texts are left as they are.
std::string escape_path(std::string_view path);
std::string unescape_path(std::string_view escaped);

}  // namespace attache::schema
