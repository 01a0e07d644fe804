// NewsML-G2 and NewsML 1: what is shared by the two and by what recognises them.
//
// Free functions, safe from any thread.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/readers/markup_text.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/readers/xml.hpp"

namespace attache::indexer {

// Whether documents of that root element are NewsML's.
bool is_newsml_root(std::string_view name);

// The passages inside an element that carries marked-up text: NITF, XHTML, or words alone; what it carries instead of text
// ("events") goes to `instead`.
std::vector<Passage> passages_inside(const xmlNode* carrier, schema::Article& article, std::string& instead);
// The same of an element that carries text as characters: HTML where they have its tags, else plain.
std::vector<Passage> passages_of_characters(const xmlNode* carrier);

// An article of one <NewsItem> of NewsML 1, whose provenance is in `article`.
schema::Result<schema::Article> article_of_newsml1(const xmlNode* item, schema::Article article, const ReaderOptions& options);

}  // namespace attache::indexer
