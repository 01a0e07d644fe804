// Newswire as the Linguistic Data Consortium (Gigaword), TREC and NIST give it: SGML that is no XML, an article a <DOC>. It is
// read tag by tag, since annotations cross each other.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/readers/charset.hpp"
#include "indexer/readers/composition.hpp"
#include "indexer/readers/element_stream.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/markup_text.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "schema/named_value.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::Fault;
using schema::Result;

enum class Part : std::uint8_t { None, Id, Date, Headline, Byline, Dateline, Text };

constexpr std::array<schema::NamedValue<Part>, 14> kParts{{{Part::Id, "docno"},
                                                           {Part::Id, "docid"},
                                                           {Part::Date, "date_time"},
                                                           {Part::Date, "datetime"},
                                                           {Part::Date, "date"},
                                                           {Part::Headline, "headline"},
                                                           {Part::Headline, "hl"},
                                                           {Part::Headline, "head"},
                                                           {Part::Byline, "byline"},
                                                           {Part::Byline, "author"},
                                                           {Part::Dateline, "dateline"},
                                                           {Part::Text, "text"},
                                                           {Part::Text, "leadpara"},
                                                           {Part::Text, "lp"}}};

// How identifiers begin, by source: "NYT19980315.0063", "AFP_ENG_20040101.0001", "AP880212-0001".
struct Source {
  std::string_view code;
  std::string_view outlet;
};
constexpr std::array<Source, 12> kSources{{{"APW", "Associated Press"},
                                           {"AP", "Associated Press"},
                                           {"AFP", "Agence France-Presse"},
                                           {"NYT", "The New York Times"},
                                           {"XIE", "Xinhua"},
                                           {"XIN", "Xinhua"},
                                           {"CNA", "Central News Agency"},
                                           {"LTW", "Los Angeles Times"},
                                           {"LA", "Los Angeles Times"},
                                           {"WSJ", "The Wall Street Journal"},
                                           {"REU", "Reuters"},
                                           {"FT", "Financial Times"}}};

// Typewriters have no quotation marks and dashes of their own.
std::string with_printed_marks(std::string text) {
  static const RE2 dash("(^|\\s)_(\\s|$)");
  RE2::GlobalReplace(&text, "``", "\xE2\x80\x9C");
  RE2::GlobalReplace(&text, "''", "\xE2\x80\x9D");
  RE2::GlobalReplace(&text, dash, "\\1\xE2\x80\x94\\2");
  return text;
}

// The text of one <TEXT> in paragraphs: by <P>, by indented lines, or as plain text has them.
class TextParts {
 public:
  void add(std::string_view characters) { held_ += characters; }
  void end_paragraph() {
    if (std::string words = schema::one_line(held_); !words.empty()) marked_.push_back(std::move(words));
    held_.clear();
  }
  // Ends a <TEXT>, of which there may be several.
  void end() {
    static const RE2 indented("(?m)^(?:\\t| {3,})\\s*\\S");
    if (!marked_.empty()) {
      end_paragraph();
      std::move(marked_.begin(), marked_.end(), std::back_inserter(done_));
      marked_.clear();
    } else if (RE2::PartialMatch(held_, indented)) {
      static const RE2 next("((?s).+?)(?:\\n\\s*\\n|\\n(?:\\t| {3,})|$)");
      re2::StringPiece rest(held_);
      for (std::string paragraph; RE2::Consume(&rest, next, &paragraph);)
        if (std::string words = schema::one_line(paragraph); !words.empty()) done_.push_back(std::move(words));
    } else {
      for (const schema::Span span : paragraphs_of(held_, {0, static_cast<std::uint32_t>(held_.size())}))
        done_.push_back(schema::one_line(schema::text_of(held_, span)));
    }
    held_.clear();
  }
  std::vector<std::string> release() { return std::move(done_); }

 private:
  std::string held_;
  std::vector<std::string> marked_;  // paragraphs of the <TEXT> at hand that a <P> ended
  std::vector<std::string> done_;
};

// "19980315" of an identifier as a day that is written out, its century with it: "880212" is of the 1900s.
std::string day_of_identifier(const std::string& id) {
  static const RE2 dated("^[A-Z]{2,4}(?:_[A-Z]{3}_)?((?:19|20)?\\d\\d)(\\d\\d)(\\d\\d)(?:\\D|$)");
  std::string year, month, day;
  if (!RE2::PartialMatch(id, dated, &year, &month, &day)) return {};
  return fmt::format("{}{}-{}-{}", year.size() == 2 ? "19" : "", year, month, day);
}

void set_date(Article& article, const std::string& words) {
  static const RE2 american("(\\d\\d)/(\\d\\d)/(\\d{4})(?:\\s+(\\d\\d:\\d\\d(?::\\d\\d)?))?");
  std::string month, day, year, time;
  if (RE2::FullMatch(words, american, &month, &day, &year, &time)) {  // these archives are all American
    set_published(article, fmt::format("{}-{}-{} {}", year, month, day, time), "element DATE_TIME");
    if (article.published) article.published_raw = words;
  } else {
    set_published(article, words, "element DATE");
  }
  if (article.published) return;
  if (const std::string day_of = day_of_identifier(article.external_id); !day_of.empty()) {
    set_published(article, day_of, "the document's number");
    if (article.published) article.published_raw = article.external_id;
  }
}

Result<Article> article_of_element(std::string_view element, schema::Provenance provenance, const ReaderOptions& options) {
  Decoded decoded = decode_record(element, "UTF-8");
  Article article;
  article.provenance = std::move(provenance);
  article.replaced_bytes = decoded.replaced_bytes;
  article.language = "en";
  std::string date, dateline, byline, headline;
  TextParts text;
  Part part = Part::None;
  std::string part_name;
  bool annotation = false;  // "(STORY CAN END HERE)", in the middle of a text
  const auto target = [&]() -> std::string* {
    switch (part) {
      case Part::Id: return &article.external_id;
      case Part::Date: return &date;
      case Part::Headline: return &headline;
      case Part::Byline: return &byline;
      case Part::Dateline: return &dateline;
      default: return nullptr;
    }
  };
  HtmlTokens tokens(decoded.text);
  for (HtmlToken token = tokens.next(); token.kind != HtmlToken::Kind::End; token = tokens.next()) {
    switch (token.kind) {
      case HtmlToken::Kind::Open:
        if (token.name == "doc") article.external_id = html_attribute(token.attributes, "id");
        if (token.name == "p" && part == Part::Text) text.end_paragraph();
        annotation = annotation || token.name == "annotation";
        if (const auto known = schema::value_of(kParts, token.name)) {
          part = *known;
          part_name = token.name;
        }
        break;
      case HtmlToken::Kind::Close:
        if (token.name == "p" && part == Part::Text) text.end_paragraph();
        if (token.name == "annotation") annotation = false;
        if (token.name != part_name) break;
        if (part == Part::Text) text.end();
        part = Part::None;
        part_name.clear();
        break;
      case HtmlToken::Kind::Text:
        if (annotation) break;
        if (part == Part::Text)
          text.add(token.text);
        else if (std::string* const to = target())
          *to += token.text + " ";
        break;
      default: break;
    }
  }
  if (part == Part::Text) text.end();  // <TEXT> is not always closed
  article.external_id = schema::one_line(article.external_id);
  for (const Source& source : kSources) {
    if (!article.external_id.starts_with(source.code) || article.external_id.size() == source.code.size()) continue;
    const char after = article.external_id[source.code.size()];
    if (after == '_' || (after >= '0' && after <= '9')) {
      article.outlet = source.outlet;
      break;
    }
  }
  set_date(article, schema::one_line(date));
  article.title = schema::one_line(with_printed_marks(std::move(headline)));
  article.byline = without_by(schema::one_line(byline));
  std::vector<Passage> passages;
  for (std::string& paragraph : text.release()) passages.push_back({schema::BlockKind::Paragraph, with_printed_marks(std::move(paragraph))});
  if (const std::string words = schema::one_line(with_printed_marks(std::move(dateline))); !words.empty()) {
    article.dateline = place_of_dateline(words);
    passages.insert(passages.begin(), {schema::BlockKind::Dateline, words});
  }
  return compose(std::move(article), std::move(passages), options);
}

std::string place_of(std::string_view element, std::size_t number) {
  static const RE2 id("<DOC(?:ID|NO)>\\s*([^\\s<]{1,60})|^<DOC[^>]*\\sid=\"([^\"]{1,60})\"");
  std::string inner, attribute;
  RE2::PartialMatch(re2::StringPiece(element.data(), std::min<std::size_t>(element.size(), 1000)), id, &inner, &attribute);
  const std::string& found = inner.empty() ? attribute : inner;
  return found.empty() ? fmt::format("document {}", number) : fmt::format("document {}", found);
}

}  // namespace

Opened open_ldc(ByteSource source, const std::string& file, const ReaderOptions& options) {
  return article_an_element(std::move(source), file, options, {"DOC", "document", place_of, article_of_element});
}

bool begins_ldc(std::string_view head) {
  static const RE2 beginning("(?s)(?:<IEER_DOC[^>]*>\\s*)?<DOC(?:>|\\s+id=\"[^\"]*\"[^>]*>)\\s*<.*");
  return RE2::FullMatch(re2::StringPiece(head.data(), head.size()), beginning);
}

}  // namespace attache::indexer
