#include "query/render/article_page.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "query/render/output.hpp"
#include "query/render/speaker_line.hpp"
#include "query/render/web_link.hpp"

namespace attache::query {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::list;
using kainjow::mustache::mustache;
using kainjow::mustache::object;
using schema::BlockKind;
using schema::Span;

constexpr const char* kPage = R"(<!DOCTYPE html>
<html{{#language}} lang="{{language}}"{{/language}}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{title}}</title>
<style>
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.6 Georgia, serif; color: #1b1b1b; background: #fff; }
dl, ol, figcaption, .kind-byline, .kind-stamp, .kind-credit { font: 0.85rem/1.5 system-ui, sans-serif; color: #555; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.kind-standfirst { font-weight: bold; }
mark { background: #fff3bf; color: inherit; }
mark:target, li:target { outline: 2px solid #c77700; }
a { color: #0b4f8a; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6e6; background: #161616; } dl, ol, figcaption, .kind-byline, .kind-stamp, .kind-credit { color: #aaa; }
  mark { background: #5c4a00; } a { color: #8cc4ff; }
}
</style>
</head>
<body>
<article>
{{#blocks}}
<{{tag}} class="kind-{{kind}}">{{#pieces}}{{#lit}}<mark{{#first}} id="{{first}}"{{/first}} title="{{said}}">{{text}}</mark>{{/lit}}{{^lit}}{{text}}{{/lit}}{{/pieces}}</{{tag}}>
{{/blocks}}
</article>
<dl>
{{#metadata}}
<dt>{{name}}</dt><dd>{{#link}}<a href="{{address}}">{{value}}</a>{{/link}}{{^link}}{{value}}{{/link}}</dd>
{{/metadata}}
</dl>
{{#quoted}}
<ol>
{{#quotes}}
<li><a href="#{{anchor}}">{{who}}</a>, {{kind}}, {{act}}: {{content}}</li>
{{/quotes}}
</ol>
{{/quoted}}
</body>
</html>
)";

std::string tag_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::Headline: return "h1";
    case BlockKind::Caption: return "figcaption";
    default: return "p";
  }
}

std::string anchor_of(const schema::StoredQuote& quote) { return fmt::format("q{}", quote.ordinal); }

std::string said_by(const schema::StoredQuote& quote) {
  return fmt::format("{}, {}", speaker_line(quote), schema::name_of(quote.quote.act));
}

// A block's text cut wherever a quotation begins or ends.
list pieces_of(const schema::Article& article, Span block, const std::vector<schema::StoredQuote>& quotes) {
  std::vector<std::uint32_t> cuts{block.begin, block.end};
  for (const auto& quote : quotes)
    for (const Span span : quote.quote.content)
      for (const std::uint32_t at : {span.begin, span.end})
        if (at > block.begin && at < block.end) cuts.push_back(at);
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  list out;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    const Span piece{cuts[i], cuts[i + 1]};
    std::string said;
    std::string first;  // the quotation that begins here
    for (const auto& quote : quotes)
      for (const Span span : quote.quote.content) {
        if (span.begin > piece.begin || span.end < piece.end) continue;
        if (!said.empty()) said += "; ";
        said += said_by(quote);
        if (first.empty() && quote.quote.content.front().begin == piece.begin) first = anchor_of(quote);
      }
    object one{{"text", std::string(schema::text_of(article.text, piece))}};
    if (!said.empty()) {
      one["lit"] = data(object{{"text", one["text"]}, {"said", said}, {"first", first.empty() ? data(false) : data(first)}});
    } else {
      one["lit"] = data(false);
    }
    out.push_back(data(one));
  }
  return out;
}

list metadata_of(const schema::StoredArticle& stored) {
  const schema::Article& article = stored.article;
  list out;
  const auto add = [&out](const char* name, const std::string& value) {
    const std::string link = web_link(value);
    if (!value.empty())
      out.push_back(data(object{{"name", name}, {"value", value}, {"link", link.empty() ? data(false) : data(object{{"address", link}})}}));
  };
  add("outlet", article.outlet);
  add("byline", article.byline);
  add("section", article.section);
  add("published", article.published ? to_string(*article.published) : "");
  add("updated", article.updated ? to_string(*article.updated) : "");
  add("address", article.url);
  add("agency", article.agency);
  if (const auto status = schema::status_of(stored); status != schema::ArticleStatus::Usable)
    add("status", std::string(schema::name_in(schema::kArticleStatuses, status)));
  add("superseded by", stored.relations.superseded_by);
  add("duplicate of", stored.relations.duplicate_of);
  add("file", schema::escape_path(article.provenance.file));
  add("place", article.provenance.place);
  add("SHA-256", article.provenance.sha256);
  add("id", stored.uid);
  return out;
}

}  // namespace

std::string to_page(const schema::StoredArticle& stored, const std::vector<schema::StoredQuote>& quotes) {
  const schema::Article& article = stored.article;
  list blocks;
  const bool has_headline = std::any_of(article.blocks.begin(), article.blocks.end(), [](const auto& b) { return b.kind == BlockKind::Headline; });
  if (!has_headline && !article.title.empty()) {
    list title{data(object{{"text", article.title}, {"lit", false}})};
    blocks.push_back(data(object{{"tag", "h1"}, {"kind", "headline"}, {"pieces", title}}));
  }
  bool top = true;  // headlines below the first are those of sections
  for (const auto& block : article.blocks) {
    std::string tag = tag_of(block.kind);
    if (tag == "h1" && !std::exchange(top, false)) tag = "h2";
    blocks.push_back(data(object{{"tag", tag},
                                 {"kind", std::string(schema::name_in(schema::kBlockKinds, block.kind))},
                                 {"pieces", pieces_of(article, block.span, quotes)}}));
  }
  list listed;
  for (const auto& quote : quotes)
    listed.push_back(data(object{{"anchor", anchor_of(quote)},
                                 {"who", speaker_line(quote)},
                                 {"kind", std::string(schema::name_of(quote.quote.kind))},
                                 {"act", std::string(schema::name_of(quote.quote.act))},
                                 {"content", on_one_line(quote.content)}}));
  object page{{"title", article.title.empty() ? stored.uid : article.title},
              {"language", article.language.empty() ? data(false) : data(article.language)},
              {"blocks", blocks},
              {"metadata", metadata_of(stored)},
              {"quoted", !listed.empty()},
              {"quotes", listed}};
  mustache page_of(kPage);
  return page_of.render(data(page));
}

}  // namespace attache::query
