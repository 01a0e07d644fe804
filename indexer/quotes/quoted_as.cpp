#include "indexer/quotes/quoted_as.hpp"

#include <algorithm>
#include <optional>

#include "indexer/quotes/cues.hpp"
#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {
namespace {

constexpr std::uint32_t kFarthest = 24;  // tokens from "quoted" to "as"

// The "as" of "quoted … as saying" whose verb stands at `verb`; nothing when it is none.
std::optional<std::uint32_t> as_behind(const SentenceView& view, std::uint32_t verb) {
  for (std::uint32_t i = verb + 1; i + 2 < view.last() && i <= verb + kFarthest && !view.quoted(i); ++i) {
    if (!view.is(i, "as")) continue;
    const std::string_view saying = view.at(i + 1).folded;
    if (saying.ends_with("ing") && find_cue(saying)) return i;
  }
  return std::nullopt;
}

bool is_passive(const SentenceView& view, std::uint32_t verb) {
  static const WordSet be("is was are were been being");
  std::uint32_t before = verb;
  while (before > view.first() && is_adverb(view.at(before - 1).folded)) --before;
  return before > view.first() && be.has(view.at(before - 1).folded);
}

std::optional<Attribution> read_at(const Document& document, const SentenceView& view, std::uint32_t verb) {
  const auto as = as_behind(view, verb);
  if (!as) return std::nullopt;
  Attribution a;
  a.cue = {*as, *as + 2};
  const auto subject = view.subject_before(verb);
  if (is_passive(view, verb)) {
    if (!subject) return std::nullopt;
    a.source = *subject;
    if (view.is(verb + 1, "by")) a.according_to = view.noun_phrase(verb + 2);
    if (verb + 1 == *as) a.cue.first = verb;
  } else {
    a.source = view.noun_phrase(verb + 1);
    a.source.last = std::min(a.source.last, *as);
    if (subject) a.according_to = *subject;
  }
  if (a.source.empty() || !view.can_speak(a.source)) return std::nullopt;
  std::uint32_t begin = *as + 2;
  while (view.is(begin, ":") || view.is(begin, ",")) ++begin;
  if (begin >= view.end_of_words()) {  // “…,” the paper quoted him as saying.
    const std::uint32_t clause = (subject ? *subject : a.source).first;
    const std::int32_t before = clause > view.first() ? view.at(clause - 1).quoted : -1;
    if (before < 0) return std::nullopt;
    const Stretch& stretch = document.stretches[static_cast<std::size_t>(before)];
    a.content = {{stretch.first, stretch.last}};
  } else {
    a.content = {{begin, view.end_of_words()}};
    if (const std::int32_t stretch = view.at(begin).quoted; stretch >= 0 && document.stretches[static_cast<std::size_t>(stretch)].first == begin)
      a.content.front().last = document.stretches[static_cast<std::size_t>(stretch)].last;
  }
  a.act = find_cue(view.at(*as + 1).folded)->verb->act;
  a.sentence = view.at(verb).sentence;
  a.confidence = 0.8;
  return a;
}

}  // namespace

void add_quoted_as(const Document& document, std::vector<Attribution>& found) {
  static const WordSet verbs("quoted quotes quoting cited cites citing");
  std::vector<Attribution> added;
  for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
    const Token& token = document.tokens[i];
    if (token.quoted >= 0 || !verbs.has(token.folded) || document.paragraphs[document.sentences[token.sentence].paragraph].aside) continue;
    auto a = read_at(document, SentenceView(document, token.sentence), i);
    if (!a) continue;
    const TokenRange pattern{i, a->cue.last};
    bool read = false;
    std::erase_if(found, [&](const Attribution& other) {
      const bool same = other.source.overlaps(a->source) && pattern.overlaps(other.cue);
      read = read || same;
      return !same && pattern.overlaps(other.cue);
    });
    if (!read) added.push_back(std::move(*a));
  }
  found.insert(found.end(), added.begin(), added.end());
}

}  // namespace attache::indexer
