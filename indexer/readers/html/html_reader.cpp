// Pages of the web: one file, one article, its text the running text of the page's article.

#include "indexer/readers/charset.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/html/content.hpp"
#include "indexer/readers/html/page_charset.hpp"
#include "indexer/readers/html/page_date.hpp"
#include "indexer/readers/html/page_metadata.hpp"
#include "indexer/readers/language.hpp"
#include "indexer/readers/line_shapes.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/record_article.hpp"
#include "schema/digest.hpp"
#include "schema/language_tag.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using html::ContentBlock;
using html::PageMetadata;
using schema::Article;
using schema::BlockKind;

void take_date(const html::Written& written, std::optional<schema::Date>& day, std::string& moment) {
  const auto read = html::page_moment(written.words);
  if (!read) return;
  day = read->day;
  moment = read->iso;
}

void take_metadata(PageMetadata page, Article& article) {
  article.title = std::move(page.title);
  for (const std::string& author : page.authors) article.byline += (article.byline.empty() ? "" : ", ") + author;
  article.outlet = std::move(page.outlet);
  article.section = std::move(page.section);
  article.language = schema::language_tag(page.language);
  article.canonical_url = std::move(page.url);
  take_date(page.published, article.published, article.published_at);
  article.published_raw = std::move(page.published.words);
  article.published_from = std::move(page.published.source);
  take_date(page.updated, article.updated, article.updated_at);
}

// What a line of the text says where the page's metadata say nothing.
void take_line(Article& article, const ContentBlock& block) {
  if (block.kind == BlockKind::Standfirst && article.standfirst.empty()) article.standfirst = schema::one_line(block.text);
  if (block.kind == BlockKind::Byline && article.byline.empty()) article.byline = read_byline(block.text).value_or(std::string());
  if (block.kind != BlockKind::Stamp || article.published) return;
  if (const auto stamp = read_stamp(block.text); stamp && stamp->published) {
    article.published_raw = schema::one_line(stamp->published_words);
    article.published_from.clear();
    take_date({article.published_raw, {}}, article.published, article.published_at);
  }
}

// Appends a block; parts the dateline off the first paragraph.
void append_block(Article& article, const ContentBlock& block, bool& opened) {
  schema::Span span = append_part(article.text, block.text);
  take_line(article, block);
  if (block.kind == BlockKind::Paragraph && !opened) {
    opened = true;
    if (const auto dateline = read_dateline(block.text)) {
      const auto end = span.begin + static_cast<std::uint32_t>(dateline->size);
      article.blocks.push_back({BlockKind::Dateline, {span.begin, end}});
      article.dateline = dateline->place;
      span = trimmed(article.text, {end, span.end});
      if (span.empty()) return;
    }
  }
  article.blocks.push_back({block.kind, span});
}

// JSON can write NUL, which no text of an article has.
void without_nul(PageMetadata& page) {
  const auto tidy = [](std::string& field) {
    if (std::erase(field, '\0') > 0) field = schema::one_line(field);
  };
  for (std::string* const field : {&page.title, &page.descriptions, &page.outlet, &page.section, &page.language, &page.url,
                                   &page.published.words, &page.updated.words})
    tidy(*field);
  for (std::string& author : page.authors) tidy(author);
  std::erase(page.article_body, '\0');
}

std::size_t running_bytes(const std::vector<ContentBlock>& blocks) {
  std::size_t sum = 0;
  for (const ContentBlock& block : blocks) sum += block.kind == BlockKind::Paragraph ? block.text.size() : 0;
  return sum;
}

// JSON-LD's text stands for the page's where scripts would have put it there.
void take_given_body(const std::string& body, std::vector<ContentBlock>& content) {
  constexpr std::size_t kLeast = 400;  // bytes
  if (body.size() < kLeast && !content.empty()) return;
  auto document = html::Document::parse(body);
  if (!document) return;
  std::vector<ContentBlock> given;
  for (html::TextBlock& block : html::text_blocks_of_lines(*document)) given.push_back({BlockKind::Paragraph, std::move(block.text)});
  if (running_bytes(given) > 2 * running_bytes(content)) content = std::move(given);
}

}  // namespace

Opened open_html(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto bytes = whole_file(source, options);
  if (!bytes) return bytes.error();
  Decoded decoded = html::decode_page(*bytes);
  auto document = html::Document::parse(std::move(decoded.text));
  if (!document) return document.error();
  PageMetadata page = html::metadata_of(*document);
  without_nul(page);
  std::vector<ContentBlock> content = html::content_of(*document, {page.title, page.descriptions});
  take_given_body(page.article_body, content);
  if (content.empty()) return schema::Fault{"no text in the page", {}};
  Article article;
  article.provenance = {file, {}, schema::sha256_hex(*bytes)};
  article.replaced_bytes = decoded.replaced_bytes;
  std::string description = page.descriptions.substr(0, page.descriptions.find('\n'));
  take_metadata(std::move(page), article);
  if (!article.title.empty()) article.blocks.push_back({BlockKind::Headline, append_part(article.text, article.title)});
  bool opened = false;
  for (const ContentBlock& block : content) append_block(article, block, opened);
  if (article.standfirst.empty()) article.standfirst = std::move(description);
  measure(article);
  return one_article(std::move(article));
}

}  // namespace attache::indexer
