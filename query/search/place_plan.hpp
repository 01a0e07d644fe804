// An expression of places made ready for an index: its words as terms, and the check that documents which have them also have them in the
// right places. By positions alone where these say it, else on the stored text.
//
// A PlacePlan is not changed once made and may be shared; a LeafFinder belongs to one thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "query/language/expression.hpp"
#include "query/search/languages.hpp"
#include "query/search/stored_text.hpp"
#include "query/search/text_places.hpp"
#include "schema/result.hpp"
#include "schema/stemmer.hpp"

namespace attache::query {

// What is searched.
enum class Target : std::uint8_t { Articles, Quotes };

// A word, wildcard or misspelt word of a text field.
struct TextLeaf {
  Op op = Op::Word;
  std::string text;  // folded
  bool exact = false;
  Letters letters = Letters::Any;
  std::uint32_t count = 0;
  std::vector<std::string> terms = {};  // among whose positions all places of the leaf are; of a word one for each of Languages::groups()
  bool by_terms = false;                // and no others
  std::size_t forms = 1;                // terms that a document can have: stems of one language, on the average
};

struct PlacePlan {
  Target target = Target::Articles;
  schema::FieldId field = schema::FieldId::Text;
  PlaceQuery root;
  std::vector<TextLeaf> leaves;
  bool needs_text = false;   // positions of terms do not say it
  bool narrows = false;      // with needs_text: documents may first be looked at by positions, as if they did
  bool is_checked = false;   // `candidates` are more than the documents meant
  Xapian::Query candidates;  // with the weights of the words

  // The documents meant; where they are checked, of the target's type only.
  Xapian::Query query(std::shared_ptr<const PlacePlan> self) const;
};

// `expression` is a place expression, AtLeast, or First or Lead of a place expression. A Fault without a place for a wildcard or misspelt
// word that stands for more than kMostForms words, for a pattern of fewer letters than kFewestLetters, for more than kMostNear children of
// Near, Sentence or Paragraph, and for an expression that is none of places of one field; `fault_at` is then where in the text it was read from.
schema::Result<std::shared_ptr<const PlacePlan>> place_plan(const Xapian::Database& index, const Expression& expression, Target target,
                                                            const Languages& languages, std::uint32_t& fault_at);

// Where the leaves of a plan stand in a text, by the stems of the text's language. Remembers each word it has met.
class LeafFinder {
 public:
  explicit LeafFinder(const std::vector<TextLeaf>& leaves) : leaves_(leaves) {}  // which must outlive it
  // For each leaf its words, ascending.
  std::vector<std::vector<std::uint32_t>> find(const FieldText& text);

 private:
  struct Stemmed {
    explicit Stemmed(schema::Stemming stemming) : stemmer(stemming) {}
    const schema::Stemmer stemmer;
    std::vector<std::string> stems;                                    // of each leaf that is a word in any form
    std::unordered_map<std::string, std::vector<std::size_t>> leaves;  // of each word met
  };
  Stemmed& by(schema::Stemming stemming);
  const std::vector<std::size_t>& leaves_of(const std::string& folded, Stemmed& stemmed) const;
  const std::vector<TextLeaf>& leaves_;
  std::map<schema::Stemming, Stemmed> stemmed_;
};

// Matches of the plan in the text of its field.
std::vector<Match> matches_in(const PlacePlan& plan, const FieldText& text, LeafFinder& finder);

}  // namespace attache::query
