#include "indexer/readers/html/content.hpp"

#include <algorithm>
#include <unordered_set>

#include "indexer/readers/html/class_words.hpp"
#include "indexer/readers/line_shapes.hpp"
#include "schema/words.hpp"

namespace attache::indexer::html {
namespace {

using schema::BlockKind;

double link_share(const TextBlock& block) { return static_cast<double>(block.link_bytes) / static_cast<double>(block.text.size()); }

// How much a text looks like running text: long, not links. After the features of C. Kohlschütter et al., "Boilerplate
// Detection using Shallow Text Features" (WSDM 2010), and the scores of Readability.
double score_of(const TextBlock& block, GumboTag tag) {
  constexpr std::size_t kShort = 40;    // bytes
  constexpr std::size_t kLong = 1200;   // more gives no more
  const double links = link_share(block);
  if (block.text.size() < kShort || links > 0.5) return 0;
  const double sentence = ends_a_sentence(block.text) ? 1.0 : 0.4;
  const double kind = tag == GUMBO_TAG_P || tag == GUMBO_TAG_BLOCKQUOTE || tag == GUMBO_TAG_PRE ? 1.0 : tag == GUMBO_TAG_LI || is_heading(tag) ? 0.4 : 0.8;
  return static_cast<double>(std::min(block.text.size(), kLong)) * (1 - links) * sentence * kind;
}

class ContentSearch {
 public:
  ContentSearch(const Document& document, const Hints& hints) : document_(document), hints_(hints), blocks_(text_blocks(document)) {}

  std::vector<ContentBlock> run() {
    sum_scores();
    mark_dropped();
    root_ = content_root();
    collect();
    if (out_.empty()) collect_all();
    return std::move(out_);
  }

 private:
  bool drops(Role role, NodeId id) const {
    const double share = total_ > 0 ? sums_[id] / total_ : 0;
    if (role == Role::Hidden) return share < 0.5;
    if (role == Role::Boilerplate) return share < 0.3;
    return false;
  }

  void sum_scores() {
    sums_.assign(document_.size(), 0);
    for (const TextBlock& block : blocks_) {
      const double score = score_of(block, document_[block.node].tag);
      if (score == 0) continue;
      total_ += score;
      for (NodeId i = block.node;; i = document_[i].parent) {
        sums_[i] += score;
        if (i == 0) break;
      }
    }
  }

  // What each element is, and whether it or one above it is left out.
  void mark_dropped() {
    roles_.assign(document_.size(), Role::None);
    dropped_.assign(document_.size(), false);
    for (NodeId i = 1; i < document_.size(); ++i) {
      const NodeId parent = document_[i].parent;
      roles_[i] = document_[i].is_text() ? Role::None : role_of(document_, i);
      dropped_[i] = dropped_[parent] || drops(roles_[i], i);
    }
    kept_.assign(document_.size(), 0);
    for (const TextBlock& block : blocks_) {
      if (dropped_[block.node]) continue;
      const double score = score_of(block, document_[block.node].tag);
      for (NodeId i = block.node;; i = document_[i].parent) {
        kept_[i] += score;
        if (i == 0) break;
      }
    }
  }

  // Down from the root while one child holds most of the running text.
  NodeId content_root() const {
    NodeId at = 0;
    for (;;) {
      NodeId best = 0;
      for (NodeId child = at + 1; child < document_[at].end; child = document_[child].end)
        if (!document_[child].is_text() && (best == 0 || kept_[child] > kept_[best])) best = child;
      if (best == 0 || kept_[best] < 0.8 * kept_[at] || kept_[best] == 0 || document_[best].tag == GUMBO_TAG_P || document_[best].tag == GUMBO_TAG_LI) return at;
      at = best;
    }
  }

  Role role_above(NodeId id) const {
    for (NodeId i = id; i > root_; i = document_[i].parent)
      if (roles_[i] == Role::Caption || roles_[i] == Role::Credit || roles_[i] == Role::Byline) return roles_[i];
    return Role::None;
  }

  bool in_figure(NodeId id) const {
    for (NodeId i = id; i > root_; i = document_[i].parent)
      if (document_[i].tag == GUMBO_TAG_FIGURE) return true;
    return false;
  }

  // Share of links in the list or table that a block stands in.
  GumboTag tag_of(const TextBlock& block) const { return document_[block.node].tag; }

  void collect() {
    for (const TextBlock& block : blocks_) {
      if (!document_.contains(root_, block.node) || dropped_[block.node]) continue;
      take(block);
    }
    drop_bare_headings();
  }

  void take(const TextBlock& block) {
    const GumboTag tag = tag_of(block);
    const Role role = role_above(block.node);
    if (role == Role::Byline && block.text.size() < 200) return;
    if (role == Role::Credit) return add(BlockKind::Credit, block);
    if (role == Role::Caption || in_figure(block.node)) return add(BlockKind::Caption, block);
    if (is_heading(tag)) {
      if (schema::fold_phrase(block.text) == schema::fold_phrase(hints_.title)) return;
      if (link_share(block) > 0.5) return;
      return add(BlockKind::Headline, block);
    }
    if (link_share(block) > 0.6) return;
    if (block.text.size() < 120 && (read_stamp(block.text) || read_byline(block.text))) return;
    add(BlockKind::Paragraph, block);
  }

  void add(BlockKind kind, const TextBlock& block) { out_.push_back({kind, block.text}); }

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
  const Hints& hints_;
  std::vector<TextBlock> blocks_;
  std::vector<double> sums_;   // of the scores below each node
  std::vector<double> kept_;   // the same without what is dropped
  std::vector<Role> roles_;
  std::vector<bool> dropped_;
  double total_ = 0;
  NodeId root_ = 0;
  std::vector<ContentBlock> out_;
};

}  // namespace

std::vector<ContentBlock> content_of(const Document& document, const Hints& hints) { return ContentSearch(document, hints).run(); }

}  // namespace attache::indexer::html
