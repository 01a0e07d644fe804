// A question as understood: who spoke, about what, to whom, when. What the parser makes and the search carries out.
//
// Plain values; safe to share between threads while nobody writes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/date.hpp"
#include "schema/fields.hpp"
#include "schema/names/names.hpp"
#include "schema/quote.hpp"
#include "schema/records.hpp"

namespace attache::query {

// How a question was read; the name stands in --explain.
enum class Form : std::uint8_t {
  Quotes,    // "every quote by X about Y", and the options of the quotes command
  WhatSaid,  // "what did X say about Y"
  WhoSaid,   // "who said that …", "who denied Y"
  DidSay,    // "did X say that …", "when did X say …"
  Said,      // "X said Y", "everything X said about Y"
  OnTopic,   // "X on Y"
  Words,     // none of these: words that must all stand in the quotation
};
std::string_view name_of(Form form);

// One thing that must be met: an entity of schema/names, or a word in one of its forms, or words in this order.
struct Part {
  std::string text;                // as typed
  std::string entity = {};         // its id; empty for words
  std::vector<std::string> words = {};  // folded: the word and what means the same; of a phrase, its words in order
  bool phrase = false;
  friend bool operator==(const Part&, const Part&) = default;
};

// A speaker or an addressee as asked for.
struct Who {
  std::string text;                              // as typed, without "the"
  std::vector<std::string> entities;             // ids the text may name; "Bush" names two
  std::optional<schema::Office> office;          // "the Russian foreign minister"
  std::optional<std::string> office_kind;        // "the foreign minister", of whatever country
  std::vector<std::string> name;                 // folded name words when it can be a name: "pavel dorrin"
  std::vector<Part> description;                 // what a title or description must have: "Sarn district", "commander"
  std::string officials_of;                      // id of a country or body: "officials of Russia"; nothing else then
  bool unnamed = false;                          // "unnamed sources": only speakers without a name
  bool exact = false;                            // "=Lavrov": in this spelling alone
  bool guessed = false;                          // taken for a speaker by its place only: the archive decides
  friend bool operator==(const Who&, const Who&) = default;
};

// What a quotation is about: one thing, or any or all of several.
struct Subject {
  enum class Join : std::uint8_t { One, Any, All };
  std::string text;                   // as typed; of several "fish or Nato"
  std::vector<std::string> entities;  // the whole text is one of these; empty for a free topic
  std::vector<Part> parts;            // of a free topic: all must be in the content
  std::vector<std::string> name;      // folded words of a name the tables do not know: the last alone is enough
  std::string acronym;                // folded initials of such a name, "fatf"; empty under three words
  bool claim = false;                 // "who said that …": most of the parts are enough
  bool or_parts = false;              // an entity by a description, "the alliance": its words alone count too
  Join join = Join::One;
  std::vector<Subject> members = {};  // of Any and All: two or more, each One; nothing else but `text` is set then
  friend bool operator==(const Subject&, const Subject&) = default;
};

struct Rings {
  bool named = true;
  bool referred = true;
  bool asked = true;
  bool article = false;
  friend bool operator==(const Rings&, const Rings&) = default;
};

// The subject, or each of its members.
std::vector<const Subject*> single_subjects(const Subject& subject);

// A value that a field must have, or must not.
struct FieldFilter {
  schema::FieldId field = schema::FieldId::Outlet;
  std::string value;
  bool excluded = false;
  friend bool operator==(const FieldFilter&, const FieldFilter&) = default;
};

// Which of what answers is asked for.
enum class Pick : std::uint8_t { All, First, Last };

// In which order quotations are listed. Equal ones by day (unknown first), then article, then place in it.
enum class QuoteOrder : std::uint8_t {
  Day,
  LatestDay,  // unknown last
  Outlet,     // by name, none first
  Speaker,    // by name, the first of those asked for; nobody last
  Relevance   // nearest the subject first, then surest
};
inline constexpr std::array<schema::NamedValue<QuoteOrder>, 5> kQuoteOrders{{{QuoteOrder::Day, "day"},
                                                                            {QuoteOrder::LatestDay, "-day"},
                                                                            {QuoteOrder::Outlet, "outlet"},
                                                                            {QuoteOrder::Speaker, "speaker"},
                                                                            {QuoteOrder::Relevance, "relevance"}}};

// "about each other", "to each other": of each two speakers the one about, or to, the other.
enum class Mutual : std::uint8_t { No, About, To };

struct Query {
  std::string question;                // as typed, or made of the options
  Form form = Form::Quotes;
  std::vector<Who> who;                // any of these; empty: anybody
  std::vector<Who> not_who;            // "not by X": none of these
  std::optional<Subject> about;
  std::vector<Subject> not_about;      // "not about Y": none of these, in the same rings
  Mutual mutual = Mutual::No;          // with About no `about`, with To no `to`; two to kMaxMutual speakers
  std::optional<Subject> target;       // "accuse Kiev of …": in the content or the addressee
  std::optional<Who> to;
  bool any_audience = false;           // "tell reporters": an audience that reports seldom name, not asked for
  std::vector<schema::Act> acts;       // any of these; empty: any act
  bool called_for = false;             // "call for Y": only what asks for it to be done
  std::optional<schema::Date> since;   // first day
  std::optional<schema::Date> until;   // last day
  bool undated = false;                // only articles whose day is not known; since and until are empty then
  std::string outlet;
  std::vector<FieldFilter> filters;    // values of one field: any of those not excluded, none of those excluded
  std::optional<Part> place;           // "in Stockholm": the article names it
  std::vector<std::string> setting;    // "on Telegram", "in an interview": folded words in this order, beside what was said or in the addressee
  std::optional<schema::QuoteKind> kind;
  schema::Factuality factuality = schema::Factuality::Said;
  std::optional<schema::ArticleStatus> status = schema::ArticleStatus::Usable;  // of the articles; nothing: any
  Rings rings;
  double min_confidence = 0.5;
  Pick pick = Pick::All;
  QuoteOrder order = QuoteOrder::Day;
  bool count = false;                  // "how many", "how often": people want the number
  bool unsure = false;                 // list exactly what lies below min_confidence
  std::vector<std::string> notes;      // what was read in another way than typed, one line each, for standard error
};

// The query as lines "name: value", for --explain and tests. Fields with their defaults are left out.
std::string to_text(const Query& query);

}  // namespace attache::query
