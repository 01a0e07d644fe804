// PDF: one file, one article, by the text that is in it; pictures of text are none. Its date is what the text says: the document's
// CreationDate is when the file was made, which is neither when the article was published nor when it was retrieved, and is left out.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "indexer/readers/composition.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/line_shapes.hpp"
#include "indexer/readers/page_article.hpp"
#include "indexer/readers/pdf/pdf_paragraphs.hpp"
#include "schema/digest.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using pdf::Paragraph;
using schema::Article;
using schema::BlockKind;
using schema::Fault;

constexpr double kHeadlineSize = 1.25;         // of the text's
constexpr std::size_t kLongestHeadline = 300;  // bytes
constexpr std::size_t kFirstParagraphs = 12;   // among which the headline is

// A title that says what the article is called, and not what its file was called or what wrote it.
bool is_sensible_title(const std::string& title) {
  static const RE2 file_name(
      R"((?i).*\.(?:docx?|odt|rtf|pdf|indd|qxp|qxd|pptx?|xlsx?|html?|txt|tex|dvi|pub|pages|wpd|fm|jpe?g|png|tiff?))");
  static const RE2 made_by(
      R"((?i)(?:microsoft|powerpoint|adobe|untitled|document\d*|doc\d*|slide|sans titre|unbenannt|layout|print|scan|title|titel|no title)\b.*)");
  static const RE2 address(R"((?i)(?:https?://|www\.|file:|[a-z]:\\).*|.*[/\\_].*)");
  const bool words = title.find(' ') != std::string::npos && schema::words_of(title).size() >= 2;
  return words && title.size() <= kLongestHeadline && !RE2::FullMatch(title, file_name) && !RE2::FullMatch(title, made_by) &&
         !RE2::FullMatch(title, address);
}

// A person's name, and not an account's or a program's.
bool is_sensible_author(const std::string& author) {
  static const RE2 name(
      R"(\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|von|van|de|der|den|di|al|el|bin|la|le)){1,4}(?:(?:,| and|;) .{3,80})?)");
  static const RE2 others(
      R"((?i).*\b(?:user|admin|administrator|owner|office|microsoft|adobe|unknown|author|press|ministry|department)\b.*)");
  return RE2::FullMatch(author, name) && !RE2::FullMatch(author, others);
}

// How many paragraphs at the top, and from which on, are the headline: those of the largest size, if it is larger than the text's.
struct Headline {
  std::size_t begin = 0;
  std::size_t end = 0;
};
Headline headline_of(const pdf::Paragraphs& paragraphs, const std::string& title) {
  const auto& all = paragraphs.all;
  const std::size_t most = std::min(kFirstParagraphs, all.size());
  const std::string folded = schema::fold_phrase(title);
  for (std::size_t i = 0; i < most && !folded.empty(); ++i)
    if (schema::fold_phrase(all[i].text) == folded) return {i, i + 1};
  std::size_t top = 0;
  for (std::size_t i = 1; i < most; ++i)
    if (all[i].size > all[top].size && schema::words_of(all[i].text).size() > 1) top = i;
  if (most == 0 || all[top].size < kHeadlineSize * paragraphs.body_size) return {};
  std::size_t end = top;
  std::size_t bytes = 0;
  while (end < all.size() && all[end].size == all[top].size && all[end].page == all[top].page) bytes += all[end++].text.size() + 1;
  return bytes <= kLongestHeadline ? Headline{top, end} : Headline{};
}

schema::Result<Article> article_of(const pdf::Document& document, Article article, const ReaderOptions& options) {
  pdf::Paragraphs paragraphs = pdf::paragraphs_of(pdf::lines_of(document.pages));
  if (paragraphs.all.empty()) return Fault{fmt::format("no text in its {} pages: pictures are not read", document.pages.size()), {}};
  const std::string title = is_sensible_title(document.title) ? document.title : std::string();
  const Headline headline = headline_of(paragraphs, title);
  std::vector<Passage> passages;
  for (std::size_t i = 0; i < paragraphs.all.size(); ++i) {
    Passage passage{BlockKind::Paragraph, std::move(paragraphs.all[i].text)};
    if (i >= headline.begin && i < headline.end)
      article.title.append(article.title.empty() ? "" : " ").append(passage.text);
    else
      passages.push_back(std::move(passage));
  }
  if (article.title.empty()) article.title = title;
  auto made = article.title.empty() ? page_article(texts_of(std::move(passages)), std::move(article), options)
                                    : compose(std::move(article), std::move(passages), options);
  if (made && made->byline.empty() && is_sensible_author(document.author)) made->byline = document.author;
  return made;
}

}  // namespace

bool begins_pdf(std::string_view head) { return head.starts_with("%PDF-"); }

Opened open_pdf(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto bytes = whole_export(source, options);
  if (!bytes) return bytes.error();
  auto document = pdf::words_of(*bytes);
  if (!document) return document.error();
  Article article;
  article.provenance = {file, {}, schema::sha256_hex(*bytes)};
  auto made = article_of(*document, std::move(article), options);
  if (!made) return made.error();
  return one_article(std::move(*made), std::move(document->faults));
}

}  // namespace attache::indexer
