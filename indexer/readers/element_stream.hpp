// The articles of a file that are an element each, cut out by their tags: for SGML, whose files are no XML as a whole.
//
// Belongs to one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "indexer/readers/byte_source.hpp"
#include "indexer/readers/reader.hpp"

namespace attache::indexer {

struct ElementFormat {
  std::string_view name;  // "REUTERS": of the element, as its tags write it; they never run over a line's end
  std::string_view noun;  // "story", for messages
  // "story 4": the place of an element, by its first tag or its number among the file's.
  std::string (*place_of)(std::string_view element, std::size_t number);
  // An element, tags and all, in the charset of the file; `provenance` has everything.
  schema::Result<schema::Article> (*article_of)(std::string_view element, schema::Provenance provenance, const ReaderOptions& options);
};

// Holds one element at a time. Faults: an element without its end, or larger than options.max_article_bytes; a file without any.
std::unique_ptr<ArticleStream> article_an_element(ByteSource source, std::string file, const ReaderOptions& options, ElementFormat format);

}  // namespace attache::indexer
