// Finds the noun phrases around a cue in a tokenised sentence, by word classes alone (no parser): who is its subject,
// where a phrase ends, where a clause begins.
//
// All ranges are half-open token indices of one Document. Functions are pure; safe from any thread.
#pragma once

#include <cstdint>
#include <optional>

#include "indexer/text/document.hpp"

namespace attache::indexer {

struct TokenRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool empty() const { return first >= last; }
  std::uint32_t size() const { return empty() ? 0 : last - first; }
  bool contains(std::uint32_t token) const { return first <= token && token < last; }
  bool overlaps(TokenRange other) const { return first < other.last && other.first < last; }
  friend bool operator==(const TokenRange&, const TokenRange&) = default;
};

// One sentence's tokens, with the questions the rules ask of it.
class SentenceView {
 public:
  // `document` must outlive the view.
  SentenceView(const Document& document, std::uint32_t sentence);

  std::uint32_t first() const { return first_; }
  std::uint32_t last() const { return last_; }
  const Token& at(std::uint32_t i) const { return document_->tokens[i]; }
  bool inside(std::uint32_t i) const { return i >= first_ && i < last_; }
  // Token i is this word or mark; false outside the sentence.
  bool is(std::uint32_t i, std::string_view folded) const { return inside(i) && at(i).folded == folded; }
  bool is_word(std::uint32_t i) const;
  bool quoted(std::uint32_t i) const { return inside(i) && at(i).quoted >= 0; }
  // The last token that is no final stop or closing bracket.
  std::uint32_t end_of_words() const;

  // The subject of the verb at `verb`, to its left: skips adverbs and auxiliaries, takes an apposition along ("Tang, Hong
  // Kong's new police commissioner, said"). Nothing when what stands there cannot speak.
  std::optional<TokenRange> subject_before(std::uint32_t verb) const;

  // The subject behind an inverted verb (“…,” said Mr Lavrov on Thursday): from `after` to the phrase's end. Nothing when
  // no noun phrase begins there.
  std::optional<TokenRange> subject_after(std::uint32_t after) const;

  // The noun phrase that begins at `begin`, ending before a verb, comma, preposition of time or subordinator. Empty when none.
  TokenRange noun_phrase(std::uint32_t begin) const;

  // The first phrase of the sentence that can speak, behind a fronted phrase ("In his talks with Russia, Mr Blinken also …").
  std::optional<TokenRange> main_subject(std::uint32_t before) const;

  // Skips adverbs and auxiliaries to the left of `verb`; returns the first such token (verb itself when there are none).
  std::uint32_t verb_group_begin(std::uint32_t verb) const;

  // Whether a phrase can be a speaker: a pronoun, a name, or a noun for someone or something that speaks.
  bool can_speak(TokenRange phrase) const;

 private:
  std::uint32_t phrase_begin(std::uint32_t last) const;
  TokenRange name_tail(TokenRange phrase) const;

  const Document* document_;
  std::uint32_t first_;
  std::uint32_t last_;
};

}  // namespace attache::indexer
