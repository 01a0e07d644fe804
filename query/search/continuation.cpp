#include "query/search/continuation.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "schema/terms.hpp"

namespace attache::query {
namespace {

using schema::StoredQuote;

constexpr std::uint32_t kNearBytes = 250;    // between two quotations of one train of thought
constexpr std::size_t kOpeningWords = 3;     // in which a word that points back must stand

bool points_back(std::string_view word) {
  static constexpr auto kWords = std::to_array<std::string_view>({"instead", "such", "their", "them", "there", "these",
                                                                  "they", "this", "those"});
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::uint32_t begin_of(const StoredQuote& quote) { return quote.quote.content.front().begin; }
std::uint32_t end_of(const StoredQuote& quote) { return quote.quote.content.back().end; }

bool same_speaker(const StoredQuote& a, const StoredQuote& b) {
  if (a.quote.speakers.empty() || b.quote.speakers.empty()) return false;
  const auto &x = a.quote.speakers.front(), &y = b.quote.speakers.front();
  return x.speaker_class == y.speaker_class && x.id == y.id && x.name == y.name;
}

// "the banks" in what follows "U.K. banks …".
bool repeats_head(const StoredQuote& quote, const Subject& subject) {
  if (subject.parts.empty() || !subject.parts.back().entity.empty()) return false;
  const auto words = schema::words_of(quote.content);
  const schema::Stemmer stem(schema::stemming_of_article(quote.article.language));
  const auto head = stem(subject.parts.back().words.front());
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i - 1].folded == "the" && stem(words[i].folded) == head) return true;
  return false;
}

// The words by which `quote` goes on from the one before; empty when it does not.
std::string link_of(const StoredQuote& quote, bool nested, const Subject& subject) {
  const auto words = schema::words_of(quote.content);
  // A short remark within another ("it will never happen") may point back with any of its words.
  // "it" opens too many sentences of its own ("it is planned") to count elsewhere.
  const auto most = nested ? words.size() : std::min(words.size(), kOpeningWords);
  for (std::size_t i = 0; i < most; ++i)
    if (points_back(words[i].folded) || (nested && words[i].folded == "it")) return words[i].folded;
  return repeats_head(quote, subject) ? "the " + subject.parts.back().text : "";
}

}  // namespace

bool goes_on(const Subject& subject) {
  if (subject.claim) return false;
  return std::none_of(subject.entities.begin(), subject.entities.end(), [](const std::string& id) {
    return id.starts_with("c:") || id.starts_with("p:");
  });
}

std::vector<std::pair<std::size_t, About>> continuations(const std::vector<StoredQuote>& quotes,
                                                         const SubjectMatch& match, const Subject& subject) {
  std::vector<std::size_t> order(quotes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(begin_of(quotes[a]), quotes[a].ordinal) < std::pair(begin_of(quotes[b]), quotes[b].ordinal);
  });
  std::vector<std::pair<std::size_t, About>> out;
  std::vector<std::size_t> about;  // those about the topic so far, in order
  for (const auto i : order) {
    const auto& quote = quotes[i];
    if (match.matches(quote)) {
      about.push_back(i);
      continue;
    }
    if (about.empty()) continue;
    const auto& before = quotes[about.back()];
    const auto outer = std::find_if(order.begin(), order.end(), [&](std::size_t o) {
      return o != i && begin_of(quotes[o]) <= begin_of(quote) && end_of(quote) <= end_of(quotes[o]) &&
             !same_speaker(quotes[o], quote);
    });
    const bool nested = outer != order.end();
    const auto from = nested ? std::min(begin_of(quotes[*outer]), begin_of(quote)) : begin_of(quote);
    if (from > end_of(before) + kNearBytes) continue;
    if (!nested && !same_speaker(before, quote)) continue;
    const auto link = link_of(quote, nested, subject);
    if (link.empty()) continue;
    about.push_back(i);
    out.emplace_back(i, About{subject.text, schema::Ring::Referred,
                              fmt::format("“{}” goes on from “{}”", link, before.content), {}});
  }
  return out;
}

}  // namespace attache::query
