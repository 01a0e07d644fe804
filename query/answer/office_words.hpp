// Offices in words.
//
// Free function; safe from any thread.
#pragma once

#include <string>

#include "schema/names/names.hpp"

namespace attache::query {

// "foreign minister of Russia".
std::string office_in_words(const schema::Office& office, const schema::Names& names);

}  // namespace attache::query
