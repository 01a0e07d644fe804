// What an article's match looks like: some words of the text with it in the middle, and lines of keyword in context.
//
// Plain values and free functions; safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "query/search/place_plan.hpp"
#include "query/search/stored_text.hpp"
#include "query/search/text_places.hpp"
#include "schema/span.hpp"

namespace attache::query {

// Text on one line, and what of it matches: bytes of `text`, in order.
struct LitText {
  std::string text;
  std::vector<schema::Span> lit;
  friend bool operator==(const LitText&, const LitText&) = default;
};

// One hit: the text before it, itself from its first to its last word, the text behind it; on one line.
struct KwicLine {
  std::string before;
  LitText hit;
  std::string after;
  friend bool operator==(const KwicLine&, const KwicLine&) = default;
};

struct KwicOptions {
  std::size_t width = 40;       // code points before and behind, at most
  bool within_sentence = false;
};

// All matches of the plans in a text, by their first word. Each plan is of field Text.
std::vector<Match> all_matches(const std::vector<std::shared_ptr<const PlacePlan>>& plans, const FieldText& text);

// About thirty words: around the match that has the most different parts near it, else the first words. "…" stands where the text goes on.
LitText snippet_of(const FieldText& text, const std::vector<Match>& matches);

// One line a match.
std::vector<KwicLine> kwic_of(const FieldText& text, const std::vector<Match>& matches, const KwicOptions& options);

}  // namespace attache::query
