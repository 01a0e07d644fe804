// JSON Lines: one object a line, one article an object. simdjson parses.
#include <fmt/format.h>
#include <simdjson.h>

#include <utility>

#include "indexer/readers/formats.hpp"
#include "indexer/readers/json_values.hpp"
#include "indexer/readers/record_article.hpp"
#include "indexer/readers/record_lines.hpp"
#include "schema/digest.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::Fault;
using schema::Result;

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
    return article_of(record_of(object, names_), {file_, place, schema::sha256_hex(line.bytes)}, line.replaced_bytes, options_);
  }

  RecordLines lines_;
  std::string file_;
  ReaderOptions options_;
  FieldNames names_;
  simdjson::dom::parser parser_;
  bool failed_ = false;
};

}  // namespace

Opened open_jsonl(ByteSource source, const std::string& file, const ReaderOptions& options) {
  if (is_one_json_document(source.peek()))
    return schema::Fault{"one JSON document over several lines, not one JSON object a line", {}};
  auto names = FieldNames::make(options.map);
  if (!names) return names.error();
  return std::unique_ptr<ArticleStream>(
      std::make_unique<JsonlStream>(std::move(source), file, options, std::move(*names)));
}

}  // namespace attache::indexer
