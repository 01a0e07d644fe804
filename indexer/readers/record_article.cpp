#include "indexer/readers/record_article.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "indexer/readers/ascii_case.hpp"
#include "indexer/readers/composition.hpp"
#include "indexer/readers/language.hpp"
#include "indexer/readers/layout.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "schema/language_tag.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::BlockKind;
using schema::Fault;

struct RecordField {
  std::string_view name;
  std::string Record::*value;
  std::vector<std::string_view> common;  // best first, lower case
};

const std::array<RecordField, kRecordFields>& record_fields() {
  static const std::array<RecordField, kRecordFields> rows{{
      {"title", &Record::title, {"title", "headline", "heading", "headlines"}},
      {"standfirst",
       &Record::standfirst,
       {"standfirst", "description", "summary", "lead", "lede", "abstract", "subtitle", "subheadline", "description_text", "excerpt",
        "trailtext", "descriptions"}},
      {"body",
       &Record::body,
       {"body", "text", "content", "maintext", "article", "articlebody", "article_text", "article_body", "full_text",
        "fulltext", "story", "body_text", "bodytext", "content_text", "body_xhtml", "body_html", "content_html", "bodies"}},
      {"byline", &Record::byline, {"byline", "author", "authors", "writer", "creator"}},
      {"outlet",
       &Record::outlet,
       {"outlet", "sitename", "site_name", "source", "publisher", "publication", "newspaper", "source_domain", "site",
        "infosource", "infosources", "source-hostname", "hostname", "copyrightholder"}},
      {"section",
       &Record::section,
       {"section", "category", "desk", "articlesection", "sectionname", "section_name", "categories", "subject", "subjects"}},
      {"dateline", &Record::dateline, {"dateline", "location", "place", "located"}},
      {"language", &Record::language, {"language", "lang", "inlanguage", "meta_lang"}},
      {"url", &Record::url, {"url", "link", "href", "weburl", "web_url"}},
      {"published",
       &Record::published,
       {"published", "date", "date_publish", "publication_date", "published_at", "published_date", "publish_date",
        "datepublished", "pubdate", "date_published", "timestamp", "publishedat", "pub_date", "webpublicationdate", "firstcreated",
        "contentcreated"}},
      {"updated",
       &Record::updated,
       {"updated", "modified", "date_modify", "datemodified", "updated_at", "last_modified", "date_modified", "versioncreated",
        "lastmodified"}},
      {"external_id", &Record::external_id, {"external_id", "guid", "uri", "uuid", "accession_number"}},
      {"version", &Record::version, {"version"}},
      {"status", &Record::status, {"pubstatus"}},
      {"embargo", &Record::embargo, {"embargo", "embargoed"}},
  }};
  return rows;
}

std::string_view trim(std::string_view text) {
  return text_of(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())}));
}

void without_nul(std::string& text) {
  for (std::size_t at = text.find('\0'); at != std::string::npos; at = text.find('\0', at))
    text.replace(at, 1, "\xEF\xBF\xBD");
}

}  // namespace

schema::Result<FieldNames> FieldNames::make(const FieldMap& map) {
  FieldNames names;
  const auto& fields = record_fields();
  std::vector<bool> mapped(fields.size(), false);
  for (const auto& entry : map) {
    const std::string& name = entry.first;
    const std::string& key = entry.second;
    const auto row = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.name == name; });
    if (row == fields.end()) return Fault{fmt::format("articles have no field '{}'", name), {}};
    const auto field = static_cast<std::size_t>(row - fields.begin());
    mapped[field] = true;
    if (key.empty()) continue;
    names.mapped_.emplace(name, key);
    names.exact_.emplace(key, Match{field, 0});
  }
  for (std::size_t field = 0; field < fields.size(); ++field)
    for (std::size_t rank = 0; rank < fields[field].common.size() && !mapped[field]; ++rank)
      names.common_.emplace(fields[field].common[rank], Match{field, rank});
  return names;
}

std::optional<FieldNames::Match> FieldNames::match(std::string_view key) const {
  if (const auto found = exact_.find(std::string(key)); found != exact_.end()) return found->second;
  if (const auto found = common_.find(lower_case(key)); found != common_.end()) return found->second;
  return std::nullopt;
}

bool FieldNames::is_body(Match match) { return record_fields()[match.field].value == &Record::body; }

bool FieldNames::is_outlet(Match match) { return record_fields()[match.field].value == &Record::outlet; }

bool FieldNames::is_text(Match match) { return is_body(match) || record_fields()[match.field].value == &Record::title; }

void RecordValues::take(FieldNames::Match match, std::string value, std::string_view key) {
  std::string& held = record_.*record_fields()[match.field].value;
  if (trim(value).empty() || (!held.empty() && ranks_[match.field] <= match.rank)) return;
  held = std::move(value);
  ranks_[match.field] = match.rank;
  if (&held == &record_.published) record_.published_from = key;
}

schema::Span append_part(std::string& text, std::string_view part, std::string_view joint) {
  if (!text.empty()) text += joint;
  const auto begin = static_cast<std::uint32_t>(text.size());
  text += part;
  return {begin, static_cast<std::uint32_t>(text.size())};
}

void set_metadata(Article& article, Record record) {
  for (const RecordField& field : record_fields()) without_nul(record.*field.value);
  article.title = schema::one_line(trim(record.title));
  article.standfirst = schema::one_line(trim(record.standfirst));
  article.byline = schema::one_line(trim(record.byline));
  article.outlet = schema::one_line(trim(record.outlet));
  article.section = schema::one_line(trim(record.section));
  article.dateline = schema::one_line(trim(record.dateline));
  article.language = schema::language_tag(trim(record.language));
  article.url = trim(record.url);
  article.external_id = trim(record.external_id);
  if (article.url.empty() && article.external_id.starts_with("http")) article.url = article.external_id;
  article.version = schema::one_line(trim(record.version));
  set_published(article, trim(record.published), record.published_from);
  set_updated(article, trim(record.updated));
  set_status(article, trim(record.status));
  if (const auto embargo = schema::parse_moment(trim(record.embargo))) article.embargo = embargo->iso;
}

schema::Result<Article> article_of(Record record, schema::Provenance provenance, std::uint32_t replaced_bytes,
                                   const ReaderOptions& options) {
  std::string text = std::move(record.body);
  without_nul(text);
  const std::string_view body = trim(text);
  Article article;
  set_metadata(article, std::move(record));
  const std::string place = provenance.place;
  if (article.title.empty() && body.empty()) return Fault{"neither a title nor a text", place};
  if (body.size() > options.max_article_bytes)
    return Fault{fmt::format("too large: a text of {} bytes, the limit for one article is {}", body.size(),
                             options.max_article_bytes),
                 place};
  article.provenance = std::move(provenance);
  article.replaced_bytes = replaced_bytes;
  if (!article.title.empty()) article.blocks.push_back({BlockKind::Headline, append_part(article.text, article.title)});
  // A summary is often the first words of the body over again: then it would be two statements.
  if (!article.standfirst.empty() &&
      !schema::one_line(body.substr(0, 4 * article.standfirst.size())).starts_with(article.standfirst))
    article.blocks.push_back({BlockKind::Standfirst, append_part(article.text, article.standfirst)});
  if (!body.empty()) lay_out(article, append_part(article.text, body), Extent::Body);
  measure(article);
  return article;
}

}  // namespace attache::indexer
