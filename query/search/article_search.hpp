// Articles by their words, and one article or quotation by its id.
//
// Free functions; each belongs into ArchiveReader::read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/parse/question.hpp"
#include "schema/archive_reader.hpp"
#include "schema/records.hpp"

namespace attache::query {

struct FoundArticle {
  schema::StoredArticle article;
  std::string snippet;  // words of the text around the first matches, on one line
};

// All articles that match, by relevance. `index_query` gets what Xapian was asked.
std::vector<FoundArticle> find_articles(const schema::IndexView& view, const WordQuery& query,
                                        std::string* index_query);

// The article of that uid or of a beginning of it (four digits or more) that only one has; nothing when there is none.
std::optional<schema::StoredArticle> find_article(const schema::IndexView& view, const std::string& id);

// The quotations of an article that are shown, in order.
std::vector<schema::StoredQuote> quotes_of(const schema::IndexView& view, const std::string& article_uid);

}  // namespace attache::query
