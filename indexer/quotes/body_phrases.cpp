// The part of PhraseReader that looks for states and other bodies: those who speak for them, lists of them, "the ministry".
#include "indexer/quotes/phrases.hpp"

#include <fmt/format.h>

#include "indexer/quotes/word_classes.hpp"
#include "schema/words.hpp"

namespace attache::indexer {

using schema::AliasKind;
using schema::EntityKind;
using schema::SpeakerClass;

// "Britain, Canada and the United States", "Officials in Malaysia, Indonesia and Thailand": each of the bodies.
std::vector<Referent> PhraseReader::joint_bodies(TokenRange source, std::string& reason) const {
  static const WordSet between("and the both");
  std::vector<Referent> out;
  std::string names;
  std::uint32_t next = source.first;
  const bool officials = group_nouns().has(at(source.first).folded) && source.size() > 2 && prepositions().has(at(source.first + 1).folded);
  if (officials) next += 2;
  for (const EntityHit* hit : cast_.entities_in(source)) {
    if (hit->alias_kind == AliasKind::Adjective || hit->alias_kind == AliasKind::Description || !may_speak(*hit->entity)) return {};
    for (; next < hit->range.first; ++next)
      if (at(next).folded != "," && !between.has(at(next).folded)) return {};
    next = hit->range.last;
    out.push_back(entity_referent(*hit->entity, officials ? 0.8 : 0.9));
    if (officials) out.back().plural = true;
    if (out.size() > 1) names += ", ";
    names += hit->entity->name;
    if (next < source.last && at(next).folded != "," && at(next).folded != "and") break;
    if (next + 1 < source.last && at(next).folded == "," && subordinators().has(at(next + 1).folded)) break;
  }
  const bool whole = next == source.last || at(next).folded == ",";
  if (out.size() < 2 || !whole) return {};
  reason = fmt::format("{} stands for {}", place(text(source), source.first), names);
  return out;
}

// "A spokesman for Halmere Shipping Ltd", "a Foreign Ministry spokeswoman": the body speaks.
std::optional<Referent> PhraseReader::body_of_spokesman(TokenRange phrase, std::string& reason) const {
  std::uint32_t noun = phrase.first;
  while (noun < phrase.last && !at(noun).folded.starts_with("spokes") && at(noun).folded != "representative") ++noun;
  TokenRange body{phrase.first, noun};
  if (noun + 2 < phrase.last && (at(noun + 1).folded == "for" || at(noun + 1).folded == "of" || at(noun + 1).folded == "from"))
    body = {noun + 2, phrase.last};
  while (!body.empty() && (determiners().has(at(body.first).folded) || (!at(body.first).capitalised && !speaker_nouns().has(at(body.first).folded)))) ++body.first;
  while (!body.empty() && at(body.last - 1).folded == "'s") --body.last;
  if (body.empty()) return std::nullopt;
  reason = fmt::format("{}, who speaks for it", place(text(phrase), phrase.first));
  if (body.size() == 1 && at(body.first).folded == "government")
    if (auto state = state_of_article()) {
      reason = fmt::format("{} in an article from {}", place(text(phrase), phrase.first), document_.article->dateline);
      state->human = true;
      return state;
    }
  const auto hits = cast_.entities_in(body);
  const bool known = hits.size() == 1 && hits.front()->range == body && may_speak(*hits.front()->entity);
  Referent r = known ? entity_referent(*hits.front()->entity, 0.85) : named_body(text(body), 0.8);
  r.human = true;
  return r;
}

// A body that speaks: a state, an organisation, "Teskov police", "the Chinese government", "the ministry".
std::optional<Referent> PhraseReader::collective(TokenRange phrase, std::string_view noun, const std::vector<Referent>& focus, std::string& reason) const {
  const auto hits = cast_.entities_in(phrase);
  const auto shown = [&] { return place(text(phrase), phrase.first); };
  // The entity is the whole phrase, or its last word: "the US", "Nato", "an alarmed Moscow".
  for (const EntityHit* hit : hits) {
    if (!may_speak(*hit->entity)) continue;
    if (hit->alias_kind == AliasKind::Adjective) {  // "the Soviets", "the British"
      if (at(phrase.first).folded != "the" || hit->range != TokenRange{phrase.first + 1, phrase.last}) continue;
      reason = fmt::format("{} stands for {}", shown(), hit->entity->name);
      Referent r = entity_referent(*hit->entity, 0.75);
      r.plural = true;
      return r;
    }
    if (hit->alias_kind == AliasKind::Description && !cast_.first_named(*hit->entity)) continue;
    const bool head = hit->range.last == phrase.last && (hit->range.first == phrase.first || !prepositions().has(at(hit->range.first - 1).folded)) &&
                      !behind_preposition(phrase, hit->range.first);
    if (!head) continue;
    reason = hit->alias_kind == AliasKind::Name ? shown() : fmt::format("{} stands for {}", shown(), hit->entity->name);
    return entity_referent(*hit->entity, hit->alias_kind == AliasKind::Name ? 0.95 : 0.88);
  }
  // A state's government or officials speak for it: "the Chinese government", "Nato officials".
  const bool for_state = noun == "government" || noun == "administration" || noun == "authorities" || noun == "officials" ||
                         noun == "presidency" || noun == "leadership" || noun == "side";
  if (for_state && hits.size() == 1 && may_speak(*hits.front()->entity) && hits.front()->range.last + 1 >= phrase.last - 1) {
    reason = fmt::format("{} speaks for {}", shown(), hits.front()->entity->name);
    Referent r = entity_referent(*hits.front()->entity, 0.82);
    r.plural = noun == "officials" || noun == "authorities";
    return r;
  }
  if (!speaker_nouns().has(noun) && noun != "police" && !document_nouns().has(noun)) {
    const Body* body = cast_.body_of_acronym(document_.text(at(phrase.last - 1)));
    if (!body) return std::nullopt;
    reason = fmt::format("{} ← {}", shown(), place(text(body->range), body->range.first));
    return named_body(text(body->range), 0.9);
  }
  // "the ministry", "police": the fuller name used before, if there is one.
  if (plain_words(phrase)) {
    for (auto it = focus.rbegin(); it != focus.rend(); ++it)
      if (it->speaker.speaker_class == SpeakerClass::Collective && schema::fold_phrase(it->form).ends_with(noun))
        return chained(*it, phrase, 0.9, reason);
    if (noun == "government")
      if (auto state = state_of_article()) {
        reason = fmt::format("{} in an article from {}", shown(), document_.article->dateline);
        return state;
      }
  }
  if (phrase.size() <= 2)
    if (const Body* body = cast_.first_body(noun, phrase.first)) {
      reason = fmt::format("{} ← {}", shown(), place(text(body->range), body->range.first));
      return named_body(text(body->range), 0.8);
    }
  reason = shown();
  return named_body(text(phrase), document_nouns().has(noun) ? 0.6 : 0.8);
}

// The state whose capital the article was written in: its government is "the government" where no other was spoken of.
std::optional<Referent> PhraseReader::state_of_article() const {
  if (document_.article->dateline.empty()) return std::nullopt;
  for (const auto& hit : names_.by_alias(schema::fold_phrase(document_.article->dateline)))
    if (hit.entity->kind == EntityKind::Country) return entity_referent(*hit.entity, 0.7);
  return std::nullopt;
}

// No name in it: "the ministry", "the city's police".
bool PhraseReader::plain_words(TokenRange phrase) const {
  for (std::uint32_t i = phrase.first; i < phrase.last; ++i)
    if (at(i).capitalised && document_.sentences[at(i).sentence].first != i) return false;
  return phrase.size() <= 4;
}

bool PhraseReader::behind_preposition(TokenRange phrase, std::uint32_t token) const {
  for (std::uint32_t i = phrase.first + 1; i < token; ++i)
    if (prepositions().has(at(i).folded)) return true;
  return false;
}

}  // namespace attache::indexer
