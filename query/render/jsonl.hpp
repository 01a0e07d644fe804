// Rows as JSON, one a line: the contract of DESIGN.md section 3.
//
// Free functions; safe from any thread.
#pragma once

#include <string>

#include "query/answer/answer.hpp"
#include "query/search/article_search.hpp"

namespace attache::query {

// One line without its line feed; valid UTF-8 whatever the archive holds.
std::string to_jsonl(const Hit& hit);
std::string to_jsonl(const FoundArticle& found);

}  // namespace attache::query
