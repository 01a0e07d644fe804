// Articles by their words, and one article or quotation by its id.
//
// Free functions; each belongs into ArchiveReader::read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/parse/question.hpp"
#include "query/search/find.hpp"
#include "schema/archive_reader.hpp"
#include "schema/records.hpp"

namespace attache::query {

struct FoundArticle {
  schema::StoredArticle article;
  std::string snippet;  // words of the text around the first matches, on one line
};

struct FoundArticles {
  std::vector<FoundArticle> articles;  // by relevance; all that match
  SetAside set_aside;                  // articles
  std::string index_query;             // what Xapian was asked
};

// The articles of that status that match; with `undated` only those whose day is not known.
FoundArticles find_articles(const schema::IndexView& view, const WordQuery& query, schema::ArticleStatus status, bool undated = false);

// How many articles are copies of the article's text, or it and others of the same, whatever their status; it itself not counted.
std::uint64_t count_copies(const schema::IndexView& view, const schema::StoredArticle& article);

// The article of that uid or of a beginning of it (four digits or more) that only one has; nothing when there is none.
std::optional<schema::StoredArticle> find_article(const schema::IndexView& view, const std::string& id);

// The quotations of an article that are shown, in order.
std::vector<schema::StoredQuote> quotes_of(const schema::IndexView& view, const std::string& article_uid);

}  // namespace attache::query
