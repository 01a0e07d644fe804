#include "indexer/readers/composition.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/readers/export_dates.hpp"
#include "indexer/readers/language.hpp"
#include "indexer/readers/layout.hpp"
#include "indexer/readers/line_shapes.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/record_article.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::Block;
using schema::BlockKind;
using schema::Fault;
using schema::Span;

void without_nul(std::string& text) {
  for (std::size_t at = text.find('\0'); at != std::string::npos; at = text.find('\0', at)) text.replace(at, 1, "\xEF\xBF\xBD");
}

std::string line_of(std::string_view text) {
  return schema::one_line(schema::text_of(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())})));
}

void clean(Article& article) {
  for (std::string* field : {&article.title, &article.standfirst, &article.byline, &article.outlet, &article.section, &article.dateline,
                             &article.url, &article.canonical_url, &article.external_id, &article.version, &article.published_raw}) {
    without_nul(*field);
    *field = line_of(*field);
  }
}

// Appends passages one after another and lays the running text among them out by its looks.
class Composition {
 public:
  explicit Composition(Article& article) : article_(article) {}

  void append(BlockKind kind, std::string_view text) {
    const Span span = append_part(article_.text, text);
    if (kind == BlockKind::Paragraph) {
      run_ = {run_.empty() ? span.begin : run_.begin, span.end};
      return;
    }
    end_run();
    article_.blocks.push_back({kind, span});
  }

  void end_run() {
    if (!run_.empty()) lay_out(article_, std::exchange(run_, Span{}), Extent::Body);
  }

 private:
  Article& article_;
  Span run_{};  // paragraphs not laid out yet
};

// Whether a text begins with its summary; one that was cut ("… [...]") counts without its dots.
bool begins_with(const std::vector<Passage>& passages, std::string_view summary) {
  static const RE2 cut(R"(\s*(?:\[\s*)?(?:…|\.\.\.)(?:\s*\])?$)");
  std::string opening(summary);
  RE2::Replace(&opening, cut, "");
  std::string text;
  for (const Passage& passage : passages) {
    if (text.size() >= opening.size()) break;
    if (passage.kind == BlockKind::Paragraph) text.append(text.empty() ? "" : " ").append(passage.text);
  }
  return !opening.empty() && text.starts_with(opening);
}

}  // namespace

schema::Result<Article> compose(Article article, std::vector<Passage> passages, const ReaderOptions& options) {
  clean(article);
  std::size_t size = 0;
  for (Passage& passage : passages) {
    without_nul(passage.text);
    passage.text = line_of(passage.text);
    size += passage.text.size() + 2;
  }
  std::erase_if(passages, [&](const Passage& p) {
    return p.text.empty() || (p.kind == BlockKind::Headline && (p.text == article.title || p.text == article.standfirst));
  });
  const std::string place = article.provenance.place;
  if (article.title.empty() && passages.empty()) return Fault{"neither a title nor a text", place};
  if (size > options.max_article_bytes)
    return Fault{fmt::format("too large: a text of {} bytes, the limit for one article is {}", size, options.max_article_bytes), place};
  Composition text(article);
  if (!article.title.empty()) text.append(BlockKind::Headline, article.title);
  // A summary is often the first words of the text over again: then it would be two statements.
  if (!article.standfirst.empty() && !begins_with(passages, article.standfirst)) text.append(BlockKind::Standfirst, article.standfirst);
  for (const Passage& passage : passages) text.append(passage.kind, passage.text);
  text.end_run();
  measure(article);
  return article;
}

void set_published(Article& article, std::string_view words, std::string_view from) {
  std::string raw = schema::one_line(words);
  if (raw.empty() || !article.published_raw.empty()) return;
  if (const auto moment = read_export_date(raw)) {
    article.published = moment->day;
    article.published_at = moment->iso;
  }
  article.published_raw = std::move(raw);
  article.published_from = from;
}

void set_updated(Article& article, std::string_view words) {
  if (article.updated || !article.updated_at.empty()) return;
  if (const auto moment = read_export_date(words)) {
    article.updated = moment->day;
    article.updated_at = moment->iso;
  }
}

void set_status(Article& article, std::string_view words) {
  static const RE2 withheld("(?i)(?:.*[:/#])?(?:withheld|held|embargoed)"), canceled("(?i)(?:.*[:/#])?(?:cancell?ed|killed|withdrawn)");
  if (RE2::FullMatch(words, withheld)) article.status = schema::PublicationStatus::Withheld;
  if (RE2::FullMatch(words, canceled)) article.status = schema::PublicationStatus::Canceled;
}

std::string place_of_dateline(std::string_view dateline) {
  const std::string line = schema::one_line(dateline);
  for (const char* dash : {"", " -"})
    if (const auto read = read_dateline(line + dash)) return read->place;
  return schema::one_line(std::string_view(line).substr(0, line.find_first_of(",(")));
}

std::string without_by(std::string_view byline) {
  static const RE2 by("(?i)^(?:by|par|von|por|di)[: ]\\s*");
  std::string line = schema::one_line(byline);
  if (const auto read = read_byline(line)) return *read;
  RE2::Replace(&line, by, "");
  return line;
}

void fill(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

}  // namespace attache::indexer
