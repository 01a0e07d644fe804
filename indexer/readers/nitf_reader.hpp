// NITF (News Industry Text Format 3.x): the text and metadata of one <nitf> element, alone in a file or inside NewsML.
//
// Free functions, safe from any thread.
#pragma once

#include <vector>

#include "indexer/readers/markup_text.hpp"
#include "indexer/readers/xml.hpp"
#include "schema/article.hpp"

namespace attache::indexer {

// Fills the fields of `article` that are still empty from <nitf>, and gives the passages of its body; none when it has no
// text.
std::vector<Passage> read_nitf(const xmlNode* nitf, schema::Article& article);

}  // namespace attache::indexer
