#include "query/search/found_quotes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "query/search/day_of.hpp"
#include "query/search/quote_filter.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

// The same for the same match.
std::string text_of_match(const Hit& hit) {
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
  if (new_article) articles_.push_back({day_of(stored), stored.article.id, stored.article.uid, schema::fold_phrase(stored.article.outlet)});
  const auto [match, new_match] = match_numbers_.try_emplace(text_of_match(hit), static_cast<std::uint32_t>(matches_.size()));
  if (new_match) matches_.push_back({hit.about, hit.who, hit.who_at});
  const auto [engine, new_engine] = engine_numbers_.try_emplace(stored.engine, static_cast<std::uint32_t>(engines_.size()));
  if (new_engine) engines_.push_back(stored.engine);
  const auto& speakers = stored.quote.speakers;
  auto name = speakers.empty() ? std::string() : schema::fold_phrase(speakers[hit.who_at.empty() ? 0 : hit.who_at.front()].name);
  const auto [speaker, new_speaker] = name_numbers_.try_emplace(std::move(name), static_cast<std::uint32_t>(names_.size()));
  if (new_speaker) names_.push_back(speaker->first);
  quotes_.push_back({document, article->second, stored.ordinal, match->second, engine->second, speaker->second,
                     static_cast<float>(stored.quote.confidence), hit.unsure});
}

void FoundQuotes::clear() { *this = FoundQuotes(); }

// What an order looks at first: text or number, whichever it needs; then what all of them do.
struct FoundQuotes::Key {
  int rank = 0;
  double number = 0;
  std::string_view text;
  std::optional<schema::Date> day;
  std::int64_t article = 0;
  std::string_view uid;
  std::uint32_t ordinal = 0;
  friend auto operator<=>(const Key&, const Key&) = default;
};

FoundQuotes::Key FoundQuotes::key_of(const Quote& quote, QuoteOrder order) const {
  const auto& article = articles_[quote.article];
  Key out{0, 0, {}, article.day, article.id, article.uid, quote.ordinal};
  switch (order) {
    case QuoteOrder::Day: break;
    case QuoteOrder::LatestDay:
      out.rank = article.day ? 0 : 1;
      if (article.day) out.number = -days_since_epoch(*article.day);
      break;
    case QuoteOrder::Outlet: out.text = article.outlet; break;
    case QuoteOrder::Speaker:
      out.text = names_[quote.speaker];
      out.rank = out.text.empty() ? 1 : 0;
      break;
    case QuoteOrder::Relevance:
      out.rank = static_cast<int>(ring_of(quote.match));
      out.number = -quote.confidence;
      break;
  }
  return out;
}

void FoundQuotes::sort(QuoteOrder order) {
  std::sort(quotes_.begin(), quotes_.end(), [&](const Quote& a, const Quote& b) { return key_of(a, order) < key_of(b, order); });
}

schema::Ring FoundQuotes::ring_of(std::uint32_t match) const {
  auto out = schema::Ring::Article;
  for (const auto& about : matches_[match].about) out = std::min(out, about.ring);
  return out;
}

Hit FoundQuotes::fetch(const schema::IndexView& view, std::size_t place) const {
  const auto& quote = quotes_[place];
  const auto& match = matches_[quote.match];
  return {quote_at(view.index, quote.document), match.about, match.who, quote.unsure, match.who_at, quote.document};
}

}  // namespace attache::query
