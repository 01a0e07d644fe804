// One document of a Nexis export: what its paragraphs are, by their order and their labels.
//
// Free functions, safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/reader.hpp"

namespace attache::indexer {

// A paragraph of an export, its lines parted by '\n', trimmed and not empty.
using NexisParagraphs = std::vector<std::string>;

// "3 of 97 DOCUMENTS", in the languages of the service: where a document begins. `total` is of the whole search.
struct NexisHeading {
  std::size_t number = 0;
  std::size_t total = 0;
};
std::optional<NexisHeading> read_nexis_heading(std::string_view line);

// The article of a document of the older exports: source, date, headline, labelled lines, text, more of these, copyright.
// The heading is left out of `paragraphs`. A Fault when the export itself says that it has no text for it.
schema::Result<schema::Article> article_of_nexis(const NexisParagraphs& paragraphs, schema::Article article, const ReaderOptions& options);
// The same of Nexis Uni and Lexis+, as in Word files: headline, source, date, "Body", text, "Classification".
schema::Result<schema::Article> article_of_nexis_uni(const NexisParagraphs& paragraphs, schema::Article article,
                                                     const ReaderOptions& options);

}  // namespace attache::indexer
