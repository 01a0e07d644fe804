// Options inside a question: by:Lavrov about!:nato since:2021 outlet:"Halmere Press".
#pragma once

#include <optional>
#include <string>

#include "query/parse/query.hpp"
#include "schema/result.hpp"

namespace attache::query {

// Sets one field of the query by the name of its option: by, about, about!, to, since, until, outlet, act, kind, ring,
// factuality, status; or the name of a field (section, language, country, speaker, office, class, year, …), with "-" before
// it to leave the value out. The command line's options and those inside a question come here alike. A Fault without a place when
// the value is none of those accepted; it then lists them.
std::optional<schema::Fault> set_option(std::string_view name, std::string_view value, const schema::Names& names,
                                        schema::Date today, Query& query);

// Finds the options in `text`, sets them in `query` and overwrites them with spaces. A Fault has its column.
std::optional<schema::Fault> take_options(std::string& text, const schema::Names& names, schema::Date today,
                                          Query& query);

// Whether `FIELD:VALUE` in a question asks for a value of that field, and `-FIELD:VALUE` leaves it out.
bool is_filter(std::string_view field);

}  // namespace attache::query
