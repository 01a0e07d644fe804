// The day of a quotation.
#pragma once

#include "schema/records.hpp"

namespace attache::query {

// Of its article: published, else updated; nothing when neither is known.
inline std::optional<schema::Date> day_of(const schema::StoredQuote& quote) {
  return quote.article.published ? quote.article.published : quote.article.updated;
}

}  // namespace attache::query
