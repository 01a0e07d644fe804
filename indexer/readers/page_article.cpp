#include "indexer/readers/page_article.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "indexer/readers/language.hpp"
#include "indexer/readers/layout.hpp"
#include "indexer/readers/nexis_document.hpp"
#include "indexer/readers/record_article.hpp"
#include "schema/digest.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::Fault;
using schema::Result;

constexpr std::string_view kEndOfDocument = "End of Document";

// How many documents the cover page of a Nexis export lists; 0 where it does not say.
std::size_t listed(const std::vector<std::string>& paragraphs) {
  static const RE2 cover(R"((?:Documents|Document|Dokumente|Dokument|Documentos) \((\d{1,6})\))");
  std::size_t count = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(paragraphs.size(), 10) && count == 0; ++i) RE2::FullMatch(paragraphs[i], cover, &count);
  return count;
}

std::vector<NexisParagraphs> documents_of(const std::vector<std::string>& paragraphs) {
  std::vector<NexisParagraphs> documents(1);
  for (const std::string& paragraph : paragraphs) {
    if (paragraph == kEndOfDocument)
      documents.emplace_back();
    else
      documents.back().push_back(paragraph);
  }
  // What follows the last document is the foot of the export, unless it has a text.
  const NexisParagraphs& last = documents.back();
  if (std::find(last.begin(), last.end(), "Body") == last.end()) documents.pop_back();
  return documents;
}

Opened open_nexis_documents(const std::vector<std::string>& paragraphs, const std::string& file, std::uint32_t replaced_bytes,
                            const ReaderOptions& options) {
  auto documents = documents_of(paragraphs);
  const std::size_t count = documents.size();
  const std::size_t said = listed(paragraphs);
  return article_each(
      count + (said > count ? 1 : 0),
      [documents = std::move(documents), said, file, replaced_bytes, options](std::size_t i) -> Result<Article> {
        if (i == documents.size())
          return Fault{fmt::format("the cover page lists {} documents, the file holds {}", said, documents.size()), {}};
        Article article;
        article.provenance = {file, fmt::format("document {}", i + 1), schema::sha256_hex(schema::joined(documents[i], "\n"))};
        article.replaced_bytes = i == 0 ? replaced_bytes : 0;
        return article_of_nexis_uni(documents[i], std::move(article), options);
      });
}

}  // namespace

std::vector<std::string> texts_of(std::vector<Passage> passages) {
  std::vector<std::string> texts;
  texts.reserve(passages.size());
  for (Passage& passage : passages) texts.push_back(std::move(passage.text));
  return texts;
}

Result<Article> page_article(const std::vector<std::string>& paragraphs, Article article, const ReaderOptions& options) {
  for (const std::string& paragraph : paragraphs)
    if (const std::string line = schema::one_line(paragraph); !line.empty()) append_part(article.text, line);
  if (article.text.size() > options.max_article_bytes)
    return Fault{
        fmt::format("too large: a text of {} bytes, the limit for one article is {}", article.text.size(), options.max_article_bytes), {}};
  lay_out(article, {0, static_cast<std::uint32_t>(article.text.size())}, Extent::Page);
  if (article.blocks.empty()) return Fault{"a document without text", {}};
  measure(article);
  return article;
}

Opened open_word_paragraphs(const std::vector<std::string>& paragraphs, Article article, const ReaderOptions& options) {
  if (std::find(paragraphs.begin(), paragraphs.end(), kEndOfDocument) != paragraphs.end())
    return open_nexis_documents(paragraphs, article.provenance.file, article.replaced_bytes, options);
  if (std::any_of(paragraphs.begin(), paragraphs.end(), [](const std::string& p) { return read_nexis_heading(p).has_value(); }))
    return open_nexis(ByteSource::of_bytes(schema::joined(paragraphs, "\n\n")), article.provenance.file, options);
  auto page = page_article(paragraphs, std::move(article), options);
  if (!page) return page.error();
  return one_article(std::move(*page));
}

}  // namespace attache::indexer
