#include "query/export/fields.hpp"
#include "query/render/web_link.hpp"

namespace attache::query {
namespace {

using T = FieldType;
using schema::Article;
using schema::Relations;

template <std::string Article::*Member>
Json text(const FoundArticle& found) {
  return or_null(found.article.article.*Member);
}
template <std::string Relations::*Member>
Json relation(const FoundArticle& found) {
  return or_null(found.article.relations.*Member);
}

constexpr auto kFields = std::to_array<FieldOf<FoundArticle>>({
    {{"id", "", T::Text, true, "0f3a…", "identifier of the article, as show takes it"}, [](const FoundArticle& f) { return Json(f.article.uid); }},
    {{"title", "", T::Text, true, "Talks end in Orme", "headline"}, [](const FoundArticle& f) { return Json(f.article.article.title); }},
    {{"outlet", "", T::Text, true, "Halmere Press", "who published it"}, text<&Article::outlet>},
    {{"published", "", T::Day, true, "2021-12-02", "day it was published"}, [](const FoundArticle& f) { return or_null(f.article.article.published); }},
    {{"language", "", T::Text, true, "en", "its language, as a tag"}, text<&Article::language>},
    {{"url", "", T::Text, true, "https://example.org/1", "its address as it was read, whatever it is"}, text<&Article::url>},
    {{"file", "", T::Text, true, "/cuttings/a.txt", "the file it was read from; odd bytes as %XX"},
     [](const FoundArticle& f) { return Json(schema::escape_path(f.article.article.provenance.file)); }},
    {{"place", "", T::Text, true, "row 17", "where in the file; nothing where the file is one article"},
     [](const FoundArticle& f) { return or_null(f.article.article.provenance.place); }},
    {{"quotes", "", T::Number, true, "6", "how many quotations it has"}, [](const FoundArticle& f) { return Json(f.article.quotes); }},
    {{"snippet", "", T::Text, true, "… the talks ended …", "words around the first matches"}, [](const FoundArticle& f) { return Json(f.snippet); }},
    {{"status", "", T::Text, true, "usable", "usable, withheld, canceled, superseded or duplicate"},
     [](const FoundArticle& f) { return Json(schema::name_in(schema::kArticleStatuses, schema::status_of(f.article))); }},
    {{"version", "", T::Text, true, "2", "as the publisher counts"}, text<&Article::version>},
    {{"supersedes", "", T::Text, true, "7c1e…", "the version before it"}, relation<&Relations::supersedes>},
    {{"superseded_by", "", T::Text, true, "8d2f…", "the version after it"}, relation<&Relations::superseded_by>},
    {{"duplicate_of", "", T::Text, true, "0f3a…", "another reading of this very version"}, relation<&Relations::duplicate_of>},
    {{"cluster", "", T::Text, true, "0f3a…", "the first article with its text, itself where nobody else has it"},
     [](const FoundArticle& f) { return Json(f.article.relations.cluster.empty() ? f.article.uid : f.article.relations.cluster); }},
    {{"copy", "", T::Text, true, "near", "same or near: how like it is to that text"},
     [](const FoundArticle& f) { return or_null(schema::name_in(schema::kCopies, f.article.relations.copy)); }},
    {{"agency", "", T::Text, true, "Corran Wire", "whose story it prints, by its credit"}, text<&Article::agency>},
    {{"standfirst", "", T::Text, false, "No treaty was signed", "the lines below the headline"}, text<&Article::standfirst>},
    {{"byline", "", T::Text, false, "By Ada Okoye", "who wrote it, as printed"}, text<&Article::byline>},
    {{"section", "", T::Text, false, "World", "section of the outlet"}, text<&Article::section>},
    {{"dateline", "", T::Text, false, "ORME", "where it was written"}, text<&Article::dateline>},
    {{"canonical_url", "", T::Text, false, "https://example.org/talks", "where the publisher says that it lives, if elsewhere"}, text<&Article::canonical_url>},
    {{"external_id", "", T::Text, false, "urn:x:17", "the publisher's or vendor's own identifier"}, text<&Article::external_id>},
    {{"embargo", "", T::Moment, false, "2021-12-02T10:00Z", "the time before which it must not be used"}, text<&Article::embargo>},
    {{"published_raw", "", T::Text, false, "December 2nd 2021", "the words the day was read from"}, text<&Article::published_raw>},
    {{"published_from", "", T::Text, false, "column date", "where they stood"}, text<&Article::published_from>},
    {{"published_at", "", T::Moment, false, "2021-12-02T10:15Z", "when it was published, as precisely as it says"}, text<&Article::published_at>},
    {{"updated", "", T::Day, false, "2021-12-03", "day of its last change"}, [](const FoundArticle& f) { return or_null(f.article.article.updated); }},
    {{"updated_at", "", T::Moment, false, "2021-12-03T08:00Z", "the same as precisely as it says"}, text<&Article::updated_at>},
    {{"retrieved_at", "", T::Moment, false, "2021-12-04", "when it was saved or crawled"}, text<&Article::retrieved_at>},
    {{"words", "", T::Number, false, "412", "how many words it has"}, [](const FoundArticle& f) { return Json(f.article.article.words); }},
    {{"engine", "", T::Text, false, "careful-7", "the reading that found its quotations"}, [](const FoundArticle& f) { return or_null(f.article.engine); }},
    {{"sha256", "", T::Text, false, "5e0b…", "of the bytes read"}, [](const FoundArticle& f) { return Json(f.article.article.provenance.sha256); }},
    {{"text", "", T::Text, false, "ORME - The talks …", "the whole text that positions count in"}, [](const FoundArticle& f) { return Json(f.article.article.text); }},
    {{"link", "", T::Text, false, "https://example.org/1", "url where it is one of http, https or mailto"},
     [](const FoundArticle& f) { return or_null(web_link(f.article.article.url)); }},
});

}  // namespace

std::span<const FieldOf<FoundArticle>> FieldTable<FoundArticle>::fields() { return kFields; }

}  // namespace attache::query
