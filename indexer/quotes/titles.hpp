// The words around a name: which tokens may be part of a person's name, the title before it, the description behind it.
//
// A reader belongs to one article; Document, Names and the vector must outlive it. Immutable, safe to share.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/quotes/clauses.hpp"
#include "indexer/quotes/word_classes.hpp"
#include "indexer/text/document.hpp"
#include "schema/names/names.hpp"

namespace attache::indexer {

const WordSet& body_words();  // ministry bank river …: capitalised, they end a body's or a place's name

class TitleReader {
 public:
  // `in_body`: whether each token lies in the name of an entity that is no person.
  TitleReader(const Document& document, const schema::Names& names, const std::vector<bool>& in_body)
      : document_(&document), names_(&names), in_body_(&in_body) {}

  // Whether the token may be part of a person's name, by its capital and its word alone.
  bool name_token(std::uint32_t i) const;

  // The title that leads to the name at `name`: "US Secretary of State", "Mr", "China's ambassador to Britain", "analyst".
  // Empty when what stands there is none.
  TokenRange title_before(const SentenceView& view, std::uint32_t name) const;

  // Whether the title says what the bearer is ("minister"), or ends in how one is addressed ("Mr").
  bool person_title(TokenRange title) const;
  bool honorific_title(TokenRange title) const;

  // ", the commander of the Sarn district, …": a description behind the name that ends before `after`; empty when there is none.
  TokenRange description_after(const SentenceView& view, std::uint32_t after) const;

  // Whether a verb of speech stands behind the name that ends before `after`.
  bool subject_of_cue(const SentenceView& view, std::uint32_t after) const;

 private:
  std::uint32_t noun_behind_title(const SentenceView& view, std::uint32_t noun) const;
  bool described_name_end(const SentenceView& view, std::uint32_t name) const;
  std::uint32_t description_begin(const SentenceView& view, std::uint32_t end) const;
  const Token& at(std::uint32_t i) const { return document_->tokens[i]; }

  const Document* document_;
  const schema::Names* names_;
  const std::vector<bool>* in_body_;
};

}  // namespace attache::indexer
