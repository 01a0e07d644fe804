// Speakers counted while quotations pass by: how often each is quoted, how the archive writes and describes them.
//
// A SpeakerTally belongs to one thread. It holds what differs between speakers, not the quotations: some hundred bytes a
// speaker and four a speaker and article.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/answer/days.hpp"
#include "query/answer/gaps.hpp"
#include "query/search/find.hpp"
#include "schema/names/names.hpp"

namespace attache::query {

// A way in which the archive writes a speaker: "Lavrov", "Sergei Lavrov", "the Kremlin".
struct Variant {
  std::string text;
  std::uint64_t quotes = 0;  // whose source or speaker is written so
  friend bool operator==(const Variant&, const Variant&) = default;
};

// A title or description that articles give a speaker: "Russian Foreign Minister". Leading articles are left out.
struct Description {
  std::string text;
  std::string office;        // "foreign_minister/c:ru" where it names one; else empty
  std::uint64_t quotes = 0;  // in whose articles the speaker is described so
  Days days;
  friend bool operator==(const Description&, const Description&) = default;
};

// Variants, descriptions, articles and days are those of the sure quotations; a speaker who has none of them has only
// name, class and `unsure`.
struct SpeakerRow {
  std::string id;    // empty for a row of class unnamed, which is a wording and no person
  std::string name;  // of schema/names where it knows the id; else the one most written; empty for class unnamed
  schema::SpeakerClass speaker_class = schema::SpeakerClass::Unknown;  // where they differ, the one most met
  std::vector<Variant> variants;          // without `name`; most written first
  std::vector<Description> descriptions;  // by first day (unknown last), then most met
  std::uint64_t quotes = 0;
  std::uint64_t unsure = 0;               // below the least confidence
  std::uint64_t articles = 0;
  Days days;
};

// Every quotation counts once: as unsure (below the least confidence), as one of `quotes` (a speaker of it is listed), as
// unnamed or as unresolved (nobody could be found for the speaker, at whatever confidence). One that has neither such a
// speaker nor one of the class asked for counts nowhere.
struct SpeakersAccount : Gaps {
  std::uint64_t speakers = 0;         // rows
  std::uint64_t people = 0;           // of these
  std::uint64_t offices = 0;
  std::uint64_t collectives = 0;
  std::uint64_t wordings = 0;         // rows of class unnamed
  std::uint64_t quotes = 0;
  std::uint64_t quoted_articles = 0;  // articles of `quotes`
  std::uint64_t articles = 0;         // of the archive, in the period and outlet asked for
  Days days;                          // of `quotes`
  std::uint64_t unnamed = 0;
  std::uint64_t unresolved = 0;
  std::uint64_t unsure = 0;
  double min_confidence = 0.5;
};

class SpeakerTally {
 public:
  // `only`: speakers of other classes are passed over; with Unnamed, and only then, rows are the wordings by which
  // unnamed sources are described. `names` must outlive it.
  SpeakerTally(std::optional<schema::SpeakerClass> only, const schema::Names& names) : only_(only), names_(names) {}

  // Counts the speakers Hit::who_at names.
  void add(const Hit& hit);

  // Most quoted first, then by name and id. O(what was counted).
  std::vector<SpeakerRow> rows() const;
  // `findings`, `query`: of the question whose quotations were added.
  SpeakersAccount account(const std::vector<SpeakerRow>& rows, const Findings& findings, const Query& query,
                          const schema::Totals& totals) const;

 private:
  struct Seen {
    std::uint64_t quotes = 0;
    Days days;
  };
  struct Entry {
    std::string id;
    std::array<std::uint64_t, schema::kSpeakerClasses.size()> classes{};
    std::unordered_map<std::string, std::uint64_t> names;         // Speaker::name as met
    std::unordered_map<std::string, std::uint64_t> forms;         // Speaker::name and what the source writes, once a quote
    std::unordered_map<std::string, Seen> descriptions;           // as met
    std::set<std::string> name_words;                             // folded words of `names`, their keys, initials
    std::vector<std::uint32_t> articles;                          // numbers of articles_; may repeat
    std::uint64_t quotes = 0;
    std::uint64_t unsure = 0;
    Days days;
  };
  bool counts(const schema::Speaker& speaker) const;
  void add_sure(const schema::Speaker& speaker, const schema::StoredQuote& quote, std::uint32_t article, Entry& entry);
  SpeakerRow row_of(const Entry& entry) const;

  const std::optional<schema::SpeakerClass> only_;
  const schema::Names& names_;
  std::unordered_map<std::string, Entry> entries_;             // by what tells speakers apart
  std::unordered_map<std::string, std::uint32_t> articles_;    // number by uid
  std::map<std::string, std::uint64_t> by_engine_;
  SpeakersAccount counted_;                                    // quotes, days, unnamed, unresolved, unsure so far
};

// "Lavrov", "Zelenskiy", "the NSU" without its article: the stretches of `source` that name a speaker of these folded
// words or spelling keys, or the entity; each once. Titles, pronouns and descriptions are none.
std::vector<std::string> names_in_source(const std::string& source, const std::set<std::string>& name_words,
                                         const schema::Entity* entity, const schema::Names& names);

}  // namespace attache::query
