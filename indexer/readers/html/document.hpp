// A page's elements and texts as one array in document order, so that every walk over a page is a loop.
//
// A Document owns what its nodes point into; it belongs to one thread.
#pragma once

#include <gumbo.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/result.hpp"

namespace attache::indexer::html {

using NodeId = std::uint32_t;

struct Node {
  GumboTag tag = GUMBO_TAG_LAST;          // GUMBO_TAG_LAST for a text
  NodeId parent = 0;                      // the root is its own parent
  NodeId end = 0;                         // what stands below node i is (i, end)
  std::string_view text;                  // of a text, entities decoded; empty for elements
  const GumboElement* element = nullptr;  // null for a text
  bool is_text() const { return element == nullptr; }
};

class Document {
 public:
  // Parses valid UTF-8 as browsers do (gumbo), in linear time: tags nested deeper than browsers nest them are left out, their
  // text stays. A Fault for a page that takes too much memory.
  static schema::Result<Document> parse(std::string html);

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  const std::vector<Node>& nodes() const { return nodes_; }
  const Node& operator[](NodeId id) const { return nodes_[id]; }
  NodeId size() const { return static_cast<NodeId>(nodes_.size()); }

  // Empty when the element has none of that name, and for a text.
  std::string_view attribute(NodeId id, const char* name) const;
  bool has_attribute(NodeId id, const char* name) const;
  // All text below a node, white space as written.
  std::string text_below(NodeId id) const;
  // True where `outer` is `inner` or stands above it.
  bool contains(NodeId outer, NodeId inner) const { return outer <= inner && inner < nodes_[outer].end; }

 private:
  struct Arena;
  Document();
  void flatten(const GumboNode* root);

  std::unique_ptr<std::string> html_;
  std::unique_ptr<Arena> arena_;
  std::vector<Node> nodes_;
};

// A value that may hold markup or entities ("Tom &amp; Anna", "<p>…"): its text on one line.
std::string plain_text(std::string_view value);

}  // namespace attache::indexer::html
