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

// The quotations of the page, or what lies beside an empty answer, the facets and, last, the account.
void print_answer(const Answer& answer, const schema::Names& names, Output& out, const Page& page = {});

// How many quotations, on one line, and where they are: by year and by outlet. Then facets and account.
void print_count(const Answer& answer, const schema::Names& names, Output& out);

// An article as listed for people.
struct ListedArticle {
  FoundArticle found;
  std::size_t copies = 0;  // others that it stands for
};

// The articles that a page may show, and how many there are without it.
struct ArticleList {
  std::vector<ListedArticle> loaded;
  std::uint64_t first = 0;   // number of the first of them, from 0
  std::uint64_t count = 0;   // all, copies folded
  std::uint64_t copies = 0;  // folded into them
  SetAside set_aside;
  ResultFacets facets;       // where they were asked for; copies count

  std::uint64_t size() const { return count; }
  const ListedArticle& operator[](std::uint64_t at) const { return loaded.at(at - first); }
};

// The articles of the page, which must be loaded, with their snippets, or lines of keyword in context where they have such, what matches lit
// up, those with copies as "and N copies", the facets, how many there are of either; last, what is not listed.
void print_articles(const ArticleList& list, const schema::Names& names, Output& out, const Page& page = {});

// Headline, metadata, how many copies the archive has of it, and text; the stretches of `lit` (in text order) lit up, or between [[ and ]].
void print_article(const schema::StoredArticle& article, std::uint64_t copies, const std::vector<schema::StoredQuote>& quotes,
                   const std::vector<schema::Span>& lit, Output& out);

// The words of a quotation, from an article in `language`, that meet what was asked about.
std::vector<schema::Span> words_asked_for(std::string_view content, std::string_view language, const Query& query, const schema::Names& names);

}  // namespace attache::query
