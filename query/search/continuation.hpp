// Quotations that go on from one that names a topic without naming it again: "There, people are dying …", "They have
// done it …".
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "query/search/subject_match.hpp"

namespace attache::query {

// Whether the topic is looked for so: not countries and people, which most quotations of an article name anyway and
// whose references are resolved when the article is read.
bool goes_on(const Subject& subject);

// `quotes`: all of one article. Places in it of those that go on from one about `match`, each with its ring (referred)
// and evidence; those that are about it themselves are left out.
std::vector<std::pair<std::size_t, About>> continuations(const std::vector<schema::StoredQuote>& quotes,
                                                         const SubjectMatch& match, const Subject& subject);

}  // namespace attache::query
