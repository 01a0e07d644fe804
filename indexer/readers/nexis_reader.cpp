// Exports of LexisNexis as text and as HTML: one file, many documents, each under its "3 of 97 DOCUMENTS".
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "indexer/readers/charset.hpp"
#include "indexer/readers/composition.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/nexis_document.hpp"
#include "schema/digest.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::Fault;
using schema::Result;

struct NexisDocument {
  NexisHeading heading;  // zeros where the export gives none
  NexisParagraphs paragraphs;
  std::size_t begin = 0;  // in the decoded file
  std::size_t end = 0;
};

struct NexisExport {
  std::string text;  // the decoded file
  std::vector<NexisDocument> documents;
  std::string cover;  // what stands before the first document
  std::uint32_t replaced_bytes = 0;
};

// Parts an export in documents as its paragraphs come.
class Parts {
 public:
  explicit Parts(NexisExport& into) : into_(into) {}

  void begin_document(std::size_t at) {
    end_document(at);
    into_.documents.push_back({{}, {}, at, at});
  }

  void add(std::string paragraph, std::size_t at) {
    if (paragraph.empty()) return;
    if (const auto heading = read_nexis_heading(paragraph)) {
      // HTML marks a document's beginning in another way too.
      if (into_.documents.empty() || into_.documents.back().heading.number != 0 || !into_.documents.back().paragraphs.empty())
        begin_document(at);
      into_.documents.back().heading = *heading;
    } else if (into_.documents.empty()) {
      into_.cover.append(paragraph).append("\n");
    } else {
      into_.documents.back().paragraphs.push_back(std::move(paragraph));
    }
  }

  void end_document(std::size_t at) {
    if (!into_.documents.empty()) into_.documents.back().end = at;
  }

 private:
  NexisExport& into_;
};

void part_plain(NexisExport& all) {
  Parts parts(all);
  std::string paragraph;
  const std::string_view text = all.text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = schema::one_line(text.substr(at, end - at));
    const bool heading = read_nexis_heading(line).has_value();
    if (line.empty() || heading) parts.add(std::exchange(paragraph, {}), at);
    if (heading)
      parts.add(std::move(line), at);
    else if (!line.empty())
      paragraph.append(paragraph.empty() ? "" : "\n").append(line);
    at = end + 1;
  }
  parts.add(std::move(paragraph), text.size());
  parts.end_document(text.size());
}

void part_html(NexisExport& all) {
  Parts parts(all);
  Passages passages;
  HtmlTokens tokens(all.text);
  const auto hand_over = [&](std::size_t at) {
    for (Passage& passage : passages.release()) parts.add(std::move(passage.text), at);
  };
  for (std::size_t at = 0;; at = tokens.position()) {
    const HtmlToken token = tokens.next();
    if (token.kind == HtmlToken::Kind::End) break;
    if (token.kind == HtmlToken::Kind::Open && (token.name == "p" || token.name == "div")) hand_over(at);
    if (token.kind == HtmlToken::Kind::Open) passages.open(token.name);
    if (token.kind == HtmlToken::Kind::Close) passages.close(token.name);
    if (token.kind == HtmlToken::Kind::Text) passages.text(token.text);
    if (token.kind == HtmlToken::Kind::Comment && token.text.find("<DOC NUMBER") != std::string::npos) {
      hand_over(at);
      parts.begin_document(at);
    }
  }
  hand_over(all.text.size());
  parts.end_document(all.text.size());
}

// What the export itself says is missing from it: numbers left out, and documents ordered but not there.
std::vector<Fault> gaps_of(const NexisExport& all) {
  std::vector<Fault> gaps;
  const NexisHeading* before = nullptr;
  for (const NexisDocument& document : all.documents) {
    const NexisHeading& heading = document.heading;
    if (before && heading.total == before->total && heading.number > before->number + 1)
      gaps.push_back(
          {fmt::format("documents {} to {} of {} are not in the file", before->number + 1, heading.number - 1, heading.total), {}});
    if (heading.number != 0) before = &heading;
  }
  static const RE2 ordered(R"(Selected Items: (\d{1,6})-(\d{1,6})\s)");
  std::size_t first = 0, last = 0;
  if (RE2::PartialMatch(all.cover, ordered, &first, &last) && last >= first && last - first + 1 > all.documents.size())
    gaps.push_back({fmt::format("the cover page lists {} documents, the file holds {}", last - first + 1, all.documents.size()), {}});
  return gaps;
}

bool is_html(std::string_view text) {
  static const RE2 tag("(?i)<(?:html|body|div)[\\s>]");
  return RE2::PartialMatch(re2::StringPiece(text.data(), std::min<std::size_t>(text.size(), ByteSource::kPeek)), tag);
}

Result<Article> article_at(const NexisExport& all, std::size_t i, const std::string& file, const ReaderOptions& options) {
  const NexisDocument& document = all.documents[i];
  Article article;
  const std::size_t number = document.heading.number != 0 ? document.heading.number : i + 1;
  article.provenance = {file, fmt::format("document {}", number),
                        schema::sha256_hex(std::string_view(all.text).substr(document.begin, document.end - document.begin))};
  article.replaced_bytes = i == 0 ? all.replaced_bytes : 0;
  return article_of_nexis(document.paragraphs, std::move(article), options);
}

}  // namespace

bool begins_nexis(std::string_view head) {
  static const RE2 mark(R"((?m)<!-- LXNComment|<DOC NUMBER=1>|(?:^|>)\s*\d{1,6} (?:of|sur|von|de|di|van) \d{1,6} DO[CK]UMENT)");
  return RE2::PartialMatch(re2::StringPiece(head.data(), head.size()), mark);
}

Opened open_nexis(ByteSource source, const std::string& file, const ReaderOptions& options) {
  if (source.peek().starts_with("PK\x03\x04")) return open_docx(std::move(source), file, options);
  auto bytes = whole_export(source, options);
  if (!bytes) return bytes.error();
  Decoded decoded = decode(*bytes, charset_of(*bytes));
  auto all = std::make_shared<NexisExport>();
  all->text = std::move(decoded.text);
  all->replaced_bytes = decoded.replaced_bytes;
  if (all->text.starts_with("\xEF\xBB\xBF")) all->text.erase(0, 3);
  is_html(all->text) ? part_html(*all) : part_plain(*all);
  if (all->documents.empty()) return Fault{"no document of a Nexis export (\"1 of 10 DOCUMENTS\")", {}};
  auto gaps = gaps_of(*all);
  const std::size_t count = all->documents.size() + gaps.size();
  return article_each(count, [all, gaps = std::move(gaps), file, options](std::size_t i) -> Result<Article> {
    if (i >= all->documents.size()) return gaps[i - all->documents.size()];
    return article_at(*all, i, file, options);
  });
}

}  // namespace attache::indexer
