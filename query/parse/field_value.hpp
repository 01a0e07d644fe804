// Values of fields as people write them and as the index has them. Free function, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "schema/fields.hpp"
#include "schema/names/names.hpp"
#include "schema/result.hpp"

namespace attache::query {

// Of a country "Russia" and "c:ru" are "ru", of an office "Russian foreign minister" is "foreign_minister/c:ru", of a speaker, a body or
// a topic "Nato" is "o:nato" and, of a speaker whom the tables do not know, "Pavel Dorrin" is "n:pavel dorrin"; of a language "English" and
// "en-GB" are "en"; of a month "2021-12" is "202112"; an outlet has its own name for any of its others. Whatever else is as it was.
// A Fault for what is no language, year or month.
schema::Result<std::string> index_value(schema::FieldId field, std::string_view value, const schema::Names& names);

}  // namespace attache::query
