#include "indexer/readers/html/document.hpp"

#include <algorithm>
#include <csetjmp>
#include <cstddef>

#include "indexer/readers/html/lean_markup.hpp"
#include "schema/words.hpp"

namespace attache::indexer::html {

// Gumbo's memory: freed as one, as gumbo's own destruction recurses over the tree; bounded, as a page of misnested
// formatting makes more elements than it has tags.
struct Document::Arena {
  static constexpr std::size_t kChunk = std::size_t{256} << 10;

  explicit Arena(std::size_t limit_bytes) : left(limit_bytes) {}

  // Leaves gumbo by longjmp when nothing is left: it has no way to report that, and its frames have nothing to destroy.
  static void* allocate(void* self, std::size_t size) {
    auto& arena = *static_cast<Arena*>(self);
    size = (size + 15) & ~std::size_t{15};
    if (size > arena.left) std::longjmp(arena.escape, 1);
    arena.left -= size;
    if (size > arena.free_bytes) {
      arena.free_bytes = std::max(size, kChunk);
      arena.chunks.push_back(std::make_unique_for_overwrite<std::byte[]>(arena.free_bytes));
      arena.next = arena.chunks.back().get();
    }
    void* const out = arena.next;
    arena.next += size;
    arena.free_bytes -= size;
    return out;
  }
  static void release(void*, void*) {}

  std::jmp_buf escape;
  std::size_t left;
  std::size_t free_bytes = 0;
  std::byte* next = nullptr;
  std::vector<std::unique_ptr<std::byte[]>> chunks;
};

Document::Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

schema::Result<Document> Document::parse(std::string html) {
  constexpr std::size_t kLeast = std::size_t{32} << 20;
  constexpr std::size_t kPerByte = 128;  // a tag of three bytes takes some 400
  constexpr std::size_t kMost = std::size_t{1} << 30;
  Document document;
  document.html_ = std::make_unique<std::string>(lean_markup(std::move(html)));
  document.arena_ = std::make_unique<Arena>(std::min(kMost, kLeast + kPerByte * document.html_->size()));
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = Arena::allocate;
  options.deallocator = Arena::release;
  options.userdata = document.arena_.get();
  options.max_errors = 0;
  if (setjmp(document.arena_->escape) != 0) return schema::Fault{"a page too intricate to parse", {}};
  const GumboOutput* const output = gumbo_parse_with_options(&options, document.html_->data(), document.html_->size());
  document.flatten(output->document);
  return document;
}

void Document::flatten(const GumboNode* root) {
  struct Open {
    const GumboVector* children;
    unsigned next;
    NodeId id;
  };
  std::vector<Open> open;
  nodes_.push_back({GUMBO_TAG_LAST, 0, 0, {}, nullptr});  // the document itself
  open.push_back({&root->v.document.children, 0, 0});
  while (!open.empty()) {
    Open& top = open.back();
    if (top.next == top.children->length) {
      nodes_[top.id].end = size();
      open.pop_back();
      continue;
    }
    const auto* const child = static_cast<const GumboNode*>(top.children->data[top.next++]);
    const NodeId id = size();
    const NodeId parent = top.id;
    switch (child->type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE:
        nodes_.push_back({child->v.element.tag, parent, id + 1, {}, &child->v.element});
        open.push_back({&child->v.element.children, 0, id});
        break;
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        nodes_.push_back({GUMBO_TAG_LAST, parent, id + 1, child->v.text.text, nullptr});
        break;
      default:
        break;
    }
  }
}

std::string_view Document::attribute(NodeId id, const char* name) const {
  const GumboElement* const element = nodes_[id].element;
  const GumboAttribute* const found = element ? gumbo_get_attribute(&element->attributes, name) : nullptr;
  return found ? std::string_view(found->value) : std::string_view();
}

bool Document::has_attribute(NodeId id, const char* name) const {
  const GumboElement* const element = nodes_[id].element;
  return element && gumbo_get_attribute(&element->attributes, name);
}

std::string Document::text_below(NodeId id) const {
  std::string text;
  for (NodeId i = id; i < nodes_[id].end; ++i) {
    if (!nodes_[i].is_text()) text += nodes_[i].tag == GUMBO_TAG_BR ? " " : "";
    text += nodes_[i].text;
  }
  return text;
}

std::string plain_text(std::string_view value) {
  if (value.find_first_of("&<") == std::string_view::npos) return schema::one_line(value);
  const auto document = Document::parse(std::string(value));
  std::string text;
  if (!document) return schema::one_line(value);
  for (const Node& node : document->nodes()) {
    if (!node.is_text() && node.tag != GUMBO_TAG_B && node.tag != GUMBO_TAG_I && node.tag != GUMBO_TAG_EM && node.tag != GUMBO_TAG_A &&
        node.tag != GUMBO_TAG_STRONG && node.tag != GUMBO_TAG_SPAN)
      text += ' ';
    text += node.text;
  }
  return schema::one_line(text);
}

}  // namespace attache::indexer::html
