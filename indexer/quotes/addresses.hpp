// Addresses, speeches, remarks in full: the headline says whose words the whole text is.
//
// Free functions; safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/quotes/phrases.hpp"
#include "indexer/text/document.hpp"
#include "schema/article.hpp"
#include "schema/names/names.hpp"

namespace attache::indexer {

// The words of a headline that name who delivered the address it is of: "Speech by Foreign Minister Ilse Maronde at the Academy" →
// "Foreign Minister Ilse Maronde"; "We shall stand – address by the President of Ostria"; "Pavel Dorrin's remarks to the press". A part of
// `headline`; empty when it names no address.
std::string_view address_giver(std::string_view headline);

// The same of an article: of its headline, else of the lines before the first that speaks ("Statement by", and below it the name).
// Empty when neither names an address.
std::string address_giver(const Document& document);

// Words of who speaks of himself, outside quotation marks: "I", "our".
bool is_first_person(const Token& token);

// Whom these words of an article's headline mean on its day; none when nobody is found.
std::vector<Referent> giver_of(std::string_view words, const schema::Article& article, const schema::Names& names);

}  // namespace attache::indexer
