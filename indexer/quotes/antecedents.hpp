// Whom "he", "her", "himself" mean among the people named in an article: each candidate is scored by a trained ranker (mention
// ranking: Denis and Baldridge 2008), one pronoun at a time.
//
// One object reads one article; Document, Cast, NameVectors and AntecedentRanker must outlive it. Immutable; safe to share.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/quotes/attributions.hpp"
#include "indexer/quotes/cast.hpp"
#include "indexer/quotes/name_vectors.hpp"

namespace attache::indexer {

inline constexpr std::size_t kAntecedentFeatures = 70;

// Someone a pronoun may mean.
struct AntecedentCandidate {
  std::int32_t person = -1;      // index in Cast::people; -1: the bearer of a loose name
  std::int32_t loose_name = -1;  // index in Cast::loose_names; -1: a person
  TokenRange name;               // where the name stands nearest before the pronoun, or else behind it
  schema::Gender gender = schema::Gender::Unknown;
  std::array<float, kAntecedentFeatures> features{};
};

// The names of an article in text order, asked for the candidates of a pronoun.
class AntecedentIndex {
 public:
  AntecedentIndex(const Document& document, const Cast& cast, const std::vector<Attribution>& attributions);

  // Those named last before the pronoun at that token, then those named first behind it, near; a contradicting gender is a feature,
  // no bar. None when the token is no personal pronoun.
  std::vector<AntecedentCandidate> candidates_of(std::uint32_t pronoun) const;

  std::string_view word(std::uint32_t token) const { return at(token).folded; }

 private:
  struct Bearer {
    std::int32_t person = -1, loose_name = -1;
    schema::Gender gender = schema::Gender::Unknown;
    std::uint32_t words = 0;  // of the fullest form
    std::uint32_t names = 0;  // in the article
    std::uint32_t first_sentence = 0;
    std::uint32_t subjects = 0, sources = 0, governed = 0;  // of its names: main subjects, sources, behind a preposition
  };
  struct Name {
    TokenRange range;
    std::uint32_t bearer = 0;
    std::uint32_t before = 0;  // names of the same bearer before it
    bool titled = false;
    bool source = false;       // of an attribution
    bool subject = false;      // its sentence's main one
    bool focal() const { return source || subject; }
  };
  struct Place {
    std::size_t name = 0;        // index in names_
    std::uint32_t between = 0;   // others named nearer
    std::uint32_t agreeing = 0;  // those of them whose gender is the pronoun's
    std::uint32_t focal = 0;     // subjects and sources of others nearer
    std::uint32_t rivals = 0;    // those of them whose gender does not contradict
    bool behind = false;         // the pronoun comes first
  };
  void add(Bearer bearer, const std::vector<TokenRange>& ranges);
  void find_roles(const std::vector<Attribution>& attributions);
  AntecedentCandidate candidate_at(std::uint32_t pronoun, const Place& place) const;
  std::uint32_t count_pronouns(schema::Gender gender, std::uint32_t first, std::uint32_t last) const;
  const Token& at(std::uint32_t i) const { return document_->tokens[i]; }

  const Document* document_;
  std::vector<Bearer> bearers_;
  std::vector<Name> names_;  // in text order
  std::array<std::vector<std::uint32_t>, 2> pronouns_;  // tokens of his, of hers; ascending
  std::vector<std::uint32_t> pronoun_sources_;  // tokens, ascending
  std::vector<std::uint32_t> pronoun_subjects_;  // likewise: main subjects of their sentences
  std::uint32_t most_names_ = 0;                // of one bearer
};

struct Antecedent {
  AntecedentCandidate candidate;
  double probability = 0;  // among all candidates
};

class Antecedents {
 public:
  Antecedents(const Document& document, const Cast& cast, const std::vector<Attribution>& attributions, const NameVectors& vectors,
              const AntecedentRanker& ranker);

  // Of the pronoun at that token, other than those people (indices in Cast::people); nullopt when it is none, nobody is named near, or
  // the likeliest one's gender contradicts it. O(log names) and a score for each candidate.
  std::optional<Antecedent> of(std::uint32_t pronoun, std::span<const std::int32_t> not_these = {}) const;

 private:
  AntecedentIndex index_;
  const NameVectors* vectors_;
  const AntecedentRanker* ranker_;
};

}  // namespace attache::indexer
