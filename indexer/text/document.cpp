#include "indexer/text/document.hpp"

#include <algorithm>

#include "indexer/text/sentences.hpp"
#include "indexer/text/tokens.hpp"

namespace attache::indexer {
namespace {

using schema::BlockKind;
using schema::Span;

// A longer sentence is cut: the rules look at a sentence from each of its cues, so that time would grow with its square.
constexpr std::size_t kMaxSentenceTokens = 400;

// Follows the marks of one paragraph and hands out its outermost stretches. Nested marks are counted, not kept.
class MarkReader {
 public:
  MarkReader(Document& document, std::uint32_t paragraph, std::uint32_t first, std::uint32_t last)
      : document_(document), paragraph_(paragraph), first_(first), last_(last) {}

  // Returns whether the paragraph ends with its quotation open.
  bool run(bool open_before) {
    for (std::uint32_t i = first_; i < last_; ++i) {
      const TokenKind kind = document_.tokens[i].kind;
      if (kind == TokenKind::OpenQuote) {
        if (depth_ == 0) {
          begin_ = i;
          continues_ = open_before && i == first_;
          depth_ = 1;
        } else if (ends_sentence(i - 1) && last_close_ > begin_) {
          // A mark was lost: a quotation that begins a sentence is a new one, and the old one ended at its last mark.
          close(last_close_ + 1, true);
          begin_ = i;
          continues_ = false;
          depth_ = 1;
        } else {
          ++depth_;
        }
      } else if (kind == TokenKind::CloseQuote && depth_ > 0) {
        last_close_ = i;
        if (--depth_ == 0) close(i + 1, true);
      }
    }
    if (depth_ == 0) return false;
    if (depth_ == 1 && last_close_ > begin_ && !ends_sentence(last_ - 1)) {
      close(last_close_ + 1, true);
      return false;
    }
    close(last_, false);
    return true;
  }

 private:
  bool ends_sentence(std::uint32_t i) const {
    if (i < first_) return true;
    const Token* token = &document_.tokens[i];
    if (token->kind == TokenKind::CloseQuote && i > first_) token = &document_.tokens[i - 1];
    return token->folded == "." || token->folded == "?" || token->folded == "!";
  }

  void close(std::uint32_t last, bool closed) {
    Stretch stretch;
    stretch.span = {document_.tokens[begin_].span.begin, document_.tokens[last - 1].span.end};
    stretch.paragraph = paragraph_;
    stretch.first = begin_;
    stretch.last = last;
    stretch.closed = closed;
    stretch.continues = continues_;
    const auto index = static_cast<std::int32_t>(document_.stretches.size());
    for (std::uint32_t i = begin_; i < last; ++i) document_.tokens[i].quoted = index;
    document_.stretches.push_back(stretch);
    depth_ = 0;
  }

  Document& document_;
  std::uint32_t paragraph_, first_, last_;
  std::uint32_t depth_ = 0;
  std::uint32_t begin_ = 0;
  std::uint32_t last_close_ = 0;
  bool continues_ = false;
};

}  // namespace

Document document_of(const schema::Article& article) {
  Document document;
  document.article = &article;
  bool open = false;
  std::uint32_t number = 0;
  for (const auto& block : article.blocks) {
    const bool aside = block.kind == BlockKind::Caption || block.kind == BlockKind::Standfirst;
    if (!aside && block.kind != BlockKind::Paragraph) continue;
    const auto paragraph = static_cast<std::uint32_t>(document.paragraphs.size());
    const auto first_token = static_cast<std::uint32_t>(document.tokens.size());
    const auto first_sentence = static_cast<std::uint32_t>(document.sentences.size());
    auto tokens = tokens_of(article.text, block.span);
    if (tokens.empty()) continue;
    const auto spans = sentences_of(article.text, block.span);
    std::size_t next = 0;
    for (const Span span : spans) {
      while (next < tokens.size() && tokens[next].span.begin < span.end) {
        Sentence sentence;
        sentence.paragraph = paragraph;
        sentence.first = first_token + static_cast<std::uint32_t>(next);
        const std::size_t end = std::min(next + kMaxSentenceTokens, tokens.size());
        while (next < end && tokens[next].span.begin < span.end)
          tokens[next++].sentence = static_cast<std::uint32_t>(document.sentences.size());
        sentence.last = first_token + static_cast<std::uint32_t>(next);
        sentence.span = {tokens[sentence.first - first_token].span.begin, tokens[next - 1].span.end};
        document.sentences.push_back(sentence);
      }
    }
    std::move(tokens.begin(), tokens.end(), std::back_inserter(document.tokens));
    const auto last_token = static_cast<std::uint32_t>(document.tokens.size());
    if (!aside) ++number;
    document.paragraphs.push_back(
        {block.span, first_sentence, static_cast<std::uint32_t>(document.sentences.size()), number, aside});
    if (aside) continue;
    open = MarkReader(document, paragraph, first_token, last_token).run(open);
  }
  return document;
}

}  // namespace attache::indexer
