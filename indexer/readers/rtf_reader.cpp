// Rich Text Format: an export of LexisNexis, each of its documents an article, or else one article a file.
#include <utility>

#include "indexer/readers/formats.hpp"
#include "indexer/readers/page_article.hpp"
#include "indexer/readers/rtf_text.hpp"
#include "schema/digest.hpp"

namespace attache::indexer {
namespace {

using schema::Fault;

// The articles of a file, and then what is wrong with it.
class ArticlesAndFault : public ArticleStream {
 public:
  ArticlesAndFault(std::unique_ptr<ArticleStream> articles, Fault fault) : articles_(std::move(articles)), fault_(std::move(fault)) {}
  std::optional<schema::Result<schema::Article>> next() override {
    if (auto article = articles_->next()) return article;
    if (std::exchange(said_, true)) return std::nullopt;
    return fault_;
  }

 private:
  std::unique_ptr<ArticleStream> articles_;
  Fault fault_;
  bool said_ = false;
};

}  // namespace

bool begins_rtf(std::string_view head) { return head.starts_with("{\\rtf"); }

Opened open_rtf(ByteSource source, const std::string& file, const ReaderOptions& options) {
  auto bytes = whole_export(source, options);
  if (!bytes) return bytes.error();
  const std::size_t begin = bytes->find_first_not_of(" \t\r\n");
  if (begin == std::string::npos || !begins_rtf(std::string_view(*bytes).substr(begin)))
    return Fault{"not RTF: it does not begin with {\\rtf", {}};
  RtfText text = rtf_text(std::string_view(*bytes).substr(begin));
  schema::Article article;
  article.provenance = {file, {}, schema::sha256_hex(*bytes)};
  article.replaced_bytes = text.replaced_bytes;
  Opened articles = open_word_paragraphs(text.paragraphs, std::move(article), options);
  if (!articles || text.closed) return articles;
  return std::unique_ptr<ArticleStream>(
      std::make_unique<ArticlesAndFault>(std::move(*articles), Fault{"the file ends in the middle: its last group is not closed", {}}));
}

}  // namespace attache::indexer
