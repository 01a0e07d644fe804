// An article in full as one line of JSON: metadata, paragraphs, quotations.
//
// Free function; safe from any thread.
#pragma once

#include <string>
#include <vector>

#include "schema/records.hpp"

namespace attache::query {

// {"id", each of schema::kArticleTexts, "status", "supersedes", "superseded_by", "duplicate_of", "cluster", "copy", "published", "updated", "words", "engine", "file", "place", "sha256", "blocks":
// [{"kind", "text", "span"}], "quotes": [{"id", "quote", "kind", "speaker", …, "content"}]}; unknown values are null. Positions are code
// points of the text that `show --text` prints, their ends exclusive. Without line feed.
std::string to_jsonl(const schema::StoredArticle& article, const std::vector<schema::StoredQuote>& quotes);

}  // namespace attache::query
