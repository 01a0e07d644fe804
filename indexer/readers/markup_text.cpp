#include "indexer/readers/markup_text.hpp"

#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "indexer/readers/ascii_case.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/xml.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::BlockKind;

constexpr std::string_view kSpace = " \t\r\n\f\v";

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

// Tags that end a paragraph; all others run on within one. Sorted.
constexpr std::array<std::string_view, 51> kBlockTags{
    "abstract",      "address",        "article",  "aside", "block", "blockquote", "body",      "body.content", "byline",
    "caption",       "center",         "dateline", "dd",    "div",   "dl",         "dt",        "fieldset",     "figcaption",
    "figure",        "footer",         "form",     "h1",    "h2",    "h3",         "h4",        "h5",           "h6",
    "header",        "hedline",        "hl1",      "hl2",   "hr",    "html",       "li",        "main",         "media",
    "media-caption", "media-producer", "nav",      "note",  "ol",    "p",          "paragraph", "pre",          "section",
    "table",         "tbody",          "thead",    "title", "tr",    "ul"};
static_assert(std::is_sorted(kBlockTags.begin(), kBlockTags.end()));

// What stands inside them is no text of the page. Sorted.
constexpr std::array<std::string_view, 10> kSilentTags{"iframe", "noembed", "noframes", "noscript", "object",
                                                       "script", "style",   "template", "textarea", "title"};
static_assert(std::is_sorted(kSilentTags.begin(), kSilentTags.end()));

// Nodes of XML whose text is no article text. Sorted.
constexpr std::array<std::string_view, 8> kSilentElements{"head",     "media-metadata", "media-object", "media-reference",
                                                          "noscript", "script",         "style",        "svg"};
static_assert(std::is_sorted(kSilentElements.begin(), kSilentElements.end()));

BlockKind kind_of(std::string_view tag) {
  if (tag == "figcaption" || tag == "media-caption" || tag == "caption") return BlockKind::Caption;
  if (tag == "media-producer") return BlockKind::Credit;
  if ((tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6') || tag == "hl1" || tag == "hl2") return BlockKind::Headline;
  return BlockKind::Paragraph;
}

// A caption that is never closed ends where what holds it does.
bool is_container(std::string_view tag) {
  static constexpr std::array<std::string_view, 7> kContainers{"article", "body", "div", "figure", "media", "section", "table"};
  return is_one_of(kContainers, tag);
}

bool equals_without_case(std::string_view text, std::string_view small) {
  return text.size() >= small.size() &&
         std::equal(small.begin(), small.end(), text.begin(), [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

// "&#150;" was written for windows-1252's dash by programs older than its mapping in HTML.
unsigned of_windows_1252(unsigned code) {
  static constexpr std::array<unsigned short, 32> kCodes{
      0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
      0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};
  return code >= 0x80 && code < 0xA0 ? kCodes[code - 0x80] : code;
}

void append_code_point(std::string& out, unsigned code) {
  code = of_windows_1252(code);
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
  xmlChar bytes[8]{};
  const int size = xmlCopyCharMultiByte(bytes, static_cast<int>(code));
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

// The code point of a reference without its "&" and ";"; 0 when it is none.
unsigned code_point_of(const std::string& name) {
  if (!name.starts_with('#')) {
    const htmlEntityDesc* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
    return known ? known->value : name == "apos" ? '\'' : 0;
  }
  const bool hexadecimal = name.size() > 2 && (name[1] | 32) == 'x';
  const char* begin = name.data() + (hexadecimal ? 2 : 1);
  unsigned code = 0;
  const auto [end, error] = std::from_chars(begin, name.data() + name.size(), code, hexadecimal ? 16 : 10);
  if (error != std::errc() || end != name.data() + name.size()) return 0;
  return code >= 1 ? code : 0xFFFD;
}

std::string resolved(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::size_t end = text.substr(0, at + 12).find(';', at);
    if (end == std::string_view::npos || end == at + 1) continue;
    const unsigned code = code_point_of(std::string(text.substr(at + 1, end - at - 1)));
    if (code == 0) continue;
    out.append(text, from, at - from);
    append_code_point(out, code);
    from = end + 1;
    at = end;
  }
  return out.append(text.substr(from));
}

// Wires begin a paragraph by an indent and no blank line.
bool is_indented_text(std::string_view text) {
  static const RE2 blank_line(R"(\S[^\n]*\n\s*?\n\s*\S)"), indent_then_none(R"(\n[ \t]{2,}\S[^\n]*\n\S)");
  const re2::StringPiece piece(text.data(), text.size());
  return RE2::PartialMatch(piece, indent_then_none) && !RE2::PartialMatch(piece, blank_line);
}

std::vector<Passage> passages_of_indented(std::string_view text) {
  std::vector<Passage> passages;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    std::string words = schema::one_line(line);
    if (!words.empty() && (passages.empty() || line.starts_with("  ") || line.starts_with('\t')))
      passages.push_back({BlockKind::Paragraph, std::move(words)});
    else if (!words.empty())
      passages.back().text.append(" ").append(words);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return passages;
}

bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

}  // namespace

HtmlToken HtmlTokens::next() {
  if (at_ >= html_.size()) return {};
  const std::string_view rest = html_.substr(at_);
  if (rest.starts_with("<!--")) return comment();
  if (rest.starts_with("<![CDATA[")) {
    at_ += 9;
    return {HtmlToken::Kind::Comment, {}, {}, {}};
  }
  if (rest.size() > 1 && rest[0] == '<' && (is_letter(rest[1]) || rest[1] == '/' || rest[1] == '!' || rest[1] == '?')) return tag();
  const std::size_t end = std::min(rest.find('<', 1), rest.size());
  at_ += end;
  return {HtmlToken::Kind::Text, {}, resolved(rest.substr(0, end)), {}};
}

HtmlToken HtmlTokens::tag() {
  const std::string_view rest = html_.substr(at_);
  const bool closes = rest[1] == '/';
  const std::size_t name_begin = closes ? 2 : 1;
  const std::size_t name_end = std::min(rest.find_first_of(" \t\r\n\f/>", name_begin), rest.size());
  std::size_t end = name_end;
  while (end < rest.size() && rest[end] != '>') {
    const std::size_t mark = rest.find_first_of("\"'>", end);
    if (mark == std::string_view::npos || rest[mark] == '>') {
      end = std::min(mark, rest.size());
      break;
    }
    // A mark opens a value only behind "="; one that nothing closes ends with its tag.
    const std::size_t before = rest.find_last_not_of(kSpace, mark - 1);
    const std::size_t close = rest[before] == '=' ? rest.find(rest[mark], mark + 1) : mark;
    end = close == std::string_view::npos ? std::min(rest.find('>', mark), rest.size()) : close + 1;
  }
  end = std::min(end, rest.size());
  HtmlToken token{closes ? HtmlToken::Kind::Close : HtmlToken::Kind::Open,
                  lower_case(rest.substr(name_begin, name_end - name_begin)),
                  {},
                  rest.substr(name_end, end - name_end)};
  if (const std::size_t colon = token.name.rfind(':'); colon != std::string::npos) token.name.erase(0, colon + 1);
  at_ += std::min(end + 1, rest.size());
  if (closes || !is_one_of(kSilentTags, token.name) || token.attributes.ends_with('/')) return token;
  pass_silent(token.name);
  return {HtmlToken::Kind::Comment, {}, {}, {}};
}

HtmlToken HtmlTokens::comment() {
  const std::string_view rest = html_.substr(at_);
  const bool may_close = std::find(unclosed_.begin(), unclosed_.end(), "--") == unclosed_.end();
  std::size_t end = may_close ? rest.find("-->", 4) : std::string_view::npos;
  if (end == std::string_view::npos && may_close) unclosed_.emplace_back("--");
  const std::size_t text_end =
      std::min(end == std::string_view::npos ? rest.find('>') : end, rest.size());  // an endless one ends at its first ">"
  at_ += std::min(end == std::string_view::npos ? text_end + 1 : end + 3, rest.size());
  return {HtmlToken::Kind::Comment,
          {},
          std::string(rest.substr(std::min<std::size_t>(4, text_end), text_end - std::min<std::size_t>(4, text_end))),
          {}};
}

// Passes over what stands inside a silent tag and its end tag; nothing where it has none.
void HtmlTokens::pass_silent(const std::string& name) {
  if (std::find(unclosed_.begin(), unclosed_.end(), name) != unclosed_.end()) return;
  const std::string close = fmt::format("</{}", name);
  for (std::size_t found = html_.find("</", at_); found != std::string_view::npos; found = html_.find("</", found + 2)) {
    if (!equals_without_case(html_.substr(found), close)) continue;
    at_ = std::min(html_.find('>', found), html_.size() - 1) + 1;
    return;
  }
  unclosed_.push_back(name);
}

std::string html_attribute(std::string_view attributes, std::string_view name) {
  static const RE2 pair(R"re(\s*/?\s*([^\s=/>"']+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?)re");
  re2::StringPiece rest(attributes.data(), attributes.size());
  std::string key, quoted, single, bare;
  while (RE2::Consume(&rest, pair, &key, &quoted, &single, &bare))
    if (lower_case(key) == name) return resolved(!quoted.empty() ? quoted : !single.empty() ? single : bare);
  return {};
}

void Passages::end_passage() {
  std::string line, out;
  std::string_view rest = held_;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (std::string words = schema::one_line(rest.substr(0, end)); !words.empty()) out.append(out.empty() ? "" : "\n").append(words);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!out.empty()) done_.push_back({kind_, std::move(out)});
  held_.clear();
}

void Passages::open(std::string_view tag) {
  if (tag == "br") {
    const std::size_t last = held_.find_last_not_of(' ');
    if (last != std::string::npos && held_[last] == '\n')
      end_passage();
    else
      held_ += '\n';
    return;
  }
  if (tag == "td" || tag == "th" || tag == "nitf-col") held_ += ' ';
  if (!is_one_of(kBlockTags, tag)) return;
  end_passage();
  if (kept_by_.empty() && kind_of(tag) != BlockKind::Paragraph) {
    kind_ = kind_of(tag);
    kept_by_ = tag;
  }
}

void Passages::close(std::string_view tag) {
  if (!is_one_of(kBlockTags, tag)) return;
  end_passage();
  if (tag != kept_by_ && !is_container(tag)) return;
  kind_ = BlockKind::Paragraph;
  kept_by_.clear();
}

// Spaces that do not break are for the layout of a page.
void Passages::text(std::string_view characters) {
  constexpr std::string_view kUnbreakable = "\xC2\xA0";
  for (std::size_t at = 0; at < characters.size(); ++at) {
    const bool unbreakable = characters.substr(at).starts_with(kUnbreakable);
    held_ += unbreakable || kSpace.find(characters[at]) != std::string_view::npos ? ' ' : characters[at];
    at += unbreakable ? 1 : 0;
  }
}

std::vector<Passage> Passages::release() {
  end_passage();
  return std::move(done_);
}

std::vector<Passage> passages_of_html(std::string_view html) {
  Passages passages;
  HtmlTokens tokens(html);
  for (HtmlToken token = tokens.next(); token.kind != HtmlToken::Kind::End; token = tokens.next()) {
    if (token.kind == HtmlToken::Kind::Open) passages.open(token.name);
    if (token.kind == HtmlToken::Kind::Close) passages.close(token.name);
    if (token.kind == HtmlToken::Kind::Text) passages.text(token.text);
  }
  return passages.release();
}

std::vector<Passage> passages_of_xml(const xmlNode* root, const std::vector<std::string_view>& without) {
  Passages passages;
  const auto is_silent = [&](std::string_view name) {
    return is_one_of(kSilentElements, name) || std::find(without.begin(), without.end(), name) != without.end();
  };
  const xmlNode* node = root ? root->children : nullptr;
  while (node) {
    const std::string_view name = local_name(node);
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) passages.text(reinterpret_cast<const char*>(node->content));
    const bool enters = node->type == XML_ELEMENT_NODE && !is_silent(name);
    if (enters) passages.open(name);
    if (enters && node->children) {
      node = node->children;
      continue;
    }
    if (enters) passages.close(name);
    while (node && !node->next) {
      node = node->parent == root ? nullptr : node->parent;
      if (node) passages.close(local_name(node));
    }
    if (node) node = node->next;
  }
  return passages.release();
}

std::vector<Passage> passages_of_plain(std::string_view text) {
  if (is_indented_text(text)) return passages_of_indented(text);
  std::vector<Passage> passages;
  for (const schema::Span span : paragraphs_of(text, {0, static_cast<std::uint32_t>(text.size())}))
    if (std::string words = schema::one_line(schema::text_of(text, span)); !words.empty())
      passages.push_back({BlockKind::Paragraph, std::move(words)});
  return passages;
}

bool looks_like_html(std::string_view text) {
  static const RE2 mark(R"(</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});)");
  return RE2::PartialMatch(text, mark);
}

std::string words_of_html(std::string_view html) {
  if (!looks_like_html(html)) return schema::one_line(html);
  std::string out;
  for (const Passage& passage : passages_of_html(html)) out.append(out.empty() ? "" : " ").append(passage.text);
  return schema::one_line(out);
}

}  // namespace attache::indexer
