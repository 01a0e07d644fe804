#include "indexer/readers/html/content.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "indexer/readers/html/boilerplate_lines.hpp"
#include "indexer/readers/html/class_words.hpp"
#include "indexer/readers/html/page_date.hpp"
#include "indexer/readers/line_shapes.hpp"
#include "schema/words.hpp"

namespace attache::indexer::html {
namespace {

using schema::BlockKind;

constexpr std::size_t kLeastStandfirst = 30;  // bytes
constexpr std::size_t kLongestStamp = 120;    // bytes; also of a byline

double link_share(const TextBlock& block) { return static_cast<double>(block.link_bytes) / static_cast<double>(block.text.size()); }

// How much a text looks like running text: long, not links. After the features of C. Kohlschütter et al., "Boilerplate
// Detection using Shallow Text Features" (WSDM 2010), and the scores of Readability.
double score_of(const TextBlock& block, GumboTag tag) {
  constexpr std::size_t kShort = 40;   // bytes
  constexpr std::size_t kLong = 1200;  // more gives no more
  const double links = link_share(block);
  if (block.text.size() < kShort || links > 0.5) return 0;
  const double sentence = ends_a_sentence(block.text) ? 1.0 : 0.4;
  const bool paragraph = tag == GUMBO_TAG_P || tag == GUMBO_TAG_BLOCKQUOTE || tag == GUMBO_TAG_PRE;
  const double kind = paragraph ? 1.0 : tag == GUMBO_TAG_LI || is_heading(tag) ? 0.4 : 0.8;
  return static_cast<double>(std::min(block.text.size(), kLong)) * (1 - links) * sentence * kind;
}

class ContentSearch {
 public:
  ContentSearch(const Document& document, const Hints& hints)
      : document_(document),
        blocks_(text_blocks(document)),
        roles_(document.size(), Role::None),
        dropped_(document.size(), false),
        is_root_(document.size(), false),
        in_roots_(document.size(), false),
        folded_title_(schema::fold_phrase(hints.title)) {
    for (schema::Word& word : schema::words_of(hints.summary)) summary_words_.insert(std::move(word.folded));
  }

  std::vector<ContentBlock> run() {
    kept_ = summed();
    mark_dropped();
    kept_ = summed();
    mark_content(content_roots());
    collect();
    if (out_.empty()) collect_all();
    return std::move(out_);
  }

 private:
  bool drops(Role role, NodeId id) const {
    const double share = kept_[0] > 0 ? kept_[id] / kept_[0] : 0;
    if (role == Role::Hidden) return share < 0.5;
    if (role == Role::Discussion) return share < 0.6;
    if (role == Role::Boilerplate) return share < 0.3;
    return false;
  }

  // The scores of the texts below each element, those that are left out already aside.
  std::vector<double> summed() const {
    std::vector<double> sums(document_.size(), 0);
    for (const TextBlock& block : blocks_) {
      if (dropped_[block.node]) continue;
      const double score = score_of(block, tag_of(block));
      for (NodeId i = block.node; score > 0; i = document_[i].parent) {
        sums[i] += score;
        if (i == 0) break;
      }
    }
    return sums;
  }

  // What each element is, and whether it or one above it is left out: not where it holds much of all running text, as the
  // class words of a page's outer elements say what stands on the page.
  void mark_dropped() {
    for (NodeId i = 1; i < document_.size(); ++i) {
      roles_[i] = document_[i].is_text() ? Role::None : role_of(document_, i);
      dropped_[i] = dropped_[document_[i].parent] || drops(roles_[i], i);
    }
  }

  // Down from `at` while one child holds most of the running text.
  NodeId narrowed(NodeId at) const {
    constexpr double kMost = 0.8;
    for (;;) {
      NodeId best = 0;
      for (NodeId child = at + 1; child < document_[at].end; child = document_[child].end)
        if (!document_[child].is_text() && (best == 0 || kept_[child] > kept_[best])) best = child;
      if (best == 0 || kept_[best] == 0 || kept_[best] < kMost * kept_[at]) return at;
      if (document_[best].tag == GUMBO_TAG_P || document_[best].tag == GUMBO_TAG_LI || document_[best].tag == GUMBO_TAG_TR) return at;
      at = best;
    }
  }

  // Paragraphs of the text that stand beside `root`, right before it, as the first one does before the part that is paid for: below any
  // heading there, of the class that the first paragraph below `root` has. None above a headline further in.
  std::vector<NodeId> paragraphs_before(NodeId root) const {
    NodeId first = 0;
    for (NodeId i = root + 1; i < document_[root].end && first == 0; ++i) {
      if (document_[i].tag == GUMBO_TAG_H1) return {};
      if (document_[i].tag == GUMBO_TAG_P) first = i;
    }
    std::vector<NodeId> out;
    if (first == 0) return out;
    for (NodeId i = document_[root].parent + 1; i < root; i = document_[i].end) {
      if (is_heading(document_[i].tag)) out.clear();
      if (document_[i].tag != GUMBO_TAG_P || kept_[i] == 0 || roles_[i] != Role::None) continue;
      if (document_.attribute(i, "class") != document_.attribute(first, "class") || says_summary(document_.text_below(i))) continue;
      out.push_back(i);
    }
    return out;
  }

  // The elements of that role and of one first class (a text may be cut into several) that hold the most of the page's running
  // text, if that is at least `least` of it; of those inside others, the inner ones unless they hold much less.
  std::vector<NodeId> elements_of(Role role, double least) const {
    constexpr double kMuchOfOuter = 0.5;
    std::map<std::string_view, std::vector<NodeId>> by_class;
    for (NodeId i = 1; i < document_.size(); ++i) {
      if (roles_[i] != role || dropped_[i] || kept_[i] == 0 || holds_no_blocks(document_[i].tag)) continue;
      const std::string_view name = document_.attribute(i, "class");
      auto& nodes = by_class[name.substr(0, name.find(' '))];
      if (nodes.empty() || !document_.contains(nodes.back(), i)) nodes.push_back(i);
    }
    std::vector<NodeId> best;
    double best_sum = least * kept_[0];
    for (const auto& [name, nodes] : by_class) {
      double sum = 0;
      for (const NodeId id : nodes) sum += kept_[id];
      const bool inside = !best.empty() && document_.contains(best.front(), nodes.front());
      const bool outside = !best.empty() && document_.contains(nodes.front(), best.front());
      if (sum < best_sum * (inside ? kMuchOfOuter : outside ? 1 / kMuchOfOuter : 1)) continue;
      best = nodes;
      best_sum = sum;
    }
    return best;
  }

  std::vector<NodeId> content_roots() const {
    constexpr double kLeastArticle = 0.25, kLeastMain = 0.4;
    std::vector<NodeId> found = elements_of(Role::Content, kLeastArticle);
    if (found.empty()) found = elements_of(Role::MainContent, kLeastMain);
    if (found.empty()) found.push_back(0);
    if (found.size() > 1) found = joined_parts(std::move(found));
    if (found.size() > 1) return found;
    const NodeId root = narrowed(found.front());
    std::vector<NodeId> out;
    if (root != found.front()) out = paragraphs_before(root);
    out.push_back(root);
    return out;
  }

  static bool holds_no_blocks(GumboTag tag) {
    return tag == GUMBO_TAG_P || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_A || tag == GUMBO_TAG_SPAN || is_heading(tag);
  }

  // What holds all parts, where it holds little else: subheadings stand between parts.
  std::vector<NodeId> joined_parts(std::vector<NodeId> parts) const {
    constexpr double kLittle = 1;
    NodeId all = parts.front();
    while (!document_.contains(all, parts.back())) all = document_[all].parent;
    double sum = 0;
    for (const NodeId part : parts) sum += kept_[part];
    if (kept_[all] > (1 + kLittle) * sum) return parts;
    return {all};
  }

  void mark_content(const std::vector<NodeId>& roots) {
    for (const NodeId root : roots) is_root_[root] = true;
    for (NodeId i = 0; i < document_.size(); ++i) in_roots_[i] = is_root_[i] || in_roots_[document_[i].parent];
  }

  Role role_above(NodeId id) const {
    for (NodeId i = id; i > 0 && !is_root_[i]; i = document_[i].parent)
      if (roles_[i] == Role::Caption || roles_[i] == Role::Credit || roles_[i] == Role::Byline) return roles_[i];
    return Role::None;
  }

  // A quotation or a table in a figure is text.
  bool in_figure(NodeId id) const {
    for (NodeId i = id; i > 0 && !is_root_[i]; i = document_[i].parent) {
      if (document_[i].tag == GUMBO_TAG_BLOCKQUOTE || document_[i].tag == GUMBO_TAG_TABLE) return false;
      if (document_[i].tag == GUMBO_TAG_FIGURE) return true;
    }
    return false;
  }

  GumboTag tag_of(const TextBlock& block) const { return document_[block.node].tag; }

  void collect() {
    take_standfirst();
    for (const TextBlock& block : blocks_) {
      if (!in_roots_[block.node] || dropped_[block.node]) continue;
      take(block);
    }
    drop_bare_headings();
    mark_captions();
  }

  // Of pictures without a <figure>. As in a plain text, the last paragraph may carry the agency's name at its end.
  void mark_captions() {
    for (std::size_t i = 0; i + 1 < out_.size(); ++i)
      if (out_[i].kind == BlockKind::Paragraph && is_caption(out_[i].text)) out_[i].kind = BlockKind::Caption;
  }

  bool is_title(const TextBlock& block) const { return schema::fold_phrase(block.text) == folded_title_; }

  // Between the headline and the text: what is called so, or says what the page gives as its summary.
  void take_standfirst() {
    const auto first = std::find_if(blocks_.begin(), blocks_.end(), [&](const TextBlock& block) { return in_roots_[block.node]; });
    auto at = std::find_if(blocks_.begin(), first, [&](const TextBlock& block) { return is_heading(tag_of(block)) && is_title(block); });
    if (at == first) at = std::find_if(blocks_.begin(), first, [&](const TextBlock& block) { return tag_of(block) == GUMBO_TAG_H1; });
    for (; at != first; ++at) {
      if (dropped_[at->node] || is_title(*at) || at->text.size() < kLeastStandfirst || link_share(*at) > 0.5) continue;
      if (!named_standfirst(at->node) && !says_summary(at->text)) continue;
      if (role_above(at->node) != Role::None || in_figure(at->node)) continue;
      add(out_.empty() ? BlockKind::Standfirst : BlockKind::Paragraph, *at);
    }
  }

  bool says_summary(std::string_view text) const {
    constexpr double kMost = 0.6;
    std::size_t known = 0;
    const std::vector<schema::Word> words = schema::words_of(text);
    for (const schema::Word& word : words) known += summary_words_.contains(word.folded) ? 1 : 0;
    return words.size() >= 5 && static_cast<double>(known) >= kMost * static_cast<double>(words.size());
  }

  bool named_standfirst(NodeId id) const {
    for (NodeId i = id, steps = 0; i > 0 && steps < 3; i = document_[i].parent, ++steps)
      if (roles_[i] == Role::Standfirst) return true;
    return false;
  }

  void take(const TextBlock& block) {
    const GumboTag tag = tag_of(block);
    const Role role = role_above(block.node);
    if (role == Role::Byline && block.text.size() < 200) return;
    if (role == Role::Credit) return add(BlockKind::Credit, block);
    if (role == Role::Caption || in_figure(block.node)) return add(BlockKind::Caption, block);
    if (out_.empty() && named_standfirst(block.node) && !is_title(block) && block.text.size() >= kLeastStandfirst)
      return add(BlockKind::Standfirst, block);
    if (is_heading(tag)) {
      if (is_title(block)) return;
      if (link_share(block) > 0.5) return;
      return add(BlockKind::Headline, block);
    }
    if (link_share(block) > 0.6 || is_title(block) || is_boilerplate_line(block.text, block.link_bytes > 0)) return;
    if (block.text.size() < kLongestStamp) {
      if (read_stamp(block.text) || is_mostly_date(block.text)) return add(BlockKind::Stamp, block);
      if (read_byline(block.text)) return add(BlockKind::Byline, block);
    }
    add(is_credit(block.text) ? BlockKind::Credit : BlockKind::Paragraph, block);
  }

  // "Stand: 28.04.2023, 17:23 Uhr"
  static bool is_mostly_date(const std::string& text) {
    const auto date = printed_date(text);
    return date && 2 * date->words.size() >= text.size();
  }

  // Pages for wide and narrow screens hold their text twice, in two elements.
  void add(BlockKind kind, const TextBlock& block) {
    constexpr std::size_t kLeastRepeated = 60;  // bytes; shorter ones are said twice
    if (block.text.size() >= kLeastRepeated) {
      const NodeId parent = document_[block.node].parent;
      const auto [before, is_new] = seen_.emplace(block.text, parent);
      if (!is_new && before->second != parent) return;
    }
    out_.push_back({kind, block.text});
  }

  // Headings with nothing below them.
  void drop_bare_headings() {
    while (!out_.empty() && out_.back().kind == BlockKind::Headline) out_.pop_back();
  }

  void collect_all() {
    for (const TextBlock& block : blocks_)
      if (!dropped_[block.node]) out_.push_back({BlockKind::Paragraph, block.text});
    if (!out_.empty()) return;
    for (const TextBlock& block : blocks_) out_.push_back({BlockKind::Paragraph, block.text});
  }

  const Document& document_;
  std::vector<TextBlock> blocks_;
  std::vector<Role> roles_;  // by node, as all of these
  std::vector<bool> dropped_;
  std::vector<double> kept_;   // scores below it
  std::vector<bool> is_root_;  // holds the article
  std::vector<bool> in_roots_;
  std::string folded_title_;
  std::unordered_set<std::string> summary_words_;
  std::unordered_map<std::string_view, NodeId> seen_;  // texts of blocks_, by what their element stands in
  std::vector<ContentBlock> out_;
};

}  // namespace

std::vector<ContentBlock> content_of(const Document& document, const Hints& hints) { return ContentSearch(document, hints).run(); }

}  // namespace attache::indexer::html
