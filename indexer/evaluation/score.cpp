#include "indexer/evaluation/score.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace attache::indexer {
namespace {

// Sorted token numbers.
using Tokens = std::vector<std::uint32_t>;

// A text as the scorer sees it: code points, and the token each belongs to.
class ScoredText {
 public:
  explicit ScoredText(std::string_view text) {
    bool in_word = false;
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(text.size());) {
      UChar32 c = 0;
      U8_NEXT(text.data(), i, static_cast<std::int32_t>(text.size()), c);
      points_.push_back(c);
      const bool word = is_word(c);
      if (is_space(c)) {
        token_.push_back(-1);
      } else {
        count_ += !(word && in_word);
        token_.push_back(count_ - 1);
      }
      in_word = word;
    }
  }

  // The tokens that overlap any of the spans.
  Tokens inside(const std::vector<PointSpan>& spans) const {
    Tokens out;
    for (const PointSpan span : spans)
      for (std::int64_t i = clamp(span.begin); i < clamp(span.end); ++i)
        if (token_[i] >= 0) out.push_back(static_cast<std::uint32_t>(token_[i]));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  bool is_quoted(const std::vector<PointSpan>& spans) const {
    for (const PointSpan span : spans)
      for (std::int64_t i = clamp(span.begin - 1); i < clamp(span.end + 1); ++i)
        if (std::u32string_view(U"\"“”„«»").find(static_cast<char32_t>(points_[i])) != std::u32string_view::npos) return true;
    return false;
  }

 private:
  // \w of Python: letters, numbers of all kinds, the underscore.
  static bool is_word(UChar32 c) { return c >= 0 && (c == '_' || (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK)) != 0); }
  static bool is_space(UChar32 c) {
    const auto direction = u_charDirection(c);
    return u_charType(c) == U_SPACE_SEPARATOR || direction == U_BLOCK_SEPARATOR || direction == U_SEGMENT_SEPARATOR ||
           direction == U_WHITE_SPACE_NEUTRAL;
  }
  std::int64_t clamp(std::int64_t at) const { return std::clamp<std::int64_t>(at, 0, static_cast<std::int64_t>(points_.size())); }

  std::vector<UChar32> points_;
  std::vector<std::int32_t> token_;  // by code point; -1: white space
  std::int32_t count_ = 0;
};

struct Item {
  Tokens source, cue, content;
  bool quoted = false;
};

std::vector<Item> prepared(const ScoredText& text, const std::vector<ScoredAttribution>& attributions) {
  std::vector<Item> out;
  for (const ScoredAttribution& a : attributions) {
    Item item{text.inside(a.source), text.inside(a.cue), text.inside(a.content), text.is_quoted(a.content)};
    if (!item.content.empty()) out.push_back(std::move(item));
  }
  return out;
}

std::size_t shared(const Tokens& a, const Tokens& b) {
  std::size_t out = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    out += a[i] == b[j];
    a[i] < b[j] ? ++i : b[j] < a[i] ? ++j : (++i, ++j);
  }
  return out;
}

// One of two that share tokens, so that neither is empty.
double jaccard(const Tokens& a, const Tokens& b) {
  const auto both = static_cast<double>(shared(a, b));
  return both / (static_cast<double>(a.size() + b.size()) - both);
}

std::array<bool, kMetrics.size()> fulfilled(const Item& gold, const Item& predicted, double overlap) {
  std::array<bool, kMetrics.size()> out{};
  const auto set = [&out](Metric metric, bool value) { out[static_cast<std::size_t>(metric)] = value; };
  const bool same = gold.source == predicted.source;
  const bool close = same ? true : shared(gold.source, predicted.source) > 0;
  set(Metric::Cue, shared(gold.cue, predicted.cue) > 0);
  set(Metric::Content03, overlap >= 0.3);
  set(Metric::Content08, overlap >= 0.8);
  set(Metric::ContentSame, overlap == 1);
  set(Metric::SourceShared, close);
  set(Metric::SourceSame, same);
  set(Metric::WholeClose, overlap >= 0.5 && close);
  set(Metric::WholeSame, overlap == 1 && same);
  return out;
}

Scores scores_of(const std::vector<Item>& gold, const std::vector<Item>& predicted) {
  using Pair = std::tuple<double, std::size_t, std::size_t, std::size_t>;  // overlap, shared cue tokens, gold, predicted
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < gold.size(); ++i)
    for (std::size_t j = 0; j < predicted.size(); ++j)
      if (shared(gold[i].content, predicted[j].content) > 0)
        pairs.emplace_back(jaccard(gold[i].content, predicted[j].content), shared(gold[i].cue, predicted[j].cue), i, j);
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return std::tuple(-std::get<0>(a), -static_cast<double>(std::get<1>(a)), std::get<2>(a), std::get<3>(a)) <
           std::tuple(-std::get<0>(b), -static_cast<double>(std::get<1>(b)), std::get<2>(b), std::get<3>(b));
  });
  Scores out;
  const auto quoted = [](const std::vector<Item>& items) {
    return static_cast<std::size_t>(std::count_if(items.begin(), items.end(), [](const Item& item) { return item.quoted; }));
  };
  for (Tally& tally : out.all) tally = {0, predicted.size(), 0, gold.size()};
  for (Tally& tally : out.quoted) tally = {0, quoted(predicted), 0, quoted(gold)};
  std::vector<bool> gold_used(gold.size());
  std::vector<bool> predicted_used(predicted.size());
  for (const auto& [overlap, cues, i, j] : pairs) {
    if (gold_used[i] || predicted_used[j]) continue;
    gold_used[i] = predicted_used[j] = true;
    const auto right = fulfilled(gold[i], predicted[j], overlap);
    for (std::size_t m = 0; m < kMetrics.size(); ++m) {
      out.all[m].right_predicted += right[m];
      out.all[m].right_gold += right[m];
      out.quoted[m].right_predicted += right[m] && predicted[j].quoted;
      out.quoted[m].right_gold += right[m] && gold[i].quoted;
    }
  }
  return out;
}

}  // namespace

void Scores::add(const Scores& other) {
  const auto sum = [](auto& into, const auto& from) {
    for (std::size_t m = 0; m < into.size(); ++m) {
      into[m].right_predicted += from[m].right_predicted;
      into[m].predicted += from[m].predicted;
      into[m].right_gold += from[m].right_gold;
      into[m].gold += from[m].gold;
    }
  };
  sum(all, other.all);
  sum(quoted, other.quoted);
}

Scores score(std::string_view text, const GoldArticle& gold, const std::vector<ScoredAttribution>& predicted) {
  const ScoredText scored(text);
  const auto items = prepared(scored, predicted);
  const auto headline = [](const Scores& s) { return s.all[static_cast<std::size_t>(Metric::WholeClose)].f1(); };
  Scores best;
  bool first = true;
  for (const auto& annotator : gold.annotators) {
    Scores here = scores_of(prepared(scored, annotator), items);
    if (first || headline(here) > headline(best)) best = here;
    first = false;
  }
  return best;
}

}  // namespace attache::indexer
