#include "indexer/readers/reader.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>

#include "indexer/readers/charset.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/json_values.hpp"
#include "indexer/readers/newsml_reader.hpp"
#include "indexer/readers/xml.hpp"

namespace attache::indexer {
namespace {

using schema::Fault;

constexpr std::string_view kZip = "PK\x03\x04";

struct Format {
  ReaderType type;
  bool (*begins)(std::string_view);  // whether a file that begins so, white space left out, is of this format
  Opened (*open)(ByteSource, const std::string&, const ReaderOptions&);
  bool in_folders = true;  // whether files of its extensions are taken from folders without being named
};

bool begins_jsonl(std::string_view head) { return head.starts_with('{') && !is_one_json_document(head); }
bool begins_json(std::string_view head) {
  // An array of numbers or strings is no beginning of articles, but "[Laughter]" is one of a text.
  const std::size_t inside = head.starts_with('[') ? head.find_first_not_of(" \t\r\n", 1) : 0;
  return inside < head.size() && (head[inside] == '{' || (inside > 0 && head[inside] == ']'));
}
bool begins_rss(std::string_view head) {
  const std::string_view root = root_name(head);
  return root == "rss" || root == "RDF" || root == "feed";
}
bool begins_reuters(std::string_view head) { return head.starts_with("<!DOCTYPE lewis") || head.starts_with("<REUTERS"); }
bool begins_nitf(std::string_view head) { return root_name(head) == "nitf"; }
bool begins_newsml(std::string_view head) { return is_newsml_root(root_name(head)); }
bool begins_docx(std::string_view head) { return head.starts_with(kZip) && head.find("word/") != std::string_view::npos; }
bool begins_anyhow(std::string_view) { return true; }
bool has_no_mark(std::string_view) { return false; }

const std::vector<Format>& formats() {
  // In the order in which a file is tried for them: by its extension among those that share it, else by its beginning.
  static const std::vector<Format> rows{
      {{"jsonl", {".jsonl", ".ndjson"}, "one JSON object a line, one article an object"}, begins_jsonl, open_jsonl},
      // Most .json files in a folder of articles are something else: settings, annotations, other programs' notes.
      {{"json", {".json"}, "one JSON document: an article, or an array of them; ninjs"}, begins_json, open_json, false},
      {{"csv", {".csv", ".tsv"}, "a header row, then one article a row; comma, semicolon or tab"}, has_no_mark, open_csv},
      {{"reuters", {".sgm", ".sgml"}, "Reuters-21578: one article a <REUTERS> element"}, begins_reuters, open_reuters},
      {{"newsml", {".xml", ".newsml"}, "NewsML-G2 and NewsML 1: each item of text an article"}, begins_newsml, open_newsml},
      {{"nitf", {".nitf", ".xml"}, "NITF 3: one article a file"}, begins_nitf, open_nitf},
      {{"rss", {".rss", ".atom", ".rdf", ".xml"}, "RSS 0.9, 1.0 and 2.0, and Atom: one article an entry"}, begins_rss, open_rss},
      {{"factiva", {".html", ".htm", ".xml"}, "Factiva's exports, HTML and XML: one article an article"}, begins_factiva, open_factiva},
      {{"nexis", {".txt", ".html", ".htm"}, "LexisNexis exports, text and HTML: one article a document"}, begins_nexis, open_nexis},
      {{"docx", {".docx"}, "Word: a Nexis export, or one article a file"}, begins_docx, open_docx},
      {{"text", {".txt", ".text"}, "plain text, one article a file, in any charset"}, begins_anyhow, open_text},
  };
  return rows;
}

bool reads_zip(const Format& format) { return format.type.name == "docx" || format.type.name == "nexis"; }

std::string known_names() {
  std::string names;
  for (const Format& format : formats()) names += (names.empty() ? "" : ", ") + std::string(format.type.name);
  return names;
}

const Format* by_name(std::string_view name) {
  for (const Format& format : formats())
    if (format.type.name == name) return &format;
  return nullptr;
}

bool has_extension(const Format& format, std::string_view file) {
  return std::ranges::any_of(format.type.extensions, [&](std::string_view extension) {
    return file.size() > extension.size() &&
           std::ranges::equal(file.substr(file.size() - extension.size()), extension,
                              [](char in_name, char small) { return (in_name >= 'A' && in_name <= 'Z' ? in_name + 32 : in_name) == small; });
  });
}

std::string_view without_leading_space(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t begin = text.find_first_not_of(" \t\r\n\f\v");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

// By the name where one format alone has its extension; else by the beginning.
const Format* format_of(std::string_view file, std::string_view head) {
  const std::string_view begin = without_leading_space(head);
  const Format* named = nullptr;
  for (const Format& format : formats()) {
    if (!has_extension(format, file)) continue;
    if (format.begins(begin)) return &format;
    if (!named) named = &format;
  }
  if (named) return named;
  for (const Format& format : formats())
    if (format.begins(begin)) return &format;
  return nullptr;
}

// ICU counts in 32 bits with a sign, and a byte of a legacy charset may become three.
constexpr std::size_t kMostArticleBytes = std::size_t{512} << 20;

Opened open_source(ByteSource source, const std::string& file, ReaderOptions options) {
  options.max_article_bytes = std::min(options.max_article_bytes, kMostArticleBytes);
  std::string raw(source.peek());
  if (!source.failure().empty()) return Fault{source.failure(), {}};
  const bool cut = raw.size() == ByteSource::kPeek;
  const std::string charset = charset_of(raw, cut);
  const bool zipped = raw.starts_with(kZip);
  const std::string head = is_wide_charset(charset) && !zipped ? decode(raw, charset).text : std::move(raw);
  if (!cut && without_leading_space(head).empty()) return Fault{"empty file", {}};
  const Format* format = by_name(options.type);
  if (!options.type.empty() && format == nullptr)
    return Fault{fmt::format("unknown type '{}' (known: {})", options.type, known_names()), {}};
  if (format == nullptr) format = format_of(file, head);
  if (looks_binary(head) && !(zipped && reads_zip(*format))) return Fault{"binary file", {}};
  return format->open(std::move(source), file, options);
}

}  // namespace

const std::vector<ReaderType>& reader_types() {
  static const std::vector<ReaderType> types = [] {
    std::vector<ReaderType> rows;
    for (const Format& format : formats()) rows.push_back(format.type);
    return rows;
  }();
  return types;
}

bool has_readable_name(std::string_view file) {
  const std::string_view name = file.substr(file.find_last_of('/') + 1);
  const std::size_t point = name.find_last_of('.');
  if (point == std::string_view::npos) return true;
  const auto letter = [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; };
  const std::string_view extension = name.substr(point + 1);
  return std::none_of(extension.begin(), extension.end(), letter) ||
         std::ranges::any_of(formats(), [&](const Format& format) { return format.in_folders && has_extension(format, file); });
}

Opened open_input(const std::string& path, const ReaderOptions& options) {
  auto source = ByteSource::open(path);
  if (!source) return source.error();
  std::error_code error;
  const auto absolute = path == "-" ? std::filesystem::path(path) : std::filesystem::absolute(path, error);
  return open_source(std::move(*source), error ? path : absolute.lexically_normal().string(), options);
}

Opened open_bytes(std::string bytes, const std::string& file, const ReaderOptions& options) {
  return open_source(ByteSource::of_bytes(std::move(bytes)), file, options);
}

schema::Result<FieldMap> read_field_map(const std::string& path) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (const auto error = parser.load(path).get(object))
    return Fault{fmt::format("{}: {}", path, error_message(error)), {}};
  FieldMap map;
  for (const auto field : object) {
    std::string_view value;
    if (field.value.get(value) != simdjson::SUCCESS)
      return Fault{fmt::format("{}: the value of '{}' is not a string", path, field.key), std::string(field.key)};
    map.emplace(field.key, value);
  }
  return map;
}

}  // namespace attache::indexer
