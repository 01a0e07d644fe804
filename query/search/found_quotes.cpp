#include "query/search/found_quotes.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "query/search/day_of.hpp"
#include "query/search/quote_filter.hpp"

namespace attache::query {
namespace {

// The same for the same match.
std::string key_of(const Hit& hit) {
  std::string out = hit.who;
  for (const auto place : hit.who_at) out += fmt::format("\n{}", place);
  for (const auto& about : hit.about)
    out += fmt::format("\n\n{}\n{}\n{}\n{}-{}", about.topic, schema::name_of(about.ring), about.evidence, about.span.begin, about.span.end);
  return out;
}

}  // namespace

void FoundQuotes::add(std::uint32_t document, const Hit& hit) {
  const auto& stored = hit.quote;
  const auto [article, new_article] = numbers_.try_emplace(stored.article.uid, static_cast<std::uint32_t>(articles_.size()));
  if (new_article) articles_.push_back({day_of(stored), stored.article.id, stored.article.uid});
  const auto [match, new_match] = match_numbers_.try_emplace(key_of(hit), static_cast<std::uint32_t>(matches_.size()));
  if (new_match) matches_.push_back({hit.about, hit.who, hit.who_at});
  const auto [engine, new_engine] = engine_numbers_.try_emplace(stored.engine, static_cast<std::uint32_t>(engines_.size()));
  if (new_engine) engines_.push_back(stored.engine);
  quotes_.push_back({document, article->second, stored.ordinal, match->second, engine->second, hit.unsure});
}

void FoundQuotes::clear() { *this = FoundQuotes(); }

void FoundQuotes::sort() {
  const auto key = [this](const Quote& quote) {
    const auto& article = articles_[quote.article];
    return std::tuple(article.day, article.id, std::string_view(article.uid), quote.ordinal);
  };
  std::sort(quotes_.begin(), quotes_.end(), [&](const Quote& a, const Quote& b) { return key(a) < key(b); });
}

schema::Ring FoundQuotes::ring(std::size_t place) const {
  auto out = schema::Ring::Article;
  for (const auto& about : matches_[quotes_[place].match].about) out = std::min(out, about.ring);
  return out;
}

Hit FoundQuotes::fetch(const schema::IndexView& view, std::size_t place) const {
  const auto& quote = quotes_[place];
  const auto& match = matches_[quote.match];
  return {quote_at(view.index, quote.document), match.about, match.who, quote.unsure, match.who_at, quote.document};
}

}  // namespace attache::query
