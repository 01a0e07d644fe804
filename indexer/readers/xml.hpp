// XML from strangers: the one place where it is parsed, and the steps through its tree that readers take.
//
// Nothing outside the bytes is ever opened: no DTD, no external entity, no inclusion, no network. A document that declares
// entities is refused, so that none grows. Elements nest at most 256 deep, so that trees may be walked by any means.
//
// Free functions, safe from any thread; a document belongs to one thread. A null node is allowed wherever a node is taken:
// it has no children, no content and no attributes.
#pragma once

#include <libxml/tree.h>

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "schema/result.hpp"

namespace attache::indexer {

struct XmlDocument {
  std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> tree{nullptr, &xmlFreeDoc};
  std::uint32_t replaced_bytes = 0;  // that were none of the document's charset and became U+FFFD
  const xmlNode* root() const { return xmlDocGetRootElement(tree.get()); }
};

// A document in the charset of its byte-order mark, of its declaration, or of its looks where it belies its declaration.
// Control characters become spaces, HTML's named characters ("&nbsp;") themselves, other undeclared ones stay as written. A
// Fault when it is not well-formed ("line 12"), declares entities, nests too deep or has a tag of over 256 attributes.
schema::Result<XmlDocument> parse_xml(std::string_view bytes);
// The same for text that is valid UTF-8 already, whatever it declares.
schema::Result<XmlDocument> parse_xml_text(std::string text);

// The name of the root element, without prefix, of a document that begins so; empty when it is no XML or not seen yet.
std::string_view root_name(std::string_view head);

// A name without its prefix.
std::string_view local_name(const xmlNode* node);
bool is_named(const xmlNode* node, std::string_view name);

// The first child element of that name, and the one at the end of a path of such; null when there is none.
const xmlNode* child(const xmlNode* parent, std::string_view name);
const xmlNode* child_at(const xmlNode* parent, std::initializer_list<std::string_view> path);
// The next element of the same parent and name; null when there is none.
const xmlNode* next_named(const xmlNode* node);
// The next node in document order within `root`, whose last one is followed by null; `over` passes over the node's inside.
const xmlNode* next_within(const xmlNode* root, const xmlNode* node, bool over = false);
// The first element of that name below `root`; null when there is none.
const xmlNode* descendant(const xmlNode* root, std::string_view name);

// All text inside a node, as written; and on one line.
std::string content(const xmlNode* node);
std::string words_in(const xmlNode* node);
// An attribute's value by its name without prefix, white space at its ends removed; empty when there is none.
std::string attribute(const xmlNode* node, std::string_view name);
// The element as XML again: what is hashed where an article is one element of a file.
std::string serialised(const xmlNode* node);

}  // namespace attache::indexer
