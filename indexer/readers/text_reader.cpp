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
  OneArticle(schema::Article article, std::vector<schema::Fault> faults) : article_(std::move(article)), faults_(std::move(faults)) {}
  std::optional<schema::Result<schema::Article>> next() override {
    if (article_) return std::exchange(article_, std::nullopt).value();
    if (at_ == faults_.size()) return std::nullopt;
    return faults_[at_++];
  }

 private:
  std::optional<schema::Article> article_;
  std::vector<schema::Fault> faults_;
  std::size_t at_ = 0;
};

class EachArticle : public ArticleStream {
 public:
  EachArticle(std::size_t count, std::function<schema::Result<schema::Article>(std::size_t)> make)
      : count_(count), make_(std::move(make)) {}
  std::optional<schema::Result<schema::Article>> next() override {
    if (at_ == count_) return std::nullopt;
    return make_(at_++);
  }

 private:
  std::size_t count_;
  std::size_t at_ = 0;
  std::function<schema::Result<schema::Article>(std::size_t)> make_;
};

// All bytes of a source, where they are no more than the limit; `what` is what it is the limit for.
schema::Result<std::string> all_bytes(ByteSource& source, std::size_t limit, std::string_view what) {
  const auto too_large = [&](std::uint64_t size) {
    return schema::Fault{fmt::format("too large: {} bytes, the limit for one {} is {}", size, what, limit), {}};
  };
  if (source.size_bytes() && *source.size_bytes() > limit) return too_large(*source.size_bytes());
  std::string bytes;
  while (bytes.size() <= limit && source.read(bytes, std::size_t{1} << 20)) {
  }
  if (!source.failure().empty()) return schema::Fault{source.failure(), {}};
  if (bytes.size() > limit) return too_large(bytes.size());
  return bytes;
}

}  // namespace

std::unique_ptr<ArticleStream> one_article(schema::Article article, std::vector<schema::Fault> faults) {
  return std::make_unique<OneArticle>(std::move(article), std::move(faults));
}

std::unique_ptr<ArticleStream> article_each(std::size_t count, std::function<schema::Result<schema::Article>(std::size_t)> make) {
  return std::make_unique<EachArticle>(count, std::move(make));
}

schema::Result<std::string> whole_file(ByteSource& source, const ReaderOptions& options) {
  return all_bytes(source, options.max_article_bytes, "article");
}

schema::Result<std::string> whole_export(ByteSource& source, const ReaderOptions& options) {
  constexpr std::size_t kMostBytes = std::size_t{1} << 30;  // libxml2 counts in 32 bits with a sign
  return all_bytes(source, std::min(options.max_article_bytes * kArticlesHeld, kMostBytes), "export");
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
