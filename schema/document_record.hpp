// The record of a document of the index: the JSON of its article or quotation (records.hpp), as a zstd frame in a value slot. Not in
// the document's data, since Xapian deflates that: a quarter of the time of adding documents, for an index as large.
//
// Free functions, safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schema/records.hpp"

namespace Xapian {
class Document;
}

namespace attache::schema {

// The value slot that holds it, of articles and quotations; no field has it.
inline constexpr std::uint32_t kRecordSlot = 65;

std::string record_value(std::string_view json);

// The record of a document of an article, of a quotation. Throw Error(Damaged) when it has none, or another; what Xapian throws.
StoredArticle article_of(const Xapian::Document& document);
StoredQuote quote_of(const Xapian::Document& document);

}  // namespace attache::schema
