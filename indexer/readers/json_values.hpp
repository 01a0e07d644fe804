// What the readers of JSON share: an object's values as a record, and what kind of JSON a file is.
//
// Free functions, safe from any thread.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>

#include "indexer/readers/record_article.hpp"

namespace attache::indexer {

// The object's values by the fields that its keys mean; text that is HTML made paragraphs.
Record record_of(const simdjson::dom::object& object, const FieldNames& names);

// Halves of characters ("\ud83d" alone, from programs that cut text in UTF-16) made U+FFFD, since they are no JSON text.
void replace_lone_surrogates(std::string& json);

// Whether a file that begins so is one JSON document, not one object a line: an array, or an object spread over lines.
bool is_one_json_document(std::string_view head);
// Whether it has an object on its first line and another one on the next.
bool is_json_lines(std::string_view head);

}  // namespace attache::indexer
