// From a question in English to a Query.
//
// Free functions; safe from any thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "query/language/days.hpp"
#include "query/language/limits.hpp"
#include "query/parse/clauses.hpp"
#include "query/parse/query.hpp"
#include "schema/result.hpp"

namespace attache::query {

inline constexpr std::size_t kMaxSpeakers = 100;             // of one question
inline constexpr std::size_t kMaxNameWords = 50;             // of one of them
inline constexpr std::size_t kMaxMutual = 10;                // speakers of "about each other": each two are asked for

// A Fault when the question is empty, has only words that say nothing ("the of ?"), is longer than kMaxQuestionBytes,
// names more speakers than kMaxSpeakers or one of more than kMaxNameWords, has a quotation mark that is not closed, a
// word that needs another after it ("quotes by", "about"), or something that is no date where one should be; `place`
// is "column N", counted in code points from 1. `today` is what "yesterday" is counted from; `has_outlet` tells the archive's
// outlets, beside those of the tables, from places ("in Kommersant", "in Stockholm"). Query::notes says what was read in
// another way than typed.
schema::Result<Query> parse_question(std::string_view question, const schema::Names& names, schema::Date today,
                                     const OutletTest& has_outlet = {});

// Whether words that begin with "who" ask who said something: "who denied troops", "who has spoken about Nato", "who was
// quoted on Iran". Not "who Lavrov", "who is Lavrov", nor "who Said", whose capital makes it a name.
bool asks_who_said(std::string_view text);

// The speaker or addressee, and the subject, that a text names: what the options --by, --to and --about hold.
// A Fault when the text has no word that could name anything, or a speaker's more than kMaxNameWords.
schema::Result<Who> parse_who(std::string_view text, const schema::Names& names);
schema::Result<Subject> parse_subject(std::string_view text, const schema::Names& names);

}  // namespace attache::query
