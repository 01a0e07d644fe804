#include "indexer/quotes/read_attributions.hpp"

#include <algorithm>
#include <cstdint>

#include "indexer/quotes/cues.hpp"
#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {
namespace {

using schema::Factuality;

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
    a.confidence = r.cue_probability * r.source_probability * r.content_probability;
    std::int32_t rule = -1;
    for (std::uint32_t t = r.cue.first; t < r.cue.last && rule < 0; ++t) rule = rule_at[t];
    if (rule >= 0) {
      const Attribution& known = ruled[rule];
      a.act = known.act;
      a.factuality = known.factuality;
      a.hearer = known.hearer;
      a.according_to = known.according_to;
    } else {
      read_cue_words(document, a);
    }
    out.push_back(std::move(a));
  }
  fill_quotations(document, chains, out);
  add_unread(document, ruled, out);
  return out;
}

}  // namespace attache::indexer
