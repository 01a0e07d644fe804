#include "indexer/readers/json_values.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>

#include "indexer/readers/markup_text.hpp"

namespace attache::indexer {
namespace {

using simdjson::dom::element;

// What an object is called or holds: an author by name, a text by its value (ninjs 2), a rendered field.
std::string text_of_object(const simdjson::dom::object& object) {
  std::string_view words;
  for (const char* key : {"name", "value", "rendered"})
    if (object[key].get(words) == simdjson::SUCCESS) return std::string(words);
  return {};
}

// An array's members joined: authors, paragraphs. Of texts with a type only the first: the others are the same text again.
std::string text_of_array(const simdjson::dom::array& members, std::string_view joint) {
  std::string out;
  for (const element member : members) {
    std::string_view words;
    std::string text;
    simdjson::dom::object object;
    const bool is_object = member.get(object) == simdjson::SUCCESS;
    if (is_object)
      text = text_of_object(object);
    else if (member.get(words) == simdjson::SUCCESS)
      text = words;
    if (text.empty()) continue;
    out.append(out.empty() ? "" : joint).append(text);
    if (is_object && object["value"].error() == simdjson::SUCCESS) break;
  }
  return out;
}

// The value as text; nothing for null.
std::string text_of_value(const element& value, std::string_view joint) {
  std::string_view words;
  if (value.get(words) == simdjson::SUCCESS) return std::string(words);
  simdjson::dom::array members;
  if (value.get(members) == simdjson::SUCCESS) return text_of_array(members, joint);
  if (simdjson::dom::object object; value.get(object) == simdjson::SUCCESS) return text_of_object(object);
  if (value.is_null()) return {};
  return simdjson::minify(value);
}

// Text with tags of paragraphs and lines; others ("<VLO>", "a < b") are no reason to take it for HTML.
bool holds_paragraph_tags(std::string_view text) {
  static const RE2 tag(R"((?i)<(?:p|div|br|h[1-6]|ul|ol|blockquote|section|article)(?:\s[^<>]*)?/?>)");
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), tag);
}

std::string paragraphs_of_html(std::string_view html) {
  std::string out;
  for (const Passage& passage : passages_of_html(html)) {
    out.append(out.empty() ? "" : "\n\n").append(passage.text);
  }
  return out;
}

// The unit of the escape "\uXXXX" at `at`, or -1.
int escaped_unit(std::string_view json, std::size_t at) {
  if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return -1;
  int unit = 0;
  const auto [end, error] = std::from_chars(json.data() + at + 2, json.data() + at + 6, unit, 16);
  return error == std::errc() && end == json.data() + at + 6 ? unit : -1;
}

std::string_view trimmed_line(std::string_view text, std::size_t from) {
  const std::string_view line = text.substr(from, text.find('\n', from) - from);
  return line.substr(0, line.find_last_not_of(" \t\r") + 1);
}

constexpr std::string_view kBefore = " \t\r\n\xEF\xBB\xBF";

}  // namespace

Record record_of(const simdjson::dom::object& object, const FieldNames& names) {
  RecordValues values;
  for (const auto field : object) {
    auto match = names.match(field.key);
    if (!match) continue;
    std::string text = text_of_value(field.value, FieldNames::is_body(*match) ? "\n\n" : ", ");
    if (FieldNames::is_body(*match) && (field.key.ends_with("html") || holds_paragraph_tags(text))) text = paragraphs_of_html(text);
    if (FieldNames::is_outlet(*match) && text.starts_with("http")) match = names.match("url");  // "source" may be an address
    if (match) values.take(*match, std::move(text), field.key);
  }
  return values.release();
}

void replace_lone_surrogates(std::string& json) {
  const auto is_high = [](int unit) { return unit >= 0xD800 && unit < 0xDC00; };
  const auto is_low = [](int unit) { return unit >= 0xDC00 && unit < 0xE000; };
  for (std::size_t at = json.find('\\'); at != std::string::npos; at = json.find('\\', at)) {
    const int unit = escaped_unit(json, at);
    if (is_high(unit) && is_low(escaped_unit(json, at + 6))) {
      at += 12;
      continue;
    }
    if (is_high(unit) || is_low(unit)) json.replace(at + 2, 4, "FFFD");
    at += 2;
  }
}

bool is_one_json_document(std::string_view head) {
  const std::size_t begin = head.find_first_not_of(kBefore);
  if (begin == std::string_view::npos) return false;
  if (head[begin] == '[') return true;
  const bool cut = head.find('\n', begin) == std::string_view::npos;
  return head[begin] == '{' && !cut && !trimmed_line(head, begin).ends_with('}');
}

bool is_json_lines(std::string_view head) {
  const std::size_t begin = head.find_first_not_of(kBefore);
  if (begin == std::string_view::npos || head[begin] != '{' || is_one_json_document(head)) return false;
  const std::size_t end = head.find('\n', begin);
  const std::size_t next = end == std::string_view::npos ? end : head.find_first_not_of(kBefore, end);
  return next != std::string_view::npos && head[next] == '{';
}

}  // namespace attache::indexer
