// One JSON document: an article, an array of articles, or an object that holds such an array (ninjs, JSON Feed, the output of
// crawlers and of news services).
#include <fmt/format.h>
#include <simdjson.h>

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "indexer/readers/charset.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/json_values.hpp"
#include "schema/digest.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::Fault;
using schema::Result;
using simdjson::dom::element;

constexpr std::size_t kDeepest = 256;

// A document and what it is parsed by, which must live as long.
struct JsonDocument {
  simdjson::dom::parser parser;
  element root;
  std::uint32_t replaced_bytes = 0;
};

Result<std::shared_ptr<JsonDocument>> parse_document(const std::string& bytes) {
  auto document = std::make_shared<JsonDocument>();
  Decoded decoded = decode(bytes, charset_of(bytes));
  std::string& text = decoded.text;
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  document->replaced_bytes = decoded.replaced_bytes;
  auto error = document->parser.allocate(text.size() + simdjson::SIMDJSON_PADDING, kDeepest);
  if (error == simdjson::SUCCESS) error = document->parser.parse(text).get(document->root);
  if (error == simdjson::STRING_ERROR) {
    replace_lone_surrogates(text);
    error = document->parser.parse(text).get(document->root);
  }
  if (error != simdjson::SUCCESS) return Fault{fmt::format("not JSON: {}", simdjson::error_message(error)), {}};
  return document;
}

bool has_text_key(const simdjson::dom::object& object, const FieldNames& names) {
  for (const auto field : object) {
    const auto match = names.match(field.key);
    if (match && FieldNames::is_text(*match) && !field.value.is_null()) return true;
  }
  return false;
}

// Whether an array holds articles: its first object has a title or a text. Search engines wrap each in "_source".
bool holds_articles(const simdjson::dom::array& array, const FieldNames& names) {
  for (const element member : array) {
    simdjson::dom::object object, inner;
    if (member.get(object) != simdjson::SUCCESS) continue;
    return has_text_key(object, names) || (object["_source"].get(inner) == simdjson::SUCCESS && has_text_key(inner, names));
  }
  return false;
}

// The array of articles in an object, under one of the keys such arrays have, at most two objects down.
bool find_articles(const simdjson::dom::object& object, const FieldNames& names, simdjson::dom::array& articles) {
  static constexpr std::array<const char*, 15> kKeys{"articles", "items", "entries", "results",  "docs", "documents", "news",   "stories",
                                                     "hits",     "posts", "@graph",  "response", "data", "feed",      "channel"};
  std::vector<simdjson::dom::object> level{object};
  for (int depth = 0; depth < 3; ++depth) {
    std::vector<simdjson::dom::object> below;
    for (const auto& at : level) {
      for (const char* key : kKeys) {
        element value;
        if (at[key].get(value) != simdjson::SUCCESS) continue;
        if (value.get(articles) == simdjson::SUCCESS && holds_articles(articles, names)) return true;
        if (simdjson::dom::object inner; value.get(inner) == simdjson::SUCCESS) below.push_back(inner);
      }
    }
    level = std::move(below);
  }
  return false;
}

// What an item that is not text shows, as ninjs names it; empty for text.
std::string_view described(const simdjson::dom::object& object) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kTypes{{
      {"picture", "a photo"},
      {"graphic", "a graphic"},
      {"video", "a video"},
      {"audio", "an audio recording"},
      {"event", "an event"},
      {"planning", "a plan of coverage"},
      {"composite", "a package"},
      {"component", "a part of other items"},
  }};
  std::string_view type;
  if (object["type"].get(type) != simdjson::SUCCESS) return {};
  for (const auto& [name, words] : kTypes)
    if (type == name) return words;
  return {};
}

Result<Article> article_of_element(const element& value, const FieldNames& names, schema::Provenance provenance,
                                   std::uint32_t replaced_bytes, const ReaderOptions& options) {
  simdjson::dom::object object, inner;
  if (value.get(object) != simdjson::SUCCESS) return Fault{"not a JSON object", provenance.place};
  if (!has_text_key(object, names) && object["_source"].get(inner) == simdjson::SUCCESS) object = inner;
  Record record = record_of(object, names);
  const std::string_view shown = described(object);
  if (!shown.empty() && record.body.empty() && record.standfirst.empty()) return Fault{fmt::format("{}, no text", shown), provenance.place, true};
  return article_of(std::move(record), std::move(provenance), replaced_bytes, options);
}

}  // namespace

Opened open_json(ByteSource source, const std::string& file, const ReaderOptions& options) {
  if (is_json_lines(source.peek())) return open_jsonl(std::move(source), file, options);
  auto names = FieldNames::make(options.map);
  if (!names) return names.error();
  auto bytes = whole_export(source, options);
  if (!bytes) return bytes.error();
  auto parsed = parse_document(*bytes);
  if (!parsed) return parsed.error();
  const auto document = *parsed;
  std::vector<element> elements;
  simdjson::dom::array articles;
  simdjson::dom::object object;
  const bool is_object = document->root.get(object) == simdjson::SUCCESS;
  if (document->root.get(articles) == simdjson::SUCCESS || (is_object && find_articles(object, *names, articles)))
    for (const element member : articles) elements.push_back(member);
  else if (is_object)
    elements.push_back(document->root);
  if (elements.empty()) return Fault{"a JSON document without articles", {}};
  const bool alone = is_object && elements.size() == 1;
  std::string sha256 = alone ? schema::sha256_hex(*bytes) : std::string();
  const std::size_t count = elements.size();
  return article_each(
      count, [document, elements = std::move(elements), names = std::move(*names), alone, sha256, file, options](std::size_t i) {
        schema::Provenance provenance{file, alone ? std::string() : fmt::format("item {}", i + 1),
                                      alone ? sha256 : schema::sha256_hex(simdjson::minify(elements[i]))};
        return article_of_element(elements[i], names, std::move(provenance), i == 0 ? document->replaced_bytes : 0, options);
      });
}

}  // namespace attache::indexer
