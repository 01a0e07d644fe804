#include "indexer/readers/html/class_words.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <unordered_set>

#include "schema/words.hpp"

namespace attache::indexer::html {
namespace {

using Words = std::unordered_set<std::string>;

constexpr std::size_t kLongestClass = 1000;  // bytes; what stands behind is not looked at

constexpr std::array<std::string_view, 7> kBoilerplateStems{"advert",    "breadcrumb", "cookie", "newsletter",
                                                            "recommend", "share",      "sponsor"};

// The vocabulary of class names over many sites; compare the lists of Mozilla's Readability (regexps in Readability.js) and of
// trafilatura (A. Barbaresi, ACL 2021; settings/xpaths).
const Words& boilerplate() {
  static const Words words{
      "ad",        "ads",        "adv",         "adbox",      "adslot",        "admanager",    "dfp",          "outbrain",   "taboola",
      "mailchimp", "disqus",     "addtoany",    "rss",        "promo",         "promos",       "promoted",     "promotion",  "banner",
      "banners",   "consent",    "gdpr",        "disclaimer", "copyright",     "nav",          "navbar",       "navigation", "menu",
      "masthead",  "topbar",     "toolbar",     "sidebar",    "sidenav",       "rail",         "foot",         "footer",     "footnav",
      "pager",     "pagination", "paginate",    "skip",       "overlay",       "modal",        "popup",        "noprint",    "widget",
      "widgets",   "login",      "register",    "signin",     "signup",        "subscribe",    "subscription", "survey",     "donate",
      "donation",  "shop",       "shopping",    "feedback",   "bio",           "social",       "socials",      "sharing",    "podcast",
      "player",    "playlist",   "commentlist", "replies",    "reply",         "respond",      "also",         "most",       "moreon",
      "mostread",  "popular",    "readmore",    "recirc",     "recirculation", "relacionadas", "teaser",       "teasers",    "trending",
      "hashtag",   "hashtags",   "keywords",    "tags",       "taglist"};
  return words;
}

bool is_discussion(const std::string& word) { return word == "comment" || word == "comments" || word.starts_with("related"); }

// Words that others are made of: "newsletterbox", "advertlabel".
bool begins_boilerplate(const std::string& word) {
  return std::any_of(kBoilerplateStems.begin(), kBoilerplateStems.end(), [&](std::string_view stem) { return word.starts_with(stem); });
}

bool any(const std::vector<std::string>& words, const Words& of) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return of.contains(word); });
}

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Two words in a row, written as one or two.
bool has_pair(const std::vector<std::string>& words, std::string_view first, std::string_view second) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i + 1 < words.size() && words[i] == first && words[i + 1] == second) return true;
    if (words[i].size() == first.size() + second.size() && words[i].starts_with(first) && words[i].ends_with(second)) return true;
  }
  return false;
}

bool is_content(const std::vector<std::string>& words) {
  for (const std::string_view first : {"article", "story", "post", "entry", "news", "body"})
    for (const std::string_view second : {"body", "content", "text", "copy"})
      if (first != second && has_pair(words, first, second)) return true;
  return false;
}

bool is_main_content(const std::vector<std::string>& words) {
  return has_pair(words, "page", "content") || has_pair(words, "main", "content") || has_pair(words, "page", "body") ||
         has(words, "article");
}

bool is_standfirst(const std::vector<std::string>& words) {
  static const Words names{"standfirst", "subtitle", "subheadline", "subhead",    "dek",     "deck",       "lede",      "lead",
                           "excerpt",    "sapo",     "chapo",       "intro",      "summary", "subheading", "subheader", "strapline",
                           "abstract",   "ingress",  "sommario",    "entradilla", "perex",   "vorspann"};
  return any(words, names);
}

// The first of the names, which is taken off.
std::string_view take_name(std::string_view& names) {
  const std::string_view name = names.substr(0, names.find(' '));
  names.remove_prefix(std::min(names.size(), name.size() + 1));
  return name;
}

// "hidden", but neither "overflow-hidden" nor "hidden md:block", which narrow screens alone hide.
bool hidden_by_class(std::string_view names) {
  bool hidden = false;
  while (!names.empty()) {
    const std::string_view name = take_name(names);
    for (const std::string_view shown : {":block", ":flex", ":grid", ":inline", ":inline-block", ":inline-flex", ":contents", ":table-cell"})
      if (name.ends_with(shown)) return false;
    for (const std::string_view word :
         {"hidden", "invisible", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "u-hidden", "is-hidden"})
      hidden = hidden || name == word;
  }
  return hidden;
}

bool hidden_by_style(std::string_view style) {
  std::string bare;
  for (const char c : style)
    if (c != ' ') bare += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return bare.find("display:none") != std::string::npos || bare.find("visibility:hidden") != std::string::npos;
}

bool hidden_by_attribute(const Document& document, NodeId id) {
  return document.has_attribute(id, "hidden") || hidden_by_style(document.attribute(id, "style"));
}

Role role_by_tag(const Document& document, NodeId id) {
  switch (document[id].tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE:
      return Role::Boilerplate;
    case GUMBO_TAG_FIGCAPTION:
      return Role::Caption;
    default:
      break;
  }
  const std::string_view role = document.attribute(id, "role");
  for (const std::string_view name :
       {"navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alert", "menu", "menubar", "toolbar"})
    if (role == name) return Role::Boilerplate;
  if (hidden_by_attribute(document, id) || document.attribute(id, "aria-hidden") == "true") return Role::Hidden;
  return Role::None;
}

bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// The words of a name without "-" or "_": parted at capitals, unless that leaves shreds, as of "hJpRRP".
void add_words(std::string_view name, std::vector<std::string>& words) {
  constexpr std::size_t kLeast = 3;  // letters
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (i > 0 && is_capital(name[i]) && !is_capital(name[i - 1])) parts.emplace_back();
    parts.back() += static_cast<char>(name[i] | 32);
  }
  if (std::all_of(parts.begin(), parts.end(), [](const std::string& part) { return part.size() >= kLeast; }))
    words.insert(words.end(), std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
  else
    words.push_back(schema::joined(parts, ""));
}

void add_class(std::string_view name, std::vector<std::string>& words) {
  for (std::size_t i = 0; i < name.size();) {
    std::size_t end = i;
    bool numbered = false;
    for (; end < name.size() && (is_letter(name[end]) || (name[end] >= '0' && name[end] <= '9')); ++end)
      numbered = numbered || !is_letter(name[end]);
    const std::string_view part = name.substr(i, end - i);
    const std::string_view stem = part.substr(0, part.find_first_of("0123456789"));
    // "related2" is related; "1rX9ad" is nothing.
    if (!stem.empty() && (!numbered || part.find_last_not_of("0123456789") < stem.size())) add_words(stem, words);
    i = end + 1;
  }
}

}  // namespace

std::vector<std::string> class_words(const Document& document, NodeId id) {
  constexpr std::size_t kMostInId = 3;  // more words are a headline's
  std::vector<std::string> words;
  add_class(document.attribute(id, "class").substr(0, kLongestClass), words);
  std::vector<std::string> id_words;
  add_class(document.attribute(id, "id").substr(0, kLongestClass), id_words);
  if (id_words.size() <= kMostInId) words.insert(words.end(), id_words.begin(), id_words.end());
  return words;
}

bool is_hidden(const Document& document, NodeId id) {
  return hidden_by_attribute(document, id) || hidden_by_class(document.attribute(id, "class"));
}

// By one of its names: "tooltip text-blue" is a word with a tooltip, not its text.
bool is_popup(const Document& document, NodeId id) {
  static const Words popups{"tooltip", "popover", "popup", "rollover", "hovercard"};
  static const Words parts{"block", "text", "content", "body", "box", "card", "inner", "panel"};
  static const Words whole{"tooltiptext", "tooltipcontent", "popovercontent", "popuptext"};
  for (std::string_view names = document.attribute(id, "class").substr(0, kLongestClass); !names.empty();) {
    std::vector<std::string> words;
    add_class(take_name(names), words);
    if (any(words, whole) || (any(words, popups) && any(words, parts))) return true;
  }
  return false;
}

Role role_of(const Document& document, NodeId id) {
  if (document[id].is_text()) return Role::None;
  if (const Role role = role_by_tag(document, id); role != Role::None) return role;
  const std::string_view item = document.attribute(id, "itemprop");
  if (item == "articleBody" || document.attribute(id, "property") == "articleBody") return Role::Content;
  if (item == "author" || document.attribute(id, "rel") == "author") return Role::Byline;
  const std::vector<std::string> words = class_words(document, id);
  if (hidden_by_class(document.attribute(id, "class"))) return Role::Hidden;
  // An embedded post is quoted and a heading stands over something, whatever their class says.
  const GumboTag tag = document[id].tag;
  const bool quoted = tag == GUMBO_TAG_BLOCKQUOTE || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3 || has(words, "embed");
  if (!quoted && std::any_of(words.begin(), words.end(), is_discussion)) return Role::Discussion;
  if (!quoted && (any(words, boilerplate()) || std::any_of(words.begin(), words.end(), begins_boilerplate) ||
                  (has(words, "read") && has(words, "more"))))
    return Role::Boilerplate;
  if (has(words, "caption") || has(words, "figcaption") || has_pair(words, "image", "description")) return Role::Caption;
  if (has(words, "credit") || has(words, "credits") || has(words, "photographer")) return Role::Credit;
  if (has(words, "byline") || has(words, "author") || has(words, "authors") || has(words, "dateline") || has(words, "timestamp") ||
      has_pair(words, "article", "meta") || has_pair(words, "post", "meta") || has_pair(words, "entry", "meta"))
    return Role::Byline;
  if (is_content(words)) return Role::Content;
  if (is_standfirst(words)) return Role::Standfirst;
  if (document[id].tag == GUMBO_TAG_ARTICLE || document[id].tag == GUMBO_TAG_MAIN || is_main_content(words)) return Role::MainContent;
  return Role::None;
}

}  // namespace attache::indexer::html
