// Plain text: one file, one article, its text the whole decoded file.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "indexer/readers/charset.hpp"
#include "indexer/readers/formats.hpp"
#include "indexer/readers/language.hpp"
#include "indexer/readers/layout.hpp"
#include "schema/digest.hpp"

namespace attache::indexer {
namespace {

class OneArticle : public ArticleStream {
 public:
  explicit OneArticle(schema::Article article) : article_(std::move(article)) {}
  std::optional<schema::Result<schema::Article>> next() override {
    if (!article_) return std::nullopt;
    return std::exchange(article_, std::nullopt).value();
  }

 private:
  std::optional<schema::Article> article_;
};

schema::Fault too_large(std::uint64_t size_bytes, std::size_t limit_bytes) {
  return {fmt::format("too large: {} bytes, the limit for one article is {}", size_bytes, limit_bytes), {}};
}

}  // namespace

std::unique_ptr<ArticleStream> one_article(schema::Article article) { return std::make_unique<OneArticle>(std::move(article)); }

schema::Result<std::string> whole_file(ByteSource& source, const ReaderOptions& options) {
  const std::size_t limit = options.max_article_bytes;
  if (source.size_bytes() && *source.size_bytes() > limit) return too_large(*source.size_bytes(), limit);
  std::string bytes;
  while (bytes.size() <= limit && source.read(bytes, std::size_t{1} << 20)) {
  }
  if (!source.failure().empty()) return schema::Fault{source.failure(), {}};
  if (bytes.size() > limit) return too_large(bytes.size(), limit);
  return bytes;
}

Opened open_text(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto bytes = whole_file(source, options);
  if (!bytes) return bytes.error();
  schema::Article article;
  Decoded decoded = decode(*bytes, charset_of(*bytes));
  if (looks_binary(decoded.text)) return schema::Fault{"binary file", {}};
  article.text = std::move(decoded.text);
  article.replaced_bytes = decoded.replaced_bytes;
  article.provenance = {file, {}, schema::sha256_hex(*bytes)};
  lay_out(article, {0, static_cast<std::uint32_t>(article.text.size())}, Extent::Page);
  if (article.blocks.empty()) return schema::Fault{"empty file", {}};
  measure(article);
  return one_article(std::move(article));
}

}  // namespace attache::indexer
