// Factiva's exports, HTML with its index codes (HD, PD, LP, TD …) or without, and XML: one file, many articles.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "indexer/readers/charset.hpp"
#include "indexer/readers/composition.hpp"
#include "indexer/readers/export_dates.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/xml.hpp"
#include "schema/digest.hpp"
#include "schema/language_tag.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::BlockKind;
using schema::Fault;
using schema::Result;

std::string joined_text(const std::vector<Passage>& passages) {
  std::string out;
  for (const Passage& passage : passages) out.append(out.empty() ? "" : " ").append(passage.text);
  return schema::one_line(out);
}

void append(std::vector<Passage>& to, std::vector<Passage> more, BlockKind kind = BlockKind::Paragraph) {
  for (Passage& passage : more) {
    if (kind != BlockKind::Paragraph) passage.kind = kind;
    to.push_back(std::move(passage));
  }
}

// One article of an HTML export: its values by their codes.
struct CodedArticle {
  std::map<std::string, std::vector<Passage>, std::less<>> values;
  std::vector<Passage> uncoded;  // what stands outside the table of codes
  std::size_t begin = 0;         // in the file
  std::size_t end = 0;

  std::string line(std::string_view code) const {
    const auto found = values.find(code);
    return found == values.end() ? std::string() : joined_text(found->second);
  }
  std::vector<Passage> passages(std::string_view code) const {
    const auto found = values.find(code);
    return found == values.end() ? std::vector<Passage>() : found->second;
  }
};

// Parts an HTML export in its articles and their rows.
class CodedExport {
 public:
  std::vector<CodedArticle> read(std::string_view html) {
    HtmlTokens tokens(html);
    for (std::size_t at = 0;; at = tokens.position()) {
      const HtmlToken token = tokens.next();
      if (token.kind == HtmlToken::Kind::End) break;
      step(token, at);
    }
    end_article(html.size());
    return std::move(articles_);
  }

 private:
  void step(const HtmlToken& token, std::size_t at) {
    const bool opens = token.kind == HtmlToken::Kind::Open;
    if (opens && token.name == "div" && begins_article(token)) {
      end_article(at);
      articles_.push_back({{}, {}, at, 0});
      return;
    }
    if (articles_.empty()) return;
    if (token.name == "tr" || (token.kind == HtmlToken::Kind::Close && token.name == "table")) {
      end_row();
      in_row_ = opens && token.name == "tr";
    } else if (opens && token.name == "td" && in_row_) {
      cells_.emplace_back();
    } else {
      Passages& passages = cells_.empty() ? uncoded_ : cells_.back();
      if (opens) passages.open(token.name);
      if (token.kind == HtmlToken::Kind::Close) passages.close(token.name);
      if (token.kind == HtmlToken::Kind::Text) passages.text(token.text);
    }
  }

  // "article enArticle" and its like; not "articleParagraph".
  static bool begins_article(const HtmlToken& div) {
    static const RE2 named(R"((?:^|\s)article(?:\s|$)|(?:^|\s)[a-z]{2,7}Article(?:\s|$))");
    return RE2::PartialMatch(html_attribute(div.attributes, "class"), named);
  }

  void end_article(std::size_t at) {
    end_row();
    std::vector<Passage> uncoded = uncoded_.release();
    if (articles_.empty()) return;
    articles_.back().uncoded = std::move(uncoded);
    articles_.back().end = at;
  }

  void end_row() {
    static const RE2 code("[A-Z][A-Z0-9]{1,4}");
    if (cells_.size() >= 2 && !articles_.empty()) {
      const std::string name = joined_text(cells_[0].release());
      if (RE2::FullMatch(name, code)) append(articles_.back().values[name], cells_[1].release());
    }
    cells_.clear();
    in_row_ = false;
  }

  std::vector<CodedArticle> articles_;
  std::vector<Passages> cells_;
  Passages uncoded_;
  bool in_row_ = false;
};

// "TESTFR0020111229e7ct0001r" of "Document TESTFR0020111229e7ct0001r".
std::string accession_number(const std::string& words) { return words.substr(words.rfind(' ') + 1); }

// An export without indexing gives the same in the same order without codes: headline, byline, number of words, date, time,
// source, its code, language, copyright, text, "Document …". Nothing is taken from one that is in another order.
Result<Article> article_of_lines(const CodedArticle& coded, Article article, const ReaderOptions& options) {
  static const RE2 words("[\\d,. ]+(?:words|mots|Wörter|palabras|parole|woorden|palavras)"), time("\\d{1,2}:\\d{2}");
  static const RE2 copyright("(?i)(?:copyright|\\(c\\)|©).*"), document("Document (\\w+)");
  const std::vector<Passage>& lines = coded.uncoded;
  std::size_t at = 0;
  while (at < lines.size() && !RE2::FullMatch(lines[at].text, words)) ++at;
  std::size_t text = at;
  while (text < lines.size() && !RE2::FullMatch(schema::one_line(lines[text].text), copyright)) ++text;
  const auto date = at + 1 < lines.size() ? read_export_date(lines[at + 1].text) : std::nullopt;
  if (at == 0 || text >= lines.size() || !date)
    return Fault{"an article without Factiva's codes (HD, PD, TD): export it with indexing", article.provenance.place};
  article.title = lines[0].text;
  if (at > 1) article.byline = without_by(lines[1].text);
  const bool timed = RE2::FullMatch(lines[at + 2].text, time);
  set_published(article, lines[at + 1].text + (timed ? " " + lines[at + 2].text : ""), "the date line");
  const std::size_t source = at + (timed ? 3 : 2);
  if (source < text) article.outlet = lines[source].text;
  for (std::size_t i = source + 1; i < text; ++i)
    fill(article.language, lines[i].text.size() > 3 ? schema::language_tag(lines[i].text) : std::string());
  std::vector<Passage> passages;
  for (std::size_t i = text + 1; i < lines.size(); ++i)
    if (!RE2::FullMatch(lines[i].text, document, &article.external_id)) passages.push_back(lines[i]);
  return compose(std::move(article), std::move(passages), options);
}

Result<Article> article_of_codes(const CodedArticle& coded, Article article, const ReaderOptions& options) {
  article.title = coded.line("HD");
  article.byline = without_by(coded.line("BY"));
  article.outlet = coded.line("SN");
  article.section = coded.line("SE");
  fill(article.section, coded.line("CLM"));
  article.language = schema::language_tag(coded.line("LA"));
  article.external_id = accession_number(coded.line("AN"));
  const std::string time = coded.line("ET");
  set_published(article, coded.line("PD") + (time.empty() ? "" : " " + time), time.empty() ? "PD" : "PD and ET");
  std::vector<Passage> passages;
  for (const char* code : {"LP", "TD", "CX"}) append(passages, coded.passages(code));
  append(passages, coded.passages("ART"), BlockKind::Caption);
  append(passages, coded.passages("CR"), BlockKind::Credit);
  return compose(std::move(article), std::move(passages), options);
}

Opened open_coded(const std::string& bytes, const std::string& file, const ReaderOptions& options) {
  Decoded decoded = decode(bytes, charset_of(bytes));
  const auto text = std::make_shared<std::string>(std::move(decoded.text));
  auto articles = CodedExport().read(*text);
  if (articles.empty()) return Fault{"a Factiva export without articles", {}};
  const std::size_t count = articles.size();
  return article_each(count, [text, articles = std::move(articles), replaced = decoded.replaced_bytes, file, options](std::size_t i) {
    const CodedArticle& coded = articles[i];
    Article article;
    article.provenance = {file, fmt::format("article {}", i + 1),
                          schema::sha256_hex(std::string_view(*text).substr(coded.begin, coded.end - coded.begin))};
    article.replaced_bytes = i == 0 ? replaced : 0;
    return coded.values.empty() ? article_of_lines(coded, std::move(article), options)
                                : article_of_codes(coded, std::move(article), options);
  });
}

std::vector<Passage> passages_of_part(const xmlNode* part) {
  if (!part) return {};
  if (child(part, "paragraph")) return passages_of_xml(part);
  return passages_of_plain(content(part));
}

Result<Article> article_of_xml(const xmlNode* element, Article article, const ReaderOptions& options) {
  article.external_id = words_in(child(element, "accessionNo"));
  article.language = schema::language_tag(words_in(child(element, "baseLanguage")));
  article.title = joined_text(passages_of_part(child(element, "headline")));
  article.byline = without_by(words_in(child(element, "byline")));
  article.outlet = words_in(child(element, "sourceName"));
  article.section = words_in(child(element, "sectionName"));
  fill(article.section, words_in(child(element, "columnName")));
  const xmlNode* date = child(element, "publicationDate");
  const std::string time = words_in(child(child(element, "publicationTime"), "time"));
  set_published(article, words_in(date) + (time.empty() ? "" : " " + time), "publicationDate");
  set_updated(article, words_in(child(element, "modificationDate")));
  std::vector<Passage> passages;
  for (const char* part : {"leadParagraph", "tailParagraphs", "corrections"}) append(passages, passages_of_part(child(element, part)));
  append(passages, passages_of_part(child(element, "artWork")), BlockKind::Caption);
  append(passages, passages_of_part(child(element, "credit")), BlockKind::Credit);
  return compose(std::move(article), std::move(passages), options);
}

// How many articles the export says that it holds; 0 where it does not.
std::size_t announced(const xmlNode* root) {
  const std::string count = attribute(descendant(root, "ppsarticleResultSet"), "count");
  return count.empty() || count.size() > 6 || count.find_first_not_of("0123456789") != std::string::npos ? 0 : std::stoul(count);
}

Opened open_factiva_xml(const std::string& bytes, const std::string& file, const ReaderOptions& options) {
  auto parsed = parse_xml(bytes);
  if (!parsed) return parsed.error();
  const auto document = std::make_shared<XmlDocument>(std::move(*parsed));
  std::vector<const xmlNode*> articles;
  for (const xmlNode* node = document->root(); node; node = next_within(document->root(), node))
    if (is_named(node, "article")) articles.push_back(node);
  if (articles.empty()) return Fault{"a Factiva export without articles", {}};
  const std::size_t count = articles.size();
  const std::size_t said = announced(document->root());
  return article_each(count + (said > count ? 1 : 0),
                      [document, articles = std::move(articles), said, file, options](std::size_t i) -> Result<Article> {
                        if (i == articles.size())
                          return Fault{fmt::format("the export announces {} articles and holds {}", said, articles.size()), {}};
                        Article article;
                        article.provenance = {file, fmt::format("article {}", i + 1), schema::sha256_hex(serialised(articles[i]))};
                        article.replaced_bytes = i == 0 ? document->replaced_bytes : 0;
                        return article_of_xml(articles[i], std::move(article), options);
                      });
}

}  // namespace

bool begins_factiva(std::string_view head) {
  static const RE2 mark(R"(<ppsarticle|<accessionNo>|<title>\s*Factiva|Factiva, Inc\.|class=["']article [a-z]{2,4}Article["' ])");
  return head.starts_with('<') && RE2::PartialMatch(re2::StringPiece(head.data(), head.size()), mark);
}

Opened open_factiva(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto bytes = whole_export(source, options);
  if (!bytes) return bytes.error();
  const bool is_xml =
      std::string_view(*bytes).substr(0, 4096).find("<html") == std::string_view::npos && bytes->find("<accessionNo>") != std::string::npos;
  return is_xml ? open_factiva_xml(*bytes, file, options) : open_coded(*bytes, file, options);
}

}  // namespace attache::indexer
