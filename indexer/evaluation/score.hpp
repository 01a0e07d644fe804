// How well extracted attributions match gold ones: the figures of ../shared/quotes/score.py, token by token.
//
// A token is a run of word characters or one other visible character. In each article, predicted and gold attributions are
// matched one to one, best content overlap (token Jaccard) first; the figures are micro-averaged over the articles, once over
// all attributions and once over the quoted ones (content with a double quotation mark in it or right around it). An article
// with several annotators counts with the one that gives its best whole~ F1.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/evaluation/gold.hpp"

namespace attache::indexer {

enum class Metric { Cue, Content03, Content08, ContentSame, SourceShared, SourceSame, WholeClose, WholeSame };

struct MetricRow {
  Metric metric;
  std::string_view name;
  std::string_view meaning;
};
inline constexpr std::array<MetricRow, 8> kMetrics{{
    {Metric::Cue, "cue", "the cues share a token"},
    {Metric::Content03, "content@0.3", "the contents have a Jaccard of at least 0.3"},
    {Metric::Content08, "content@0.8", "… of at least 0.8"},
    {Metric::ContentSame, "content=", "… the same tokens"},
    {Metric::SourceShared, "source~", "the sources share a token, or both are absent"},
    {Metric::SourceSame, "source=", "the sources have the same tokens"},
    {Metric::WholeClose, "whole~", "content Jaccard at least 0.5 and source~"},
    {Metric::WholeSame, "whole=", "content= and source="},
}};

// Of one metric. `right_predicted` and `right_gold` differ where a quoted attribution is matched with one that is not.
struct Tally {
  std::size_t right_predicted = 0;
  std::size_t predicted = 0;
  std::size_t right_gold = 0;
  std::size_t gold = 0;
  // 0 where nothing was predicted, or nothing was to be found.
  double precision() const { return predicted > 0 ? static_cast<double>(right_predicted) / static_cast<double>(predicted) : 0; }
  double recall() const { return gold > 0 ? static_cast<double>(right_gold) / static_cast<double>(gold) : 0; }
  double f1() const { return precision() + recall() > 0 ? 2 * precision() * recall() / (precision() + recall()) : 0; }
};

struct Scores {
  std::array<Tally, kMetrics.size()> all;     // by Metric
  std::array<Tally, kMetrics.size()> quoted;
  void add(const Scores& other);
};

// The scores of one article. `text` is its UTF-8 text, in whose code points all spans count; parts of spans outside it are
// ignored. O(attributions² + text).
Scores score(std::string_view text, const GoldArticle& gold, const std::vector<ScoredAttribution>& predicted);

}  // namespace attache::indexer
