// A quotation with its parts, speaker and topics (DESIGN.md section 2), and the speaker it is ascribed to.
//
// Plain values; safe to share between threads while nobody writes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/named_value.hpp"
#include "schema/span.hpp"

namespace attache::schema {

enum class QuoteKind : std::uint8_t { Direct, Mixed, Indirect };
enum class SpeakerClass : std::uint8_t { Person, Office, Collective, Unnamed, Unknown };
enum class Factuality : std::uint8_t { Said, Expected, NotSaid };
enum class Ring : std::uint8_t { Named, Referred, Asked, Article };
enum class Act : std::uint8_t {
  Says, Denies, Accuses, Urges, Warns, Asks, Promises, Welcomes, Declines, Rejects, Demands, Announces, Threatens,
  Condemns, Praises, Agrees, Thanks, Apologises, Proposes, Hopes,
};

// The spelling in output and questions: "indirect", "not said".
inline constexpr std::array<NamedValue<QuoteKind>, 3> kQuoteKinds{{
    {QuoteKind::Direct, "direct"}, {QuoteKind::Mixed, "mixed"}, {QuoteKind::Indirect, "indirect"}}};
inline constexpr std::array<NamedValue<SpeakerClass>, 5> kSpeakerClasses{{
    {SpeakerClass::Person, "person"}, {SpeakerClass::Office, "office"}, {SpeakerClass::Collective, "collective"},
    {SpeakerClass::Unnamed, "unnamed"}, {SpeakerClass::Unknown, "unknown"}}};
inline constexpr std::array<NamedValue<Factuality>, 3> kFactualities{{
    {Factuality::Said, "said"}, {Factuality::Expected, "expected"}, {Factuality::NotSaid, "not said"}}};
inline constexpr std::array<NamedValue<Ring>, 4> kRings{{
    {Ring::Named, "named"}, {Ring::Referred, "referred"}, {Ring::Asked, "asked"}, {Ring::Article, "article"}}};
inline constexpr std::array<NamedValue<Act>, 20> kActs{{
    {Act::Says, "says"}, {Act::Denies, "denies"}, {Act::Accuses, "accuses"}, {Act::Urges, "urges"},
    {Act::Warns, "warns"}, {Act::Asks, "asks"}, {Act::Promises, "promises"}, {Act::Welcomes, "welcomes"},
    {Act::Declines, "declines"}, {Act::Rejects, "rejects"}, {Act::Demands, "demands"}, {Act::Announces, "announces"},
    {Act::Threatens, "threatens"}, {Act::Condemns, "condemns"}, {Act::Praises, "praises"}, {Act::Agrees, "agrees"},
    {Act::Thanks, "thanks"}, {Act::Apologises, "apologises"}, {Act::Proposes, "proposes"}, {Act::Hopes, "hopes"}}};

std::string_view name_of(QuoteKind value);
std::string_view name_of(SpeakerClass value);
std::string_view name_of(Factuality value);
std::string_view name_of(Ring value);
std::string_view name_of(Act value);

// Who said it. `id` is the same for the same speaker in every article: an entity's id of schema/names ("p:…", "c:ru",
// "o:nato") or, where the tables know nobody, made from the folded name ("n:pavel dorrin"). Empty for Unnamed, Unknown.
struct Speaker {
  std::string id;
  std::string name;  // as shown: the fullest form of the article or the table's; empty for Unnamed and Unknown
  SpeakerClass speaker_class = SpeakerClass::Unknown;
  std::string office;                     // as the article describes the speaker: "Russian Foreign Minister"; may be empty
  std::vector<std::string> descriptions;  // every title and description the article gives: "commander of the Sarn district"
  double confidence = 0;
  friend bool operator==(const Speaker&, const Speaker&) = default;
};

// What a quotation is about: an entity of schema/names or of the article, the ring, and the words that show it.
struct Topic {
  std::string entity;    // entity id, as in Speaker::id
  std::string name;      // as shown: "Nato"
  Ring ring = Ring::Named;
  std::string evidence;  // "the military alliance" is Nato; empty for Named
  Span span;             // the words in the article; empty when there are none
  friend bool operator==(const Topic&, const Topic&) = default;
};

struct Quote {
  std::vector<Span> content;  // in text order, at least one; with the quotation marks, without cue and source
  std::vector<Span> cue;      // may be empty
  std::vector<Span> source;   // may be empty
  bool shown = true;          // false: an attribution that is no quotation (a belief, an intention)
  QuoteKind kind = QuoteKind::Indirect;
  Act act = Act::Says;
  Factuality factuality = Factuality::Said;
  std::vector<Speaker> speakers;  // at least one, the likeliest first; more than one for joint statements
  std::string according_to;       // whom the report rests on besides the speaker: "a readout from Washington"
  std::string to;                 // the addressee as resolved ("Antony Blinken", "reporters"); empty when none is stated
  double confidence = 0;          // that content, source and speaker are right, 0..1
  std::string reason;             // the chain from source to speaker
  std::vector<Topic> topics;
  Span context;        // sentence or sentences around the quotation
  Span lead_in;        // the words of its sentence outside content, cue and source ("Asked about Nato,"); may be empty
  friend bool operator==(const Quote&, const Quote&) = default;
};

// Whether the index holds it: a quotation, or one that was expected or not said, which answers list only when asked for.
bool is_indexed(const Quote& quote);

// How many of them are shown.
std::int64_t count_shown(const std::vector<Quote>& quotes);
// How many of the shown ones have a speaker whom nobody could find (class Unknown).
std::int64_t count_unresolved(const std::vector<Quote>& quotes);

}  // namespace attache::schema
