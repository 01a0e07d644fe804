#include "indexer/readers/element_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "indexer/readers/record_lines.hpp"
#include "schema/digest.hpp"

namespace attache::indexer {
namespace {

using schema::Article;
using schema::Fault;
using schema::Result;

class ElementStream : public ArticleStream {
 public:
  ElementStream(ByteSource source, std::string file, const ReaderOptions& options, ElementFormat format)
      : lines_(std::move(source), options.max_article_bytes),
        file_(std::move(file)),
        options_(options),
        format_(format),
        open_(fmt::format("<{}", format.name)),
        close_(fmt::format("</{}>", format.name)) {}

  std::optional<Result<Article>> next() override {
    while (true) {
      if (!inside_) seek_element();
      if (inside_) {
        if (auto found = next_in_hand()) return found;
      }
      auto line = lines_.next();
      if (!line) return at_end();
      held_.erase(0, std::exchange(at_, 0));
      held_ += line->bytes;
      if (line->too_long || (inside_ && held_.size() > lines_.limit_bytes())) {
        const std::string place = format_.place_of(held_, ++number_);
        drop_to(held_.size());
        return Fault{fmt::format("too large: a {} of more than {} bytes", format_.noun, lines_.limit_bytes()), place};
      }
    }
  }

 private:
  std::string without_end() const { return fmt::format("a {} without its end tag", format_.noun); }

  // Where the next element begins, from `from` on: its name ends there, so that <DOCNO> is no <DOC>.
  std::size_t find_open(std::string_view in, std::size_t from) const {
    for (std::size_t at = in.find(open_, from); at != std::string_view::npos; at = in.find(open_, at + 1))
      if (const std::size_t after = at + open_.size(); after < in.size() && std::string_view("> \t\r\n").find(in[after]) != std::string_view::npos)
        return at;
    return std::string_view::npos;
  }

  // Passes over what is between elements.
  void seek_element() {
    at_ = std::min(find_open(held_, at_), held_.size());
    inside_ = at_ < held_.size();
    searched_ = open_.size();
  }

  // The element at at_ if its end has been read; tags never run over a line's end.
  std::optional<Result<Article>> next_in_hand() {
    const std::size_t close = held_.find(close_, at_ + searched_);
    const std::size_t again = find_open(std::string_view(held_).substr(0, close), at_ + searched_);
    if (again != std::string::npos) {
      const std::string place = format_.place_of(std::string_view(held_).substr(at_), ++number_);
      drop_to(again);
      return Fault{without_end(), place};
    }
    if (close == std::string::npos) {
      searched_ = held_.size() - at_;
      return std::nullopt;
    }
    const std::size_t end = close + close_.size();
    const std::string_view bytes = std::string_view(held_).substr(at_, end - at_);
    const std::string place = format_.place_of(bytes, ++number_);
    auto article = format_.article_of(bytes, {file_, place, schema::sha256_hex(bytes)}, options_);
    drop_to(end);
    return article;
  }

  void drop_to(std::size_t position) {
    at_ = position;
    inside_ = false;
  }

  std::optional<Result<Article>> at_end() {
    if (std::exchange(ended_, true)) return std::nullopt;
    if (!lines_.failure().empty()) return Fault{lines_.failure(), {}};
    if (inside_)
      return Fault{without_end(), format_.place_of(std::string_view(held_).substr(at_), ++number_)};
    if (number_ == 0) return Fault{fmt::format("no <{}> element", format_.name), {}};
    return std::nullopt;
  }

  RecordLines lines_;
  std::string file_;
  ReaderOptions options_;
  ElementFormat format_;
  std::string open_;   // "<REUTERS"
  std::string close_;  // "</REUTERS>"
  std::string held_;          // bytes read and not yet used up
  std::size_t at_ = 0;        // in held_: what is used up; the element's first byte while inside_
  std::size_t searched_ = 0;  // from at_, for its end
  std::size_t number_ = 0;    // elements and faults so far
  bool inside_ = false;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<ArticleStream> article_an_element(ByteSource source, std::string file, const ReaderOptions& options, ElementFormat format) {
  return std::make_unique<ElementStream>(std::move(source), std::move(file), options, format);
}

}  // namespace attache::indexer
