// Whose story an article prints, by its credit.
//
// Free functions, safe from any thread.
#pragma once

#include "schema/article.hpp"
#include "schema/names/names.hpp"

namespace attache::indexer {

// Sets article.agency to the agency of schema/names/outlets.tsv that the article credits: in its dateline ("GENEVA (AP) -"), its
// byline ("By Jane Roe, Reuters"), a credit after the text or the text's last words ("- AFP", "(with Reuters material)"). The first
// that is found in that order, by the name the tables know; left empty where there is none, or where it is the outlet itself. The
// credit of a picture is none.
void name_agency(schema::Article& article, const schema::Names& names);

}  // namespace attache::indexer
