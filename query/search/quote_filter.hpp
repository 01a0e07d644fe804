// What a Query asks of the index besides speaker and subject, and the documents that meet it.
//
// Free functions; those that take an index belong into ArchiveReader::read.
#pragma once

#include <vector>

#include <xapian.h>

#include "query/parse/query.hpp"
#include "schema/records.hpp"

namespace attache::query {

// Articles that are listed under the status, and their quotations; nothing: under any.
Xapian::Query status_filter(std::optional<schema::ArticleStatus> status);

// Those of articles whose day is not known.
Xapian::Query undated_filter();

// Articles and quotations in the period and outlet asked for, of the status asked for, with the values of their fields that
// Query::filters asks for.
Xapian::Query article_filter(const Query& query);

// Quotations in it, of the factuality, kind and acts asked for, and the other values that Query::filters asks for.
Xapian::Query quote_filter(const Query& query);

// What meets both, all, any of them.
Xapian::Query both(const Xapian::Query& a, const Xapian::Query& b);
Xapian::Query all_of(const std::vector<Xapian::Query>& queries);
Xapian::Query any_of(const std::vector<Xapian::Query>& queries);

// All documents that match, ascending; no cap.
std::vector<Xapian::docid> matching(const Xapian::Database& index, const Xapian::Query& query);

// The quotation a quote document holds. Throws Error(Damaged) where it holds none.
schema::StoredQuote quote_at(const Xapian::Database& index, Xapian::docid id);

}  // namespace attache::query
