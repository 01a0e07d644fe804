// An article from the paragraphs of a document whose looks alone say what they are: Word files, RTF, PDF, plain Markdown.
//
// Free functions, safe from any thread.
#pragma once

#include <string>
#include <vector>

#include "indexer/readers/formats.hpp"
#include "indexer/readers/markup_text.hpp"

namespace attache::indexer {

// The passages without what they are.
std::vector<std::string> texts_of(std::vector<Passage> passages);

// The article of these paragraphs, laid out as a whole page. `article` has its provenance and replaced_bytes already. A Fault when
// there is no text or it is over options.max_article_bytes.
schema::Result<schema::Article> page_article(const std::vector<std::string>& paragraphs, schema::Article article,
                                             const ReaderOptions& options);

// Of a word processor's document: the articles of an export of LexisNexis, old or new, or else one article. Lines within a paragraph
// are parted by '\n'. `article` has the file in its provenance, the hash of its bytes, and replaced_bytes.
Opened open_word_paragraphs(const std::vector<std::string>& paragraphs, schema::Article article, const ReaderOptions& options);

}  // namespace attache::indexer
