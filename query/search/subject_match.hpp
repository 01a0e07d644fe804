// Whether a quotation is about what was asked for, in which ring, and the index terms that find candidates.
//
// A SubjectMatch belongs to one thread (it stems words).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/parse/query.hpp"
#include "query/search/languages.hpp"
#include "query/search/text_facts.hpp"
#include "schema/names/names.hpp"
#include "schema/records.hpp"

namespace attache::query {

// In which ring a quotation is about the subject, and the words that show it.
struct About {
  std::string topic;     // as shown: "Nato", or the topic as asked for
  schema::Ring ring = schema::Ring::Named;
  std::string evidence;  // the words; empty for Named
  schema::Span span;     // of the evidence in the article; empty when not known
  friend bool operator==(const About&, const About&) = default;
};

class SubjectMatch {
 public:
  // All four must outlive it. `missing`: how many parts of a free topic or claim may be absent.
  SubjectMatch(const Subject& subject, const Rings& rings, const schema::Names& names, const Languages& languages,
               std::size_t missing);

  // Every quotation that matches() accepts is among those this finds.
  Xapian::Query candidates() const;

  // Nothing when it is not about the subject in any wanted ring. Of several subjects that all must be met, the farthest.
  std::optional<About> matches(const schema::StoredQuote& quote) const;

  // The same with each of several subjects that all must be met; empty when it is not about the subject.
  std::vector<About> all_matches(const schema::StoredQuote& quote) const;

  // The same for words without engine topics, of an article in that language: an addressee.
  bool named_in(std::string_view text, std::string_view language) const;

  // How many parts of a claim may be absent: reports put it in other words.
  static std::size_t slack(const Subject& subject) { return subject.claim ? subject.parts.size() / 3 : 0; }

 private:
  std::optional<About> one_matches(const schema::StoredQuote& quote) const;
  std::optional<About> entity_in(const std::vector<std::string>& ids, const schema::StoredQuote& quote,
                                 const TextFacts& content) const;
  std::optional<About> parts_in(const schema::StoredQuote& quote, const TextFacts& content) const;
  bool name_in(const TextFacts& content) const;
  TextFacts facts_of(std::string_view text, std::string_view language) const;
  bool wants(schema::Ring ring) const;
  Xapian::Query entity_query(const std::string& id) const;
  Xapian::Query part_query(const Part& part) const;

  const Subject& subject_;
  const Rings& rings_;
  const schema::Names& names_;
  const Languages& languages_;
  std::size_t missing_;
  std::vector<SubjectMatch> members_;  // of a subject that is several
};

// The words before content that its sentence has besides it ("Asked about Nato,"), cut from the context.
std::string_view lead_in_of(const schema::StoredQuote& quote);

}  // namespace attache::query
