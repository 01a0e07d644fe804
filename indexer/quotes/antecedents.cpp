#include "indexer/quotes/antecedents.hpp"

#include <algorithm>
#include <cmath>

#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {
namespace {

using schema::Gender;

constexpr std::size_t kMostBefore = 16;      // candidates named before the pronoun
constexpr std::size_t kMostNamesBack = 400;  // names looked at for them
constexpr std::size_t kMostBehind = 4;       // candidates named behind it only
constexpr std::uint32_t kSentencesBehind = 1;

// Numbers put one behind another.
class Features {
 public:
  explicit Features(std::array<float, kAntecedentFeatures>& out) : out_(out) {}
  void put(double value) { out_.at(size_++) = static_cast<float>(value); }
  void put(bool value) { put(value ? 1.0 : 0.0); }
  // One of `count` numbers is 1: that of the value, the last one for all above.
  void one_of(std::size_t value, std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) put(k == std::min(value, count - 1));
  }

 private:
  std::array<float, kAntecedentFeatures>& out_;
  std::size_t size_ = 0;
};

}  // namespace

AntecedentIndex::AntecedentIndex(const Document& document, const Cast& cast, const std::vector<Attribution>& attributions)
    : document_(&document) {
  for (std::uint32_t i = 0; i < document.tokens.size(); ++i)
    if (const Gender gender = gender_of_pronoun(at(i).folded); gender != Gender::Unknown) pronouns_[gender == Gender::Female].push_back(i);
  if (pronouns_[0].empty() && pronouns_[1].empty()) return;  // nobody will be asked for
  std::vector<std::vector<TokenRange>> ranges(cast.people().size());
  for (const Mention& mention : cast.mentions()) ranges[mention.person].push_back(mention.range);
  for (std::size_t k = 0; k < ranges.size(); ++k)
    add({static_cast<std::int32_t>(k), -1, cast.people()[k].gender, words_in(cast.people()[k].name)}, ranges[k]);
  for (std::size_t k = 0; k < cast.loose_names().size(); ++k) {
    const LooseName& name = cast.loose_names()[k];
    add({-1, static_cast<std::int32_t>(k), name.gender, words_in(name.name)}, name.ranges);
  }
  std::sort(names_.begin(), names_.end(), [](const Name& l, const Name& r) { return l.range.first < r.range.first; });

  for (const Mention& mention : cast.mentions())
    if (mention.phrase.size() > mention.range.size()) {
      const auto name = std::lower_bound(names_.begin(), names_.end(), mention.range.first,
                                         [](const Name& l, std::uint32_t token) { return l.range.first < token; });
      name->titled = true;
    }
  find_roles(attributions);
}

void AntecedentIndex::find_roles(const std::vector<Attribution>& attributions) {
  std::vector<bool> source(document_->tokens.size(), false);
  std::vector<bool> subject(document_->tokens.size(), false);
  for (const Attribution& a : attributions)
    for (std::uint32_t i = a.source.first; i < a.source.last; ++i) source[i] = true;
  std::vector<bool> asked(document_->sentences.size(), false);
  for (const Name& name : names_) asked[at(name.range.first).sentence] = true;
  for (const auto& pronouns : pronouns_)
    for (const std::uint32_t i : pronouns) asked[at(i).sentence] = true;
  for (std::uint32_t s = 0; s < document_->sentences.size(); ++s) {
    if (!asked[s]) continue;
    const SentenceView view(*document_, s);
    const auto found = view.main_subject(view.last());
    for (std::uint32_t i = found ? found->first : 0; found && i < found->last && at(i).folded != ","; ++i) subject[i] = true;
  }
  for (Name& name : names_) {
    Bearer& bearer = bearers_[name.bearer];
    const bool owner = name.range.last < document_->tokens.size() && at(name.range.last).folded == "'s";
    name.source = source[name.range.first];
    name.subject = subject[name.range.first] && !owner;
    bearer.subjects += name.subject;
    bearer.sources += name.source;
    bearer.governed += name.range.first > 0 && prepositions().has(at(name.range.first - 1).folded);
  }
  for (const auto& pronouns : pronouns_)
    for (const std::uint32_t i : pronouns) {
      if (source[i]) pronoun_sources_.push_back(i);
      if (subject[i]) pronoun_subjects_.push_back(i);
    }
  std::sort(pronoun_sources_.begin(), pronoun_sources_.end());
  std::sort(pronoun_subjects_.begin(), pronoun_subjects_.end());
}

void AntecedentIndex::add(Bearer bearer, const std::vector<TokenRange>& ranges) {
  if (ranges.empty()) return;
  bearer.names = static_cast<std::uint32_t>(ranges.size());
  bearer.first_sentence = at(ranges.front().first).sentence;
  most_names_ = std::max(most_names_, bearer.names);
  for (std::uint32_t k = 0; k < ranges.size(); ++k)
    names_.push_back({ranges[k], static_cast<std::uint32_t>(bearers_.size()), k, false, false, false});
  bearers_.push_back(bearer);
}

std::uint32_t AntecedentIndex::count_pronouns(Gender gender, std::uint32_t first, std::uint32_t last) const {
  const auto& tokens = pronouns_[gender == Gender::Female];
  const auto begin = std::lower_bound(tokens.begin(), tokens.end(), first);
  return static_cast<std::uint32_t>(std::lower_bound(begin, tokens.end(), last) - begin);
}

std::vector<AntecedentCandidate> AntecedentIndex::candidates_of(std::uint32_t pronoun) const {
  std::vector<AntecedentCandidate> out;
  const Gender gender = gender_of_pronoun(at(pronoun).folded);
  if (gender == Gender::Unknown) return out;
  const auto behind = static_cast<std::size_t>(
      std::lower_bound(names_.begin(), names_.end(), pronoun, [](const Name& l, std::uint32_t token) { return l.range.first < token; }) -
      names_.begin());
  std::vector<std::uint32_t> met;  // bearers
  std::uint32_t agreeing = 0;
  std::uint32_t focal = 0;
  std::uint32_t rivals = 0;
  const auto meet = [&](std::size_t k, std::uint32_t between, bool is_behind) {
    const std::uint32_t bearer = names_[k].bearer;
    const Gender its = bearers_[bearer].gender;
    if (std::find(met.begin(), met.end(), bearer) == met.end()) {
      out.push_back(candidate_at(pronoun, {k, between, agreeing, focal, rivals, is_behind}));
      met.push_back(bearer);
      agreeing += its == gender;
    }
    focal += names_[k].focal();
    rivals += names_[k].focal() && (its == gender || its == Gender::Unknown);
  };
  for (std::size_t k = behind; k > 0 && behind - k < kMostNamesBack && met.size() < kMostBefore; --k)
    meet(k - 1, static_cast<std::uint32_t>(met.size()), false);
  const std::size_t before = met.size();
  agreeing = focal = rivals = 0;
  for (std::size_t k = behind; k < names_.size() && met.size() < before + kMostBehind; ++k) {
    if (at(names_[k].range.first).sentence > at(pronoun).sentence + kSentencesBehind) break;
    meet(k, static_cast<std::uint32_t>(met.size() - before), true);
  }
  return out;
}

AntecedentCandidate AntecedentIndex::candidate_at(std::uint32_t pronoun, const Place& place) const {
  const Name& name = names_[place.name];
  const Bearer& bearer = bearers_[name.bearer];
  const std::uint32_t first = name.range.first;
  const Gender gender = gender_of_pronoun(at(pronoun).folded);
  const Gender other = gender == Gender::Male ? Gender::Female : Gender::Male;
  AntecedentCandidate out{bearer.person, bearer.loose_name, name.range, bearer.gender, {}};
  Features f(out.features);

  // How far apart.
  const std::uint32_t low = std::min(first, pronoun);
  const std::uint32_t high = std::max(first, pronoun);
  const std::uint32_t sentences = at(high).sentence - at(low).sentence;
  const Paragraph& own = document_->paragraphs[document_->sentences[at(pronoun).sentence].paragraph];
  const Paragraph& its = document_->paragraphs[document_->sentences[at(first).sentence].paragraph];
  const double distance = std::log1p(static_cast<double>(high - low)) / 5;
  f.put(place.behind);
  f.one_of(sentences, 5);
  f.one_of(own.number > its.number ? own.number - its.number : 0, 3);
  f.put(distance);
  f.put(place.behind ? distance : 0);
  f.one_of(place.between, 5);
  f.one_of(place.agreeing, 3);
  f.one_of(count_pronouns(gender, low + 1, high), 3);
  f.one_of(count_pronouns(other, low + 1, high), 2);

  // The pronoun.
  const std::string_view word = at(pronoun).folded;
  f.put(word == "he" || word == "she");
  f.put(word == "him");
  f.put(word == "his" || word == "hers");
  f.put(word == "her");
  f.put(word.ends_with("self"));
  const bool speaks = std::binary_search(pronoun_sources_.begin(), pronoun_sources_.end(), pronoun);
  f.put(speaks);
  f.put(at(pronoun).quoted >= 0);

  // The name.
  f.put(name.source);
  f.put(name.source && speaks);
  f.put(name.titled);
  f.put(place.name == 0 || at(names_[place.name - 1].range.first).sentence != at(first).sentence);
  f.put(at(first).quoted >= 0);
  f.put(at(first).quoted == at(pronoun).quoted);
  f.put(its.aside);

  // Whose it is.
  f.put(bearer.person >= 0);
  f.one_of(bearer.words - 1, 4);
  f.put(bearer.gender == gender);
  f.put(bearer.gender == Gender::Unknown);
  f.put(bearer.gender == other);
  f.put(std::log1p(static_cast<double>(bearer.names)));
  f.put(std::log1p(place.behind ? 0.0 : name.before + 1.0));
  f.put(static_cast<double>(bearer.names) / static_cast<double>(names_.size()));
  f.put(bearer.names == most_names_);
  f.put(name.bearer == names_.front().bearer);
  f.put(bearer.first_sentence == at(names_.front().range.first).sentence);

  // Their parts in the sentence.
  const std::uint32_t last = name.range.last;
  const std::string_view left = first > 0 ? std::string_view(at(first - 1).folded) : "";
  const std::string_view right = last < document_->tokens.size() ? std::string_view(at(last).folded) : "";
  const bool subject = std::binary_search(pronoun_subjects_.begin(), pronoun_subjects_.end(), pronoun);
  f.put(name.subject);
  f.put(subject);
  f.put(subject && name.subject);
  f.one_of(place.focal, 3);
  f.one_of(place.rivals, 3);
  f.put(name.focal() && place.rivals == 0 && !place.behind);
  f.put(name.focal() && place.rivals == 0 && !place.behind && bearer.gender == gender);
  f.put(right == "'s");
  f.put(right == ",");
  f.put(left == "and" || right == "and");
  f.put(prepositions().has(left));

  // What its names are elsewhere.
  const double names = bearer.names;
  f.put(bearer.subjects / names);
  f.put(bearer.sources / names);
  f.put(bearer.governed / names);
  return out;
}

Antecedents::Antecedents(const Document& document, const Cast& cast, const std::vector<Attribution>& attributions,
                         const NameVectors& vectors, const AntecedentRanker& ranker)
    : index_(document, cast, attributions), vectors_(&vectors), ranker_(&ranker) {}

std::optional<Antecedent> Antecedents::of(std::uint32_t pronoun, std::span<const std::int32_t> not_these) const {
  const float* own = vectors_->of(pronoun);
  if (!own) return std::nullopt;
  auto candidates = index_.candidates_of(pronoun);
  std::erase_if(candidates, [&](const AntecedentCandidate& c) {
    const bool excluded = c.person >= 0 && std::find(not_these.begin(), not_these.end(), c.person) != not_these.end();
    return excluded || !vectors_->of(c.name.first) || !vectors_->of(c.name.last - 1);
  });
  if (candidates.empty()) return std::nullopt;
  std::vector<AntecedentRanker::Candidate> rows;
  for (const AntecedentCandidate& c : candidates)
    rows.push_back({c.features, vectors_->of(c.name.first), vectors_->of(c.name.last - 1) + ranker_->projected()});
  const auto scores = ranker_->scores(rows, own);
  const auto best = std::max_element(scores.begin(), scores.end());
  const Gender its = candidates[best - scores.begin()].gender;
  if (its != Gender::Unknown && its != gender_of_pronoun(index_.word(pronoun))) return std::nullopt;
  double sum = 0;
  for (const float score : scores) sum += std::exp(static_cast<double>(score - *best));
  return Antecedent{std::move(candidates[best - scores.begin()]), 1 / sum};
}

}  // namespace attache::indexer
