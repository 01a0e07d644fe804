// Leaves of an expression in fields that are not of running text: values, words of names, days and numbers, speakers and subjects.
//
// Free functions; those that take an index belong into ArchiveReader::read.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "query/language/expression.hpp"
#include "query/search/languages.hpp"
#include "schema/names/names.hpp"
#include "schema/result.hpp"

namespace attache::query {

// The documents, without weight, that have the value: of both articles and quotations where the field is of both. Names (of a speaker,
// an addressee, a subject, an office) are found as questions find them, and `entities` gets the ids they may stand for. A Fault without a
// place where the value is none that the field can have (with those it can, where they are few), where the field has no order for a
// range, and for a wildcard beyond its bounds (vocabulary.hpp).
schema::Result<Xapian::Query> field_query(const Xapian::Database& index, const std::shared_ptr<const Languages>& languages, const Expression& leaf,
                                          const schema::Names& names, std::vector<std::string>& entities);

}  // namespace attache::query
