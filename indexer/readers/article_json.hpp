// An article as one JSON object, as readers made it: what `attache-index read` prints and the scores of readers compare.
//
// A free function, safe from any thread.
#pragma once

#include <string>

#include "schema/article.hpp"

namespace attache::indexer {

// One line without its end: every field of the article under its own name, dates as 2021-12-02, null for a date that is
// missing; `blocks` as [kind, begin, end] in code points of `text`.
std::string to_json(const schema::Article& article);

}  // namespace attache::indexer
