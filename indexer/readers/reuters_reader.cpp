// Reuters-21578: SGML files of stories. Each <REUTERS> element is cut out by its tags and read by libxml2, since it is
// XML but for control characters. Not in libxml2's recovering mode: that drops every "&lt;" after a fault without a
// word.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "indexer/readers/charset.hpp"
#include "indexer/readers/composition.hpp"
#include "indexer/readers/element_stream.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/language.hpp"
#include "indexer/readers/layout.hpp"
#include "indexer/readers/line_shapes.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/record_article.hpp"
#include "indexer/readers/xml.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::BlockKind;
using schema::Fault;
using schema::Result;
using schema::Span;

// The text that stands in <TEXT> outside its elements: the whole story where TYPE="UNPROC".
std::string own_text(const xmlNode* text) {
  std::string out;
  for (const xmlNode* node = text->children; node; node = node->next)
    if (node->type == XML_TEXT_NODE) out += content(node) + "\n";
  return out;
}

// Paragraphs begin with an indented line; each comes on one line, without the agency's signature and without what
// stands for a text that there is none of.
std::vector<std::string> body_paragraphs(std::string_view body) {
  // "Reuters." may end a wrapped sentence, the signature is "Reuter".
  static const RE2 no_text("(?:REUTERS?|Reuter|reuter|MORE|More)[. ]*|Blah blah blah\\.|\\*+");
  std::vector<std::string> paragraphs;
  bool open = false;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size() - 1) + 1;
    const std::string_view line = body.substr(0, end);
    body.remove_prefix(end);
    const std::string words = schema::one_line(line);
    const bool stops = words.empty() || RE2::FullMatch(words, no_text);
    if (!stops && open && !line.starts_with("   "))
      paragraphs.back() += " " + words;
    else if (!stops)
      paragraphs.push_back(words);
    open = !stops;
  }
  // The agency's signature and "more follows", on a line of their own or after a sentence; some files have written-out
  // carriage returns ("^M").
  static const RE2 written_return("\\^M$");
  static const RE2 sign_off("(^|[.!?\"')]\\s)(?:(?i:reuters?|more)[. ]*)+$");
  for (std::string& paragraph : paragraphs) {
    RE2::Replace(&paragraph, written_return, "");
    RE2::Replace(&paragraph, sign_off, "\\1");
    paragraph = schema::one_line(paragraph);
  }
  std::erase(paragraphs, std::string());
  return paragraphs;
}

// The first line that is not blank.
std::string first_line(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\n");
  if (begin == std::string_view::npos) return {};
  return schema::one_line(text.substr(begin, text.find('\n', begin) - begin));
}

Result<Article> article_of_story(const xmlNode* story, schema::Provenance provenance, std::uint32_t replaced_bytes) {
  const xmlNode* text = child(story, "TEXT");
  if (!text) return Fault{"a story without <TEXT>", provenance.place};
  Article article;
  const bool has_body = child(text, "BODY") != nullptr;
  std::vector<std::string> paragraphs = body_paragraphs(has_body ? content(child(text, "BODY")) : own_text(text));
  article.title = schema::one_line(content(child(text, "TITLE")));
  if (article.title.empty() && !has_body) {
    article.title = first_line(own_text(text));  // an unprocessed story opens with its headline
    if (!paragraphs.empty() && paragraphs.front().starts_with(article.title)) {
      paragraphs.front().erase(0, article.title.size());
      paragraphs.front() = schema::one_line(paragraphs.front());
      if (paragraphs.front().empty()) paragraphs.erase(paragraphs.begin());
    }
  }
  if (article.title.empty() && paragraphs.empty()) return Fault{"a story without words", provenance.place};

  article.outlet = "Reuters";
  article.language = "en";
  set_published(article, content(child(story, "DATE")), "element DATE");
  const std::string author = schema::one_line(content(child(text, "AUTHOR")));
  article.byline = read_byline(author).value_or(author);
  if (!article.title.empty()) article.blocks.push_back({BlockKind::Headline, append_part(article.text, article.title)});
  const std::string dateline = schema::one_line(content(child(text, "DATELINE")));
  if (!dateline.empty()) {
    const auto read = read_dateline(dateline);
    article.dateline = read ? read->place : dateline.substr(0, dateline.find(','));
    article.blocks.push_back({BlockKind::Dateline, append_part(article.text, dateline)});
  }
  std::string_view joint = dateline.empty() ? "\n\n" : " ";
  Span body{};
  for (const std::string& paragraph : paragraphs) {
    const Span span = append_part(article.text, paragraph, std::exchange(joint, "\n\n"));
    body = {body.empty() ? span.begin : body.begin, span.end};
  }
  if (!body.empty()) lay_out(article, body, Extent::Body);
  article.replaced_bytes = replaced_bytes;
  article.provenance = std::move(provenance);
  measure(article);
  return article;
}

// "story 4" by its NEWID, or by its number among the file's where it has none.
std::string place_of(std::string_view story, std::size_t number) {
  constexpr std::string_view kId = "NEWID=\"";
  const std::string_view tag = story.substr(0, story.find('>'));
  const std::size_t begin = tag.find(kId);
  if (begin != std::string_view::npos) {
    const std::string_view id = tag.substr(begin + kId.size());
    const std::size_t size = std::min(id.find_first_not_of("0123456789"), id.size());
    if (size > 0 && size <= 9) return fmt::format("story {}", id.substr(0, size));
  }
  return fmt::format("story without NEWID, the file's number {}", number);
}

Result<Article> article_of_element(std::string_view element, schema::Provenance provenance, const ReaderOptions&) {
  Decoded decoded = decode_record(element, "UTF-8");
  const auto document = parse_xml_text(std::move(decoded.text));
  if (!document) return Fault{document.error().reason, provenance.place};
  return article_of_story(document->root(), std::move(provenance), decoded.replaced_bytes);
}

}  // namespace

Opened open_reuters(ByteSource source, const std::string& file, const ReaderOptions& options) {
  return article_an_element(std::move(source), file, options, {"REUTERS", "story", place_of, article_of_element});
}

}  // namespace attache::indexer
