#include "indexer/quotes/read_attributions.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include "indexer/quotes/cues.hpp"
#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {
namespace {

using schema::Factuality;

constexpr double kLeastShown = 0.05;  // what cue and source must have together for a report that the rules do not know
constexpr double kAlike = 0.8;        // Jaccard of contents of whose words the rules and the network agree

// That cue, source and content belong together as read, by logistic regression on the dev articles: what the network gives each
// part, and evidence it does not see. Checked by cross-fitting; the models' cards have the reliability.
struct Evidence {
  bool known_cue = false;  // the rules have an attribution with that cue
  bool agreed = false;     // … with that source and nearly that content
  bool quoted = false;
  bool no_source = false;
};

double confidence_of(const ReadAttribution& read, Evidence evidence) {
  const auto logit = [](double p) {
    p = std::clamp(p, 1e-4, 1 - 1e-4);
    return std::log(p / (1 - p));
  };
  const double sum = -1.30 + 0.14 * logit(read.cue_probability) + 0.12 * logit(read.source_probability) +
                     0.50 * logit(read.content_probability) + 0.11 * evidence.known_cue + 0.83 * evidence.agreed +
                     0.40 * evidence.quoted - 0.82 * evidence.no_source;
  return 1 / (1 + std::exp(-sum));
}

// The tokens that both contents have, by those that either has.
double jaccard(const std::vector<TokenRange>& a, const std::vector<TokenRange>& b) {
  std::uint32_t both = 0;
  std::uint32_t sum = 0;
  for (const TokenRange range : b) sum += range.size();
  for (const TokenRange range : a) {
    sum += range.size();
    for (const TokenRange other : b)
      if (range.overlaps(other)) both += std::min(range.last, other.last) - std::max(range.first, other.first);
  }
  return static_cast<double>(both) / (sum - both);
}

// The rules' attribution whose cue each token is; -1: none.
std::vector<std::int32_t> rules_by_cue_token(const Document& document, const std::vector<Attribution>& ruled) {
  std::vector<std::int32_t> out(document.tokens.size(), -1);
  for (std::size_t i = 0; i < ruled.size(); ++i)
    for (std::uint32_t t = ruled[i].cue.first; t < ruled[i].cue.last; ++t) out[t] = static_cast<std::int32_t>(i);
  return out;
}

bool is_quoted(const Document& document, const Attribution& a) {
  return std::any_of(a.content.begin(), a.content.end(), [&](TokenRange range) {
    for (std::uint32_t t = range.first; t < range.last; ++t)
      if (document.tokens[t].quoted >= 0) return true;
    return false;
  });
}

bool has_quoted_sentence(const Document& document, const StretchChains& chains, const Attribution& a) {
  return std::any_of(a.content.begin(), a.content.end(), [&](TokenRange range) {
    const std::int32_t stretch = document.tokens[range.first].quoted;
    return stretch >= 0 && chains.is_sentence(static_cast<std::uint32_t>(stretch));
  });
}

bool is_relative(const Document& document, TokenRange source) {
  static const WordSet relatives("who whom which that");
  return source.size() == 1 && relatives.has(document.tokens[source.first].folded);
}

// By the words of the cue alone, where the rules have no attribution: "insisted", "is expected to say", "according to".
void read_cue_words(const Document& document, Attribution& a) {
  static const WordSet negations("not never n't didn't doesn't don't hasn't haven't wouldn't won't");
  bool reports = false;
  for (std::uint32_t t = a.cue.first; t < a.cue.last; ++t) {
    const std::string_view word = document.tokens[t].folded;
    if (negations.has(word)) a.factuality = Factuality::NotSaid;
    if (a.factuality == Factuality::Said && (word == "will" || expectations().has(word))) a.factuality = Factuality::Expected;
    if (reports) continue;
    if (const auto hit = find_cue(word); hit && !hit->verb->has(Frame::Tag)) {
      a.act = hit->verb->act;
      reports = true;
    } else if (const auto act = find_cue_noun(word)) {
      a.act = *act;
      reports = true;
    } else if (word == "according") {
      reports = true;
    }
  }
  a.shown = reports || is_quoted(document, a);
  if (!a.shown) a.factuality = Factuality::Said;  // a belief that nobody holds is no quotation that nobody made
}

// Quotation marks are evidence: who owns most of a quotation owns what nobody else does of it, over paragraphs too.
void fill_quotations(const Document& document, const StretchChains& chains, std::vector<Attribution>& out) {
  constexpr std::int32_t kNobody = -1;
  constexpr std::int32_t kNeverContent = -2;  // a cue, a source
  std::vector<std::int32_t> owner(document.tokens.size(), kNobody);
  for (std::size_t i = 0; i < out.size(); ++i)
    for (const TokenRange range : out[i].content)
      for (std::uint32_t t = range.first; t < range.last; ++t) owner[t] = static_cast<std::int32_t>(i);
  const auto close = [&](TokenRange range) {
    for (std::uint32_t t = range.first; t < range.last; ++t)
      if (owner[t] == kNobody) owner[t] = kNeverContent;
  };
  for (const Attribution& a : out) close(a.cue), close(a.source);

  std::vector<std::uint32_t> owned(out.size());
  std::vector<bool> changed(out.size());
  for (std::uint32_t s = 0; s < document.stretches.size();) {
    const TokenRange chain = chains.chain_of_token(document.stretches[s].first);
    s = chain.last;
    if (!document.stretches[chain.last - 1].closed) continue;
    const auto ranges = chains.ranges(chain);
    std::uint32_t size = 0;
    std::int32_t most = kNobody;
    for (const TokenRange range : ranges)
      for (std::uint32_t t = range.first; t < range.last; ++t, ++size)
        if (owner[t] >= 0 && (++owned[owner[t]], most < 0 || owned[owner[t]] > owned[most])) most = owner[t];
    const bool fill = most >= 0 && 2 * owned[most] > size && owned[most] < size;
    for (const TokenRange range : ranges)
      for (std::uint32_t t = range.first; t < range.last; ++t) {
        if (owner[t] >= 0) owned[owner[t]] = 0;
        if (fill && owner[t] == kNobody) owner[t] = most;
      }
    if (fill) changed[most] = true;
  }
  for (std::size_t i = 0; i < out.size(); ++i)
    if (changed[i]) out[i].content.clear();
  for (std::uint32_t t = 0; t < owner.size(); ++t) {
    if (owner[t] < 0 || !changed[owner[t]]) continue;
    auto& content = out[owner[t]].content;
    if (!content.empty() && content.back().last == t) ++content.back().last;
    else content.push_back({t, t + 1});
  }
}

// Those of the first `read` attributions, the network's in text order, whose cue stands in the sentence. Until `out` grows.
std::span<Attribution> of_sentence(std::vector<Attribution>& out, std::size_t read, std::uint32_t sentence) {
  const auto end = out.begin() + static_cast<std::ptrdiff_t>(read);
  const auto first = std::lower_bound(out.begin(), end, sentence, [](const Attribution& a, std::uint32_t s) { return a.sentence < s; });
  return {first, std::find_if(first, end, [&](const Attribution& a) { return a.sentence != sentence; })};
}

// "She said the valley was quiet and accused Ostria of …": the network is apt to read on into the second report. Where the rules
// see a cue with the same source inside a content, the content ends before it, and theirs is added.
void part_coordinated(const Document& document, const std::vector<Attribution>& ruled, std::size_t read, std::vector<Attribution>& out) {
  static const WordSet joints("and but , also then later");
  for (const Attribution& a : ruled) {
    if (a.cue.empty() || a.source.empty() || document.tokens[a.cue.first].quoted >= 0) continue;
    for (Attribution& outer : of_sentence(out, read, a.sentence)) {
      const bool same_source = outer.source == a.source || outer.antecedent == a.source;
      const bool inside = std::any_of(outer.content.begin(), outer.content.end(), [&](TokenRange range) { return range.contains(a.cue.first); });
      if (!same_source || outer.cue.first >= a.cue.first || !inside) continue;
      std::uint32_t cut = a.cue.first;
      while (cut > outer.cue.last && joints.has(document.tokens[cut - 1].folded)) --cut;
      auto kept = outer.content;
      std::erase_if(kept, [&](TokenRange range) { return range.first >= cut; });
      if (kept.empty()) continue;
      kept.back().last = std::min(kept.back().last, cut);
      outer.content = std::move(kept);
      out.push_back(a);
      break;
    }
  }
}

// "According to a readout, he said …" is shown as his, on the readout's word: the rules read it so, the network as the readout's.
void prefer_the_speaker(const std::vector<Attribution>& ruled, std::size_t read, std::vector<Attribution>& out) {
  for (const Attribution& a : ruled) {
    if (a.according_to.empty()) continue;
    bool missing = false;
    for (Attribution& outer : of_sentence(out, read, a.sentence)) {
      if (outer.cue.overlaps(a.cue)) {
        missing = false;
        break;
      }
      if (!outer.source.overlaps(a.according_to)) continue;
      outer.shown = false;
      missing = true;
    }
    if (missing) out.push_back(a);
  }
}

// A quotation that begins a later paragraph than the one before it ended in is one of its own, by the same speaker: the network
// reads it as more of the first.
void part_paragraphs(const Document& document, std::vector<Attribution>& out) {
  const auto paragraph_of = [&](std::uint32_t token) { return document.sentences[document.tokens[token].sentence].paragraph; };
  const auto begins_quotation = [&](std::uint32_t token) {
    const std::int32_t stretch = document.tokens[token].quoted;
    return stretch >= 0 && document.stretches[stretch].first == token && !document.stretches[stretch].continues;
  };
  for (std::size_t i = 0, read = out.size(); i < read; ++i) {
    auto& content = out[i].content;
    const std::uint32_t own = paragraph_of(out[i].cue.first);
    for (std::size_t k = 1; k < content.size(); ++k) {
      const std::uint32_t first = content[k].first;
      if (paragraph_of(first) == own || paragraph_of(first) == paragraph_of(content[k - 1].last - 1) || !begins_quotation(first))
        continue;
      Attribution next = out[i];
      next.content.assign(content.begin() + static_cast<std::ptrdiff_t>(k), content.end());
      next.cue = next.source = next.antecedent = next.hearer = {};
      next.sentence = document.tokens[first].sentence;
      next.continues = static_cast<std::int32_t>(i);
      content.resize(k);
      out.push_back(std::move(next));
      break;
    }
  }
}

// "The sanctions are too weak. This was stated by the minister …": the rules know that the sentence before is meant, the network
// finds something in the cue's own.
void prefer_the_sentence_before(const Document& document, const std::vector<Attribution>& ruled, std::vector<Attribution>& out) {
  for (const Attribution& a : ruled) {
    if (a.cue.empty() || a.content.back().last > document.sentences[a.sentence].first) continue;
    if (document.tokens[a.content.front().first].quoted >= 0) continue;
    std::erase_if(out, [&](const Attribution& read) { return read.cue.overlaps(a.cue); });
  }
}

// "He objected to a comment by X that Y": Y is X's. The network gives it to him who objected, as his own or as part of what he
// objected to; the latter is his report, too.
void add_authors(const Document& document, const std::vector<Attribution>& ruled, std::vector<Attribution>& out) {
  const auto inside = [](const Attribution& read, std::uint32_t token) {
    return std::any_of(read.content.begin(), read.content.end(), [&](TokenRange range) { return range.contains(token); });
  };
  std::vector<Attribution> added;
  for (const Attribution& a : ruled) {
    if (a.cue.empty() || a.source.empty() || !find_cue_noun(document.tokens[a.cue.first].folded)) continue;
    for (Attribution& read : out) {
      if (read.cue.first >= a.cue.first) continue;
      if (inside(read, a.cue.first) && inside(read, a.content.front().first)) {
        added.push_back(a);
        break;
      }
      if (read.source.overlaps(a.source) || jaccard(read.content, a.content) < kAlike) continue;
      const double confidence = read.confidence;
      read = a;
      read.confidence = confidence;
    }
  }
  out.insert(out.end(), added.begin(), added.end());
}

// No content begins with a mark that closes a quotation, nor ends with one that opens the next.
void trim_marks(const Document& document, std::vector<Attribution>& out) {
  for (Attribution& a : out) {
    for (TokenRange& range : a.content) {
      while (!range.empty() && document.tokens[range.first].kind == TokenKind::CloseQuote) ++range.first;
      while (!range.empty() && document.tokens[range.last - 1].kind == TokenKind::OpenQuote) --range.last;
    }
    std::erase_if(a.content, [](TokenRange range) { return range.empty(); });
  }
  std::erase_if(out, [](const Attribution& a) { return a.content.empty(); });
}

// The rules' attributions that share no token with what the network read.
void add_unread(const Document& document, const std::vector<Attribution>& ruled, std::vector<Attribution>& out) {
  std::vector<bool> taken(document.tokens.size());
  const auto each_range = [](const Attribution& a, const auto& visit) {
    for (const TokenRange range : a.content) visit(range);
    visit(a.cue);
  };
  for (const Attribution& a : out)
    each_range(a, [&](TokenRange range) {
      for (std::uint32_t t = range.first; t < range.last; ++t) taken[t] = true;
    });
  for (const Attribution& a : ruled) {
    bool free = true;
    each_range(a, [&](TokenRange range) {
      for (std::uint32_t t = range.first; t < range.last; ++t) free = free && !taken[t];
    });
    if (free) out.push_back(a);
  }
}

}  // namespace

std::vector<Attribution> from_network(const Document& document, const StretchChains& chains,
                                      const std::vector<ReadAttribution>& read, const std::vector<Attribution>& ruled) {
  const auto rule_at = rules_by_cue_token(document, ruled);
  std::vector<Attribution> out;
  out.reserve(read.size());
  for (const ReadAttribution& r : read) {
    Attribution a;
    a.content = r.content;
    a.cue = r.cue;
    a.source = r.source;
    a.sentence = document.tokens[r.cue.first].sentence;
    Evidence evidence{.quoted = is_quoted(document, a), .no_source = a.source.empty()};
    std::int32_t rule = -1;
    for (std::uint32_t t = r.cue.first; t < r.cue.last && rule < 0; ++t) rule = rule_at[t];
    if (rule >= 0) {
      const Attribution& known = ruled[rule];
      a.act = known.act;
      a.factuality = known.factuality;
      a.hearer = known.hearer;
      a.according_to = known.according_to;
      evidence.known_cue = true;
      evidence.agreed = known.source.overlaps(a.source) && jaccard(known.content, a.content) >= kAlike;
      if (is_relative(document, a.source)) a.antecedent = known.source;
    } else {
      read_cue_words(document, a);
      const bool unlikely = r.cue_probability * r.source_probability < kLeastShown;
      if (unlikely || (a.source.empty() && !has_quoted_sentence(document, chains, a))) a.shown = false;
    }
    a.confidence = confidence_of(r, evidence);
    out.push_back(std::move(a));
  }
  prefer_the_sentence_before(document, ruled, out);
  const std::size_t kept = out.size();
  prefer_the_speaker(ruled, kept, out);
  part_coordinated(document, ruled, kept, out);
  add_authors(document, ruled, out);
  fill_quotations(document, chains, out);
  part_paragraphs(document, out);
  trim_marks(document, out);
  add_unread(document, ruled, out);
  return out;
}

}  // namespace attache::indexer
