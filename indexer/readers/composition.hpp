// An article from the parts that a wire or an export gives it in: metadata that is known, and passages of its text.
//
// Free functions, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/markup_text.hpp"
#include "indexer/readers/reader.hpp"

namespace attache::indexer {

// Puts the text together: article.title, then article.standfirst unless the text begins with it, then the passages; with
// their blocks, and what their looks give (datelines, stamps). `article` has its provenance and replaced_bytes already. NUL
// becomes U+FFFD. A Fault with the provenance's place when there is neither title nor text, or the text is over
// options.max_article_bytes.
schema::Result<schema::Article> compose(schema::Article article, std::vector<Passage> passages, const ReaderOptions& options);

// The date it was published by the words of `from`, as precise as they are; nothing changes when `words` are empty or a
// publication date is known.
void set_published(schema::Article& article, std::string_view words, std::string_view from);
// Likewise the date it was changed last.
void set_updated(schema::Article& article, std::string_view words);
// "canceled", "stat:withheld", "http://…/pubstatusg2/usable" and their like; what is unknown changes nothing.
void set_status(schema::Article& article, std::string_view words);

// "MOSCOW" of "MOSCOW, Monday (Reuters)".
std::string place_of_dateline(std::string_view dateline);
// "Anna Tolk" of "By Anna Tolk".
std::string without_by(std::string_view byline);
// Sets a field that is still empty.
void fill(std::string& field, std::string value);

}  // namespace attache::indexer
