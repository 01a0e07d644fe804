// An article in full as a page of HTML that needs nothing else: paragraphs with what is quoted lit up, and who said it.
//
// Free function; safe from any thread.
#pragma once

#include <string>
#include <vector>

#include "schema/records.hpp"

namespace attache::query {

// A whole document, in UTF-8. Everything from the article is escaped; its address is a link where it is one of the web. A stretch within
// several quotations names all of them.
std::string to_page(const schema::StoredArticle& article, const std::vector<schema::StoredQuote>& quotes);

}  // namespace attache::query
