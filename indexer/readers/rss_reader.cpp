// Feeds: RSS 0.9x, 1.0 (RDF) and 2.0, and Atom; each entry an article.
#include <fmt/format.h>

#include <array>
#include <memory>
#include <unordered_set>
#include <utility>

#include "indexer/readers/composition.hpp"
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

constexpr std::size_t kLongestStandfirst = 1000;  // bytes; a longer summary is the text again

// A feed's elements by the vocabulary they are of, whatever prefix it writes: "title", "dc:date", "content:encoded".
std::string feed_name(const xmlNode* node) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kVocabularies{{
      {"http://purl.org/dc/elements/1.1/", "dc:"},
      {"http://purl.org/dc/terms/", "dc:"},
      {"http://purl.org/rss/1.0/", ""},
      {"http://purl.org/rss/1.0/modules/content/", "content:"},
      {"http://search.yahoo.com/mrss/", "media:"},
      {"http://search.yahoo.com/mrss", "media:"},
      {"http://www.w3.org/2005/Atom", ""},
  }};
  const std::string name(local_name(node));
  if (!node->ns || !node->ns->href) return reinterpret_cast<const char*>(node->name);
  const std::string_view space = reinterpret_cast<const char*>(node->ns->href);
  for (const auto& [href, prefix] : kVocabularies)
    if (space == href) return std::string(prefix) + name;
  return node->ns->prefix ? fmt::format("{}:{}", reinterpret_cast<const char*>(node->ns->prefix), name) : name;
}

const xmlNode* element(const xmlNode* parent, std::string_view name) {
  for (const xmlNode* node = parent ? parent->children : nullptr; node; node = node->next)
    if (node->type == XML_ELEMENT_NODE && feed_name(node) == name) return node;
  return nullptr;
}

// The first of these elements that says something.
const xmlNode* first_of(const xmlNode* entry, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (const xmlNode* node = element(entry, name); node && !words_in(node).empty()) return node;
  return nullptr;
}

// The marked-up text of an element: Atom says of which type it is, RSS puts HTML as characters.
std::vector<Passage> passages_of(const xmlNode* node) {
  if (!node) return {};
  const std::string type = attribute(node, "type");
  if (type == "xhtml" || type.ends_with("+xml")) return passages_of_xml(node);
  const std::string text = content(node);
  const bool has_elements = xmlChildElementCount(const_cast<xmlNode*>(node)) > 0;
  if (has_elements) return passages_of_xml(node);
  return type == "html" || (type != "text" && looks_like_html(text)) ? passages_of_html(text) : passages_of_plain(text);
}

std::string line_of(const xmlNode* node) {
  std::string line;
  for (const Passage& passage : passages_of(node)) line.append(line.empty() ? "" : " ").append(passage.text);
  return schema::one_line(line);
}

// Atom gives an address as an attribute and names what it is for; RSS as text, or only as the entry's permanent id.
std::string link_of(const xmlNode* entry) {
  for (const xmlNode* node = entry->children; node; node = node->next) {
    if (node->type != XML_ELEMENT_NODE || feed_name(node) != "link") continue;
    const std::string href = attribute(node, "href");
    const std::string rel = attribute(node, "rel");
    if (href.empty() && !words_in(node).empty()) return words_in(node);
    if (!href.empty() && (rel.empty() || rel == "alternate")) return href;
  }
  const xmlNode* guid = element(entry, "guid");
  const std::string id = words_in(guid);
  if (attribute(guid, "isPermaLink") != "false" && id.starts_with("http")) return id;
  return attribute(entry, "about");  // of RSS 1.0
}

std::string authors_of(const xmlNode* entry) {
  std::vector<std::string> names;
  std::unordered_set<std::string> held;
  for (const xmlNode* node = entry->children; node; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    const std::string name = feed_name(node);
    if (name != "author" && name != "dc:creator") continue;
    const xmlNode* named = element(node, "name");
    std::string words = without_by(named ? words_in(named) : line_of(node));
    // RSS writes "desk@opa.example (Anna Tolk)".
    const std::size_t open = words.find('(');
    if (words.find('@') < open && open != std::string::npos && words.ends_with(')'))
      words = words.substr(open + 1, words.size() - open - 2);
    if (!words.empty() && held.insert(words).second) names.push_back(words);
  }
  return schema::joined(names, ", ");
}

std::string category_of(const xmlNode* entry) {
  const xmlNode* node = element(entry, "category");
  if (!node) node = element(entry, "dc:subject");
  if (!node) return {};
  for (const char* name : {"label", "term"})
    if (const std::string value = attribute(node, name); !value.empty()) return value;
  return line_of(node);
}

void read_dates(const xmlNode* entry, Article& article) {
  for (const char* name : {"pubDate", "published", "issued", "dc:issued", "dc:date", "dc:created"})
    set_published(article, words_in(element(entry, name)), name);
  for (const char* name : {"updated", "modified", "dc:modified", "lastBuildDate"}) set_updated(article, words_in(element(entry, name)));
}

// What pictures show, each caption once and none that the text has already.
void append_captions(const xmlNode* entry, std::vector<Passage>& passages) {
  std::unordered_set<std::string> held;
  for (const Passage& passage : passages) held.insert(passage.text);
  for (const xmlNode* node = next_within(entry, entry); node; node = next_within(entry, node)) {
    if (node->type != XML_ELEMENT_NODE || feed_name(node) != "media:description") continue;
    if (std::string caption = line_of(node); held.insert(caption).second) passages.push_back({BlockKind::Caption, std::move(caption)});
  }
}

struct Channel {
  std::string title;
  std::string language;
};

Result<Article> article_of_entry(const xmlNode* entry, const Channel& channel, Article article, const ReaderOptions& options) {
  article.title = line_of(first_of(entry, {"title", "dc:title", "media:title"}));
  const xmlNode* guid = first_of(entry, {"guid", "id", "dc:identifier"});
  article.external_id = guid ? words_in(guid) : attribute(entry, "about");
  article.url = link_of(entry);
  read_dates(entry, article);
  article.byline = authors_of(entry);
  article.section = category_of(entry);
  article.outlet = words_in(element(element(entry, "source"), "title"));
  fill(article.outlet, line_of(element(entry, "source")));  // the feed that an entry was taken over from
  fill(article.outlet, channel.title);
  article.language = schema::language_tag(attribute(entry, "lang"));
  fill(article.language, channel.language);
  const xmlNode* full = first_of(entry, {"content:encoded", "content"});
  const xmlNode* summary = first_of(entry, {"description", "summary", "dc:description"});
  std::vector<Passage> passages = passages_of(full ? full : summary);
  if (full && summary) article.standfirst = line_of(summary);
  if (article.standfirst.size() > kLongestStandfirst) article.standfirst.clear();
  append_captions(entry, passages);
  return compose(std::move(article), std::move(passages), options);
}

std::vector<const xmlNode*> entries_of(const xmlNode* root) {
  std::vector<const xmlNode*> entries;
  for (const xmlNode* node = root; node;) {
    const bool is_entry = is_named(node, "item") || is_named(node, "entry");
    if (is_entry) entries.push_back(node);
    node = next_within(root, node, is_entry);
  }
  return entries;
}

Channel channel_of(const xmlNode* root) {
  const xmlNode* channel = is_named(root, "feed") ? root : element(root, "channel");
  Channel of{line_of(element(channel, "title")), schema::language_tag(words_in(element(channel, "language")))};
  fill(of.language, schema::language_tag(words_in(element(channel, "dc:language"))));
  fill(of.language, schema::language_tag(attribute(root, "lang")));
  return of;
}

}  // namespace

Opened open_rss(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto bytes = whole_export(source, options);
  if (!bytes) return bytes.error();
  auto parsed = parse_xml(*bytes);
  if (!parsed) return parsed.error();
  const auto document = std::make_shared<XmlDocument>(std::move(*parsed));
  auto entries = entries_of(document->root());
  if (entries.empty()) return Fault{fmt::format("a feed without entries: the root element is <{}>", local_name(document->root())), {}};
  const std::size_t count = entries.size();
  return article_each(count,
                      [document, entries = std::move(entries), channel = channel_of(document->root()), file, options](std::size_t i) {
                        Article article;
                        article.provenance = {file, fmt::format("item {}", i + 1), schema::sha256_hex(serialised(entries[i]))};
                        article.replaced_bytes = i == 0 ? document->replaced_bytes : 0;
                        return article_of_entry(entries[i], channel, std::move(article), options);
                      });
}

}  // namespace attache::indexer
