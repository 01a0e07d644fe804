// How a question was read: what --explain prints.
#pragma once

#include <string>

#include "query/answer/answer.hpp"
#include "schema/names/names.hpp"

namespace attache::query {

// Question, form, speakers with their entities, holders of office with dates and spellings met in the archive, subject
// with aliases or stems, filters, the languages words are stemmed by where there are several, and the query of the index. Lines, the last
// one ended.
std::string explanation(const Answer& answer, const schema::Names& names);

// Adds a line on the languages that words are stemmed by, as Languages::to_text() has them; none where that is empty.
void explain_languages(const std::string& languages, std::string& out);

// Adds a line on the entity of that id, with all that it may be called; none where the tables have no such.
void explain_entity(const std::string& id, const schema::Names& names, std::string& out);

}  // namespace attache::query
