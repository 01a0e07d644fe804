// An article's text as the quote engine sees it: tokens, sentences, paragraphs, and the stretches between quotation marks.
//
// A Document is a value; it refers to the article it was made from, which must outlive it. Safe to share while unchanged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/article.hpp"
#include "schema/span.hpp"

namespace attache::indexer {

enum class TokenKind : std::uint8_t { Word, Number, Punctuation, OpenQuote, CloseQuote };

// A word ("Lavrov", "U.S.", "co-operation", "won't"), a number, one punctuation mark (a run of dots or hyphens is one), or a
// quotation mark. A possessive ending is a Word token of its own: "'s".
struct Token {
  schema::Span span;
  TokenKind kind = TokenKind::Word;
  bool capitalised = false;   // first letter is upper case
  std::uint32_t sentence = 0;  // index in Document::sentences
  std::int32_t quoted = -1;    // index in Document::stretches when the token lies in one (its marks included), else -1
  std::string folded;         // schema::fold of the token, but US, WHO and IT stay: they are no pronouns; or the mark itself
};

// Tokens [first, last) of one sentence; its span runs from the first token's begin to the last one's end. One of more than
// 400 tokens is several.
struct Sentence {
  schema::Span span;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t paragraph = 0;
};

// Sentences [first, last) of one block. Captions and standfirsts are asides: they introduce people, but hold no quotations, no
// token of theirs is quoted, and a quotation may run on over them.
struct Paragraph {
  schema::Span span;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t number = 0;  // counts the article's paragraphs from 1; an aside has that of the paragraph before it
  bool aside = false;
};

// What stands between an opening mark and its closing mark, marks included, within one paragraph.
struct Stretch {
  schema::Span span;
  std::uint32_t paragraph = 0;
  std::uint32_t first = 0;  // tokens [first, last)
  std::uint32_t last = 0;
  bool closed = true;       // false: runs to the end of its paragraph with the mark still open
  bool continues = false;   // the stretch before it was left open and this one goes on with it
};

struct Document {
  const schema::Article* article = nullptr;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Paragraph> paragraphs;
  std::vector<Stretch> stretches;

  std::string_view text(schema::Span span) const { return schema::text_of(article->text, span); }
  std::string_view text(const Token& token) const { return text(token.span); }
};

// Blocks of kind Paragraph, Caption and Standfirst are split; others leave no token. O(text).
Document document_of(const schema::Article& article);

}  // namespace attache::indexer
