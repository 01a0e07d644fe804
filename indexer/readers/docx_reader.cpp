// Word files (.docx): a Nexis export, each of its documents an article, or else one article. The text is streamed out of the
// archive by libarchive, in bounded memory, and never unpacked to disk.
#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "indexer/readers/composition.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/language.hpp"
#include "indexer/readers/layout.hpp"
#include "indexer/readers/nexis_document.hpp"
#include "indexer/readers/record_article.hpp"
#include "indexer/readers/xml.hpp"
#include "schema/digest.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::Fault;
using schema::Result;

constexpr std::size_t kMostTextBytes = std::size_t{256} << 20;  // of word/document.xml
constexpr std::size_t kMostRatio = 200;                         // of it to the whole file
constexpr std::size_t kMostEntries = 100'000;
constexpr std::string_view kTextEntry = "word/document.xml";
constexpr std::string_view kEndOfDocument = "End of Document";

using Archive = std::unique_ptr<archive, decltype(&archive_read_free)>;

Fault complaint(archive* from) {
  const char* words = archive_error_string(from);
  return {fmt::format("not a readable Word file: {}", words ? schema::valid_utf8(words) : "unknown fault"), {}};
}

Result<std::string> entry_text(archive* from, std::size_t limit) {
  std::string text;
  std::array<char, 65536> block{};
  while (true) {
    const auto size = archive_read_data(from, block.data(), block.size());
    if (size < 0) return complaint(from);
    if (size == 0) return text;
    text.append(block.data(), static_cast<std::size_t>(size));
    if (text.size() > limit) return Fault{fmt::format("too large: {} unpacks to more than {} bytes", kTextEntry, limit), {}};
  }
}

// The XML of the text, out of the bytes of the archive.
Result<std::string> document_xml(const std::string& bytes) {
  const Archive from(archive_read_new(), &archive_read_free);
  archive_read_support_format_zip(from.get());
  if (archive_read_open_memory(from.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return complaint(from.get());
  for (std::size_t entries = 0; entries < kMostEntries; ++entries) {
    archive_entry* entry = nullptr;
    const int outcome = archive_read_next_header(from.get(), &entry);
    if (outcome == ARCHIVE_EOF) return Fault{"not a Word file: without word/document.xml", {}};
    if (outcome != ARCHIVE_OK && outcome != ARCHIVE_WARN) return complaint(from.get());
    const char* name = archive_entry_pathname(entry);
    if (name && name == kTextEntry && archive_entry_filetype(entry) == AE_IFREG)
      return entry_text(from.get(), std::min(kMostTextBytes, bytes.size() * kMostRatio));
  }
  return Fault{fmt::format("over {} entries in the archive", kMostEntries), {}};
}

// Collects the paragraphs of Word's XML: runs of text, with its tabs and line ends.
class WordParagraphs {
 public:
  std::vector<std::string> read(const xmlNode* root) {
    const xmlNode* node = root;
    while (node) {
      // Deleted text, instructions of fields, and the second form of what has two.
      const std::string_view name = local_name(node);
      const bool silent = name == "delText" || name == "instrText" || name == "Fallback" || name == "pPr" || name == "rPr";
      if (!silent) take(node, name);
      const xmlNode* next = next_within(root, node, silent);
      node = next;
    }
    end_paragraph();
    return std::move(paragraphs_);
  }

 private:
  void take(const xmlNode* node, std::string_view name) {
    if (name == "p") end_paragraph();
    if (name == "t") line_ += content(node);
    if (name == "tab") line_ += ' ';
    if (name == "br" || name == "cr") line_ += '\n';
  }

  void end_paragraph() {
    std::string out;
    std::string_view rest = line_;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string words(rest.substr(0, end));
      static const RE2 unbreakable("\u00A0");
      RE2::GlobalReplace(&words, unbreakable, " ");
      words = schema::one_line(words);
      if (!words.empty()) out.append(out.empty() ? "" : "\n").append(words);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!out.empty()) paragraphs_.push_back(std::move(out));
    line_.clear();
  }

  std::vector<std::string> paragraphs_;
  std::string line_;
};

Opened open_page(const std::vector<std::string>& paragraphs, Article article, const ReaderOptions& options) {
  for (const std::string& paragraph : paragraphs) append_part(article.text, schema::one_line(paragraph));
  if (article.text.size() > options.max_article_bytes)
    return Fault{
        fmt::format("too large: a text of {} bytes, the limit for one article is {}", article.text.size(), options.max_article_bytes), {}};
  lay_out(article, {0, static_cast<std::uint32_t>(article.text.size())}, Extent::Page);
  if (article.blocks.empty()) return Fault{"a Word file without text", {}};
  measure(article);
  return one_article(std::move(article));
}

// How many documents the cover page of a Nexis export lists; 0 where it does not say.
std::size_t listed(const std::vector<std::string>& paragraphs) {
  static const RE2 cover(R"((?:Documents|Document|Dokumente|Dokument|Documentos) \((\d{1,6})\))");
  std::size_t count = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(paragraphs.size(), 10) && count == 0; ++i) RE2::FullMatch(paragraphs[i], cover, &count);
  return count;
}

std::vector<NexisParagraphs> documents_of(const std::vector<std::string>& paragraphs) {
  std::vector<NexisParagraphs> documents(1);
  for (const std::string& paragraph : paragraphs) {
    if (paragraph == kEndOfDocument)
      documents.emplace_back();
    else
      documents.back().push_back(paragraph);
  }
  // What follows the last document is the foot of the export, unless it has a text.
  const NexisParagraphs& last = documents.back();
  if (std::find(last.begin(), last.end(), "Body") == last.end()) documents.pop_back();
  return documents;
}

Opened open_nexis_documents(const std::vector<std::string>& paragraphs, const std::string& file, std::uint32_t replaced_bytes,
                            const ReaderOptions& options) {
  auto documents = documents_of(paragraphs);
  const std::size_t count = documents.size();
  const std::size_t said = listed(paragraphs);
  return article_each(
      count + (said > count ? 1 : 0),
      [documents = std::move(documents), said, file, replaced_bytes, options](std::size_t i) -> Result<Article> {
        if (i == documents.size())
          return Fault{fmt::format("the cover page lists {} documents, the file holds {}", said, documents.size()), {}};
        Article article;
        article.provenance = {file, fmt::format("document {}", i + 1), schema::sha256_hex(schema::joined(documents[i], "\n"))};
        article.replaced_bytes = i == 0 ? replaced_bytes : 0;
        return article_of_nexis_uni(documents[i], std::move(article), options);
      });
}

}  // namespace

Opened open_docx(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto bytes = whole_export(source, options);
  if (!bytes) return bytes.error();
  auto xml = document_xml(*bytes);
  if (!xml) return xml.error();
  auto document = parse_xml(*xml);
  if (!document) return document.error();
  const std::vector<std::string> paragraphs = WordParagraphs().read(document->root());
  if (std::find(paragraphs.begin(), paragraphs.end(), kEndOfDocument) != paragraphs.end())
    return open_nexis_documents(paragraphs, file, document->replaced_bytes, options);
  Article article;
  article.provenance = {file, {}, schema::sha256_hex(*bytes)};
  article.replaced_bytes = document->replaced_bytes;
  return open_page(paragraphs, std::move(article), options);
}

}  // namespace attache::indexer
