#include "indexer/readers/xml.hpp"

#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <re2/re2.h>

#include <algorithm>

#include "indexer/readers/charset.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Fault;
using schema::Result;

constexpr std::size_t kMostAttributes = 256;  // libxml2 compares each with each

struct Refusals {
  bool entities = false;
};

xmlParserInputPtr refuse_to_load(const char*, const char*, xmlParserCtxtPtr) { return nullptr; }

void note_entity(void* context, const xmlChar*, int, const xmlChar*, const xmlChar*, xmlChar*) {
  auto* parser = static_cast<xmlParserCtxtPtr>(context);
  static_cast<Refusals*>(parser->_private)->entities = true;
  xmlStopParser(parser);
}

// An undeclared entity under a DOCTYPE would be dropped without a word.
void keep_reference(void* context, const xmlChar* name) {
  const std::string text = fmt::format("&{};", reinterpret_cast<const char*>(name));
  xmlSAX2Characters(context, reinterpret_cast<const xmlChar*>(text.data()), static_cast<int>(text.size()));
}

void initialise_once() {
  static const bool initialised = [] {
    xmlInitParser();
    xmlSetExternalEntityLoader(refuse_to_load);
    return true;
  }();
  (void)initialised;
}

// The end of the markup that begins at `at`: of a comment, CDATA section or instruction behind it; of others at their sign.
std::size_t markup_end(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const auto behind = [&](std::string_view close, std::size_t from) {
    const std::size_t end = text.find(close, at + from);
    return end == std::string_view::npos ? text.size() : end + close.size();
  };
  if (rest.starts_with("<!--")) return behind("-->", 4);
  if (rest.starts_with("<![CDATA[")) return behind("]]>", 9);
  if (rest.starts_with("<?")) return behind("?>", 2);
  return at + 1;
}

bool has_crowded_tag(std::string_view text) {
  std::size_t attributes = 0;
  bool in_tag = false;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '<') {
      const std::size_t end = markup_end(text, at);
      in_tag = end == at + 1;
      attributes = 0;
      at = end;
      continue;
    }
    if (in_tag && (c == '"' || c == '\'')) {
      at = std::min(text.find(c, at + 1), text.size() - 1) + 1;
      continue;
    }
    if (in_tag && c == '=' && ++attributes > kMostAttributes) return true;
    if (c == '>') in_tag = false;
    ++at;
  }
  return false;
}

// "&nbsp;" is HTML's; feeds use it without declaring it. The five of XML itself stay.
void name_characters(std::string& text) {
  if (text.find('&') == std::string::npos) return;
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = text.find('&'); at != std::string::npos; at = text.find('&', at + 1)) {
    const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", at + 1);
    if (end == std::string::npos || text[end] != ';' || end - at > 10) continue;
    const std::string name = text.substr(at + 1, end - at - 1);
    const htmlEntityDesc* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
    if (!known || known->value < 128) continue;
    xmlChar bytes[8]{};
    const int size = xmlCopyCharMultiByte(bytes, static_cast<int>(known->value));
    out.append(text, from, at - from).append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    from = end + 1;
  }
  if (from == 0) return;
  out.append(text, from);
  text = std::move(out);
}

void make_readable(std::string& text) {
  static const RE2 control_reference("&#(?:[0-8]|1[124-9]|2[0-9]|3[01]|127|x0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));");
  RE2::GlobalReplace(&text, control_reference, " ");
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c >= 0 && c < ' ' && c != '\n' && c != '\t' && c != '\r'; }, ' ');
  name_characters(text);
}

// The encoding that an XML declaration names.
std::string declared_charset(std::string_view bytes) {
  static const RE2 declaration(R"(<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["'])");
  std::string name;
  RE2::PartialMatch(bytes.substr(0, 300), declaration, &name);
  return name;
}

std::string charset_of_document(std::string_view bytes) {
  const std::string looks = charset_of(bytes);
  const std::string declared = declared_charset(bytes);
  if (declared.empty() || is_wide_charset(looks) || bytes.starts_with("\xEF\xBB\xBF")) return looks;
  // What is UTF-8 beyond ASCII is no other charset by chance.
  const bool ascii = std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) == 0; });
  std::uint32_t ill_formed = 0;
  schema::valid_utf8(bytes, &ill_formed);
  if (!ascii && ill_formed == 0) return "UTF-8";
  return RE2::FullMatch(declared, "(?i)utf-?(?:8|16|32).*|us-ascii") ? looks : declared;
}

Fault complaint(xmlParserCtxtPtr context, const Refusals& refusals) {
  if (refusals.entities) return {"declares entities, which is refused", {}};
  const xmlError* error = xmlCtxtGetLastError(context);
  if (!error || !error->message) return {"not well-formed: unknown fault", {}};
  return {"not well-formed: " + schema::valid_utf8(schema::one_line(error->message)), fmt::format("line {}", error->line)};
}

std::string taken(xmlChar* text) {
  const std::unique_ptr<xmlChar, decltype(xmlFree)> owned(text, xmlFree);
  return text ? reinterpret_cast<const char*>(text) : "";
}

}  // namespace

Result<XmlDocument> parse_xml(std::string_view bytes) {
  Decoded decoded = decode(bytes, charset_of_document(bytes));
  auto parsed = parse_xml_text(std::move(decoded.text));
  if (parsed) parsed->replaced_bytes = decoded.replaced_bytes;
  return parsed;
}

Result<XmlDocument> parse_xml_text(std::string text) {
  initialise_once();
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  make_readable(text);
  text.erase(0, std::min(text.find('<'), text.size()));  // only a declaration that comes first is one
  if (has_crowded_tag(text)) return Fault{fmt::format("a tag of over {} attributes", kMostAttributes), {}};
  const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context(xmlNewParserCtxt(), &xmlFreeParserCtxt);
  if (!context) return Fault{"no memory for the XML parser", {}};
  Refusals refusals;
  context->_private = &refusals;
  context->sax->entityDecl = note_entity;
  context->sax->reference = keep_reference;
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA;
  XmlDocument document;
  document.tree.reset(xmlCtxtReadMemory(context.get(), text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", options));
  if (refusals.entities || !document.tree || !document.root()) return complaint(context.get(), refusals);
  return document;
}

std::string_view root_name(std::string_view head) {
  for (std::size_t at = head.find('<'); at != std::string_view::npos && head.substr(at).size() > 1; at = head.find('<', at)) {
    const std::string_view rest = head.substr(at);
    if (rest.starts_with("<?") || rest.starts_with("<!")) {
      at = markup_end(head, at);
      continue;
    }
    const std::string_view name = rest.substr(1, std::min(rest.find_first_of(" \t\r\n/>"), rest.size()) - 1);
    return name.substr(name.rfind(':') + 1);
  }
  return {};
}

std::string_view local_name(const xmlNode* node) {
  if (!node || node->type != XML_ELEMENT_NODE) return {};
  const std::string_view name = reinterpret_cast<const char*>(node->name);
  return name.substr(name.rfind(':') + 1);  // a prefix that nothing declares stays in the name
}

bool is_named(const xmlNode* node, std::string_view name) { return !name.empty() && local_name(node) == name; }

const xmlNode* child(const xmlNode* parent, std::string_view name) {
  for (const xmlNode* node = parent ? parent->children : nullptr; node; node = node->next)
    if (is_named(node, name)) return node;
  return nullptr;
}

const xmlNode* child_at(const xmlNode* parent, std::initializer_list<std::string_view> path) {
  for (const std::string_view name : path) parent = child(parent, name);
  return parent;
}

const xmlNode* next_named(const xmlNode* node) {
  for (const xmlNode* next = node ? node->next : nullptr; next; next = next->next)
    if (is_named(next, local_name(node))) return next;
  return nullptr;
}

const xmlNode* next_within(const xmlNode* root, const xmlNode* node, bool over) {
  if (!node) return nullptr;
  if (!over && node->type == XML_ELEMENT_NODE && node->children) return node->children;
  while (node != root && !node->next) node = node->parent;
  return node == root ? nullptr : node->next;
}

const xmlNode* descendant(const xmlNode* root, std::string_view name) {
  for (const xmlNode* node = next_within(root, root); node; node = next_within(root, node))
    if (is_named(node, name)) return node;
  return nullptr;
}

std::string content(const xmlNode* node) { return node ? taken(xmlNodeGetContent(node)) : std::string(); }

std::string words_in(const xmlNode* node) { return schema::one_line(content(node)); }

std::string attribute(const xmlNode* node, std::string_view name) {
  for (const xmlAttr* at = node && node->type == XML_ELEMENT_NODE ? node->properties : nullptr; at; at = at->next) {
    const std::string_view full = reinterpret_cast<const char*>(at->name);
    if (full.substr(full.rfind(':') + 1) == name) return schema::one_line(taken(xmlNodeListGetString(at->doc, at->children, 1)));
  }
  return {};
}

std::string serialised(const xmlNode* node) {
  const std::unique_ptr<xmlBuffer, decltype(&xmlBufferFree)> buffer(xmlBufferCreate(), &xmlBufferFree);
  if (!node || !buffer) return {};
  xmlNodeDump(buffer.get(), node->doc, const_cast<xmlNode*>(node), 0, 0);  // libxml2 does not change it
  return {reinterpret_cast<const char*>(xmlBufferContent(buffer.get())), static_cast<std::size_t>(xmlBufferLength(buffer.get()))};
}

}  // namespace attache::indexer
