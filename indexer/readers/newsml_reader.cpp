// NewsML-G2: items alone, in a message, or in a package, each item that has text an article.
#include "indexer/readers/newsml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_set>
#include <utility>

#include "indexer/readers/composition.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/nitf_reader.hpp"
#include "schema/digest.hpp"
#include "schema/language_tag.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::BlockKind;
using schema::Fault;
using schema::Result;

// Elements that are one item, and what those that never have text are called. Sorted.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kItems{{
    {"NewsItem", ""},
    {"catalogItem", "a catalog"},
    {"conceptItem", "a concept"},
    {"knowledgeItem", "a set of concepts"},
    {"newsItem", ""},
    {"packageItem", "a package"},
    {"planningItem", "a plan of coverage"},
}};

const std::pair<std::string_view, std::string_view>* item_kind(const xmlNode* node) {
  const std::string_view name = local_name(node);
  const auto found = std::find_if(kItems.begin(), kItems.end(), [&](const auto& item) { return item.first == name; });
  return found == kItems.end() ? nullptr : &*found;
}

// "picture" of "ninat:picture" and of ".../ninature/picture".
std::string last_part(const std::string& code) { return code.substr(code.find_last_of(":/#") + 1); }

std::string code_of(const xmlNode* node) {
  for (const char* name : {"qcode", "uri", "literal"})
    if (const std::string code = attribute(node, name); !code.empty()) return last_part(code);
  return {};
}

// The name that an element gives in the article's language, else its first.
std::string name_of(const xmlNode* node, const std::string& language) {
  const xmlNode* first = child(node, "name");
  for (const xmlNode* name = first; name; name = next_named(name))
    if (!language.empty() && schema::language_tag(attribute(name, "lang")) == language) return words_in(name);
  return words_in(first);
}

void read_item_meta(const xmlNode* item, Article& article) {
  const xmlNode* meta = child(item, "itemMeta");
  article.external_id = attribute(item, "guid");
  article.version = attribute(item, "version");
  set_status(article, code_of(child(meta, "pubStatus")));
  set_updated(article, words_in(child(meta, "versionCreated")));
  set_published(article, words_in(child(meta, "firstCreated")), "firstCreated");
  const xmlNode* embargoed = child(meta, "embargoed");
  const std::string until = words_in(embargoed);
  if (const auto moment = schema::parse_moment(until)) article.embargo = moment->iso;
  if (embargoed && until.empty() && article.status == schema::PublicationStatus::Usable)
    article.status = schema::PublicationStatus::Withheld;  // an embargo that somebody will lift by hand
}

// Sections are what the story is about, not whom or where it names.
std::string section_of(const xmlNode* meta, const std::string& language) {
  for (const xmlNode* subject = child(meta, "subject"); subject; subject = next_named(subject)) {
    const std::string type = last_part(attribute(subject, "type"));
    if (!type.empty() && type != "abstract") continue;
    if (std::string name = name_of(subject, language); !name.empty()) return name;
  }
  return {};
}

void read_content_meta(const xmlNode* item, Article& article) {
  const xmlNode* meta = child(item, "contentMeta");
  set_published(article, words_in(child(meta, "contentCreated")), "contentCreated");
  article.language = schema::language_tag(attribute(child(meta, "language"), "tag"));
  fill(article.language, schema::language_tag(attribute(item, "lang")));
  article.title = words_in(child(meta, "headline"));
  fill(article.title, words_in(child_at(item, {"itemMeta", "title"})));
  article.byline = without_by(words_in(child(meta, "by")));
  article.section = section_of(meta, article.language);
  if (const std::string dateline = words_in(child(meta, "dateline")); !dateline.empty()) article.dateline = place_of_dateline(dateline);
  fill(article.dateline, name_of(child(meta, "located"), article.language));
  const xmlNode* provider = child_at(item, {"itemMeta", "provider"});
  fill(article.outlet, name_of(child(meta, "infoSource"), article.language));
  fill(article.outlet, name_of(provider, article.language));
  fill(article.outlet, words_in(child(meta, "creditline")));
  if (const std::string code = attribute(provider, "qcode"); !code.empty()) fill(article.outlet, last_part(code));
}

void append(std::vector<Passage>& to, std::vector<Passage> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

bool is_xhtml(std::string_view name) {
  static constexpr std::array<std::string_view, 14> kNames{"article", "blockquote", "body", "div", "h1",      "h2",   "h3",
                                                           "h4",      "html",       "ol",   "p",   "section", "span", "ul"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::vector<Passage> read_content_set(const xmlNode* item, Article& article, std::string& instead) {
  std::vector<Passage> passages;
  const xmlNode* set = child(item, "contentSet");
  for (const xmlNode* node = set ? set->children : nullptr; node; node = node->next) {
    // A second rendition is the same text in other clothes.
    if (!passages.empty()) break;
    if (is_named(node, "inlineXML")) append(passages, passages_inside(node, article, instead));
    if (is_named(node, "inlineData") && attribute(node, "encoding").empty()) append(passages, passages_of_characters(node));
    if (is_named(node, "inlineData") && !attribute(node, "encoding").empty()) fill(instead, "encoded data");
  }
  return passages;
}

// What an item says of what it shows, each statement once.
std::vector<Passage> read_descriptions(const xmlNode* item, BlockKind kind) {
  std::vector<Passage> passages;
  std::unordered_set<std::string> held;
  const auto take = [&](const xmlNode* parent) {
    for (const xmlNode* node = child(parent, "description"); node; node = next_named(node))
      for (Passage& passage : passages_of_xml(node))
        if (held.insert(passage.text).second) passages.push_back({kind, std::move(passage.text)});
  };
  take(child(item, "contentMeta"));
  for (const xmlNode* part = child(item, "partMeta"); part; part = next_named(part)) take(part);
  return passages;
}

std::string_view described(std::string_view item_class) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kClasses{{
      {"picture", "a photo"},
      {"graphic", "a graphic"},
      {"animation", "an animation"},
      {"audio", "an audio recording"},
      {"video", "a video"},
      {"composite", "a composite of other items"},
      {"event", "an event"},
      {"text", "an item of text"},
  }};
  for (const auto& [name, words] : kClasses)
    if (item_class == name) return words;
  return "an item";
}

Fault no_text(const xmlNode* item, std::string_view item_class, const std::string& instead, const std::string& place) {
  const std::string_view kind = item_kind(item)->second;
  if (kind.empty() && item_class == "text" && instead.empty()) return {"an item of text without a headline and a text", place};
  std::string reason(kind.empty() ? described(item_class) : kind);
  reason += ", no text";
  if (!instead.empty()) reason += ": holds " + instead;
  if (kind.empty() && !child(item, "contentSet") && !child(item, "contentMeta")) reason += ": without metadata and content";
  if (const xmlNode* set = child(item, "contentSet"); set && child(set, "remoteContent")) reason += ": its content lies elsewhere";
  return {reason, place, !kind.empty()};
}

Result<Article> article_of_newsml2(const xmlNode* item, Article article, const ReaderOptions& options) {
  const std::string item_class = code_of(child_at(item, {"itemMeta", "itemClass"}));
  const std::string place = article.provenance.place;
  std::string instead;
  if (!item_kind(item)->second.empty()) return no_text(item, item_class, instead, place);
  read_item_meta(item, article);
  read_content_meta(item, article);
  std::vector<Passage> passages = read_content_set(item, article, instead);
  const bool has_text = !passages.empty();
  std::vector<Passage> descriptions =
      read_descriptions(item, item_class == "picture" || item_class == "graphic" ? BlockKind::Caption : BlockKind::Paragraph);
  const bool is_text = item_class.empty() || item_class == "text";
  if (!has_text && !(is_text && instead.empty() && !article.title.empty()) && descriptions.empty())
    return no_text(item, item_class, instead, place);
  if (is_text && !descriptions.empty() && (has_text || descriptions.size() == 1))
    fill(article.standfirst, descriptions.front().text);
  else if (!has_text)
    passages = std::move(descriptions);
  // Whoever made a text is its author, where nobody is named as that.
  if (is_text) fill(article.byline, name_of(child_at(item, {"contentMeta", "creator"}), article.language));
  return compose(std::move(article), std::move(passages), options);
}

// The items of a document in its order; an item inside another one is part of that.
std::vector<const xmlNode*> items_of(const xmlNode* root) {
  std::vector<const xmlNode*> items;
  for (const xmlNode* node = root; node;) {
    const bool is_item = item_kind(node) != nullptr;
    if (is_item) items.push_back(node);
    node = next_within(root, node, is_item);
  }
  return items;
}

Opened open_fragment(const XmlDocument& document, const std::string& file, const std::string& sha256, const ReaderOptions& options) {
  const xmlNode* nitf = descendant(document.root(), "nitf");
  if (!nitf) return Fault{fmt::format("no news item: the root element is <{}>", local_name(document.root())), {}, true};
  Article article;
  article.provenance = {file, {}, sha256};
  article.replaced_bytes = document.replaced_bytes;
  std::vector<Passage> passages = read_nitf(nitf, article);
  auto composed = compose(std::move(article), std::move(passages), options);
  if (!composed) return composed.error();
  return one_article(std::move(*composed));
}

}  // namespace

bool is_newsml_root(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kWrappers{"NewsML", "contentMeta", "contentSet", "newsMessage", "itemSet"};
  return std::find(kWrappers.begin(), kWrappers.end(), name) != kWrappers.end() ||
         std::any_of(kItems.begin(), kItems.end(), [&](const auto& item) { return item.first == name; });
}

std::vector<Passage> passages_of_characters(const xmlNode* carrier) {
  const std::string text = content(carrier);
  const std::string type = attribute(carrier, "contenttype");
  const bool html = type.find("html") != std::string::npos || (type != "text/plain" && looks_like_html(text));
  return html ? passages_of_html(text) : passages_of_plain(text);
}

std::vector<Passage> passages_inside(const xmlNode* carrier, Article& article, std::string& instead) {
  std::vector<Passage> passages;
  for (const xmlNode* node = carrier->children; node; node = node->next) {
    const std::string_view name = local_name(node);
    if (name == "nitf")
      append(passages, read_nitf(node, article));
    else if (name == "html")
      append(passages, passages_of_xml(child(node, "body")));
    else if (is_xhtml(name))
      return passages_of_xml(carrier);
    else if (!name.empty())
      instead = fmt::format("<{}>", name);
  }
  if (!passages.empty() || !instead.empty()) return passages;
  return passages_of_characters(carrier);
}

Opened open_newsml(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto bytes = whole_export(source, options);
  if (!bytes) return bytes.error();
  auto parsed = parse_xml(*bytes);
  if (!parsed) return parsed.error();
  const auto document = std::make_shared<XmlDocument>(std::move(*parsed));
  const std::string sha256 = schema::sha256_hex(*bytes);
  auto items = items_of(document->root());
  if (items.empty()) return open_fragment(*document, file, sha256, options);
  const std::size_t count = items.size();
  return article_each(count, [document, items = std::move(items), file, sha256, options](std::size_t i) -> Result<Article> {
    const xmlNode* item = items[i];
    Article article;
    const bool alone = items.size() == 1;
    article.provenance = {file, alone ? std::string() : fmt::format("item {}", i + 1),
                          alone ? sha256 : schema::sha256_hex(serialised(item))};
    article.replaced_bytes = i == 0 ? document->replaced_bytes : 0;
    return is_named(item, "NewsItem") ? article_of_newsml1(item, std::move(article), options)
                                      : article_of_newsml2(item, std::move(article), options);
  });
}

}  // namespace attache::indexer
