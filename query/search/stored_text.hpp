// The words of a text field of a stored article or quotation, numbered as the index has them.
//
// Plain values and free functions; safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/fields.hpp"
#include "schema/records.hpp"
#include "schema/span.hpp"
#include "schema/stemmer.hpp"
#include "schema/text_shape.hpp"

namespace attache::query {

// A word in its text.
struct TextWord {
  std::string_view text;  // in which `span` lies
  schema::Span span;
  std::string folded;
  std::uint32_t number = 0;  // from 0; of the fields that have values in place of running text they jump between these
};

struct FieldText {
  std::vector<TextWord> words;
  schema::TextShape shape;  // of the field Text; else without sentences
  schema::Stemming stemming = schema::Stemming::English;
};

// The words of field Text, Title, Standfirst, LeadIn or Description; none of a field the record has not. `shape` is the value of its
// kShapeSlot; where that is of another text, each paragraph is taken for one sentence. The record must outlive what comes back.
FieldText field_text(const schema::StoredArticle& article, schema::FieldId field, std::string_view shape);
FieldText field_text(const schema::StoredQuote& quote, schema::FieldId field, std::string_view shape);

}  // namespace attache::query
