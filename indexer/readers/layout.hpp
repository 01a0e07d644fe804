// Which paragraph is what: headline, standfirst, byline, dateline, caption, credit, stamp or running text, and the
// metadata those lines give.
//
// Free functions, safe from any thread; linear in the text.
#pragma once

#include "schema/article.hpp"

namespace attache::indexer {

// What a stretch of text is laid out as.
enum class Extent {
  Page,  // a whole file: begins with headline, standfirst, byline or stamps
  Body   // running text whose headline and standfirst are known from elsewhere
};

// Appends the blocks of article.text[within] to article.blocks; they cover all of it but white space. Fills title,
// standfirst, byline, dateline, published (with its words) and updated from them where those are still empty. A
// dateline's "April 9" makes a date only with its own year or the year of `updated`.
void lay_out(schema::Article& article, schema::Span within, Extent extent);

}  // namespace attache::indexer
