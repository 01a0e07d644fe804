#include "indexer/quotes/attributions.hpp"

#include <algorithm>

#include "indexer/quotes/free_indirect.hpp"
#include "indexer/quotes/quoted_as.hpp"
#include "indexer/quotes/read_attributions.hpp"
#include "indexer/quotes/sentence_rules.hpp"
#include "indexer/quotes/stretches.hpp"
#include "indexer/quotes/turns.hpp"
#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {
namespace {

// Quotations without a cue of their own: those that go on in the paragraph of a direct one join it, whole quoted paragraphs
// and sentences go on with the speaker before them.
class Leftovers {
 public:
  Leftovers(const Document& document, const StretchChains& chains, std::vector<Attribution>& out)
      : document_(document), chains_(chains), out_(out) {}

  void run() {
    found_ = out_.size();
    mark_taken();
    for (std::uint32_t s = 0; s < document_.stretches.size();) {
      const TokenRange chain = chains_.chain_of_token(document_.stretches[s].first);
      if (!taken_[s] && chains_.is_sentence(s)) place(s, chain);
      s = chain.last;
    }
  }

 private:
  void mark_taken() {
    taken_.assign(document_.stretches.size(), false);
    for (const Attribution& a : out_) {
      if (!a.cue.empty() && document_.tokens[a.cue.first].quoted >= 0) continue;  // a report inside the quotation
      for (const TokenRange range : a.content)
        for (std::uint32_t i = range.first; i < range.last; ++i)
          if (document_.tokens[i].quoted >= 0) taken_[document_.tokens[i].quoted] = true;
    }
  }

  void place(std::uint32_t stretch, TokenRange chain) {
    const Stretch& s = document_.stretches[stretch];
    for (; next_ < found_; ++next_) {
      if (out_[next_].content.front().first >= s.first) break;
      if (before_ < 0 || last_token(out_[next_]) >= last_token(out_[before_])) before_ = static_cast<std::int32_t>(next_);
    }
    const std::int32_t before = before_;
    if (before < 0) return;
    Attribution& previous = out_[before];
    const Sentence& cue_sentence = document_.sentences[previous.sentence];
    const Sentence& here = document_.sentences[document_.tokens[s.first].sentence];
    const auto ranges = untaken(chain);
    const bool same_paragraph = cue_sentence.paragraph == s.paragraph;
    const bool direct = document_.tokens[previous.content.front().first].quoted >= 0;
    const bool adjacent = document_.tokens[s.first].sentence == previous.sentence + 1;
    if (same_paragraph && direct && adjacent && !previous.cue.empty() && cue_sentence.paragraph == here.paragraph) {
      add_content(previous, ranges);
      return;
    }
    if (document_.paragraphs[s.paragraph].number > document_.paragraphs[cue_sentence.paragraph].number + 2) return;  // nobody near: a slogan, a title, an inscription
    Attribution a;
    a.content = ranges;
    a.sentence = document_.tokens[s.first].sentence;
    a.continues = before;
    a.confidence = same_paragraph ? 0.7 : 0.65;
    out_.push_back(std::move(a));
    before_ = static_cast<std::int32_t>(out_.size() - 1);
  }

  // A report inside a quotation may have some of it as its content already.
  static void add_content(Attribution& a, const std::vector<TokenRange>& ranges) {
    auto all = std::move(a.content);
    all.insert(all.end(), ranges.begin(), ranges.end());
    std::sort(all.begin(), all.end(), [](TokenRange one, TokenRange other) { return one.first < other.first; });
    a.content.clear();
    for (const TokenRange range : all) {
      if (!a.content.empty() && range.overlaps(a.content.back()))
        a.content.back().last = std::max(a.content.back().last, range.last);
      else
        a.content.push_back(range);
    }
  }

  // The network may have read a later stretch of the chain and not the first.
  std::vector<TokenRange> untaken(TokenRange chain) const {
    const auto ranges = chains_.ranges(chain);
    std::vector<TokenRange> out;
    for (std::uint32_t s = chain.first; s < chain.last; ++s)
      if (!taken_[s]) out.push_back(ranges[s - chain.first]);
    return out;
  }

  const Document& document_;
  const StretchChains& chains_;
  std::vector<Attribution>& out_;
  std::vector<bool> taken_;
  std::size_t found_ = 0;      // attributions with a cue; those placed here stand behind them
  std::size_t next_ = 0;       // the first of them not yet passed
  std::int32_t before_ = -1;   // the attribution that ends last before the stretch at hand
};

std::vector<Attribution> ruled_attributions(const Document& document, const StretchChains& chains) {
  std::vector<Attribution> out;
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s)
    if (!document.paragraphs[document.sentences[s].paragraph].aside) read_sentence(document, chains, s, out);
  return out;
}

// With the attributions that need no cue, in text order.
std::vector<Attribution> completed(const Document& document, const StretchChains& chains, std::vector<Attribution> found) {
  add_quoted_as(document, found);
  Leftovers(document, chains, found).run();
  add_free_indirect(document, found);

  // In an interview "I told him …" is part of the answer, no report of its own; nor is what names no source, nor a label with its first sentence.
  const Turns turns(document);
  std::vector<Attribution> kept;
  std::vector<std::int32_t> kept_place(found.size(), -1);
  for (std::size_t i = 0; i < found.size(); ++i) {
    Attribution& a = found[i];
    static const WordSet first_person("i we me us");
    const bool goes_on = a.continues >= 0 && kept_place[a.continues] >= 0 && document.tokens[a.content.front().first].quoted >= 0;
    const bool own = a.source.empty() ? !goes_on : a.source.size() == 1 && first_person.has(document.tokens[a.source.first].folded);
    if ((own && turns.has(a.sentence)) || (!a.source.empty() && turns.labels(a.source.last - 1))) continue;
    if (a.continues >= 0) a.continues = kept_place[a.continues];
    if (a.until >= 0) a.until = kept_place[a.until];
    kept_place[i] = static_cast<std::int32_t>(kept.size());
    kept.push_back(std::move(a));
  }
  found = std::move(kept);
  found.insert(found.end(), turns.attributions().begin(), turns.attributions().end());

  // Text order, with `continues` kept pointing at the same attributions.
  std::vector<std::uint32_t> order(found.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t l, std::uint32_t r) { return first_token(found[l]) < first_token(found[r]); });
  std::vector<std::int32_t> place(found.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<std::int32_t>(i);
  std::vector<Attribution> out;
  out.reserve(found.size());
  for (const std::uint32_t i : order) {
    out.push_back(std::move(found[i]));
    if (out.back().continues >= 0) out.back().continues = place[out.back().continues];
    if (out.back().until >= 0) out.back().until = place[out.back().until];
  }
  return out;
}

}  // namespace

std::uint32_t first_token(const Attribution& a) {
  return a.cue.empty() ? a.content.front().first : std::min(a.content.front().first, a.cue.first);
}

std::uint32_t last_token(const Attribution& a) { return std::max(a.content.back().last, a.cue.last); }

std::vector<Attribution> attributions_of(const Document& document) {
  const StretchChains chains(document);
  return completed(document, chains, ruled_attributions(document, chains));
}

std::vector<Attribution> attributions_of(const Document& document, const std::vector<ReadAttribution>& read) {
  const StretchChains chains(document);
  return completed(document, chains, from_network(document, chains, read, ruled_attributions(document, chains)));
}

}  // namespace attache::indexer
