// The shape of a document's running text: how many words its sentences have, and where paragraphs and the lead end. From it the
// positions of terms, which jump at these borders, become places in the text again: so distances, sentences and paragraphs are
// told exactly without the text.
//
// Plain values; free functions, safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attache::schema {

// The value slot that holds it, of articles and quotations; no field has it.
inline constexpr std::uint32_t kShapeSlot = 64;

struct SentenceShape {
  std::uint32_t words = 0;
  bool ends_paragraph = false;
  bool in_lead = false;  // of the headline, the standfirst or the first paragraph
  friend bool operator==(const SentenceShape&, const SentenceShape&) = default;
};

// One number a sentence, seven bits a byte, the lowest first.
std::string shape_value(std::span<const SentenceShape> sentences);

// The words of a text, counted from 0, by sentence and paragraph.
class TextShape {
 public:
  // A text without borders.
  TextShape() = default;
  explicit TextShape(std::span<const SentenceShape> sentences);
  // Of a slot's value; nothing when it is none that shape_value() gives.
  static std::optional<TextShape> of_value(std::string_view value);

  std::uint32_t words() const { return words_; }
  // Replaces ascending positions of a term by the words that stand there; what lies outside the text is left out.
  void to_words(std::vector<std::uint32_t>& positions) const;

  // Of words below words(). A word of the last sentence is the answer for those at or above it.
  std::uint32_t sentence_of(std::uint32_t word) const;
  std::uint32_t paragraph_of(std::uint32_t word) const;
  bool in_lead(std::uint32_t word) const;

 private:
  struct Sentence {
    std::uint32_t word = 0;      // its first
    std::uint32_t position = 0;  // of its first word
    std::uint32_t words = 0;
    std::uint32_t paragraph = 0;
    bool in_lead = false;
  };
  std::vector<Sentence> sentences_;  // those that have words
  std::uint32_t words_ = 0;
};

}  // namespace attache::schema
