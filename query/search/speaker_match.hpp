// Whether a speaker is who was asked for, and the index terms that find candidates.
//
// A SpeakerMatch belongs to one thread (it stems words).
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "query/parse/query.hpp"
#include "query/search/languages.hpp"
#include "schema/names/names.hpp"
#include "schema/records.hpp"

namespace attache::query {

// "ostrian", of a country the tables do not know, also as "ostria", and the other way round.
std::vector<std::string> with_country(std::vector<std::string> words);

class SpeakerMatch {
 public:
  // All three must outlive it.
  SpeakerMatch(const Who& who, const schema::Names& names, const Languages& languages);

  // Every quotation that matches() accepts is among those this finds.
  Xapian::Query candidates() const;

  // Why one of the quotation's speakers is who was asked for: "name", "holder of …", "described as …". Nothing when
  // none is. Whom the report only rests on (according_to) is no speaker.
  std::optional<std::string> matches(const schema::StoredQuote& quote) const;
  // Why the speaker at `place` (below the number of its speakers) is. `country_unsaid`: the description need not say its
  // country.
  std::optional<std::string> matches(const schema::StoredQuote& quote, std::size_t place,
                                     bool country_unsaid = false) const;

  // "Pavel" is a given name and says too little, but where an article calls a man so it is his name. Whether the
  // question is of that kind.
  bool is_given_name_alone() const;
  // An article often calls somebody "the minister" whom another calls "the Ostrian foreign minister". Each quotation of
  // to_learn_from() is to be shown to learn() before candidates() and matches() are asked.
  Xapian::Query to_learn_from() const;
  void learn(const schema::StoredQuote& quote);

  // The addressee (Quote::to) is who was asked for.
  bool matches_addressee(const schema::StoredQuote& quote) const;

  // Parts of the description that say whose office it is, "Russian", "Ostrian": with country_unsaid the article has to
  // have them.
  std::vector<Part> whose() const;

 private:
  std::vector<Xapian::Query> description_terms() const;
  void add_officials(std::vector<Xapian::Query>& any) const;
  bool is_spelt_so(const schema::Speaker& speaker, std::string_view source) const;
  bool is_entity(const schema::Speaker& speaker) const;
  bool is_named(const schema::Speaker& speaker) const;
  std::optional<std::string> holds_office(const schema::Speaker& speaker, std::optional<schema::Date> day) const;
  // `source`: the quotation's words for the speaker, where they may count.
  bool is_described(const schema::Speaker& speaker, std::string_view source, const schema::StoredQuote& quote, bool country_unsaid) const;
  bool is_person_called(const std::vector<std::string>& spoken) const;
  bool is_called_so(const schema::Speaker& speaker, const schema::StoredQuote& quote) const;
  bool is_official(const schema::Speaker& speaker, std::string_view source, const schema::StoredQuote& quote) const;
  bool is_known_as(const schema::Speaker& speaker, std::optional<schema::Date> day) const;

  const Who& who_;
  const schema::Names& names_;
  const Languages& languages_;
  std::set<std::pair<std::string, std::string>> called_so_;  // article, speaker: learnt
  std::set<std::pair<std::string, std::int32_t>> described_;         // speaker, day: learnt
  std::vector<std::string> asked_words_;
  std::vector<std::string> head_;  // of the description: "commissioner", and what means the same
};

}  // namespace attache::query
