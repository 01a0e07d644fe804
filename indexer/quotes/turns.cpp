#include "indexer/quotes/turns.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "indexer/quotes/addresses.hpp"
#include "indexer/quotes/turn_labels.hpp"
#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {
namespace {

constexpr std::uint32_t kFewestTurns = 3;
constexpr std::uint32_t kShortestTurn = 2;     // tokens behind the colon
constexpr std::uint32_t kEvidence = 4;         // sentences behind a label in which its first person stands
constexpr std::uint32_t kLongestPassage = 200;  // tokens; a longer turn is several
constexpr std::uint32_t kPassage = 100;        // tokens from which a sentence's end ends a passage
constexpr std::uint32_t kSpeechSentences = 5;  // of a turn whose label only its place shows
constexpr std::uint32_t kLongestGreeting = 12;  // tokens of a paragraph before the first "I"; a longer one is the publisher's
constexpr std::uint32_t kWordsAPerson = 80;    // an address says "I" or "we" at least so often

}  // namespace

class Turns::Reader {
 public:
  Reader(const Document& document, Turns& turns) : document_(document), turns_(turns) {}

  void read() {
    labels_ = turn_labels(document_);
    std::erase_if(labels_, [&](const TurnLabel& label) { return label.content + kShortestTurn > paragraph_end(label.content - 1); });
    if (!interview() && !transcript()) return address();
    for (std::size_t i = 0; i < labels_.size(); ++i) turn(i);
  }

 private:
  const Token& at(std::uint32_t i) const { return document_.tokens[i]; }
  std::uint32_t paragraph_of(std::uint32_t token) const { return document_.sentences[at(token).sentence].paragraph; }
  std::uint32_t first_of(const Paragraph& p) const { return document_.sentences[p.first].first; }
  std::uint32_t last_of(const Paragraph& p) const { return document_.sentences[p.last - 1].last; }
  std::uint32_t paragraph_end(std::uint32_t token) const { return last_of(document_.paragraphs[paragraph_of(token)]); }
  bool is_empty(const Paragraph& p) const { return p.aside || p.first == p.last; }

  std::uint32_t first_persons(TokenRange range) const {
    std::uint32_t count = 0;
    for (std::uint32_t i = range.first; i < range.last; ++i) count += is_first_person(at(i));
    return count;
  }

  // Labels alone at the begin of paragraphs: they need no other sign than that they return.
  bool interview() {
    std::vector<TurnLabel> kept;
    std::map<std::string, std::uint32_t> kinds;
    for (const TurnLabel& label : labels_) {
      if (label.place != LabelPlace::Paragraph || !label.brief || at(label.content).quoted >= 0) continue;
      std::string words;
      for (std::uint32_t i = label.words.first; i < label.words.last; ++i) words += at(i).folded + " ";
      ++kinds[words];
      kept.push_back(label);
    }
    const bool repeats = std::any_of(kinds.begin(), kinds.end(), [](const auto& kind) { return kind.second > 1; });
    if (kept.size() < kFewestTurns || kinds.size() < 2 || !repeats) return false;
    labels_ = std::move(kept);
    // Behind the last label its paragraph alone: interviews end with words of the paper's.
    end_ = paragraph_end(labels_.back().content);
    return true;
  }

  // Labels with names, in any place, of speakers who say "I".
  bool transcript() {
    std::map<std::string, std::uint32_t> times;
    for (const TurnLabel& label : labels_) ++times[label.key];
    std::vector<TurnLabel> kept;
    bool begun = false;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      const TurnLabel& label = labels_[i];
      const std::uint32_t next = i + 1 < labels_.size() ? labels_[i + 1].words.first : static_cast<std::uint32_t>(document_.tokens.size());
      const std::uint32_t sentence = at(label.content).sentence;
      const std::uint32_t sentences = at(next - 1).sentence + 1 - sentence;
      const auto behind = document_.sentences[std::min<std::size_t>(sentence + kEvidence, document_.sentences.size()) - 1].last;
      const bool says_i = first_persons({label.content, std::min(next, behind)}) > 0;
      const bool strong = label.titled || (times[label.key] > 1 && label.kind == LabelKind::Name && label.words.size() > 1);
      const bool speech = label.place == LabelPlace::Paragraph && label.words.size() > 1 && sentences >= kSpeechSentences &&
                          first_persons({label.content, next}) >= kFewestTurns;
      const bool opens = (strong && says_i) || speech;
      if (!begun && !opens) continue;
      if (label.place == LabelPlace::Within && !label.titled && times[label.key] < 2) continue;
      if (!opens && !strong && label.kind == LabelKind::Name && !says_i && label.words.size() > 1 && label.place != LabelPlace::Paragraph) continue;
      begun = true;
      kept.push_back(label);
    }
    if (!begun) return false;
    labels_ = std::move(kept);
    end_ = last_own_word(labels_.back().content);
    return true;
  }

  // The end of the last paragraph, from that of `token` on, that says "I" or "we".
  std::uint32_t last_own_word(std::uint32_t token) const {
    std::uint32_t end = paragraph_end(token);
    for (auto p = paragraph_of(token) + 1; p < document_.paragraphs.size(); ++p) {
      const Paragraph& paragraph = document_.paragraphs[p];
      if (!is_empty(paragraph) && first_persons({first_of(paragraph), last_of(paragraph)}) > 0) end = last_of(paragraph);
    }
    return end;
  }

  void turn(std::size_t index) {
    const TurnLabel& label = labels_[index];
    const std::uint32_t end = index + 1 < labels_.size() ? labels_[index + 1].words.first : end_;
    turns_.labels_.push_back(label.words);
    Attribution a;
    a.answer = label.kind == LabelKind::Answer;
    if (!a.answer) a.source = label.words;
    say({label.content, end}, label.kind != LabelKind::Question, a);
  }

  // An address: the whole text, behind paragraphs that only introduce it.
  void address() {
    if (address_giver(document_).empty()) return;
    // Lines of a title page are no introduction; short ones under a headline are "Friends," and "Mr President,".
    const std::uint32_t greeting = address_giver(std::string_view(document_.article->title)).empty() ? 0 : kLongestGreeting;
    TokenRange all{0, 0};
    std::uint32_t words = 0, persons = 0;
    for (const Paragraph& paragraph : document_.paragraphs) {
      if (is_empty(paragraph)) continue;
      const TokenRange here{first_of(paragraph), last_of(paragraph)};
      const std::uint32_t own = first_persons(here);
      if (persons == 0 && own == 0 && here.size() > greeting) continue;
      if (words == 0) all.first = here.first;
      words += here.size();
      persons += own;
    }
    if (persons < kFewestTurns || persons * kWordsAPerson < words) return;
    all.last = last_own_word(all.first);
    Attribution a;
    a.address = true;
    say(all, true, a);
  }

  // One attribution, or several of whole sentences, with the words of `said`; none where it only says who asks.
  void say(TokenRange said, bool answers, const Attribution& like) {
    std::vector<TokenRange> ranges;
    for (auto p = paragraph_of(said.first); p < document_.paragraphs.size(); ++p) {
      const Paragraph& paragraph = document_.paragraphs[p];
      if (is_empty(paragraph)) continue;
      const TokenRange range{std::max(said.first, first_of(paragraph)), std::min(said.last, last_of(paragraph))};
      if (range.first >= said.last) break;
      if (!range.empty()) ranges.push_back(range);
    }
    std::uint32_t tokens = 0;
    for (const TokenRange range : ranges) {
      tokens += range.size();
      for (std::uint32_t i = range.first; i < range.last; i = document_.sentences[at(i).sentence].last) turns_.in_turn_[at(i).sentence] = true;
    }
    if (!answers || ranges.empty()) return;
    if (tokens <= kLongestPassage) return add(std::move(ranges), like);
    for (const TokenRange range : ranges) {
      std::uint32_t first = range.first;
      for (std::uint32_t s = at(first).sentence; s < document_.sentences.size() && first < range.last; ++s) {
        const std::uint32_t end = std::min(document_.sentences[s].last, range.last);
        if (end - first < kPassage && end < range.last) continue;
        if (range.last - end < kPassage / 4 && end < range.last) continue;  // no crumb at the end
        add({{first, end}}, like);
        first = end;
      }
    }
  }

  void add(std::vector<TokenRange> content, const Attribution& like) {
    Attribution a = like;
    a.content = std::move(content);
    a.verbatim = true;
    a.sentence = at(a.content.front().first).sentence;
    a.confidence = 0.9;
    turns_.found_.push_back(std::move(a));
  }

  const Document& document_;
  Turns& turns_;
  std::vector<TurnLabel> labels_;
  std::uint32_t end_ = 0;  // of the last turn
};

Turns::Turns(const Document& document) : in_turn_(document.sentences.size(), false) {
  if (!document.tokens.empty()) Reader(document, *this).read();
}

bool Turns::labels(std::uint32_t token) const {
  return std::any_of(labels_.begin(), labels_.end(), [&](TokenRange label) { return label.contains(token); });
}

}  // namespace attache::indexer
