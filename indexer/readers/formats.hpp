// The readers behind the registry, one a format. Each takes over a source whose first bytes were looked at already.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/byte_source.hpp"
#include "indexer/readers/reader.hpp"

namespace attache::indexer {

// `file` goes into provenance as it is.
using Opened = schema::Result<std::unique_ptr<ArticleStream>>;

// For formats of one article a file: all bytes of it, or a Fault where they are more than options.max_article_bytes or cannot
// be read; and a stream of that article.
schema::Result<std::string> whole_file(ByteSource& source, const ReaderOptions& options);
// `faults` follow it: what of the file is missing from it.
std::unique_ptr<ArticleStream> one_article(schema::Article article, std::vector<schema::Fault> faults = {});

// For formats of many articles a file that must be held whole: all bytes of it, at most kArticlesHeld times
// options.max_article_bytes; and a stream of `count` articles, each made when it is asked for. `make` keeps what it reads from.
inline constexpr std::size_t kArticlesHeld = 16;
schema::Result<std::string> whole_export(ByteSource& source, const ReaderOptions& options);
std::unique_ptr<ArticleStream> article_each(std::size_t count, std::function<schema::Result<schema::Article>(std::size_t)> make);

Opened open_text(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_jsonl(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_csv(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_reuters(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_ldc(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_rss(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_json(ByteSource source, const std::string& file, const ReaderOptions& options);
// Whether a file that begins so is an export of Factiva; of LexisNexis, as text or HTML.
bool begins_factiva(std::string_view head);
bool begins_nexis(std::string_view head);
// Whether it is newswire of the LDC or TREC.
bool begins_ldc(std::string_view head);
Opened open_factiva(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_nexis(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_docx(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_nitf(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_newsml(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_html(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_pdf(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_rtf(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_markdown(ByteSource source, const std::string& file, const ReaderOptions& options);

Opened open_zip(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_tar(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_7z(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_compressed(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_mbox(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_warc(ByteSource source, const std::string& file, const ReaderOptions& options);
Opened open_eml(ByteSource source, const std::string& file, const ReaderOptions& options);

// Whether a file begins as these do.
bool begins_zip(std::string_view head);
bool begins_tar(std::string_view head);
bool begins_7z(std::string_view head);
bool begins_compressed(std::string_view head);
bool begins_mbox(std::string_view head);
bool begins_eml(std::string_view head);
bool begins_warc(std::string_view head);
bool begins_pdf(std::string_view head);
bool begins_rtf(std::string_view head);

// Opens a member of a container by the registry: by options.type, by options.enclosure.name, by its beginning. A Fault as of
// open_input(), and where containers are nested too deep.
Opened open_member(ByteSource source, const std::string& file, const ReaderOptions& options);

}  // namespace attache::indexer
