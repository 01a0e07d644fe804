// Markdown: one file, one article. md4c makes HTML of it, whose passages are its text; front matter gives the metadata.
#include <md4c-html.h>

#include <utility>

#include "indexer/readers/charset.hpp"
#include "indexer/readers/composition.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/front_matter.hpp"
#include "indexer/readers/page_article.hpp"
#include "indexer/readers/record_article.hpp"
#include "schema/digest.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::BlockKind;
using schema::Fault;

void append_html(const char* html, MD_SIZE size, void* into) { static_cast<std::string*>(into)->append(html, size); }

schema::Result<Record> record_of(const FrontMatter& front, const ReaderOptions& options) {
  const auto names = FieldNames::make(options.map);
  if (!names) return names.error();
  RecordValues values;
  for (const auto& [key, value] : front.values)
    if (const auto match = names->match(key); match && !FieldNames::is_body(*match)) values.take(*match, value, key);
  Record record = values.release();
  if (!record.published_from.empty()) record.published_from.insert(0, "front matter ");
  return record;
}

}  // namespace

Opened open_markdown(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto bytes = whole_file(source, options);
  if (!bytes) return bytes.error();
  Decoded decoded = decode(*bytes, charset_of(*bytes));
  if (looks_binary(decoded.text)) return Fault{"binary file", {}};
  const FrontMatter front = read_front_matter(decoded.text);
  auto record = record_of(front, options);
  if (!record) return record.error();
  Article article;
  set_metadata(article, std::move(*record));
  article.byline = without_by(article.byline);
  article.provenance = {file, {}, schema::sha256_hex(*bytes)};
  article.replaced_bytes = decoded.replaced_bytes;

  const std::string_view text = std::string_view(decoded.text).substr(front.size);
  std::string html;
  if (md_html(text.data(), static_cast<MD_SIZE>(text.size()), append_html, &html, MD_DIALECT_GITHUB, MD_HTML_FLAG_SKIP_UTF8_BOM) != 0)
    return Fault{"not readable as Markdown", {}};
  std::vector<Passage> passages = passages_of_html(html);
  if (article.title.empty() && !passages.empty() && passages.front().kind == BlockKind::Headline) article.title = passages.front().text;
  // Without a heading it is read as a text is.
  const bool untitled = article.title.empty();
  auto made = untitled ? page_article(texts_of(std::move(passages)), std::move(article), options)
                       : compose(std::move(article), std::move(passages), options);
  if (!made) return made.error();
  return one_article(std::move(*made));
}

}  // namespace attache::indexer
