#include "indexer/quotes/speakers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "indexer/quotes/addresses.hpp"
#include "indexer/quotes/phrases.hpp"
#include "indexer/quotes/word_classes.hpp"

namespace attache::indexer {
namespace {

using schema::AliasKind;
using schema::Gender;
using schema::Speaker;
using schema::SpeakerClass;

bool is_third_person(std::string_view word) { return word == "he" || word == "she" || word == "him" || word == "her" || word == "his"; }

constexpr std::ptrdiff_t kFocus = 64;  // referents a pronoun looks back over, at least
constexpr double kGuess = 0.6;         // a focus that is no surer gives way to the ranker
constexpr double kDoubted = 0.7;       // what is left of it where the ranker takes another person
constexpr double kSureEnough = 0.6;    // the ranker's probability
constexpr double kRanked = 0.7;        // the most that it alone makes sure

class Resolver {
 public:
  Resolver(const Document& document, const Cast& cast, const schema::Names& names, const std::vector<Attribution>& attributions,
           const Antecedents* antecedents)
      : document_(document), cast_(cast), phrases_(document, cast, names), attributions_(attributions), antecedents_(antecedents),
        out_(attributions.size()), names_(names) {}

  std::vector<Resolution> run() {
    std::size_t next = 0;
    for (std::uint32_t s = 0; s < document_.sentences.size() && next < attributions_.size(); ++s) {
      bool spoke = false;
      for (; next < attributions_.size() && attributions_[next].sentence <= s; ++next) {
        resolve(next);
        spoke = true;
      }
      if (!spoke && !document_.paragraphs[document_.sentences[s].paragraph].aside) read_subject(s);
    }
    for (; next < attributions_.size(); ++next) resolve(next);
    return std::move(out_);
  }

 private:
  const Token& at(std::uint32_t i) const { return document_.tokens[i]; }

  void focus(const Referent& referent, TokenRange source) {
    if (focus_.size() == 2 * kFocus) focus_.erase(focus_.begin(), focus_.begin() + kFocus);
    focus_.push_back(referent);
    focus_.back().form = phrases_.text(source);
    focus_.back().token = source.first;
  }

  // --- sentences without a quotation --------------------------------------------------------------------------------

  void read_subject(std::uint32_t s) {
    const SentenceView view(document_, s);
    const auto subject = view.main_subject(view.last());
    if (!subject) return;
    const std::string_view word = at(subject->first).folded;
    if (subject->size() == 1 && subject_pronouns().has(word)) return;
    std::string reason;
    auto found = phrases_.referents_of(*subject, focus_, reason);
    if (found.size() == 1 && (found.front().plural || found.front().speaker.speaker_class != SpeakerClass::Unnamed)) focus(found.front(), *subject);
  }

  // --- one attribution ----------------------------------------------------------------------------------------------

  void resolve(std::size_t index) {
    const Attribution& a = attributions_[index];
    Resolution& result = out_[index];
    if (a.continues >= 0) {
      const Resolution& before = out_[a.continues];
      result.speakers = before.speakers;
      result.people = before.people;
      for (Speaker& speaker : result.speakers) speaker.confidence *= 0.9;
      result.reason = fmt::format("goes on from the quotation before it; {}", before.reason);
      if (result.speakers.empty()) unknown(result, "the quotation before it has no speaker");
      return;
    }
    if (a.answer) return interviewee(a, result);
    if (a.address) return giver(result);
    if (a.source.empty()) return unknown(result, "no source is named");
    if (const auto outer = quoted_in(index)) return first_person(*outer, a.source, result);
    const TokenRange source = a.antecedent.empty() ? a.source : a.antecedent;
    named_in_content(a);
    std::string reason;
    std::vector<Referent> found = a.antecedent.empty() ? from_source(source, reason) : phrases_.bearer_of_last_name(source, reason);
    if (found.empty()) found = from_source(source, reason);
    if (found.empty()) return unknown(result, fmt::format("nobody found for {}", phrases_.place(phrases_.text(source), source.first)));
    for (const Referent& r : found) {
      result.speakers.push_back(r.speaker);
      result.people.push_back(r.person);
    }
    result.reason = std::move(reason);
    if (!a.hearer.empty()) result.to = hearer_name(a.hearer, found.front());
    for (const Referent& r : found) focus(r, source);
  }

  // Whoever is named most before the first answer.
  void interviewee(const Attribution& a, Resolution& result) {
    if (first_answer_ == 0) first_answer_ = a.content.front().first;
    std::vector<std::uint32_t> times(cast_.people().size(), 0);
    for (const Mention& mention : cast_.mentions())
      if (mention.range.first < first_answer_) ++times[mention.person];
    const auto most = std::max_element(times.begin(), times.end());
    if (most == times.end() || *most == 0) return unknown(result, "nobody is introduced before the interview");
    const auto index = static_cast<std::uint32_t>(most - times.begin());
    const Referent r = phrases_.person_referent(index, 0.8);
    const Person& person = cast_.people()[index];
    result.speakers = {r.speaker};
    result.people = {r.person};
    result.reason = fmt::format("answers the questions; introduced as {}", phrases_.place(person.first_form, person.first_token));
  }

  // "I" and "we" in a quotation are its speaker's.
  std::optional<std::size_t> quoted_in(std::size_t index) const {
    static const WordSet own("i we me us");
    const TokenRange source = attributions_[index].source;
    if (source.size() != 1 || at(source.first).quoted < 0 || !own.has(at(source.first).folded)) return std::nullopt;
    for (std::size_t i = index; i-- > 0;)
      for (const TokenRange content : attributions_[i].content)
        if (content.contains(source.first)) return i;
    return std::nullopt;
  }

  void first_person(std::size_t outer, TokenRange source, Resolution& result) const {
    const Resolution& around = out_[outer];
    if (around.speakers.empty() || around.speakers.front().speaker_class == SpeakerClass::Unknown)
      return unknown(result, fmt::format("nobody found for {}", phrases_.place(phrases_.text(source), source.first)));
    result.speakers = around.speakers;
    result.people = around.people;
    for (Speaker& speaker : result.speakers) speaker.confidence *= 0.9;
    result.reason = fmt::format("{} ← the quotation it stands in; {}", phrases_.place(phrases_.text(source), source.first), around.reason);
  }

  // Who delivers the address that the whole text is.
  void giver(Resolution& result) {
    const std::string words = address_giver(document_);
    if (!giver_) giver_ = giver_of(words, *document_.article, names_);
    if (giver_->empty()) return unknown(result, fmt::format("nobody found for “{}”, whose address it is", words));
    for (const Referent& r : *giver_) {
      result.speakers.push_back(r.speaker);
      result.people.push_back(-1);
    }
    result.reason = fmt::format("its headline says whose address it is: “{}”", words);
  }

  static void unknown(Resolution& result, std::string reason) {
    Speaker speaker;
    speaker.speaker_class = SpeakerClass::Unknown;
    result.speakers = {speaker};
    result.people = {-1};
    result.reason = std::move(reason);
  }

  std::vector<Referent> from_source(TokenRange source, std::string& reason) {
    const std::string_view word = at(source.last - 1).folded;
    if (source.size() == 1) {
      if (is_third_person(word)) return from_pronoun(source, reason);
      if (word == "it" || word == "they" || word == "them" || word == "its" || word == "their") return from_group_pronoun(source, reason);
      if (word == "i" || word == "we" || word == "you") return {};
    }
    if (source.size() == 2 && (word == "latter" || word == "former") && at(source.first).folded == "the") return of_two(source, reason);
    return phrases_.referents_of(source, focus_, reason);
  }

  // "He said Dorrin had left": he is somebody else than whom he names.
  void named_in_content(const Attribution& a) {
    named_.clear();
    for (const TokenRange content : a.content)
      for (const Mention* mention : cast_.mentions_in(content)) named_.push_back(static_cast<std::int32_t>(mention->person));
  }
  bool is_named(std::int32_t person) const { return person >= 0 && std::find(named_.begin(), named_.end(), person) != named_.end(); }

  // "The latter", "the former": of the two people that the sentence before names.
  std::vector<Referent> of_two(TokenRange source, std::string& reason) const {
    const std::uint32_t here = at(source.first).sentence;
    if (here == 0) return {};
    std::vector<const Mention*> named;
    for (const Mention& mention : cast_.mentions()) {
      if (at(mention.range.first).sentence + 1 != here) continue;
      std::erase_if(named, [&](const Mention* known) { return known->person == mention.person; });
      named.push_back(&mention);
    }
    if (named.size() != 2) return {};
    const Mention& mention = *named[at(source.last - 1).folded == "latter" ? 1 : 0];
    Referent r = phrases_.person_referent(mention.person, 0.85);
    r.form = phrases_.text(mention.phrase);
    r.token = mention.phrase.first;
    return {phrases_.chained(r, source, 1.0, reason)};
  }

  // Whoever was last in focus; where nobody was for sure, whom the ranker takes. Of the pronouns of sources in news the focus gets
  // more right than the ranker, and hardly one wrong that the ranker agrees to.
  std::vector<Referent> from_pronoun(TokenRange source, std::string& reason) {
    auto found = from_focus(source, reason);
    const auto ranked = antecedents_ ? antecedents_->of(source.first, named_) : std::nullopt;
    if (!ranked || ranked->probability < kSureEnough) return found;
    if (!found.empty() && found.front().speaker.confidence > kGuess) {
      const bool another = found.front().person >= 0 && found.front().person != ranked->candidate.person;
      if (another) found.front().speaker.confidence = std::min(found.front().speaker.confidence, kDoubted);
      return found;
    }
    reason.clear();
    return {from_ranker(*ranked, source, reason)};
  }

  Referent from_ranker(const Antecedent& ranked, TokenRange source, std::string& reason) const {
    const AntecedentCandidate& c = ranked.candidate;
    Referent r = c.person >= 0 ? phrases_.person_referent(static_cast<std::uint32_t>(c.person), ranked.probability)
                               : phrases_.bearer_referent(cast_.loose_names()[static_cast<std::size_t>(c.loose_name)], ranked.probability);
    r.form = phrases_.text(c.name);
    r.token = c.name.first;
    return phrases_.chained(r, source, kRanked, reason);
  }

  std::vector<Referent> from_focus(TokenRange source, std::string& reason) {
    const std::string_view word = at(source.first).folded;
    const Gender gender = gender_of_pronoun(word);
    const Referent* loose = nullptr;  // of unknown gender
    for (auto it = focus_.rbegin(); it != focus_.rend(); ++it) {
      const bool human = it->human || it->person >= 0 || it->speaker.speaker_class == SpeakerClass::Office ||
                         (it->speaker.speaker_class == SpeakerClass::Unnamed && !it->plural);
      if (!human || is_named(it->person)) continue;
      if (it->gender == gender) return {phrases_.chained(*it, source, loose ? 0.75 : 0.9, reason)};
      if (it->gender == Gender::Unknown) {
        if (!loose) loose = &*it;
        if (it->human || it->speaker.speaker_class == SpeakerClass::Unnamed || phrases_.paragraph_number(it->token) + 1 >= phrases_.paragraph_number(source.first))
          return {phrases_.chained(*it, source, 0.85, reason)};
      }
    }
    if (loose) return {phrases_.chained(*loose, source, 0.6, reason)};
    // Nobody was a subject yet: the nearest person named before.
    const auto& mentions = cast_.mentions();
    for (auto it = mentions.rbegin(); it != mentions.rend(); ++it) {
      if (it->range.first >= source.first || is_named(static_cast<std::int32_t>(it->person))) continue;
      const Gender known = cast_.people()[it->person].gender;
      if (known != gender && known != Gender::Unknown) continue;
      Referent r = phrases_.person_referent(it->person, 0.55);
      r.form = phrases_.text(it->phrase);
      r.token = it->phrase.first;
      return {phrases_.chained(r, source, 1.0, reason)};
    }
    return {};
  }

  std::vector<Referent> from_group_pronoun(TokenRange source, std::string& reason) {
    const bool plural = !at(source.first).folded.starts_with("it");
    // "They" are sources, officials or traders of the last paragraphs rather than a body named since.
    constexpr std::uint32_t kNear = 4;
    if (plural)
      for (auto it = focus_.rbegin(); it != focus_.rend() && phrases_.paragraph_number(it->token) + kNear >= phrases_.paragraph_number(source.first); ++it)
        if (it->plural) return {phrases_.chained(*it, source, 0.8, reason)};
    for (auto it = focus_.rbegin(); it != focus_.rend(); ++it) {
      // A name that nothing but its place made a person's: "Ostri Herald said … It said …".
      const bool bare = !plural && it->person < 0 && it->speaker.speaker_class == SpeakerClass::Person && it->speaker.id.starts_with("n:");
      if (bare) {
        auto body = phrases_.chained(*it, source, 0.8, reason);
        body.speaker.speaker_class = SpeakerClass::Collective;
        return {body};
      }
      const bool group = it->speaker.speaker_class == SpeakerClass::Collective ||
                         (it->speaker.speaker_class == SpeakerClass::Unnamed && it->plural);
      if (!group || (plural != it->plural && it->speaker.speaker_class == SpeakerClass::Unnamed)) continue;
      return {phrases_.chained(*it, source, 0.8, reason)};
    }
    if (plural) return {};
    const auto& hits = cast_.entities();
    for (auto it = hits.rbegin(); it != hits.rend(); ++it) {
      if (it->range.first >= source.first || it->alias_kind != AliasKind::Name || !may_speak(*it->entity)) continue;
      Referent r = phrases_.entity_referent(*it->entity, 0.5);
      r.form = phrases_.text(it->range);
      r.token = it->range.first;
      return {phrases_.chained(r, source, 1.0, reason)};
    }
    return {};
  }

  std::string hearer_name(TokenRange hearer, const Referent& speaker) const {
    const std::string_view word = at(hearer.last - 1).folded;
    if (hearer.size() != 1 || (word != "him" && word != "her")) return phrases_.addressee(hearer);
    for (auto it = focus_.rbegin(); it != focus_.rend(); ++it)
      if (it->person >= 0 && it->person != speaker.person && it->gender != (word == "him" ? Gender::Female : Gender::Male))
        return it->speaker.name;
    return phrases_.text(hearer);
  }

  const Document& document_;
  const Cast& cast_;
  const PhraseReader phrases_;
  const std::vector<Attribution>& attributions_;
  const Antecedents* antecedents_;
  std::vector<Resolution> out_;
  std::vector<Referent> focus_;
  std::vector<std::int32_t> named_;  // whom the content of the attribution at hand names
  const schema::Names& names_;
  std::optional<std::vector<Referent>> giver_;  // once asked for
  std::uint32_t first_answer_ = 0;  // token; 0 before the first answer
};

}  // namespace

std::vector<Resolution> resolve_speakers(const Document& document, const Cast& cast, const schema::Names& names,
                                         const std::vector<Attribution>& attributions, const Antecedents* antecedents) {
  return Resolver(document, cast, names, attributions, antecedents).run();
}

}  // namespace attache::indexer
