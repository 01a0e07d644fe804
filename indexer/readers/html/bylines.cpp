#include "indexer/readers/html/bylines.hpp"

#include <algorithm>

#include "indexer/readers/html/class_words.hpp"
#include "indexer/readers/html/text_blocks.hpp"
#include "schema/words.hpp"

namespace attache::indexer::html {
namespace {

constexpr std::size_t kLongestByline = 160;  // bytes
constexpr std::size_t kMostLines = 64;       // of a kind; whoever writes more lists other people
constexpr NodeId kMostNodes = 60;            // in a byline
constexpr NodeId kMostInItem = 300;          // in an author's whole card

class BylineSearch {
 public:
  explicit BylineSearch(const Document& document) : document_(document), of_others_(document.size(), false) {}

  Bylines run() {
    for (NodeId i = 1; i < document_.size(); ++i) {
      if (document_[i].is_text()) continue;
      const std::vector<std::string> words = class_words(document_, i);
      of_others_[i] = of_others_[document_[i].parent] || speaks_of_others(document_[i].tag, words);
      after_heading_ = after_heading_ || document_[i].tag == GUMBO_TAG_H1;
      if (of_others_[i]) continue;
      look_at_item(i);
      look_at_byline(i, words);
      look_at_link(i);
    }
    out_.named.insert(out_.named.end(), above_.begin(), above_.end());
    return std::move(out_);
  }

 private:
  void look_at_item(NodeId id) {
    if (document_[id].end - id > kMostInItem || out_.items.size() >= kMostLines) return;
    if (document_.attribute(id, "itemprop") == "author" && document_[id].tag != GUMBO_TAG_META) out_.items.push_back(item_name(id));
  }

  void look_at_byline(NodeId id, const std::vector<std::string>& words) {
    if (document_[id].end - id > kMostNodes) return;
    const bool linked = document_.attribute(id, "rel") == "author";
    const auto has = [&](std::string_view any) { return std::find(words.begin(), words.end(), any) != words.end(); };
    const bool follows = has("follow") && !has("byline") && document_[id].tag == GUMBO_TAG_A;
    const bool named = (has("byline") || has("author") || has("authors")) && !follows;
    if (!linked && !named) return;
    auto& lines = linked ? out_.linked : after_heading_ ? out_.named : above_;
    if (lines.size() >= kMostLines) return;
    if (std::string line = names_below(id); !line.empty() && line.size() <= kLongestByline) lines.push_back(std::move(line));
  }

  // The first link to an author's page between the headline and the text, in a line that says little else, and those beside it.
  void look_at_link(NodeId id) {
    constexpr std::size_t kTextBytes = 300;  // of paragraphs: more than a standfirst
    constexpr std::size_t kLittle = 40;      // bytes, beside a name
    if (!after_heading_ || text_bytes_ > kTextBytes || out_.pages.size() >= kMostLines) return;
    const NodeId nodes = document_[id].end - id;
    if (document_[id].tag == GUMBO_TAG_P) text_bytes_ += nodes > kMostInItem ? kTextBytes + 1 : document_.text_below(id).size();
    if (document_[id].tag != GUMBO_TAG_A || nodes > kMostNodes) return;
    const NodeId parent = document_[id].parent;
    if (!out_.pages.empty() && parent != parent_of_pages_) return;
    if (!leads_to_author(document_.attribute(id, "href"))) return;
    std::string name = names_below(id);
    if (name.empty() || name.size() > kLongestByline) return;
    if (out_.pages.empty()) {
      NodeId line = parent;
      while (line > 0 && !is_block(document_[line].tag)) line = document_[line].parent;
      if (document_[line].end - line > kMostNodes || names_below(line).size() > 2 * name.size() + kLittle) return;
    }
    parent_of_pages_ = parent;
    out_.pages.push_back(std::move(name));
  }

  // ".../autoren/name/max-kolter": a folder of authors with something in it.
  static bool leads_to_author(std::string_view address) {
    for (const std::string_view folder : {"/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/auteurs/", "/autore/", "/autori/"})
      if (const auto at = address.find(folder); at != std::string_view::npos && at + folder.size() < address.size()) return true;
    return false;
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

  // An author's own itemprop name, or else all text of it.
  std::string item_name(NodeId id) const {
    for (NodeId i = id + 1; i < document_[id].end; ++i)
      if (document_.attribute(i, "itemprop") == "name") {
        const std::string_view content = document_.attribute(i, "content");
        return content.empty() ? schema::one_line(document_.text_below(i)) : schema::one_line(content);
      }
    return names_below(id);
  }

  const Document& document_;
  std::vector<bool> of_others_;  // by node
  bool after_heading_ = false;
  Bylines out_;
  std::vector<std::string> above_;  // named ones above the headline
  NodeId parent_of_pages_ = 0;
  std::size_t text_bytes_ = 0;  // of paragraphs below the headline, as far as they are looked at
};

}  // namespace

Bylines bylines_of(const Document& document) { return BylineSearch(document).run(); }

bool looks_like_person(const std::string& name) {
  const auto words = std::count(name.begin(), name.end(), ' ') + 1;
  const bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return (c & 0x80) == 0; });
  const bool capital = (name.front() & 0x80) != 0 || (name.front() >= 'A' && name.front() <= 'Z');
  return capital && words <= 5 && (words >= 2 || !ascii);
}

}  // namespace attache::indexer::html
