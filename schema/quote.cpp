#include "schema/quote.hpp"

#include <algorithm>

namespace attache::schema {
std::string_view name_of(QuoteKind value) { return name_in(kQuoteKinds, value); }
std::string_view name_of(SpeakerClass value) { return name_in(kSpeakerClasses, value); }
std::string_view name_of(Factuality value) { return name_in(kFactualities, value); }
std::string_view name_of(Ring value) { return name_in(kRings, value); }
std::string_view name_of(Act value) { return name_in(kActs, value); }

bool is_indexed(const Quote& quote) { return quote.shown || quote.factuality != Factuality::Said; }

std::int64_t count_shown(const std::vector<Quote>& quotes) {
  return std::count_if(quotes.begin(), quotes.end(), [](const Quote& quote) { return quote.shown; });
}

std::int64_t count_unresolved(const std::vector<Quote>& quotes) {
  return std::count_if(quotes.begin(), quotes.end(), [](const Quote& quote) {
    return quote.shown && (quote.speakers.empty() || quote.speakers.front().speaker_class == SpeakerClass::Unknown);
  });
}

}  // namespace attache::schema
