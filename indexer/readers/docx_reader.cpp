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

#include "indexer/readers/formats.hpp"
#include "indexer/readers/page_article.hpp"
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

}  // namespace

Opened open_docx(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto bytes = whole_export(source, options);
  if (!bytes) return bytes.error();
  auto xml = document_xml(*bytes);
  if (!xml) return xml.error();
  auto document = parse_xml(*xml);
  if (!document) return document.error();
  Article article;
  article.provenance = {file, {}, schema::sha256_hex(*bytes)};
  article.replaced_bytes = document->replaced_bytes;
  return open_word_paragraphs(WordParagraphs().read(document->root()), std::move(article), options);
}

}  // namespace attache::indexer
