// The Xapian documents of an article: one for the article, one for each quotation that is shown. README.md lists their
// terms and slots.
//
// An IndexDocuments may be used in several threads; each document belongs to the thread that asked for it.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "schema/fields.hpp"
#include "schema/names/names.hpp"
#include "schema/records.hpp"
#include "schema/words.hpp"

namespace Xapian {
class Document;
}

namespace attache::schema {

// The sentences of text[block], in order, within it; empty for a block without any.
using SentenceSplitter = std::function<std::vector<Span>(std::string_view text, Span block)>;

// Splits after . ! ? that a space and no lower-case letter follow: good enough for gaps between positions.
std::vector<Span> plain_sentences(std::string_view text, Span block);

// A stretch of the words that an article's document has as its text, each a paragraph of its own.
struct RunningText {
  std::string_view text;  // the article's, or a headline or standfirst that its text does not have
  Span span;
  bool in_lead = false;   // headline, standfirst or first paragraph
};

// In the order of their positions. The article must outlive it.
std::vector<RunningText> running_text(const Article& article);

// Whether a quotation's document has positions of the words of a Text field. Of its own words alone: what is looked for in the others, side by
// side, is looked for in its record. An article's has them of all.
constexpr bool quotation_has_positions(FieldId id) { return id == FieldId::Text; }

class IndexDocuments {
 public:
  // `names` must outlive it.
  explicit IndexDocuments(const Names& names, SentenceSplitter sentences = plain_sentences);

  // Every document carries the term Q<uid>, so that an article is replaced by deleting that term's documents and adding
  // these. The first is the article's, then one for each of `quotes` with shown == true, in order; a quote's ordinal is
  // its place in `quotes`. Words of Text fields are stemmed by the article's language (stemming_of_article). All terms are valid
  // (is_valid_term).
  std::vector<Xapian::Document> documents_of(const StoredArticle& article, const std::vector<Quote>& quotes) const;

 private:
  const Names* names_;
  SentenceSplitter sentences_;
};

// "nsu" for northern, straits, union: how a body of three words or more may be called; small words do not count. Empty
// for fewer words.
std::string initials_of(const std::vector<Word>& words);

// A quotation with its words cut from the article's text.
StoredQuote stored_quote(const StoredArticle& article, const Quote& quote, std::uint32_t ordinal,
                         const CodePoints& points);

}  // namespace attache::schema
