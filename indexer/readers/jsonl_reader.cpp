// JSON Lines: one object a line, one article an object. simdjson parses.
#include <fmt/format.h>
#include <simdjson.h>

#include <charconv>
#include <utility>

#include "indexer/readers/formats.hpp"
#include "indexer/readers/record_article.hpp"
#include "indexer/readers/record_lines.hpp"
#include "schema/digest.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::Fault;
using schema::Result;

// The value as text: an array's members joined (authors, paragraphs), an object by its name, nothing for null.
std::string text_of_value(const simdjson::dom::element& value, std::string_view joint) {
  std::string_view words;
  if (value.get(words) == simdjson::SUCCESS) return std::string(words);
  simdjson::dom::array members;
  if (value.get(members) == simdjson::SUCCESS) {
    std::string out;
    for (const auto member : members) {
      std::string text;
      if (simdjson::dom::object object; member.get(object) == simdjson::SUCCESS) {
        if (object["name"].get(words) == simdjson::SUCCESS) text = words;
      } else if (member.get(words) == simdjson::SUCCESS) {
        text = words;
      }
      if (text.empty()) continue;
      out += out.empty() ? "" : joint;
      out += text;
    }
    return out;
  }
  if (simdjson::dom::object object; value.get(object) == simdjson::SUCCESS)
    return object["name"].get(words) == simdjson::SUCCESS ? std::string(words) : std::string();
  if (value.is_null()) return {};
  return simdjson::minify(value);
}

// The unit of the escape "\uXXXX" at `at`, or -1.
int escaped_unit(std::string_view json, std::size_t at) {
  if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return -1;
  int unit = 0;
  const auto [end, error] = std::from_chars(json.data() + at + 2, json.data() + at + 6, unit, 16);
  return error == std::errc() && end == json.data() + at + 6 ? unit : -1;
}

// Halves of characters ("\ud83d" alone, from programs that cut text in UTF-16) made U+FFFD, since they are no JSON
// text.
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

class JsonlStream : public ArticleStream {
 public:
  JsonlStream(ByteSource source, std::string file, const ReaderOptions& options, FieldNames names)
      : lines_(std::move(source), options.max_article_bytes),
        file_(std::move(file)),
        options_(options),
        names_(std::move(names)) {}

  std::optional<Result<Article>> next() override {
    while (auto line = lines_.next()) {
      if (line->text.find_first_not_of(" \t\r\n") != std::string::npos) return article_of_line(*line);
    }
    if (lines_.failure().empty() || std::exchange(failed_, true)) return std::nullopt;
    return Fault{lines_.failure(), {}};
  }

 private:
  Result<Article> article_of_line(RecordLine& line) {
    const std::string place = fmt::format("line {}", line.number);
    if (line.too_long)
      return Fault{fmt::format("too large: a line of more than {} bytes", lines_.limit_bytes()), place};
    simdjson::dom::element document;
    simdjson::dom::object object;
    auto error = parser_.parse(line.text).get(document);
    if (error == simdjson::STRING_ERROR) {
      replace_lone_surrogates(line.text);
      error = parser_.parse(line.text).get(document);
    }
    if (error != simdjson::SUCCESS) return Fault{fmt::format("not JSON: {}", simdjson::error_message(error)), place};
    if (document.get(object) != simdjson::SUCCESS) return Fault{"not a JSON object", place};
    RecordValues values;
    for (const auto field : object)
      if (const auto match = names_.match(field.key))
        values.take(*match, text_of_value(field.value, names_.is_body(*match) ? "\n\n" : ", "));
    return article_of(values.release(), {file_, place, schema::sha256_hex(line.bytes)}, line.replaced_bytes, options_);
  }

  RecordLines lines_;
  std::string file_;
  ReaderOptions options_;
  FieldNames names_;
  simdjson::dom::parser parser_;
  bool failed_ = false;
};

}  // namespace

// A JSON document spread over lines would give a fault a line.
static bool is_one_document(std::string_view head) {
  const std::size_t begin = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (begin == std::string_view::npos) return false;
  const std::string_view line = head.substr(begin, head.find('\n', begin) - begin);
  const std::size_t last = line.find_last_not_of(" \t\r");
  return line.substr(0, last + 1) == "{" || line.starts_with('[');
}

Opened open_jsonl(ByteSource source, const std::string& file, const ReaderOptions& options) {
  if (is_one_document(source.peek()))
    return schema::Fault{"one JSON document over several lines, not one JSON object a line", {}};
  auto names = FieldNames::make(options.map);
  if (!names) return names.error();
  return std::unique_ptr<ArticleStream>(
      std::make_unique<JsonlStream>(std::move(source), file, options, std::move(*names)));
}

}  // namespace attache::indexer
