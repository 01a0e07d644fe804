#include "indexer/readers/reader.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "indexer/readers/charset.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/json_values.hpp"
#include "indexer/readers/newsml_reader.hpp"
#include "indexer/readers/xml.hpp"

namespace attache::indexer {
namespace {

using schema::Fault;

// What a format is made of.
enum class Of : std::uint8_t {
  Text,    // in some charset: nothing with binary bytes in it; `begins` gets the text, white space before it left out
  Bytes,   // as they are: `begins` gets them so
  Members  // likewise; they begin as nothing else does, so that this counts more than a name, and a type asked for is theirs
};
constexpr std::string_view kZip = "PK\x03\x04";

struct Format {
  ReaderType type;
  Of of;
  bool (*begins)(std::string_view);
  Opened (*open)(ByteSource, const std::string&, const ReaderOptions&);
  bool name_is_enough = true;  // false: other formats share its extensions, so that it must begin as it should, too
  bool in_folders = true;      // whether files of its extensions are taken from folders without being named
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
// Past comments and an XML declaration, as saved pages have them in front.
bool begins_html(std::string_view head) {
  static const RE2 page("(?is)(?:<!--.*?-->\\s*|<\\?xml[^>]*>\\s*)*<(?:!doctype\\s+html|html|head|body|meta|title)[\\s>].*");
  return RE2::FullMatch(re2::StringPiece(head.data(), head.size()), page);
}
bool begins_nitf(std::string_view head) { return root_name(head) == "nitf"; }
bool begins_newsml(std::string_view head) { return is_newsml_root(root_name(head)); }
bool begins_docx(std::string_view head) {
  const auto has = [&](std::string_view name) { return head.find(name) != std::string_view::npos; };
  return head.starts_with(kZip) && (has("word/document.xml") || (has("[Content_Types].xml") && has("word/")));
}
bool begins_anyhow(std::string_view) { return true; }
bool has_no_mark(std::string_view) { return false; }

const std::vector<Format>& formats() {
  // In the order in which a file is tried for them: by its extension among those that share it, else by its beginning.
  static const std::vector<Format> rows{
      {{"docx", {".docx"}, "Word: a Nexis export, or one article a file"}, Of::Members, begins_docx, open_docx},
      {{"zip", {".zip"}, "the files in a ZIP archive, each by its own type"}, Of::Members, begins_zip, open_zip},
      {{"tar", {".tar"}, "the files in a tar archive, each by its own type"}, Of::Members, begins_tar, open_tar},
      {{"7z", {".7z"}, "the files in a 7-Zip archive, each by its own type"}, Of::Members, begins_7z, open_7z},
      {{"gz", {".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".tzst"}, "one file, compressed by gzip, bzip2, xz or zstd"},
       Of::Members, begins_compressed, open_compressed},
      {{"warc", {".warc"}, "a web archive: an article a page"}, Of::Members, begins_warc, open_warc},
      {{"pdf", {".pdf"}, "a PDF with text in it: one article a file"}, Of::Members, begins_pdf, open_pdf},
      {{"rtf", {".rtf"}, "Rich Text Format: a Nexis export, or one article a file"}, Of::Members, begins_rtf, open_rtf},
      {{"mbox", {".mbox", ".mbx"}, "a mailbox: an article a mail, and the files attached"}, Of::Bytes, begins_mbox, open_mbox},
      {{"eml", {".eml", ".mht", ".mhtml"}, "one mail (Maildir's files too) or saved page"}, Of::Bytes, begins_eml, open_eml},
      {{"jsonl", {".jsonl", ".ndjson"}, "one JSON object a line, one article an object"}, Of::Text, begins_jsonl, open_jsonl},
      // Most .json files in a folder of articles are something else: settings, annotations, other programs' notes.
      {{"json", {".json"}, "one JSON document: an article, or an array of them; ninjs"}, Of::Text, begins_json, open_json, true, false},
      {{"csv", {".csv", ".tsv"}, "a header row, then one article a row; comma, semicolon or tab"}, Of::Text, has_no_mark, open_csv},
      {{"markdown", {".md", ".markdown"}, "Markdown, with front matter or without: one article a file"},
       Of::Text, has_no_mark, open_markdown},
      {{"ldc", {".sgm", ".sgml"}, "newswire of the LDC, TREC and NIST: one article a <DOC> element"}, Of::Text, begins_ldc, open_ldc, false},
      {{"reuters", {".sgm", ".sgml"}, "Reuters-21578: one article a <REUTERS> element"}, Of::Text, begins_reuters, open_reuters},
      {{"newsml", {".xml", ".newsml"}, "NewsML-G2 and NewsML 1: each item of text an article"},
       Of::Text, begins_newsml, open_newsml, false},
      {{"nitf", {".nitf", ".xml"}, "NITF 3: one article a file"}, Of::Text, begins_nitf, open_nitf, false},
      {{"rss", {".rss", ".atom", ".rdf", ".xml"}, "RSS 0.9, 1.0 and 2.0, and Atom: one article an entry"},
       Of::Text, begins_rss, open_rss, false},
      {{"factiva", {".html", ".htm", ".xml"}, "Factiva's exports, HTML and XML: one article an article"},
       Of::Text, begins_factiva, open_factiva, false},
      {{"nexis", {".txt", ".html", ".htm"}, "LexisNexis exports, text and HTML: one article a document"},
       Of::Text, begins_nexis, open_nexis, false},
      {{"html", {".html", ".htm", ".xhtml"}, "a page of the web, one article a file"}, Of::Text, begins_html, open_html},
      {{"text", {".txt", ".text"}, "plain text, one article a file, in any charset"}, Of::Text, begins_anyhow, open_text},
  };
  return rows;
}

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

// "…/cur/1733217307.M20P7.host:2,S", "…/new/1733217307.M20P7.host": a time, what makes it unique, and flags once it was seen.
bool is_maildir_name(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  const std::string_view name = path.substr(slash + 1);
  const std::size_t time = name.find_first_not_of("0123456789");
  if (time == std::string_view::npos || time < 9 || name[time] != '.') return false;
  const std::string_view folder = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
  return name.find(":2,") != std::string_view::npos || folder.ends_with("/new") || folder.ends_with("/cur");
}

std::string_view without_leading_space(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t begin = text.find_first_not_of(" \t\r\n\f\v");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

// The beginning of a file: its bytes, and the text they are, without white space before it.
struct Head {
  std::string_view bytes;
  std::string_view text;
};

bool begins(const Format& format, const Head& head) { return format.begins(format.of == Of::Text ? head.text : head.bytes); }

const Format* container_of(const Head& head) {
  for (const Format& format : formats())
    if (format.of == Of::Members && begins(format, head)) return &format;
  return nullptr;
}

// "<catalog>", for messages.
std::string shown_root(std::string_view head) { return fmt::format("<{}>", root_name(head).substr(0, 40)); }

// Among those whose extension the name has the one that the file begins as, or whose name is enough; else that it begins as. nullptr
// where the name says only that it is one of some, and it begins as none of these.
const Format* format_of(std::string_view file, const Head& head) {
  const Format* named = nullptr;
  bool is_one_of_some = false;
  for (const Format& format : formats()) {
    if (!has_extension(format, file)) continue;
    if (begins(format, head)) return &format;
    if (format.name_is_enough && !named) named = &format;
    is_one_of_some = true;
  }
  if (named || is_one_of_some) return named;
  for (const Format& format : formats())
    if (begins(format, head)) return &format;
  return nullptr;
}

// ICU counts in 32 bits with a sign, and a byte of a legacy charset may become three.
constexpr std::size_t kMostArticleBytes = std::size_t{512} << 20;

Fault unknown_type(std::string_view type) { return {fmt::format("unknown type '{}' (known: {})", type, known_names()), {}}; }

Opened open_source(ByteSource source, const std::string& file, ReaderOptions options) {
  options.max_article_bytes = std::min(options.max_article_bytes, kMostArticleBytes);
  const std::string raw(source.peek());
  if (!source.failure().empty() && raw.empty()) return Fault{source.failure(), {}};
  const bool cut = raw.size() == ByteSource::kPeek;
  const std::string charset = charset_of(raw, cut);
  const std::string decoded = is_wide_charset(charset) ? decode(raw, charset).text : std::string();
  const std::string_view text = decoded.empty() ? std::string_view(raw) : std::string_view(decoded);
  const Head head{raw, without_leading_space(text)};
  if (!cut && head.text.empty()) return Fault{"empty file", {}};
  const Format* asked = by_name(options.type);
  if (!options.type.empty() && asked == nullptr) return unknown_type(options.type);
  const Format* format = container_of(head);
  if (format == nullptr) format = asked;
  if (format == nullptr) format = format_of(options.enclosure.name.value_or(file), head);
  if (format == nullptr) return Fault{fmt::format("no document of a known kind: it begins with {}", shown_root(head.text)), {}, true};
  if (format->of == Of::Text && looks_binary(text)) return Fault{"binary file", {}};
  if (format == asked) options.type.clear();
  return format->open(std::move(source), file, options);
}

// A reader's stream and how far its file was read.
class FileStream final : public ArticleStream {
 public:
  FileStream(std::unique_ptr<ArticleStream> articles, std::shared_ptr<const std::uint64_t> position)
      : articles_(std::move(articles)), position_(std::move(position)) {}
  std::optional<schema::Result<schema::Article>> next() override { return articles_->next(); }
  LeftOut left_out() const override { return articles_->left_out(); }
  std::string_view joint() const override { return articles_->joint(); }
  std::uint64_t bytes_read() const override { return *position_; }

 private:
  std::unique_ptr<ArticleStream> articles_;
  std::shared_ptr<const std::uint64_t> position_;
};

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
  if (is_maildir_name(file)) return true;
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
  auto position = source->position();
  auto opened = open_source(std::move(*source), error ? path : absolute.lexically_normal().string(), options);
  if (!opened) return opened;
  return std::unique_ptr<ArticleStream>(std::make_unique<FileStream>(std::move(*opened), std::move(position)));
}

Opened open_bytes(std::string bytes, const std::string& file, const ReaderOptions& options) {
  return open_source(ByteSource::of_bytes(std::move(bytes)), file, options);
}

Opened open_member(ByteSource source, const std::string& file, const ReaderOptions& options) {
  return open_source(std::move(source), file, options);
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
