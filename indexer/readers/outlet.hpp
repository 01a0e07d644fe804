// An article's outlet by the name the tables know it by.
//
// Free functions, safe from any thread.
#pragma once

#include <string_view>

#include "schema/article.hpp"
#include "schema/names/names.hpp"

namespace attache::indexer {

// "N.Y. Times" becomes "The New York Times"; an article without an outlet has that of its address. A name that the tables do not
// know stays as it is.
void name_outlet(schema::Article& article, const schema::Names& names);

// The host of an address, without user and port: "www.example.org"; empty when it has none.
std::string_view host_of(std::string_view url);

}  // namespace attache::indexer
