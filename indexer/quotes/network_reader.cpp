#include "indexer/quotes/network_reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "indexer/quotes/windows.hpp"

namespace attache::indexer {
namespace {

// Tuned on the dev articles.
constexpr float kMostNoCue = 0.6F;       // a token is a cue's when it is no cue with less than this probability
constexpr float kSurelyNone = 0.9F;      // a cue has no source when that is likelier; the rest is spread over many like spans
constexpr float kIntervalPrice = 1.5F;   // of each interval of a content, in logits
constexpr float kGainLimit = 6.0F;       // of one token, so that no single one carries an interval
constexpr float kLeastContent = 1.0F;    // what a content must gain
constexpr std::uint32_t kLongestSource = 40;  // tokens
constexpr std::uint32_t kReach = 128;         // tokens of the neighbouring windows that a cue may own

// A cue with the logits of the tokens around it. Kept from the first token that it may own to the last.
struct Candidate {
  ReadAttribution read;
  std::uint32_t first = 0;    // token of logits[0]
  std::vector<float> logits;  // of content, against no owner
};

// A window with what the network made of it.
struct ReadWindow {
  DocumentWindow place;
  Encoded encoded;
};

float sigmoid(float x) { return 1 / (1 + std::exp(-x)); }

// The cues that begin in [begin, end); a cue may run on behind.
std::vector<CueRange> cues_in(const Encoded& encoded, std::uint32_t begin, std::uint32_t end) {
  std::vector<CueRange> out;
  bool open = false;
  bool others = begin > 0 && encoded.tags[begin - 1][0] < kMostNoCue;  // a cue of the window before may run on
  for (std::uint32_t t = begin; t < encoded.tokens; ++t) {
    const auto& [no_cue, begins, goes_on] = encoded.tags[t];
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

// Log probabilities over the tokens, of one of the pair's three scores.
std::vector<float> log_softmax(const float* pairs, std::size_t tokens, std::size_t score) {
  std::vector<float> out(tokens);
  float top = -std::numeric_limits<float>::infinity();
  for (std::size_t t = 0; t < tokens; ++t) top = std::max(top, out[t] = pairs[3 * t + score]);
  float sum = 0;
  for (const float x : out) sum += std::exp(x - top);
  for (float& x : out) x -= top + std::log(sum);
  return out;
}

// The likeliest source that does not meet the cue, unless it surely has none.
void place_source(const float* pairs, std::size_t tokens, CueRange cue, std::uint32_t offset, ReadAttribution& out) {
  const auto begins = log_softmax(pairs, tokens, 1);
  const auto ends = log_softmax(pairs, tokens, 2);
  const float none = begins[cue.first] + ends[cue.first];
  if (std::exp(none) >= kSurelyNone) {
    out.source_probability = std::exp(none);
    return;
  }
  float best = -std::numeric_limits<float>::infinity();
  for (std::uint32_t a = 0; a < tokens; ++a) {
    if (a >= cue.first && a < cue.last) continue;
    if (begins[a] < best) continue;
    const std::uint32_t limit = a < cue.first ? cue.first : static_cast<std::uint32_t>(tokens);
    for (std::uint32_t b = a; b < std::min(limit, a + kLongestSource); ++b)
      if (begins[a] + ends[b] > best) {
        best = begins[a] + ends[b];
        out.source = {offset + a, offset + b + 1};
      }
  }
  out.source_probability = std::exp(best);
}

Candidate candidate_of(const float* pairs, const Encoded& encoded, CueRange cue, std::uint32_t offset) {
  Candidate out;
  out.read.cue = {offset + cue.first, offset + cue.last};
  for (std::uint32_t t = cue.first; t < cue.last; ++t)
    out.read.cue_probability = std::max(out.read.cue_probability, static_cast<double>(1 - encoded.tags[t][0]));
  place_source(pairs, encoded.tokens, cue, offset, out.read);
  std::size_t first = encoded.tokens;
  std::size_t last = 0;
  for (std::size_t t = 0; t < encoded.tokens; ++t)
    if (pairs[3 * t] > 0) {
      first = std::min(first, t);
      last = t + 1;
    }
  for (std::size_t t = first; t < last; ++t) out.logits.push_back(pairs[3 * t]);
  out.first = offset + static_cast<std::uint32_t>(first);
  return out;
}

void append(const ReadWindow& from, TokenRange tokens, std::size_t width, ReadWindow& to) {
  if (tokens.empty()) return;
  const auto first = static_cast<std::ptrdiff_t>(tokens.first - from.place.tokens.first);
  const auto last = static_cast<std::ptrdiff_t>(tokens.last - from.place.tokens.first);
  const auto copy = [&](const auto& source, auto& target, std::size_t size) {
    const auto row = static_cast<std::ptrdiff_t>(size);
    target.insert(target.end(), source.begin() + first * row, source.begin() + last * row);
  };
  copy(from.encoded.vectors, to.encoded.vectors, width);
  copy(from.encoded.tags, to.encoded.tags, 1);
  copy(from.place.window.paragraph, to.place.window.paragraph, 1);
  to.encoded.tokens += tokens.size();
}

// The window's tokens with up to kReach more of its neighbours on either side (empty ones at the ends of the document): a
// content runs on there, and its tokens' vectors say enough for the pairs though they never saw the cue.
ReadWindow with_neighbours(const ReadWindow& before, const ReadWindow& here, const ReadWindow& after) {
  const std::size_t width = here.encoded.vectors.size() / here.encoded.tokens;
  const TokenRange own = here.place.tokens;
  ReadWindow out;
  out.place.tokens = own;
  if (!before.place.tokens.empty())
    out.place.tokens.first = std::max(before.place.tokens.first, own.first - std::min(own.first, kReach));
  if (!after.place.tokens.empty()) out.place.tokens.last = std::min(after.place.tokens.last, own.last + kReach);
  append(before, {out.place.tokens.first, own.first}, width, out);
  append(here, own, width, out);
  append(after, {own.last, out.place.tokens.last}, width, out);
  return out;
}

// The two cues that want a token most.
struct Wanted {
  float best = 0;
  float second = 0;
  std::int32_t cue = -1;
};

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

// Reads the cues of `here`; a cue belongs to one window only.
void read_window(const Network& network, const ReadWindow& before, const ReadWindow& here, const ReadWindow& after,
                 std::vector<Candidate>& candidates, std::vector<Wanted>& wanted) {
  const std::uint32_t first = here.place.tokens.first;
  auto cues = cues_in(here.encoded, here.place.own.first - first, here.place.own.last - first);
  if (cues.empty()) return;
  const ReadWindow joined = with_neighbours(before, here, after);
  const std::uint32_t offset = joined.place.tokens.first;
  for (CueRange& cue : cues) cue = {cue.first + first - offset, cue.last + first - offset};
  const Encoded& encoded = joined.encoded;
  const std::vector<float> pairs = network.score_pairs(encoded, joined.place.window.paragraph, cues);
  for (std::size_t i = 0; i < cues.size(); ++i) {
    candidates.push_back(candidate_of(pairs.data() + i * encoded.tokens * 3, encoded, cues[i], offset));
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
}

}  // namespace

std::vector<ReadAttribution> NetworkReader::read(const Document& document) const {
  std::vector<Candidate> candidates;
  std::vector<Wanted> wanted(document.tokens.size());
  WindowCutter cutter(document, pieces_);
  ReadWindow before, here, after;
  for (DocumentWindow place; cutter.next(place);) {
    after.encoded = network_.encode(place.window);
    after.place = std::move(place);
    if (!here.place.tokens.empty()) read_window(network_, before, here, after, candidates, wanted);
    before = std::exchange(here, std::move(after));
    after = {};
  }
  if (!here.place.tokens.empty()) read_window(network_, before, here, after, candidates, wanted);
  std::vector<ReadAttribution> out;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    place_content(candidates[i], static_cast<std::int32_t>(i), wanted);
    if (!candidates[i].read.content.empty()) out.push_back(std::move(candidates[i].read));
  }
  return out;
}

}  // namespace attache::indexer
