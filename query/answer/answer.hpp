// The answer to a question: what was found, and the account that ends it (DESIGN.md section 2).
//
// Plain values and free functions; safe from any thread, an ArchiveReader belongs to one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/answer/gaps.hpp"
#include "query/answer/result_facets.hpp"
#include "query/search/find.hpp"
#include "query/search/found_quotes.hpp"
#include "schema/archive_reader.hpp"

namespace attache::query {

struct Account : Gaps {
  std::uint64_t quotes = 0;            // listed, exact
  std::uint64_t quoted_articles = 0;   // articles they are from
  std::uint64_t articles = 0;          // articles of the archive in the period and outlet asked for
  std::optional<schema::Date> first;   // days of the listed quotations
  std::optional<schema::Date> last;
  std::uint64_t passed_over = 0;       // Findings::passed_over
  Pick pick = Pick::All;
  std::uint64_t unsure = 0;            // on the other side of the least confidence
  double min_confidence = 0.5;
  bool unsure_listed = false;
  std::uint64_t officials = 0;         // Findings::officials, of officials_of
  std::string officials_of;
  std::uint64_t unresolved = 0;        // Findings::unresolved
  SetAside set_aside;                  // Findings::set_aside
};

struct Answer {
  Query query;
  Findings findings;
  Account account;
  std::vector<std::string> beside;  // nothing_found()
  ResultFacets facets;              // where they were asked for
};

// Inside ArchiveReader::read; throws what that throws.
Answer answer_question(const schema::IndexView& view, Query query, const schema::Names& names);
// The same with its quotations in `found` to be fetched one by one, and findings.hits empty.
Answer answer_question(const schema::IndexView& view, Query query, const schema::Names& names, FoundQuotes& found);

// "6 quotes, from 2 of 8 articles, 2021-12-02 to 2021-12-09; …" on one line; what is zero is left out.
std::string to_text(const Account& account);

// "; 2 more in superseded versions (--status superseded lists them)", each part with its semicolon; what is zero is left out.
std::string to_text(const SetAside& set_aside);

// The same for the same words by the same speaker, in whatever article: a letter, g to v, and 15 hexadecimal digits.
std::string statement_id(const schema::StoredQuote& quote);

}  // namespace attache::query
