#include "indexer/quotes/network_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "indexer/quotes/network/activations.hpp"
#include "indexer/quotes/passages.hpp"

namespace attache::indexer {
namespace {

// Tuned on the dev articles.
constexpr float kMostNoCue = 0.6F;       // a token is a cue's when it is no cue with less than this probability
constexpr float kSurelyNone = 0.9F;      // a cue has no source when that is likelier; the rest is spread over many like spans
constexpr float kIntervalPrice = 4.0F;   // of each interval of a content, in logits
constexpr float kGainLimit = 6.0F;       // of one token, so that no single one carries an interval
constexpr float kLeastContent = 1.0F;    // what a content must gain
constexpr std::uint32_t kLongestSource = 40;  // tokens
constexpr float kMostNoCueOfQuotation = 0.97F;  // the same near a quotation without a cue
constexpr std::uint32_t kNearQuotation = 30;    // tokens
constexpr std::uint32_t kLeastQuotation = 5;    // tokens, marks included
// A long document is read in segments with what stands around them: no less than a cue's reach and the convolutions'.
constexpr std::uint32_t kSegment = 4096;  // tokens
constexpr std::uint32_t kMargin = 256;

// A cue with the logits of the tokens around it. Kept from the first token that it may own to the last.
struct Candidate {
  ReadAttribution read;
  std::uint32_t first = 0;    // token of logits[0]
  std::vector<float> logits;  // of content, against no owner
};

float sigmoid(float x) { return 1 / (1 + std::exp(-x)); }

// The cues that begin in [begin, end); a cue may run on behind.
std::vector<CueRange> cues_in(const std::vector<std::array<float, 3>>& tags, std::uint32_t begin, std::uint32_t end) {
  std::vector<CueRange> out;
  bool open = false;
  bool others = begin > 0 && tags[begin - 1][0] < kMostNoCue;  // a cue of the segment before may run on
  for (std::uint32_t t = begin; t < tags.size(); ++t) {
    const auto& [no_cue, begins, goes_on] = tags[t];
    if (no_cue >= kMostNoCue) {
      if (t >= end) break;
      open = others = false;
      continue;
    }
    if (goes_on > begins && (open || others)) {
      if (open) out.back().last = t + 1;
      continue;
    }
    if (t >= end) break;
    others = false;
    open = true;
    out.push_back({t, t + 1});
  }
  return out;
}

// Log probabilities over the cue's tokens, of one of the three scores.
std::vector<float> log_probabilities(const CueScores& scored, std::size_t score) {
  std::vector<float> out(scored.scores.size());
  for (std::size_t t = 0; t < out.size(); ++t) out[t] = scored.scores[t][score];
  log_softmax(out.data(), out.size());
  return out;
}

// The likeliest source that does not meet the cue, unless it surely has none. `cue` counts from the scores' first token, which
// is the document's token `offset`.
void place_source(const CueScores& scored, CueRange cue, std::uint32_t offset, ReadAttribution& out) {
  const auto begins = log_probabilities(scored, 1);
  const auto ends = log_probabilities(scored, 2);
  const float none = begins[cue.first] + ends[cue.first];
  if (std::exp(none) >= kSurelyNone) {
    out.source_probability = std::exp(none);
    return;
  }
  const auto tokens = static_cast<std::uint32_t>(begins.size());
  float best = -std::numeric_limits<float>::infinity();
  for (std::uint32_t a = 0; a < tokens; ++a) {
    if (a >= cue.first && a < cue.last) continue;
    if (begins[a] < best) continue;
    const std::uint32_t limit = a < cue.first ? cue.first : tokens;
    for (std::uint32_t b = a; b < std::min(limit, a + kLongestSource); ++b)
      if (begins[a] + ends[b] > best) {
        best = begins[a] + ends[b];
        out.source = {offset + a, offset + b + 1};
      }
  }
  out.source_probability = std::exp(best);
}

// `first`: the document's token that the passage begins with.
Candidate candidate_of(const CueScores& scored, const Encoded& encoded, CueRange cue, std::uint32_t first) {
  Candidate out;
  out.read.cue = {first + cue.first, first + cue.last};
  for (std::uint32_t t = cue.first; t < cue.last; ++t)
    out.read.cue_probability = std::max(out.read.cue_probability, static_cast<double>(1 - encoded.tags[t][0]));
  place_source(scored, {cue.first - scored.first, cue.last - scored.first}, first + scored.first, out.read);
  std::size_t begin = scored.scores.size();
  std::size_t end = 0;
  for (std::size_t t = 0; t < scored.scores.size(); ++t)
    if (scored.scores[t][0] > 0) {
      begin = std::min(begin, t);
      end = t + 1;
    }
  for (std::size_t t = begin; t < end; ++t) out.logits.push_back(scored.scores[t][0]);
  out.first = first + scored.first + static_cast<std::uint32_t>(begin);
  return out;
}

// The two cues that want a token most.
struct Wanted {
  float best = 0;
  float second = 0;
  std::int32_t cue = -1;
};

// Whether a stretch of quoted tokens could be a quotation nobody has read: long enough to be a sentence, and mostly unwanted.
bool is_unclaimed(const Stretch& stretch, const std::vector<Wanted>& wanted) {
  std::uint32_t unwanted = 0;
  for (std::uint32_t t = stretch.first; t < stretch.last; ++t) unwanted += wanted[t].cue < 0;
  return stretch.last - stretch.first >= kLeastQuotation && 2 * unwanted > stretch.last - stretch.first;
}

// The likeliest cue near each quotation that no cue has claimed: marks are hard evidence that somebody is quoted, so that a
// weaker cue will do.
std::vector<CueRange> cues_of_unclaimed(const Document& document, TokenRange own, const Passage& passage, const Encoded& encoded,
                                        std::uint32_t first, const std::vector<Wanted>& wanted, const std::vector<CueRange>& cues) {
  const auto count = static_cast<std::uint32_t>(encoded.tags.size());
  std::vector<bool> taken(count);
  for (const CueRange cue : cues) std::fill(taken.begin() + cue.first, taken.begin() + cue.last, true);
  std::vector<CueRange> out;
  auto at = std::lower_bound(document.stretches.begin(), document.stretches.end(), own.first,
                             [](const Stretch& stretch, std::uint32_t token) { return stretch.first < token; });
  for (; at != document.stretches.end() && at->first < own.last; ++at) {
    const Stretch& stretch = *at;
    if (!is_unclaimed(stretch, wanted)) continue;
    const std::uint32_t from = stretch.first - first;
    const std::uint32_t to = std::min(count, stretch.last - first);
    std::uint32_t best = count;
    const auto look = [&](std::uint32_t begin, std::uint32_t end) {
      for (std::uint32_t t = begin; t < end; ++t)
        if (!taken[t] && passage.block[t] == passage.block[from] && encoded.tags[t][0] < kMostNoCueOfQuotation &&
            (best == count || encoded.tags[t][0] < encoded.tags[best][0]))
          best = t;
    };
    look(from - std::min(from, kNearQuotation), from);
    look(to, std::min(count, to + kNearQuotation));
    if (best == count) continue;
    CueRange cue{best, best + 1};
    while (cue.last < count && !taken[cue.last] && encoded.tags[cue.last][2] > 1 - kMostNoCueOfQuotation) ++cue.last;
    std::fill(taken.begin() + cue.first, taken.begin() + cue.last, true);
    out.push_back(cue);
  }
  return out;
}

// The intervals with the highest gain, each at its price; sets content and its probability.
void place_content(Candidate& c, std::int32_t index, const std::vector<Wanted>& wanted) {
  const auto size = static_cast<std::uint32_t>(c.logits.size());
  std::vector<float> gain(size);
  for (std::uint32_t k = 0; k < size; ++k) {
    const std::uint32_t t = c.first + k;
    const float other = wanted[t].cue == index ? wanted[t].second : wanted[t].best;
    gain[k] = std::clamp(c.logits[k] - other, -kGainLimit, kGainLimit);
    if (c.read.cue.contains(t) || c.read.source.contains(t)) gain[k] = -std::numeric_limits<float>::infinity();
  }
  // off[k], on[k]: the best sum of the first k tokens that ends outside or inside an interval.
  std::vector<bool> off_from_on(size + 1), on_from_on(size + 1);
  float off = 0;
  float on = -std::numeric_limits<float>::infinity();
  for (std::uint32_t k = 0; k < size; ++k) {
    const float start = off - kIntervalPrice;
    on_from_on[k + 1] = on >= start;
    const float next_on = std::max(on, start) + gain[k];
    off_from_on[k + 1] = on > off;
    off = std::max(off, on);
    on = next_on;
  }
  if (std::max(on, off) < kLeastContent) return;
  double sum = 0;
  std::uint32_t tokens = 0;
  bool inside = on > off;
  for (std::uint32_t k = size; k > 0; --k) {
    if (!inside) {
      inside = off_from_on[k];
      continue;
    }
    const std::uint32_t t = c.first + k - 1;
    if (!c.read.content.empty() && c.read.content.back().first == t + 1)
      c.read.content.back().first = t;
    else
      c.read.content.push_back({t, t + 1});
    sum += sigmoid(gain[k - 1]);
    ++tokens;
    inside = on_from_on[k];
  }
  std::reverse(c.read.content.begin(), c.read.content.end());
  c.read.content_probability = tokens > 0 ? sum / tokens : 0;
}

}  // namespace

Reading NetworkReader::read(const Document& document) const {
  Reading out;
  if (ranker_) out.vectors = NameVectors(document);
  std::vector<Candidate> candidates;
  std::vector<Wanted> wanted(document.tokens.size());
  const auto count = static_cast<std::uint32_t>(document.tokens.size());
  for (std::uint32_t begin = 0; begin < count; begin += kSegment) {
    const std::uint32_t first = begin - std::min(begin, kMargin);
    const std::uint32_t end = std::min(count, begin + kSegment);
    const Passage passage = passage_of(document, {first, std::min(count, end + kMargin)}, pieces_);
    const Encoded encoded = network_.encode(passage);
    const auto add = [&](std::span<const CueRange> cues) {
      const auto scored = network_.score(encoded, passage, cues);
      for (std::size_t i = 0; i < cues.size(); ++i) {
        candidates.push_back(candidate_of(scored[i], encoded, cues[i], first));
        const Candidate& c = candidates.back();
        for (std::size_t k = 0; k < c.logits.size(); ++k) {
          Wanted& w = wanted[c.first + k];
          if (c.logits[k] > w.best) {
            w = {c.logits[k], w.best, static_cast<std::int32_t>(candidates.size() - 1)};
          } else {
            w.second = std::max(w.second, c.logits[k]);
          }
        }
      }
    };
    const std::size_t width = encoded.vectors.size() / passage.tokens();
    if (ranker_) out.vectors.keep(document, {begin, end}, &encoded.vectors[(begin - first) * width], width, *ranker_);
    const auto cues = cues_in(encoded.tags, begin - first, end - first);
    add(cues);
    add(cues_of_unclaimed(document, {begin, end}, passage, encoded, first, wanted, cues));
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    place_content(candidates[i], static_cast<std::int32_t>(i), wanted);
    if (!candidates[i].read.content.empty()) out.attributions.push_back(std::move(candidates[i].read));
  }
  std::sort(out.attributions.begin(), out.attributions.end(),
            [](const auto& a, const auto& b) { return a.cue.first < b.cue.first; });
  return out;
}

}  // namespace attache::indexer
