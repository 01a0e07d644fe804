// Articles that name whom or what a question asks for: by the words of their texts, whoever speaks in them.
//
// Free functions; they belong into ArchiveReader::read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "query/parse/query.hpp"
#include "query/search/languages.hpp"
#include "schema/names/names.hpp"

namespace attache::query {

// What texts are looked for. A name is the name as typed, its last word in the spellings in which speakers of the archive bear it, or a name
// that the tables have for it; of a description, an office and a topic all words must be there, in whatever form.
struct Naming {
  Xapian::Query texts;
  bool by_name = false;  // else by words
  std::string text;      // as typed: "Reagan", "herring or wheat"
};

// Any of them. Nothing where one is asked for by no words that texts would have: unnamed sources, officials of a country.
std::optional<Naming> naming(const Xapian::Database& index, const std::vector<Who>& who, const schema::Names& names, const Languages& languages);
Naming naming(const Xapian::Database& index, const Subject& subject, const schema::Names& names, const Languages& languages);

}  // namespace attache::query
