// Where something was said, as far as the reports say so: on Telegram, in an interview, in an article that names Stockholm.
//
// Free functions; articles_naming belongs into ArchiveReader::read.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "query/parse/query.hpp"
#include "query/search/languages.hpp"
#include "schema/names/names.hpp"
#include "schema/records.hpp"

namespace attache::query {

// Whether the words stand, one after the other, around what was said (cue, source, the rest of its sentences) or in the
// addressee.
bool is_said_in(const schema::StoredQuote& quote, const std::vector<std::string>& setting, const schema::Names& names,
                const Languages& languages);

// The uids of the articles among `filter` whose text has the words of the place, one after the other.
std::set<std::string> articles_naming(const Xapian::Database& index, const Part& place, const Xapian::Query& filter,
                                      const Languages& languages);

}  // namespace attache::query
