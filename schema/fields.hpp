// The fields of articles and quotations: one table from which the query parser, the facet list, the help, the index's
// prefixes and slots, and the tables of README.md come.
//
// Compile-time data only, safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace attache::schema {

enum class FieldId : std::uint8_t {
  Text, Exact, LeadIn, Title, Standfirst, Byline, Outlet, Section, Dateline, Language, Status, Url, File, Uid, Type, Engine,
  Date, Month, Year, Words, Speaker, SpeakerWord, SpeakerKey, Office, OfficeBody, Country, Description, SpeakerClass,
  Act, Kind, Factuality, To, AccordingTo, Named, Referred, Asked, AboutArticle, Confidence, Ordinal, Agency, Cluster, Copy,
};

// How values of the field are made into terms and asked for.
enum class FieldKind : std::uint8_t {
  Text,    // each word stemmed: phrases and NEAR work
  Word,    // each word folded, not stemmed, without positions
  Exact,   // the whole value is one term
  Facet,   // as Exact, and values are counted
  Date,    // a day, ranges
  Number,  // a number, ranges
};

// What the value slot of a field holds.
enum class SlotEncoding : std::uint8_t {
  None,      // no slot
  Day,       // "20211202"; empty when the day is not known, which no range includes
  Sortable,  // Xapian::sortable_serialise
  String,    // the value as shown
  Lines,     // values divided by '\n', the likeliest first
};

inline constexpr std::uint32_t kNoSlot = UINT32_MAX;

struct Field {
  FieldId id;
  std::string_view name;
  std::array<std::string_view, 3> aliases;  // unused ones are empty
  FieldKind kind;
  bool of_article;
  bool of_quote;
  std::string_view column;  // of table article or quote; empty when it is derived or lies in a JSON column
  std::string_view prefix;  // of Omega's list where it has one; '-' = no terms, only a slot
  std::uint32_t slot;
  SlotEncoding encoding;
  std::string_view help;
  std::string_view example;
};

inline constexpr std::string_view kNoTerms = "-";

// In the order of FieldId.
inline constexpr std::array<Field, 42> kFields{{
    {FieldId::Text, "text", {"content", "body", ""}, FieldKind::Text, true, true, "text", "",
     kNoSlot, SlotEncoding::None, "words of the article, or of what was said", "text:pipeline"},
    {FieldId::Exact, "exact", {"word", "", ""}, FieldKind::Word, true, false, "", "XW", kNoSlot, SlotEncoding::None,
     "a word in exactly this form, not its stem", "=sanctions"},
    {FieldId::LeadIn, "leadin", {"question", "", ""}, FieldKind::Text, false, true, "lead_in", "XLEADIN",
     kNoSlot, SlotEncoding::None, "words of the sentence around a quotation: asked about …", "leadin:visit"},
    {FieldId::Title, "title", {"headline", "", ""}, FieldKind::Text, true, true, "title", "S",
     kNoSlot, SlotEncoding::None, "words of the headline", "title:talks"},
    {FieldId::Standfirst, "standfirst", {"summary", "", ""}, FieldKind::Text, true, false, "standfirst", "XSTANDFIRST",
     kNoSlot, SlotEncoding::None, "words of the standfirst", "standfirst:envoy"},
    {FieldId::Byline, "byline", {"author", "", ""}, FieldKind::Word, true, false, "byline", "A",
     kNoSlot, SlotEncoding::None, "a name of the byline", "byline:okoye"},
    {FieldId::Outlet, "outlet", {"source", "publisher", ""}, FieldKind::Facet, true, true, "outlet", "XOUTLET", 5,
     SlotEncoding::String, "who published it", "outlet:\"Halmere Press\""},
    {FieldId::Section, "section", {"", "", ""}, FieldKind::Facet, true, true, "section", "XSECTION", 12,
     SlotEncoding::String, "section of the outlet", "section:world"},
    {FieldId::Dateline, "dateline", {"place", "", ""}, FieldKind::Facet, true, true, "dateline", "XDATELINE", 13,
     SlotEncoding::String, "where it was written", "dateline:geneva"},
    {FieldId::Language, "language", {"lang", "", ""}, FieldKind::Facet, true, true, "language", "L", 11,
     SlotEncoding::String, "language of the article, as a tag", "language:en"},
    {FieldId::Status, "status", {"", "", ""}, FieldKind::Facet, true, true, "status", "XSTATUS", 14, SlotEncoding::String,
     "usable, or withheld, canceled by its publisher, superseded by a later version, duplicate", "status:canceled"},
    {FieldId::Url, "url", {"link", "", ""}, FieldKind::Exact, true, true, "url", "U", kNoSlot, SlotEncoding::None,
     "address of the article", "url:https://example.org/1"},
    {FieldId::File, "file", {"path", "", ""}, FieldKind::Exact, true, true, "file", "XFILE",
     kNoSlot, SlotEncoding::None, "file the article was read from, as a whole path", "file:/cuttings/a.txt"},
    {FieldId::Uid, "uid", {"id", "", ""}, FieldKind::Exact, true, true, "uid", "Q", 1, SlotEncoding::String,
     "the article's identifier", "uid:0f3a…"},
    {FieldId::Type, "type", {"", "", ""}, FieldKind::Exact, true, true, "", "XTYPE", kNoSlot, SlotEncoding::None,
     "article or quote", "type:quote"},
    {FieldId::Engine, "engine", {"", "", ""}, FieldKind::Exact, true, true, "engine", "XENGINE",
     kNoSlot, SlotEncoding::None, "version of the quote engine", "engine:rules-1"},
    {FieldId::Date, "date", {"published", "day", ""}, FieldKind::Date, true, true, "day", "D", 0, SlotEncoding::Day,
     "day of the article; a range has two points", "date:2021-12-01..2021-12-31"},
    {FieldId::Month, "month", {"", "", ""}, FieldKind::Exact, true, true, "", "M", kNoSlot, SlotEncoding::None,
     "month of the article, YYYYMM", "month:202112"},
    {FieldId::Year, "year", {"", "", ""}, FieldKind::Exact, true, true, "", "Y", kNoSlot, SlotEncoding::None,
     "year of the article", "year:2021"},
    {FieldId::Words, "words", {"length", "", ""}, FieldKind::Number, true, false, "words", kNoTerms, 9,
     SlotEncoding::Sortable, "words of the article", "words:200..800"},
    {FieldId::Speaker, "speaker", {"", "", ""}, FieldKind::Facet, false, true, "", "XSPEAKER", 4, SlotEncoding::Lines,
     "identifier of who said it", "speaker:c:ru"},
    {FieldId::SpeakerWord, "by", {"who", "", ""}, FieldKind::Word, false, true, "", "XSPWORD",
     kNoSlot, SlotEncoding::None, "a word of the speaker's name", "by:marel"},
    {FieldId::SpeakerKey, "soundslike", {"", "", ""}, FieldKind::Word, false, true, "", "XSPKEY",
     kNoSlot, SlotEncoding::None, "a word of the speaker's name in any spelling", "soundslike:zelensky"},
    {FieldId::Office, "office", {"", "", ""}, FieldKind::Exact, false, true, "", "XOFFICE", kNoSlot, SlotEncoding::None,
     "office the speaker held on the day", "office:foreign_minister/c:ru"},
    {FieldId::OfficeBody, "officialof", {"", "", ""}, FieldKind::Exact, false, true, "", "XBODY",
     kNoSlot, SlotEncoding::None, "country or organisation the speaker held an office of", "officialof:o:nato"},
    {FieldId::Country, "country", {"", "", ""}, FieldKind::Exact, false, true, "", "N", kNoSlot, SlotEncoding::None,
     "country of the speaker, two letters", "country:ru"},
    {FieldId::Description, "described", {"role", "", ""}, FieldKind::Text, false, true, "", "XDESC",
     kNoSlot, SlotEncoding::None, "words the article describes the speaker with", "described:spokeswoman"},
    {FieldId::SpeakerClass, "class", {"", "", ""}, FieldKind::Facet, false, true, "", "XCLASS", 8, SlotEncoding::String,
     "person, office, collective, unnamed or unknown", "class:person"},
    {FieldId::Act, "act", {"", "", ""}, FieldKind::Facet, false, true, "act", "XACT", 6, SlotEncoding::String,
     "what was done by saying it: denies, urges, warns …", "act:denies"},
    {FieldId::Kind, "kind", {"", "", ""}, FieldKind::Facet, false, true, "kind", "XKIND", 7, SlotEncoding::String,
     "direct, mixed or indirect", "kind:direct"},
    {FieldId::Factuality, "factuality", {"", "", ""}, FieldKind::Facet, false, true, "factuality", "XFACT", 10,
     SlotEncoding::String, "said, expected or not said", "factuality:said"},
    {FieldId::To, "to", {"addressee", "", ""}, FieldKind::Word, false, true, "addressee", "XTO",
     kNoSlot, SlotEncoding::None, "a word of the addressee", "to:reporters"},
    {FieldId::AccordingTo, "accordingto", {"", "", ""}, FieldKind::Word, false, true, "according_to", "XACCORDING",
     kNoSlot, SlotEncoding::None, "a word of whom the report rests on", "accordingto:readout"},
    {FieldId::Named, "named", {"", "", ""}, FieldKind::Exact, false, true, "", "XNAMED", kNoSlot, SlotEncoding::None,
     "topic that the quotation names", "named:o:nato"},
    {FieldId::Referred, "referred", {"", "", ""}, FieldKind::Exact, false, true, "", "XREFERRED",
     kNoSlot, SlotEncoding::None, "topic that the quotation refers to", "referred:o:nato"},
    {FieldId::Asked, "asked", {"", "", ""}, FieldKind::Exact, false, true, "", "XASKED", kNoSlot, SlotEncoding::None,
     "topic of the lead-in or question", "asked:o:nato"},
    {FieldId::AboutArticle, "inarticle", {"", "", ""}, FieldKind::Exact, false, true, "", "XABOUT",
     kNoSlot, SlotEncoding::None, "topic of the article only", "inarticle:o:nato"},
    {FieldId::Confidence, "confidence", {"", "", ""}, FieldKind::Number, false, true, "confidence", kNoTerms, 3,
     SlotEncoding::Sortable, "that content, source and speaker are right, 0..1", "confidence:0.8..1"},
    {FieldId::Ordinal, "ordinal", {"", "", ""}, FieldKind::Number, false, true, "ordinal", kNoTerms, 2,
     SlotEncoding::Sortable, "place of the quotation in its article, from 0", "ordinal:0"},
    {FieldId::Agency, "agency", {"", "", ""}, FieldKind::Facet, true, true, "agency", "XAGENCY", 15, SlotEncoding::String,
     "whose story it prints, by its credit", "agency:reuters"},
    {FieldId::Cluster, "cluster", {"", "", ""}, FieldKind::Exact, true, true, "", "XCLUSTER", 16, SlotEncoding::String,
     "of a copy: the article whose text it has", "cluster:0f3a…"},
    {FieldId::Copy, "copy", {"", "", ""}, FieldKind::Facet, true, true, "", "XCOPY", 17, SlotEncoding::String,
     "same or near: how like it is to that text", "copy:near"},
}};

constexpr const Field& field(FieldId id) { return kFields[static_cast<std::size_t>(id)]; }

// The field of that name or alias, in lower case; nothing when there is none.
constexpr std::optional<FieldId> field_named(std::string_view name) {
  if (name.empty()) return std::nullopt;
  for (const Field& row : kFields) {
    if (row.name == name) return row.id;
    for (const auto alias : row.aliases)
      if (alias == name) return row.id;
  }
  return std::nullopt;
}

namespace detail {
constexpr bool in_order() {
  for (std::size_t i = 0; i < kFields.size(); ++i)
    if (static_cast<std::size_t>(kFields[i].id) != i) return false;
  return true;
}
constexpr bool names_unique() {
  for (const Field& row : kFields) {
    std::size_t met = 0;
    for (const Field& other : kFields) {
      met += other.name == row.name;
      for (const auto alias : other.aliases) met += alias == row.name;
    }
    if (met != 1) return false;
    for (const auto mine : row.aliases) {
      std::size_t same = 0;
      if (mine.empty()) continue;
      for (const Field& other : kFields)
        for (const auto alias : other.aliases) same += alias == mine;
      if (same != 1) return false;
    }
  }
  return true;
}
// Distinct, of capitals only, and those of more than one letter begin with X: then no term belongs to two fields.
constexpr bool prefixes_unique() {
  for (const Field& row : kFields) {
    if (row.prefix == kNoTerms) continue;
    if (row.prefix.size() > 1 && row.prefix[0] != 'X') return false;
    for (const char c : row.prefix)
      if (c < 'A' || c > 'Z') return false;
    for (const Field& other : kFields)
      if (other.id != row.id && other.prefix == row.prefix) return false;
  }
  return true;
}
constexpr bool slots_unique() {
  for (const Field& row : kFields) {
    if ((row.slot == kNoSlot) != (row.encoding == SlotEncoding::None)) return false;
    for (const Field& other : kFields)
      if (other.id != row.id && row.slot != kNoSlot && other.slot == row.slot) return false;
  }
  return true;
}
}  // namespace detail
static_assert(detail::in_order(), "kFields is indexed by FieldId");
static_assert(detail::names_unique(), "two fields share a name or an alias");
static_assert(detail::prefixes_unique(), "two fields share a prefix, or one is badly formed");
static_assert(detail::slots_unique(), "two fields share a slot, or a slot lacks its encoding");

}  // namespace attache::schema
