#include "indexer/readers/html/text_blocks.hpp"

#include <algorithm>
#include <array>

#include "indexer/readers/html/class_words.hpp"
#include "schema/words.hpp"

namespace attache::indexer::html {
namespace {

bool never_shown(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MAP:
    case GUMBO_TAG_DATALIST:
      return true;
    default:
      return false;
  }
}

// Within a line: a span that holds blocks is as much of the page as a <div>.
bool holds_little_and_no_blocks(const Document& document, NodeId id) {
  constexpr NodeId kMostNodes = 100;
  if (document[id].end - id > kMostNodes) return false;
  for (NodeId i = id + 1; i < document[id].end; ++i)
    if (!document[i].is_text() && is_block(document[i].tag)) return false;
  return true;
}

// Long ones are text that a click shows.
bool hides_a_few_words(const Document& document, NodeId id) {
  constexpr std::size_t kFewBytes = 120;
  if (!is_hidden(document, id)) return false;
  std::size_t bytes = 0;
  for (NodeId i = id + 1; i < document[id].end; ++i)
    if (document[i].is_text()) bytes += document[i].text.size();
  return bytes <= kFewBytes;
}

bool is_left_out(const Document& document, NodeId id) {
  const GumboTag tag = document[id].tag;
  if (never_shown(tag)) return true;
  return tag == GUMBO_TAG_SPAN && holds_little_and_no_blocks(document, id) && (is_popup(document, id) || hides_a_few_words(document, id));
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

class BlockWalk {
 public:
  explicit BlockWalk(const Document& document, bool by_lines = false) : document_(document), by_lines_(by_lines) {}

  std::vector<TextBlock> run() {
    for (NodeId i = 0; i < document_.size();) {
      leave_until(i);
      const Node& node = document_[i];
      if (node.is_text()) {
        append(node.text);
      } else if (is_left_out(document_, i)) {
        i = node.end;
        continue;
      } else {
        enter(i);
      }
      ++i;
    }
    flush();
    return std::move(blocks_);
  }

 private:
  // What is open now; only elements that matter to texts are kept.
  struct Open {
    NodeId id;
    GumboTag tag;
  };

  static bool is_strong(GumboTag tag) { return tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG; }

  void enter(NodeId id) {
    const GumboTag tag = document_[id].tag;
    if (tag == GUMBO_TAG_BR) return line_end();
    if (tag == GUMBO_TAG_A) ++links_;
    if (is_strong(tag)) ++strong_;
    if (is_block(tag)) {
      flush();
      block_.push_back(id);
    } else if (tag != GUMBO_TAG_A && !is_strong(tag)) {
      return;
    }
    open_.push_back({id, tag});
  }

  void leave_until(NodeId next) {
    while (!open_.empty() && document_[open_.back().id].end <= next) {
      const GumboTag tag = open_.back().tag;
      open_.pop_back();
      if (tag == GUMBO_TAG_A) --links_;
      if (is_strong(tag)) --strong_;
      if (!is_block(tag)) continue;
      flush();
      block_.pop_back();
    }
  }

  // Two in a row part paragraphs.
  void line_end() {
    if (text_.ends_with('\n') || text_.empty()) return flush();
    if (text_.ends_with(' ')) text_.pop_back();
    text_ += '\n';
  }

  void append(std::string_view text) {
    const std::size_t before = text_.size();
    for (const char c : text) {
      if (c == '\0') continue;
      if (c == '\n' && by_lines_) flush();
      if (!is_space(c))
        text_ += c;
      else if (!text_.empty() && !is_space(text_.back()))
        text_ += ' ';
    }
    if (by_lines_) return;
    const auto added = static_cast<std::uint32_t>(text_.size() - before);
    if (links_ > 0) link_bytes_ += added;
    if (strong_ > 0) strong_bytes_ += added;
  }

  void flush() {
    while (!text_.empty() && is_space(text_.back())) text_.pop_back();
    if (has_words()) blocks_.push_back({block_.empty() ? 0 : block_.back(), text_, link_bytes_, strong_bytes_});
    text_.clear();
    link_bytes_ = strong_bytes_ = 0;
  }

  // More than punctuation, which stands between links.
  bool has_words() const {
    constexpr std::array<std::string_view, 6> kNoWords{"\u00A0", "\u00B7", "\u2022", "\u200B", "\uFEFF", "\u00AD"};
    for (std::string_view rest = text_; !rest.empty();) {
      const char c = rest.front();
      if ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')) return true;
      const auto skipped = std::find_if(kNoWords.begin(), kNoWords.end(), [&](std::string_view sign) { return rest.starts_with(sign); });
      if ((c & 0x80) != 0 && skipped == kNoWords.end()) return true;
      rest.remove_prefix(skipped == kNoWords.end() ? 1 : skipped->size());
    }
    return false;
  }

  const Document& document_;
  bool by_lines_;  // then links and bold are not counted
  std::vector<Open> open_;
  std::vector<NodeId> block_;
  std::vector<TextBlock> blocks_;
  std::string text_;
  std::uint32_t link_bytes_ = 0;
  std::uint32_t strong_bytes_ = 0;
  int links_ = 0;
  int strong_ = 0;
};

}  // namespace

std::vector<TextBlock> text_blocks(const Document& document) { return BlockWalk(document).run(); }
std::vector<TextBlock> text_blocks_of_lines(const Document& document) { return BlockWalk(document, true).run(); }

std::string shown_line(const Document& document, NodeId id) {
  std::string out;
  for (NodeId i = id + 1; i < document[id].end; ++i) {
    if (document[i].is_text()) {
      out += document[i].text;
    } else if (is_left_out(document, i)) {
      i = document[i].end - 1;
    } else if (document[i].tag == GUMBO_TAG_BR || is_block(document[i].tag)) {
      out += ' ';
    }
  }
  return schema::one_line(out);
}

bool is_heading(GumboTag tag) {
  return tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3 || tag == GUMBO_TAG_H4 || tag == GUMBO_TAG_H5 ||
         tag == GUMBO_TAG_H6;
}

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_HTML:
      return true;
    default:
      return is_heading(tag);
  }
}

}  // namespace attache::indexer::html
