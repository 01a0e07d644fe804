// Answers for people, and the article itself with a quotation lit up.
//
// Free functions; all throw what Output throws.
#pragma once

#include <vector>

#include "query/answer/answer.hpp"
#include "query/answer/copies.hpp"
#include "query/render/output.hpp"
#include "query/render/page.hpp"
#include "query/search/article_search.hpp"

namespace attache::query {

// The quotations of the page and, last, the account.
void print_answer(const Answer& answer, const schema::Names& names, Output& out, const Page& page = {});

// The articles of the page, those with copies as "and N copies", and how many there are of either; last, what is not listed.
void print_articles(const std::vector<FoldedArticle>& found, const SetAside& set_aside, Output& out, const Page& page = {});

// Headline, metadata, how many copies the archive has of it, and text; the stretches of `lit` (in text order) lit up, or between [[ and ]].
void print_article(const schema::StoredArticle& article, std::uint64_t copies, const std::vector<schema::StoredQuote>& quotes,
                   const std::vector<schema::Span>& lit, Output& out);

// The words of a quotation that meet what was asked about.
std::vector<schema::Span> words_asked_for(std::string_view content, const Query& query, const schema::Names& names);

}  // namespace attache::query
