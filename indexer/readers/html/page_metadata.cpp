#include "indexer/readers/html/page_metadata.hpp"

#include <algorithm>
#include <map>

#include "indexer/readers/ascii_case.hpp"
#include "indexer/readers/html/author_names.hpp"
#include "indexer/readers/html/bylines.hpp"
#include "indexer/readers/html/linked_data.hpp"
#include "indexer/readers/html/page_date.hpp"
#include "indexer/readers/html/text_blocks.hpp"
#include "indexer/readers/line_shapes.hpp"
#include "indexer/readers/outlet.hpp"
#include "schema/words.hpp"

namespace attache::indexer::html {
namespace {

constexpr std::size_t kLongestStamp = 120;  // bytes
constexpr std::size_t kMostHeadings = 20;
constexpr NodeId kMostInTime = 20;          // nodes
constexpr std::size_t kLeastHeadline = 12;  // bytes; a shorter one may be a kicker or the site's name

// The page's <meta> elements by name, property or itemprop.
class MetaTags {
 public:
  explicit MetaTags(const Document& document) {
    for (NodeId i = 0; i < document.size(); ++i) {
      if (document[i].tag != GUMBO_TAG_META) continue;
      const std::string_view value = document.attribute(i, "content");
      if (value.find_first_not_of(" \t\r\n") == std::string_view::npos) continue;
      for (const char* const key : {"property", "name", "itemprop"})
        if (const std::string_view name = document.attribute(i, key); !name.empty()) values_[bare(name)].push_back(value);
    }
  }

  // The first value of the first name that has one.
  std::string first(std::initializer_list<const char*> names) const {
    for (const char* const name : names)
      if (const auto found = values_.find(bare(name)); found != values_.end()) return plain_text(found->second.front());
    return {};
  }

  std::vector<std::string> all(const char* name) const {
    constexpr std::size_t kMost = 64;
    std::vector<std::string> out;
    if (const auto found = values_.find(bare(name)); found != values_.end())
      for (std::size_t i = 0; i < std::min(kMost, found->second.size()); ++i) out.push_back(plain_text(found->second[i]));
    return out;
  }

 private:
  // "article:published:time" is as good as "article:published_time".
  static std::string bare(std::string_view name) {
    std::string out = lower_case(name);
    std::erase_if(out, [](char c) { return c == ':' || c == '_' || c == '-' || c == '.'; });
    return out;
  }

  std::map<std::string, std::vector<std::string_view>, std::less<>> values_;
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
    for (const std::string& url : {canonical_, meta_.first({"og:url", "twitter:url", "parsely-link"}), linked_.url})
      if (out_.url.empty() && (url.starts_with("https://") || url.starts_with("http://"))) out_.url = url;
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
    for (NodeId i = 0; i < document_.size(); ++i) {
      if (document_[i].is_text()) continue;
      const GumboTag tag = document_[i].tag;
      if (tag == GUMBO_TAG_HTML && html_language_.empty()) html_language_ = document_.attribute(i, "lang");
      if (tag == GUMBO_TAG_TITLE && title_.empty() && document_[document_[i].parent].tag == GUMBO_TAG_HEAD) title_ = line_below(i);
      if (tag == GUMBO_TAG_LINK && document_.attribute(i, "rel") == "canonical" && canonical_.empty())
        canonical_ = document_.attribute(i, "href");
      if (tag == GUMBO_TAG_H1 && headings_.size() < kMostHeadings) headings_.push_back(shown_line(document_, i));
      if (tag == GUMBO_TAG_H2 && subheadings_.size() < kMostHeadings) subheadings_.push_back(shown_line(document_, i));
      if (tag == GUMBO_TAG_TIME) look_at_time(i);
      look_at_item(i);
    }
    for (const std::string& heading : headings_)
      if (heading_.empty()) heading_ = heading;
  }

  void look_at_time(NodeId id) {
    if (document_[id].end - id > kMostInTime) return;
    std::string words(document_.attribute(id, "datetime"));
    if (words.empty()) words = line_below(id);
    if (!page_moment(words)) return;
    const std::string names = lower_case(std::string(document_.attribute(id, "itemprop")) + std::string(document_.attribute(id, "class")));
    const bool update = names.find("modif") != std::string::npos || names.find("updat") != std::string::npos;
    auto& kept = update ? updated_time_ : headings_.empty() ? time_above_ : time_;
    if (kept.empty() || (!update && document_.has_attribute(id, "pubdate"))) kept = words;
  }

  void look_at_item(NodeId id) {
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

  // Networks get the title with the site's name behind it: the part that the page itself calls its headline, whichever marks it sets.
  std::string without_tail(const std::string& title) const {
    for (const std::string& shorter : {linked_.headline, heading_, item_headline_}) {
      if (shorter.size() < kLeastHeadline) continue;
      const std::size_t size = size_of_beginning(title, shorter);
      if (size == 0 || size == title.size()) continue;
      const std::string_view tail = std::string_view(title).substr(size);
      for (const std::string_view joint : {" |", " -", " –", " —", " ::", " ·", "|", "｜", "：", " :", " «", " »", "--"})
        if (tail.starts_with(joint)) return title.substr(0, size);
    }
    return without_site(title);
  }

  // How many bytes of `title` are the same as `beginning`, but for curved and straight marks; 0 where it does not begin so.
  static std::size_t size_of_beginning(std::string_view title, std::string_view beginning) {
    const auto take = [](std::string_view& text) {
      for (const std::string_view mark : {"‘", "’", "“", "”"})
        if (text.starts_with(mark)) {
          text.remove_prefix(mark.size());
          return mark == "‘" || mark == "’" ? '\'' : '"';
        }
      const char c = text.front();
      text.remove_prefix(1);
      return c;
    };
    const std::size_t size = title.size();
    while (!beginning.empty())
      if (title.empty() || take(title) != take(beginning)) return 0;
    return size - title.size();
  }

  // The headline that the page prints and JSON-LD repeats, where <title> and og:title agree on another one: theirs was written for search
  // engines and networks. Empty where that is not so.
  std::string printed_headline() const {
    const std::string network = meta_.first({"og:title"});
    if (network.empty() || linked_.headline.size() < kLeastHeadline) return {};
    const auto same = [](const std::string& a, const std::string& b) { return schema::fold_phrase(a) == schema::fold_phrase(b); };
    const auto is_printed = [&](const std::vector<std::string>& lines) {
      return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) { return same(linked_.headline, line); });
    };
    // Below an <h1> that is one of those others.
    const bool below = heading_.empty() || same(heading_, network);
    if (!is_printed(headings_) && !(below && is_printed(subheadings_))) return {};
    return same(without_tail(title_), without_tail(network)) ? linked_.headline : std::string();
  }

  // The attribute of a careless page ends at the first of a title's own quotation marks: the whole of it, by the page's headline or <title>.
  std::string mended(const std::string& title) const {
    for (const std::string& whole : {heading_, title_}) {
      const std::size_t size = size_of_beginning(whole, title);
      const std::string_view rest = std::string_view(whole).substr(size);
      const bool goes_on = rest.starts_with("\"") || rest.starts_with(" \"");
      if (size > 0 && goes_on && rest.find('"', 2) != std::string_view::npos) return whole;
    }
    return title;
  }

  std::string title() const {
    if (std::string printed = printed_headline(); !printed.empty()) return without_tail(printed);
    for (const std::string& candidate : {meta_.first({"og:title"}), linked_.headline, item_headline_,
                                         meta_.first({"twitter:title", "dc.title", "parsely-title", "sailthru.title"})})
      if (!candidate.empty()) return without_tail(mended(candidate));
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
    const Bylines bylines = bylines_of(document_);
    sources.push_back(bylines.items);
    sources.push_back(bylines.linked);
    for (const std::vector<std::string>& source : sources)
      if (std::vector<std::string> names = author_names(source, sites); !names.empty()) return names;
    const auto people = [&](const std::vector<std::string>& lines) {
      std::vector<std::string> names = author_names(lines, sites);
      std::erase_if(names, [](const std::string& name) { return !looks_like_person(name); });
      return names;
    };
    for (const std::string& line : bylines.named)
      if (std::vector<std::string> names = people({line}); !names.empty()) return names;
    return people(bylines.pages);
  }

  // "herald.com" and "herald" of https://www.herald.com/…
  static std::vector<std::string> host_labels(std::string_view url) {
    std::string_view host = host_of(url);
    if (host.empty()) return {};
    if (host.starts_with("www.")) host.remove_prefix(4);
    return {std::string(host), std::string(host.substr(0, host.find('.')))};
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
    if (Written found = first_date({"datepublished", "parsely-pub-date", "sailthru.date", "article.published",
                                    "cxenseparse:recs:publishtime", "publish-date", "publication_date", "pubdate", "published_at",
                                    "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "article_date_original",
                                    "originalpublicationdate", "published", "date", "created", "rnews:datepublished"});
        !found.words.empty())
      return found;
    for (const std::string& time : {time_, time_above_})
      if (!time.empty()) return {time, "time element"};
    return printed();
  }

  // The date printed next to the headline, on a line that says little else.
  Written printed() const {
    constexpr std::ptrdiff_t kBefore = 3, kAfter = 8;  // texts
    const std::vector<TextBlock> texts = text_blocks(document_);
    const auto heading =
        std::find_if(texts.begin(), texts.end(), [&](const TextBlock& text) { return document_[text.node].tag == GUMBO_TAG_H1; });
    if (heading == texts.end()) return {};
    const auto first = heading - std::min(kBefore, heading - texts.begin());
    const auto last = heading + 1 + std::min(kAfter, texts.end() - heading - 1);
    for (auto text = heading + 1; text != last; ++text)
      if (std::string words = stamped_day(text->text); !words.empty()) return {std::move(words), "text"};
    for (auto text = heading; text != first; --text)
      if (std::string words = stamped_day((text - 1)->text); !words.empty()) return {std::move(words), "text"};
    return {};
  }

  static std::string stamped_day(const std::string& line) {
    if (line.size() > kLongestStamp || ends_a_sentence(line)) return {};
    auto date = printed_date(line);
    return date && 4 * date->words.size() >= line.size() ? std::move(date->words) : std::string();
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
  std::vector<std::string> headings_, subheadings_;  // of <h1>, <h2>
  std::string canonical_;
  std::string time_;        // of the first <time> below the headline
  std::string time_above_;  // or above it
  std::string updated_time_;
  std::string item_published_;
  std::string item_modified_;
  std::string item_headline_;
};

}  // namespace

PageMetadata metadata_of(const Document& document) { return MetadataSearch(document).run(); }

}  // namespace attache::indexer::html
