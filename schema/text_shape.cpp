#include "schema/text_shape.hpp"

#include <algorithm>

#include "schema/terms.hpp"

namespace attache::schema {
namespace {

constexpr std::uint64_t kEndsParagraph = 1;
constexpr std::uint64_t kInLead = 2;
constexpr int kFlagBits = 2;

}  // namespace

std::string shape_value(std::span<const SentenceShape> sentences) {
  std::string out;
  for (const SentenceShape& sentence : sentences) {
    std::uint64_t rest = std::uint64_t{sentence.words} << kFlagBits | (sentence.ends_paragraph ? kEndsParagraph : 0) |
                         (sentence.in_lead ? kInLead : 0);
    for (; rest >= 0x80; rest >>= 7) out.push_back(static_cast<char>(rest & 0x7F | 0x80));
    out.push_back(static_cast<char>(rest));
  }
  return out;
}

TextShape::TextShape(std::span<const SentenceShape> sentences) {
  std::uint32_t position = 1, paragraph = 0;
  for (const SentenceShape& sentence : sentences) {
    if (sentence.words > 0) sentences_.push_back({words_, position, sentence.words, paragraph, sentence.in_lead});
    words_ += sentence.words;
    position += sentence.words + (sentence.ends_paragraph ? kParagraphGap : kSentenceGap);
    paragraph += sentence.ends_paragraph;
  }
}

std::optional<TextShape> TextShape::of_value(std::string_view value) {
  std::vector<SentenceShape> sentences;
  std::uint64_t number = 0;
  int bits = 0;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    number |= std::uint64_t{byte & 0x7Fu} << bits;
    bits += 7;
    if (byte & 0x80) {
      if (bits > 35) return std::nullopt;
      continue;
    }
    if (number >> kFlagBits > UINT32_MAX) return std::nullopt;
    sentences.push_back({static_cast<std::uint32_t>(number >> kFlagBits), (number & kEndsParagraph) != 0, (number & kInLead) != 0});
    number = 0;
    bits = 0;
  }
  if (bits != 0) return std::nullopt;
  return TextShape(sentences);
}

void TextShape::to_words(std::vector<std::uint32_t>& positions) const {
  auto sentence = sentences_.begin();
  std::size_t kept = 0;
  for (const std::uint32_t position : positions) {
    while (sentence != sentences_.end() && position >= sentence->position + sentence->words) ++sentence;
    if (sentence == sentences_.end()) break;
    if (position >= sentence->position) positions[kept++] = sentence->word + (position - sentence->position);
  }
  positions.resize(kept);
}

std::uint32_t TextShape::sentence_of(std::uint32_t word) const {
  const auto after = std::upper_bound(sentences_.begin(), sentences_.end(), word,
                                      [](std::uint32_t one, const Sentence& sentence) { return one < sentence.word; });
  return after == sentences_.begin() ? 0 : static_cast<std::uint32_t>(after - sentences_.begin() - 1);
}

std::uint32_t TextShape::paragraph_of(std::uint32_t word) const {
  return sentences_.empty() ? 0 : sentences_[sentence_of(word)].paragraph;
}

bool TextShape::in_lead(std::uint32_t word) const { return !sentences_.empty() && sentences_[sentence_of(word)].in_lead; }

}  // namespace attache::schema
