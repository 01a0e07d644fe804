// The documents that facets, time lines and comparisons count: the quotations of a question, or articles by their words.
//
// Plain values and free functions; the latter belong into one ArchiveReader::read with what counts the documents.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/answer/days.hpp"
#include "query/language/expression.hpp"
#include "query/parse/query.hpp"
#include "query/search/found_quotes.hpp"
#include "schema/archive_reader.hpp"
#include "schema/names/names.hpp"
#include "schema/result.hpp"

namespace attache::query {

struct Counted {
  bool articles = false;                 // else quotations
  std::vector<std::uint32_t> documents;  // of the index, ascending, each once
  std::vector<schema::Ring> rings;       // of each document the nearest, where the question has a subject; else empty
  std::uint64_t articles_searched = 0;   // of the archive, in the period and outlet asked for
  std::uint64_t unsure = 0;              // more below the least confidence; with Query::unsure those above it
  SetAside set_aside;
  Days days;                             // of the documents
  std::vector<std::string> notes;        // Findings::notes
  std::string noun() const { return articles ? "article" : "quote"; }
};

// The quotations that find_quotes finds for `query`, none of another factuality unless `all_factualities`. Where only fields are
// asked for, the index alone says which; else each is read.
Counted count_quotes(const schema::IndexView& view, const Query& query, const schema::Names& names, bool all_factualities);

// Their documents, ascending; but nothing is widened where none is found as asked, and Query::pick is not looked at.
std::vector<std::uint32_t> as_asked(const schema::IndexView& view, const Query& query, const schema::Names& names);

// The articles that the expression finds, or all where it is null, within period, outlet, status and fields of `query`. A Fault as of
// expression_query(); `text` is what the expression was read from.
schema::Result<Counted> count_articles(const schema::IndexView& view, const Expression* expression, std::string_view text,
                                       const Query& query, const schema::Names& names);

// What an answer lists, as it is counted: documents and rings alone. `articles`: in any order, each once.
Counted counted_of(const Findings& found, const Query& query);
Counted counted_of(const FoundQuotes& found, const Query& query);
Counted counted_of(std::vector<std::uint32_t> articles);

// Whether the index alone says which quotations answer: no speaker, subject or addressee is asked for.
bool asks_for_fields_only(const Query& query);

// "288 quotes, 18 articles searched, 1987-03-24 to 2024-06-05; 1 more …" on one line; what is zero is left out.
std::string to_text(const Counted& counted);

}  // namespace attache::query
