#include "indexer/quotes/turn_labels.hpp"

#include <algorithm>

#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {
namespace {

constexpr std::uint32_t kLongestBrief = 6;    // tokens: "Foreign Minister Ilse Maronde"
constexpr std::uint32_t kLongestLabel = 18;   // "Deputy Prime Minister, Head of the Office of the Government Ilse Maronde"
constexpr std::uint32_t kLongestHeading = 12;  // tokens of a heading that ran into the label

const WordSet& within_titles() {
  static const WordSet set("of the and for to in on at de la von van der al bin - & ,");
  return set;
}

class LabelReader {
 public:
  explicit LabelReader(const Document& document) : document_(document) {}

  // The label that ends with the colon at token `colon`; nothing when none does.
  bool read(std::uint32_t colon, TurnLabel& label) const {
    const Sentence& sentence = document_.sentences[at(colon).sentence];
    const Paragraph& paragraph = document_.paragraphs[sentence.paragraph];
    const std::uint32_t paragraph_end = document_.sentences[paragraph.last - 1].last;
    if (paragraph.aside || at(colon).quoted >= 0 || colon + 1 >= paragraph_end) return false;
    const std::uint32_t last = before_brackets(colon, sentence.first);
    std::uint32_t first = last;
    while (first > sentence.first && last - first < kLongestLabel && belongs(first - 1)) --first;
    while (first < last && !capital(first)) ++first;
    if (first == last || !capital(last - 1)) return false;
    label.words = {first, last};
    label.content = colon + 1;
    label.key = at(last - 1).folded;
    label.place = first > sentence.first                                    ? LabelPlace::Within
                  : first == document_.sentences[paragraph.first].first ? LabelPlace::Paragraph
                                                                            : LabelPlace::Sentence;
    label.brief = last - first <= kLongestBrief && last == colon;
    for (std::uint32_t i = first; i < last; ++i) {
      label.brief = label.brief && capital(i);
      label.titled = label.titled || (i + 1 < last && (title_words().has(at(i).folded) || person_nouns().has(at(i).folded) || honorifics().has(at(i).folded)));
    }
    label.kind = kind_of(label);
    if (label.place == LabelPlace::Within) return first - sentence.first <= kLongestHeading && last - first >= 2;
    // One word with a capital stands before a colon anywhere ("Moscow: …"); at a paragraph's begin it is a label where it returns.
    return last - first >= 2 || label.place == LabelPlace::Paragraph || label.kind != LabelKind::Name || of_audience(label.key);
  }

 private:
  const Token& at(std::uint32_t i) const { return document_.tokens[i]; }
  bool capital(std::uint32_t i) const { return at(i).kind == TokenKind::Word && at(i).capitalised; }
  bool belongs(std::uint32_t i) const { return capital(i) || within_titles().has(at(i).folded); }

  static bool of_audience(std::string_view word) { return word == "remark" || word == "reply" || word == "moderator"; }

  static LabelKind kind_of(const TurnLabel& label) {
    if (label.words.size() > 1) return LabelKind::Name;
    if (label.key == "q" || label.key == "question") return LabelKind::Question;
    return label.key == "a" || label.key == "answer" ? LabelKind::Answer : LabelKind::Name;
  }

  // "Ilse Maronde (by video link):"
  std::uint32_t before_brackets(std::uint32_t end, std::uint32_t first) const {
    if (end == first || at(end - 1).folded != ")") return end;
    for (std::uint32_t i = end - 1; i > first && end - i < kLongestHeading; --i)
      if (at(i - 1).folded == "(") return i - 1;
    return end;
  }

  const Document& document_;
};

}  // namespace

std::vector<TurnLabel> turn_labels(const Document& document) {
  const LabelReader reader(document);
  std::vector<TurnLabel> out;
  for (std::uint32_t i = 1; i < document.tokens.size(); ++i) {
    TurnLabel label;
    if (document.tokens[i].folded == ":" && reader.read(i, label)) out.push_back(std::move(label));
  }
  return out;
}

}  // namespace attache::indexer
