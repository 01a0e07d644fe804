#include "indexer/readers/html/page_metadata.hpp"

#include <algorithm>
#include <map>

#include "indexer/readers/html/author_names.hpp"
#include "indexer/readers/html/class_words.hpp"
#include "indexer/readers/html/linked_data.hpp"
#include "indexer/readers/html/page_date.hpp"
#include "indexer/readers/html/text_blocks.hpp"
#include "schema/words.hpp"

namespace attache::indexer::html {
namespace {

constexpr std::size_t kLongestByline = 160;  // bytes
constexpr std::size_t kLongestStamp = 120;   // bytes
constexpr std::size_t kLeastHeadline = 12;   // bytes; a shorter one may be a kicker or the site's name

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return out;
}

// The page's <meta> elements and itemprop values by name.
class MetaTags {
 public:
  explicit MetaTags(const Document& document) {
    for (NodeId i = 0; i < document.size(); ++i) {
      if (document[i].tag != GUMBO_TAG_META) continue;
      const std::string value = plain_text(document.attribute(i, "content"));
      if (value.empty()) continue;
      for (const char* const key : {"property", "name", "itemprop"})
        if (const std::string_view name = document.attribute(i, key); !name.empty()) values_[bare(name)].push_back(value);
    }
  }

  // "article:published:time" is as good as "article:published_time".
  static std::string bare(std::string_view name) {
    std::string out = lower(name);
    std::erase_if(out, [](char c) { return c == ':' || c == '_' || c == '-' || c == '.'; });
    return out;
  }

  // The first value of the first name that has one.
  std::string first(std::initializer_list<const char*> names) const {
    for (const char* const name : names)
      if (const auto found = values_.find(bare(name)); found != values_.end()) return found->second.front();
    return {};
  }
  std::vector<std::string> all(const char* name) const {
    const auto found = values_.find(bare(name));
    return found == values_.end() ? std::vector<std::string>() : found->second;
  }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

class MetadataSearch {
 public:
  explicit MetadataSearch(const Document& document) : document_(document), meta_(document) {}

  PageMetadata run() {
    look_at_elements();
    std::string site;
    const std::string heading = meta_.first({"og:title", "twitter:title"});
    if (auto found = linked_article(document_, heading.empty() ? heading_ : heading, site)) linked_ = std::move(*found);
    out_.outlet = first_of(
        {meta_.first({"og:site_name"}), linked_.publisher, site, meta_.first({"application-name", "dc.publisher", "cre", "source"})});
    out_.title = title();
    for (const std::string& description :
         {meta_.first({"og:description"}), linked_.description, meta_.first({"description"}), meta_.first({"twitter:description"})})
      if (!description.empty()) out_.descriptions += description + "\n";
    out_.section = first_of(
        {linked_.section, meta_.first({"article:section", "parsely-section", "section", "sailthru.section", "cxenseparse:recs:category"})});
    out_.language = first_of({html_language_, linked_.language, meta_.first({"content-language", "og:locale", "dc.language", "language"})});
    out_.url = first_of({canonical_, meta_.first({"og:url", "twitter:url", "parsely-link"}), linked_.url});
    out_.authors = authors(site);
    out_.published = published();
    out_.updated = updated();
    out_.article_body = linked_.body;
    return std::move(out_);
  }

 private:
  static std::string first_of(std::initializer_list<std::string> values) {
    for (const std::string& value : values)
      if (!value.empty()) return value;
    return {};
  }

  std::string line_below(NodeId id) const { return schema::one_line(document_.text_below(id)); }

  // One look at every element for what only elements say.
  void look_at_elements() {
    of_others_.assign(document_.size(), false);
    for (NodeId i = 0; i < document_.size(); ++i) {
      if (document_[i].is_text()) continue;
      const GumboTag tag = document_[i].tag;
      if (tag == GUMBO_TAG_HTML && html_language_.empty()) html_language_ = document_.attribute(i, "lang");
      if (tag == GUMBO_TAG_TITLE && title_.empty() && document_[document_[i].parent].tag == GUMBO_TAG_HEAD) title_ = line_below(i);
      if (tag == GUMBO_TAG_LINK && document_.attribute(i, "rel") == "canonical" && canonical_.empty())
        canonical_ = document_.attribute(i, "href");
      if (tag == GUMBO_TAG_H1) headings_.push_back(line_below(i));
      if (tag == GUMBO_TAG_TIME) look_at_time(i);
      look_at_byline(i);
      look_at_item(i);
    }
    for (const std::string& heading : headings_)
      if (heading_.empty()) heading_ = heading;
  }

  void look_at_time(NodeId id) {
    std::string words(document_.attribute(id, "datetime"));
    if (words.empty()) words = line_below(id);
    if (!page_moment(words)) return;
    const bool update =
        lower(std::string(document_.attribute(id, "itemprop")) + std::string(document_.attribute(id, "class"))).find("modif") !=
            std::string::npos ||
        lower(document_.attribute(id, "class")).find("updat") != std::string::npos;
    auto& kept = update ? updated_time_ : time_;
    if (kept.empty() || (!update && document_.has_attribute(id, "pubdate"))) kept = words;
  }

  void look_at_item(NodeId id) {
    if (of_others_[id]) return;
    const std::string_view item = document_.attribute(id, "itemprop");
    if (item.empty()) return;
    const auto value = [&] {
      for (const char* const name : {"content", "datetime"})
        if (const std::string_view given = document_.attribute(id, name); !given.empty()) return schema::one_line(given);
      return line_below(id);
    };
    if (item == "datePublished" && item_published_.empty()) item_published_ = value();
    if (item == "dateModified" && item_modified_.empty()) item_modified_ = value();
    if (item == "headline" && item_headline_.empty()) item_headline_ = value();
    if (item == "author" && document_[id].tag != GUMBO_TAG_META) item_authors_.push_back(id);
  }

  void look_at_byline(NodeId id) {
    constexpr NodeId kMostNodes = 60;
    const std::vector<std::string> words = class_words(document_, id);
    of_others_[id] = of_others_[document_[id].parent] || speaks_of_others(document_[id].tag, words);
    if (document_[id].end - id > kMostNodes || of_others_[id]) return;
    const bool linked = document_.attribute(id, "rel") == "author";
    const auto has = [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
    if (!linked && !(has("byline") || has("author") || has("authors"))) return;
    const std::string line = names_below(id);
    if (line.empty() || line.size() > kLongestByline) return;
    if (linked)
      rel_authors_.push_back(line);
    else
      bylines_.push_back({line, headings_.empty()});
  }

  // Whose author is named there is not the article's.
  static bool speaks_of_others(GumboTag tag, const std::vector<std::string>& words) {
    if (tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_ASIDE || tag == GUMBO_TAG_HEAD || tag == GUMBO_TAG_FIGURE)
      return true;
    for (const char* const word : {"comment", "comments", "related", "teaser", "sidebar", "nav"})
      if (std::find(words.begin(), words.end(), word) != words.end()) return tag != GUMBO_TAG_BODY;
    return false;
  }

  // The texts below a node; a comma parts those of elements that are alike, as names in a row are.
  std::string names_below(NodeId id) const {
    std::string out;
    NodeId last = 0;
    for (NodeId i = id + 1; i < document_[id].end; ++i) {
      if (!document_[i].is_text()) {
        if (document_[i].tag == GUMBO_TAG_SCRIPT || document_[i].tag == GUMBO_TAG_STYLE || document_[i].tag == GUMBO_TAG_SVG ||
            document_[i].tag == GUMBO_TAG_BUTTON || document_[i].tag == GUMBO_TAG_TIME)
          i = document_[i].end - 1;
        continue;
      }
      const std::string text = schema::one_line(document_[i].text);
      if (text.empty()) continue;
      const NodeId parent = document_[i].parent;
      const bool alike = last != 0 && parent != last && document_[parent].tag == document_[last].tag &&
                         document_.attribute(parent, "class") == document_.attribute(last, "class");
      const bool apart = last != 0 && parent != last && (is_block(document_[parent].tag) || is_block(document_[last].tag));
      if (!out.empty()) out += alike || apart ? ", " : " ";
      out += text;
      last = parent;
    }
    return out;
  }

  // "Talks end | The Herald": without what names the site.
  std::string without_site(std::string title) const {
    const std::string outlet = schema::fold_phrase(out_.outlet);
    for (const std::string_view joint : {" | ", " - ", " – ", " — ", " :: ", " · ", " » "}) {
      const std::size_t at = title.rfind(joint);
      if (at == std::string::npos || at == 0) continue;
      const std::string tail = schema::fold_phrase(std::string_view(title).substr(at + joint.size()));
      const std::string head = schema::one_line(title.substr(0, at));
      const bool names_site =
          !outlet.empty() && (tail == outlet || tail.find(outlet) != std::string::npos || outlet.find(tail) != std::string::npos);
      if (names_site || std::find(headings_.begin(), headings_.end(), head) != headings_.end()) return head;
    }
    return title;
  }

  // Networks get the title with the site's name behind it: the part that the page itself calls its headline.
  std::string without_tail(const std::string& title) const {
    for (const std::string& shorter : {linked_.headline, heading_, item_headline_}) {
      if (shorter.size() < kLeastHeadline || shorter.size() >= title.size() || !title.starts_with(shorter)) continue;
      const std::string_view tail = std::string_view(title).substr(shorter.size());
      for (const std::string_view joint : {" |", " -", " –", " —", " ::", " ·", "|", "｜", "：", " :", " «", " »", "--"})
        if (tail.starts_with(joint)) return shorter;
    }
    return without_site(title);
  }

  std::string title() const {
    for (const std::string& candidate : {meta_.first({"og:title"}), linked_.headline, item_headline_,
                                         meta_.first({"twitter:title", "dc.title", "parsely-title", "sailthru.title"})})
      if (!candidate.empty()) return without_tail(candidate);
    if (heading_.empty() || title_.empty()) return heading_.empty() ? without_site(title_) : heading_;
    return schema::fold_phrase(title_).find(schema::fold_phrase(heading_)) == std::string::npos ? without_site(title_) : heading_;
  }

  std::vector<std::string> authors(const std::string& site) const {
    std::vector<std::string> sites{out_.outlet, site, linked_.publisher, meta_.first({"og:site_name"})};
    for (const std::string& label : host_labels(out_.url)) sites.push_back(label);
    std::vector<std::vector<std::string>> sources{linked_.authors};
    for (const char* const name : {"author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dc.contributor",
                                   "article:author_name", "cxenseparse:author"})
      sources.push_back(meta_.all(name));
    std::vector<std::string> items;
    for (const NodeId id : item_authors_) items.push_back(item_name(id));
    sources.push_back(items);
    sources.push_back(rel_authors_);
    for (const bool before : {false, true})
      for (const auto& [line, above] : bylines_)
        if (above == before) sources.push_back({line});
    for (std::size_t i = 0; i < sources.size(); ++i) {
      std::vector<std::string> names = author_names(sources[i], sites);
      if (sources.size() - i <= bylines_.size()) std::erase_if(names, [](const std::string& name) { return !looks_like_person(name); });
      if (!names.empty()) return names;
    }
    return {};
  }

  // A class name says little: only what is written as names are.
  static bool looks_like_person(const std::string& name) {
    const auto words = std::count(name.begin(), name.end(), ' ') + 1;
    const bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return (c & 0x80) == 0; });
    const bool capital = (name.front() & 0x80) != 0 || (name.front() >= 'A' && name.front() <= 'Z');
    return capital && words <= 5 && (words >= 2 || !ascii);
  }

  // An author's own itemprop name, or else all text of it.
  std::string item_name(NodeId id) const {
    for (NodeId i = id + 1; i < document_[id].end; ++i)
      if (document_.attribute(i, "itemprop") == "name") {
        const std::string_view content = document_.attribute(i, "content");
        return content.empty() ? line_below(i) : schema::one_line(content);
      }
    return names_below(id);
  }

  // "herald" and "herald com" of https://www.herald.com/…
  static std::vector<std::string> host_labels(std::string_view url) {
    const std::size_t begin = url.find("://");
    if (begin == std::string_view::npos) return {};
    std::string host(url.substr(begin + 3, url.find('/', begin + 3) - begin - 3));
    if (host.starts_with("www.")) host.erase(0, 4);
    return {host, host.substr(0, host.find('.'))};
  }

  static bool dated(const std::string& words) { return page_moment(words).has_value(); }

  // The first value of the first name that is a day.
  Written first_date(std::initializer_list<const char*> names) const {
    for (const char* const name : names)
      for (const std::string& value : meta_.all(name))
        if (dated(value)) return {value, std::string("meta ") + name};
    return {};
  }

  Written published() const {
    if (dated(linked_.published)) return {linked_.published, "JSON-LD datePublished"};
    if (Written found = first_date({"article:published_time", "og:article:published_time", "og:published_time"}); !found.words.empty())
      return found;
    if (dated(item_published_)) return {item_published_, "itemprop datePublished"};
    if (Written found = first_date({"datepublished",
                                    "parsely-pub-date",
                                    "sailthru.date",
                                    "article.published",
                                    "cxenseparse:recs:publishtime",
                                    "publish-date",
                                    "publish_date",
                                    "publication_date",
                                    "pubdate",
                                    "published_at",
                                    "publishdate",
                                    "dc.date.issued",
                                    "dcterms.created",
                                    "dc.date",
                                    "dcterms.date",
                                    "article_date_original",
                                    "originalpublicationdate",
                                    "published",
                                    "date",
                                    "created",
                                    "rnews:datepublished"});
        !found.words.empty())
      return found;
    if (dated(time_)) return {time_, "time element"};
    return printed();
  }

  // The date printed next to the headline.
  Written printed() const {
    constexpr std::size_t kBefore = 3, kAfter = 8;  // texts
    const std::vector<TextBlock> texts = text_blocks(document_);
    const auto heading =
        std::find_if(texts.begin(), texts.end(), [&](const TextBlock& text) { return document_[text.node].tag == GUMBO_TAG_H1; });
    if (heading == texts.end()) return {};
    const auto at = static_cast<std::size_t>(heading - texts.begin());
    for (std::size_t i = at + 1; i < std::min(texts.size(), at + 1 + kAfter); ++i)
      if (auto date = printed_date(texts[i].text); date && texts[i].text.size() < kLongestStamp) return {std::move(date->words), "text"};
    for (std::size_t i = at; i > 0 && at - i < kBefore; --i)
      if (auto date = printed_date(texts[i - 1].text); date && texts[i - 1].text.size() < kLongestStamp)
        return {std::move(date->words), "text"};
    return {};
  }

  Written updated() const {
    if (dated(linked_.modified)) return {linked_.modified, "JSON-LD dateModified"};
    if (Written found = first_date({"article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified",
                                    "article.updated", "lastmod", "last-modified", "dcterms.modified", "dc.date.modified"});
        !found.words.empty())
      return found;
    if (dated(item_modified_)) return {item_modified_, "itemprop dateModified"};
    if (dated(updated_time_)) return {updated_time_, "time element"};
    return {};
  }

  const Document& document_;
  MetaTags meta_;
  LinkedArticle linked_;
  PageMetadata out_;
  std::string html_language_;
  std::string title_;    // of <title>
  std::string heading_;  // the first <h1> with words
  std::vector<std::string> headings_;
  std::string canonical_;
  std::string time_;
  std::string updated_time_;
  std::string item_published_;
  std::string item_modified_;
  std::string item_headline_;
  std::vector<NodeId> item_authors_;
  std::vector<std::string> rel_authors_;
  struct Byline {
    std::string line;
    bool before_heading;
  };
  std::vector<Byline> bylines_;
  std::vector<bool> of_others_;  // by node
};

}  // namespace

PageMetadata metadata_of(const Document& document) { return MetadataSearch(document).run(); }

}  // namespace attache::indexer::html
