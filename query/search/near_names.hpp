// Names of speakers that are nearly the one asked for, for those who mistype.
//
// Free functions; each belongs into ArchiveReader::read.
#pragma once

#include <string>
#include <vector>

#include "query/search/languages.hpp"

namespace attache::query {

// Whether any quotation of the archive has a speaker with this folded word in the name or description.
bool is_word_of_speakers(const Xapian::Database& index, const std::string& folded, const Languages& languages);

// Words of speakers' names that differ from `folded` in one letter (two from eight letters on), nearest first, at most
// three; empty for words under four letters. Reads all names of the archive.
std::vector<std::string> near_names(const Xapian::Database& index, const std::string& folded);

}  // namespace attache::query
