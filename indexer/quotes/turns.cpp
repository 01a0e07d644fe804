#include "indexer/quotes/turns.hpp"

#include <map>
#include <string>

#include "indexer/quotes/clauses.hpp"

namespace attache::indexer {
namespace {

constexpr std::uint32_t kLongestLabel = 6;   // tokens: "Foreign Minister Ilse Maronde"
constexpr std::uint32_t kFewestTurns = 3;
constexpr std::uint32_t kShortestTurn = 2;   // tokens behind the colon

enum class LabelKind : std::uint8_t { None, Question, Answer, Name };

}  // namespace

struct Turns::Label {
  LabelKind kind = LabelKind::None;
  TokenRange words;
  TokenRange content;
  std::string folded;
};

Turns::Turns(const Document& document) : in_turn_(document.paragraphs.size(), false) {
  const auto token = [&](std::uint32_t i) -> const Token& { return document.tokens[i]; };
  std::vector<Label> labels(document.paragraphs.size());
  std::map<std::string, std::uint32_t> kinds;
  std::uint32_t count = 0;
  for (std::size_t p = 0; p < labels.size(); ++p) {
    const Paragraph& paragraph = document.paragraphs[p];
    if (paragraph.aside || paragraph.first == paragraph.last) continue;
    Label& label = labels[p];
    const std::uint32_t first = document.sentences[paragraph.first].first;
    const std::uint32_t last = document.sentences[paragraph.last - 1].last;
    std::uint32_t colon = first;
    while (colon < last && colon - first <= kLongestLabel && token(colon).kind == TokenKind::Word && token(colon).capitalised) ++colon;
    if (colon == first || colon + kShortestTurn >= last || token(colon).folded != ":" || token(colon + 1).quoted >= 0) continue;
    label.words = {first, colon};
    label.content = {colon + 1, last};
    for (std::uint32_t i = first; i < colon; ++i) label.folded += token(i).folded + " ";
    const std::string_view only = colon == first + 1 ? std::string_view(token(first).folded) : std::string_view();
    label.kind = only == "q" || only == "question" ? LabelKind::Question
                 : only == "a" || only == "answer" ? LabelKind::Answer
                                                   : LabelKind::Name;
    ++kinds[label.folded];
    ++count;
  }
  bool repeats = false;
  for (const auto& [folded, times] : kinds) repeats = repeats || times > 1;
  if (count < kFewestTurns || kinds.size() < 2 || !repeats) return;

  std::size_t last_label = labels.size();
  while (last_label > 0 && labels[last_label - 1].kind == LabelKind::None) --last_label;
  const Label* open = nullptr;
  for (std::size_t p = 0; p < last_label; ++p) {
    const Paragraph& paragraph = document.paragraphs[p];
    if (paragraph.aside || paragraph.first == paragraph.last) continue;
    if (labels[p].kind == LabelKind::None) {
      if (!open) continue;
      in_turn_[p] = true;
      if (open->kind != LabelKind::Question)
        found_.back().content.push_back({document.sentences[paragraph.first].first, document.sentences[paragraph.last - 1].last});
      continue;
    }
    open = &labels[p];
    in_turn_[p] = true;
    if (open->kind == LabelKind::Question) continue;
    Attribution a;
    a.content = {open->content};
    a.verbatim = true;
    a.answer = open->kind == LabelKind::Answer;
    if (!a.answer) a.source = open->words;
    a.sentence = document.tokens[open->content.first].sentence;
    a.confidence = 0.9;
    found_.push_back(std::move(a));
  }
}

}  // namespace attache::indexer
