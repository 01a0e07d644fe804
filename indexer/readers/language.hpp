// What every reader says of a finished text: its language and its number of words.
#pragma once

#include "schema/article.hpp"

namespace attache::indexer {

// Counts the words; where article.language is empty, fills it with the language CLD2 is sure of. Safe from any thread.
void measure(schema::Article& article);

}  // namespace attache::indexer
