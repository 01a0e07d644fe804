// The operators of places (phrase, near, same sentence …) carried out over the words of one text.
//
// Plain values and free functions; safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "query/language/expression.hpp"
#include "schema/terms.hpp"
#include "schema/text_shape.hpp"

namespace attache::query {

// Words of a text counted from 0, both ends included.
struct Place {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

// Where an expression of places holds: once for each place of its last part, with the nearest of the others; of what stands in one sentence
// or paragraph, once for each of these.
struct Match {
  Place whole;
  std::vector<Place> parts = {};  // what is meant in it, in text order; empty: the whole
  friend bool operator==(const Match&, const Match&) = default;
};

// An expression of places with its leaves numbered. `op` is Word for a leaf, else one of the operators of places or Or.
struct PlaceQuery {
  Op op = Op::Word;
  std::uint32_t count = 0;
  std::size_t leaf = 0;
  std::vector<PlaceQuery> children = {};
};

// Near, Sentence and Paragraph of more are refused: what has to be tried grows with two to this number.
inline constexpr std::size_t kMostNear = 8;

// Sentences, paragraphs and lead of a text: by its shape, or, where there is none, of a field whose values stand kParagraphGap apart.
class Borders {
 public:
  Borders() = default;
  explicit Borders(const schema::TextShape& shape) : shape_(&shape) {}  // which must outlive it
  bool same_sentence(std::uint32_t a, std::uint32_t b) const {
    return shape_ ? shape_->sentence_of(a) == shape_->sentence_of(b) : same_value(a, b);
  }
  bool same_paragraph(std::uint32_t a, std::uint32_t b) const {
    return shape_ ? shape_->paragraph_of(a) == shape_->paragraph_of(b) : same_value(a, b);
  }
  bool in_lead(std::uint32_t word) const { return !shape_ || shape_->in_lead(word); }

 private:
  static bool same_value(std::uint32_t a, std::uint32_t b) { return (a < b ? b - a : a - b) < schema::kParagraphGap; }
  const schema::TextShape* shape_ = nullptr;
};

// All matches, by their first word and then their last; `leaves` has the ascending words where each leaf stands.
std::vector<Match> matches_of(const PlaceQuery& query, std::span<const std::vector<std::uint32_t>> leaves, const Borders& borders);

}  // namespace attache::query
