// Plain text of any bytes, read and searched for quotations: what schema/quote.hpp promises of each must hold.
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "indexer/quotes/engine.hpp"
#include "tests/fuzz/article_checks.hpp"

namespace {

using namespace attache;
using indexer::require;

void check_span(const schema::Article& article, schema::Span span) {
  require(span.begin <= span.end && span.end <= article.text.size(), "a span lies inside the text");
  require(indexer::on_border(article.text, span.begin) && indexer::on_border(article.text, span.end),
          "a span ends between characters");
}

// In order and apart, none empty.
void check_spans(const schema::Article& article, const std::vector<schema::Span>& spans) {
  std::uint32_t end = 0;
  for (const schema::Span span : spans) {
    check_span(article, span);
    require(span.begin < span.end, "a stretch is not empty");
    require(span.begin >= end, "stretches are in order and apart");
    end = span.end;
  }
}

bool is_share(double value) { return std::isfinite(value) && value >= 0 && value <= 1; }

void check_quote(const schema::Article& article, const schema::Quote& quote) {
  require(!quote.content.empty(), "there is a content");
  for (const auto* spans : {&quote.content, &quote.cue, &quote.source}) check_spans(article, *spans);
  for (const schema::Span span : {quote.context, quote.lead_in}) check_span(article, span);
  require(is_share(quote.confidence), "a confidence is 0..1");
  require(!quote.speakers.empty(), "there is a speaker");
  for (const auto& speaker : quote.speakers) {
    require(is_share(speaker.confidence), "a speaker's confidence is 0..1");
    const bool nameless = speaker.speaker_class == schema::SpeakerClass::Unnamed ||
                          speaker.speaker_class == schema::SpeakerClass::Unknown;
    require(speaker.id.empty() == nameless, "a speaker has an identifier, unless nobody can say who it is");
  }
  for (const auto& topic : quote.topics) check_span(article, topic.span);
}

// Where its content or cue begins, whichever is first.
std::uint32_t begin_of(const schema::Quote& quote) {
  const std::uint32_t content = quote.content.front().begin;
  return quote.cue.empty() ? content : std::min(content, quote.cue.front().begin);
}

void check_engine(const indexer::QuoteEngine& engine, const schema::Article& article) {
  const schema::Quote* before = nullptr;
  const auto quotes = engine.quotes_of(article);
  for (const schema::Quote& quote : quotes) {
    check_quote(article, quote);
    require(!before || begin_of(*before) <= begin_of(quote), "quotations are in text order");
    before = &quote;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const indexer::QuoteEngine fast(schema::Names::builtin(), indexer::EngineKind::Fast);
  static const indexer::QuoteEngine careful(schema::Names::builtin(), indexer::EngineKind::Careful);
  indexer::ReaderOptions options;
  options.type = "text";
  auto opened = indexer::open_bytes({reinterpret_cast<const char*>(data), size}, "/fuzz.txt", options);
  if (!opened) return 0;
  while (auto next = (*opened)->next()) {
    if (!*next) continue;
    const schema::Article& article = **next;
    check_engine(fast, article);
    check_engine(careful, article);
  }
  return 0;
}
