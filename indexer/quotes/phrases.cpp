#include "indexer/quotes/phrases.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "indexer/quotes/word_classes.hpp"
#include "schema/words.hpp"

namespace attache::indexer {

using schema::AliasKind;
using schema::EntityKind;
using schema::Gender;
using schema::Span;
using schema::SpeakerClass;

namespace {

constexpr int kYearsBeforeOffice = 5, kYearsRemembered = 30;  // in which a surname alone says who somebody is

bool speaks(std::string_view word) {
  return person_nouns().has(word) || group_nouns().has(word) || speaker_nouns().has(word) || document_nouns().has(word);
}

}  // namespace

bool may_speak(const schema::Entity& entity) {
  return entity.kind == EntityKind::Country || entity.kind == EntityKind::Organisation;
}

std::string PhraseReader::text(TokenRange range) const {
  if (range.empty()) return {};
  return schema::one_line(document_.text(Span{at(range.first).span.begin, at(range.last - 1).span.end}));
}

const Paragraph& PhraseReader::paragraph_of(std::uint32_t token) const {
  return document_.paragraphs[document_.sentences[at(token).sentence].paragraph];
}

std::uint32_t PhraseReader::paragraph_number(std::uint32_t token) const { return paragraph_of(token).number; }

std::string PhraseReader::place(std::string_view words, std::uint32_t token) const {
  return paragraph_of(token).aside ? fmt::format("“{}” (beside the text)", words) : fmt::format("“{}” (paragraph {})", words, paragraph_number(token));
}

Referent PhraseReader::person_referent(std::uint32_t index, double confidence) const {
  const Person& person = cast_.people()[index];
  Referent r;
  r.person = static_cast<std::int32_t>(index);
  r.gender = person.gender;
  r.speaker.name = person.name;
  r.speaker.id = person.entity ? std::string(person.entity->id) : "n:" + schema::fold_phrase(person.name);
  r.speaker.speaker_class = SpeakerClass::Person;
  r.speaker.descriptions = person.descriptions;
  if (!person.descriptions.empty()) r.speaker.office = person.descriptions.front();
  r.speaker.confidence = confidence;
  return r;
}

Referent PhraseReader::bearer_referent(const LooseName& name, double confidence) const {
  Referent r;
  r.gender = name.gender;
  r.speaker.name = name.name;
  r.speaker.id = "n:" + schema::fold_phrase(name.name);
  r.speaker.speaker_class = SpeakerClass::Person;
  r.speaker.confidence = confidence;
  return r;
}

Referent PhraseReader::entity_referent(const schema::Entity& entity, double confidence) const {
  Referent r;
  r.speaker.id = std::string(entity.id);
  r.speaker.name = std::string(entity.name);
  r.speaker.speaker_class = SpeakerClass::Collective;
  r.speaker.confidence = confidence;
  return r;
}

Referent PhraseReader::named_body(std::string name, double confidence) const {
  Referent r;
  const std::size_t space = name.find(' ');  // "the ministry", "a new poll", "his campaign"
  if (space != std::string::npos && determiners().has(schema::fold(name.substr(0, space)))) name.erase(0, space + 1);
  r.speaker.id = "n:" + schema::fold_phrase(name);
  r.speaker.name = std::move(name);
  r.speaker.speaker_class = SpeakerClass::Collective;
  r.speaker.confidence = confidence;
  return r;
}

Referent PhraseReader::unnamed(TokenRange source, bool plural, double confidence) const {
  Referent r;
  r.plural = plural;
  r.speaker.speaker_class = SpeakerClass::Unnamed;
  r.speaker.office = text(source);
  r.speaker.descriptions = {text(source)};
  r.speaker.confidence = confidence;
  return r;
}

std::vector<Referent> PhraseReader::referents_of(TokenRange source, const std::vector<Referent>& focus, std::string& reason) const {
  while (!source.empty() && at(source.first).kind == TokenKind::Punctuation) ++source.first;
  if (source.empty()) return {};
  if (auto people = named_people(source, reason); !people.empty()) return people;
  if (auto author = author_of_document(source, reason); !author.empty()) return author;
  if (auto pair = the_pair(source, focus, reason); !pair.empty()) return pair;
  if (auto both = office_pair(source, reason); !both.empty()) return both;
  if (auto bodies = joint_bodies(source, reason); !bodies.empty()) return bodies;
  const TokenRange head = head_phrase(source);
  const std::string_view noun = document_.text(at(head.last - 1)) == "PM" ? "minister" : head_noun(head);
  if (person_nouns().has(noun) && noun != "police" && noun != "head") {
    if (auto one = described(head, noun, focus, reason)) return {*one};
    return {official(head, noun, reason)};
  }
  if (noun == "head" || noun == "counterpart")
    if (auto one = described(head, noun, focus, reason)) return {*one};
  if (auto body = collective(head, noun, focus, reason)) return {*body};
  if (group_nouns().has(noun) || at(source.first).folded == "some" || at(source.first).folded == "others" ||
      at(source.first).folded == "many" || at(source.first).folded == "both") {
    reason = fmt::format("{}, unnamed", place(text(source), source.first));
    return {unnamed(source, true, 0.85)};
  }
  if (noun == "one" || noun == "another" || noun == "head") return {another(source, focus, reason)};
  if (auto name = unlisted_name(head, reason); !name.empty()) return name;
  if (!noun.ends_with('s') && !at(head.last - 1).folded.ends_with('s')) return {};
  reason = fmt::format("{}, unnamed", place(text(source), source.first));  // "the authors", "local businessmen" are more
  return {unnamed(source, true, 0.6)};
}

// "Another said": one more of those who spoke before, described as they are ("one diplomat").
Referent PhraseReader::another(TokenRange source, const std::vector<Referent>& focus, std::string& reason) const {
  Referent r = unnamed(source, false, 0.8);
  for (auto it = focus.rbegin(); it != focus.rend(); ++it)
    if (it->speaker.speaker_class == SpeakerClass::Unnamed) {
      reason = fmt::format("{}, unnamed, after {}", place(text(source), source.first), place(it->form, it->token));
      r.speaker.descriptions.insert(r.speaker.descriptions.end(), it->speaker.descriptions.begin(), it->speaker.descriptions.end());
      return r;
    }
  reason = fmt::format("{}, unnamed", place(text(source), source.first));
  return r;
}

// The people whose names head the phrase: "Sergey Lavrov", "analyst Klara Dunst", "Mr Blinken and Mr Lavrov". A name behind
// "of", "to", "for" or before 's is not the head ("an aide to Mr Blinken", "Dorrin's daughter").
std::vector<Referent> PhraseReader::named_people(TokenRange source, std::string& reason) const {
  std::vector<Referent> out;
  // "The report, … which killed Dorrin, found": what happens in its relative clause is not who says it.
  if (source.size() > 2 && determiners().has(at(source.first).folded) && document_nouns().has(at(source.first + 1).folded)) return out;
  std::uint32_t end = 0;
  for (const Mention* mention : cast_.mentions_in(source)) {
    const std::uint32_t before = mention->phrase.first;
    const std::uint32_t after = mention->range.last;
    if (after < source.last && at(after).folded == "'s") continue;
    if (before > source.first && prepositions().has(at(before - 1).folded)) continue;
    if (mention->range.first > source.first && prepositions().has(at(mention->range.first - 1).folded)) continue;
    if (!out.empty() && !continues_list({end, before})) continue;
    end = after;
    bool known = false;
    for (const Referent& r : out) known = known || r.person == static_cast<std::int32_t>(mention->person);
    if (known) continue;
    out.push_back(person_referent(mention->person, mention->contested ? 0.75 : 0.97));
    const Person& person = cast_.people()[mention->person];
    if (!reason.empty()) reason += "; ";
    reason += place(text(mention->phrase), mention->phrase.first);
    if (person.first_form != text(mention->phrase) && mention->range.size() == 1)
      reason += fmt::format(" ← {}{}", place(person.first_form, person.first_token), mention->contested ? ", one of several of that name" : "");
  }
  return out;
}

std::vector<Referent> PhraseReader::bearer_of_last_name(TokenRange phrase, std::string& reason) const {
  for (const Mention* mention : cast_.mentions_in(phrase)) {
    if (mention->range.last != phrase.last) continue;
    reason = place(text(mention->phrase), mention->phrase.first);
    return {person_referent(mention->person, 0.9)};
  }
  return {};
}

// "Dorrin's statement": his words.
std::vector<Referent> PhraseReader::author_of_document(TokenRange source, std::string& reason) const {
  if (auto sender = sender_of_message(source, reason); !sender.empty()) return sender;
  if (!document_nouns().has(at(source.last - 1).folded)) return {};
  for (const Mention* mention : cast_.mentions_in(source)) {
    if (mention->phrase.first != source.first || mention->range.last + 2 > source.last || at(mention->range.last).folded != "'s") continue;
    reason = place(text(source), source.first);
    return {person_referent(mention->person, 0.9)};
  }
  return {};
}

// "The message reads": who sent one, by the sentence before it or the standfirst ("Pavel Dorrin sent greetings to …").
std::vector<Referent> PhraseReader::sender_of_message(TokenRange source, std::string& reason) const {
  static const WordSet messages("message telegram letter greeting greetings cable");
  static const WordSet sending("message messages telegram telegrams letter letters greeting greetings cable cables congratulations condolences sent sends "
                               "congratulated congratulates wrote extended conveyed addressed greeted");
  if (source.size() != 2 || at(source.first).folded != "the" || !messages.has(at(source.last - 1).folded)) return {};
  const auto& mentions = cast_.mentions();
  for (auto it = mentions.rbegin(); it != mentions.rend(); ++it) {
    if (it->phrase.first >= source.first) continue;
    const Sentence& sentence = document_.sentences[at(it->phrase.first).sentence];
    if (it->phrase.first != sentence.first) continue;
    bool sends = false;
    for (std::uint32_t i = it->range.last; i < sentence.last; ++i) sends = sends || sending.has(at(i).folded);
    if (!sends) continue;
    Referent r = person_referent(it->person, 0.85);
    r.form = text(it->phrase);
    r.token = it->phrase.first;
    return {chained(r, source, 1.0, reason)};
  }
  return {};
}

// What may stand between two names of a list: "Land | of Utah, | Richard Moor", "Blinken | and | Lavrov".
bool PhraseReader::continues_list(TokenRange between) const {
  std::uint32_t i = between.first;
  if (i < between.last && prepositions().has(at(i).folded))
    for (++i; i < between.last && at(i).kind == TokenKind::Word && at(i).capitalised;) ++i;
  if (i < between.last && at(i).folded == ",") ++i;
  if (i < between.last && at(i).folded == "and") ++i;
  return i == between.last && between.last > between.first && (at(i - 1).folded == "and" || at(i - 1).folded == ",");
}

std::vector<Referent> PhraseReader::the_pair(TokenRange source, const std::vector<Referent>& focus, std::string& reason) const {
  const std::string_view last = at(source.last - 1).folded;
  if (source.size() > 3 || (last != "pair" && last != "two" && !(last == "men" && source.size() == 3) && last != "both")) return {};
  std::vector<Referent> out;
  for (auto it = focus.rbegin(); it != focus.rend() && out.size() < 2; ++it) {
    if (it->person < 0 || (!out.empty() && out.front().person == it->person)) continue;
    out.push_back(*it);
    out.back().speaker.confidence *= 0.6;
  }
  if (out.size() < 2) return {};
  std::reverse(out.begin(), out.end());
  reason = fmt::format("{} ← {} and {}", place(text(source), source.first), place(out[0].form, out[0].token),
                       place(out[1].form, out[1].token));
  return out;
}

// "The presidents", "both ministers", "the interlocutors": where just two people of the article are meant.
std::vector<Referent> PhraseReader::office_pair(TokenRange source, std::string& reason) const {
  static const WordSet anybody("interlocutors leaders");
  static const WordSet lead("the both two");
  const std::string_view noun = at(source.last - 1).folded;
  const bool all = anybody.has(noun);
  if (!noun.ends_with('s') || (!all && !person_nouns().has(noun.substr(0, noun.size() - 1)))) return {};
  for (std::uint32_t i = source.first; i + 1 < source.last; ++i)
    if (!lead.has(at(i).folded)) return {};
  if (source.size() < 2) return {};
  const std::string singular(noun.substr(0, noun.size() - 1));
  const auto kind = all ? std::nullopt : names_.parse_office_kind(singular);
  std::vector<std::uint32_t> who;
  for (std::uint32_t k = 0; k < cast_.people().size(); ++k) {
    if (cast_.last_mention(k, source.first) == 0) continue;
    const Person& person = cast_.people()[k];
    const auto is_it = [&](const schema::Office& office) { return all || office.kind == kind; };
    const auto terms = terms_of(person);
    if (std::ranges::find(person.description_words, singular) != person.description_words.end() || std::ranges::any_of(person.offices, is_it) ||
        std::ranges::any_of(terms, [&](const schema::Term* term) { return is_it(term->office); }))
      who.push_back(k);
  }
  if (who.size() != 2) return {};
  const auto form = [&](std::uint32_t k) { return place(cast_.people()[k].first_form, cast_.people()[k].first_token); };
  reason = fmt::format("{} ← {} and {}", place(text(source), source.first), form(who[0]), form(who[1]));
  return {person_referent(who[0], 0.75), person_referent(who[1], 0.75)};
}

// The phrase up to its first comma or relative clause and without its gloss.
TokenRange PhraseReader::head_phrase(TokenRange source) const {
  std::uint32_t last = source.first;
  static const WordSet ends(", < who which");
  for (; last < source.last && !ends.has(at(last).folded); ++last)
    if (at(last).folded == "(") {  // "a Ministry of Trade (MITI) | official"
      std::uint32_t behind = last + 1;
      while (behind < source.last && at(behind).folded != ")") ++behind;
      if (behind + 1 >= source.last || !speaks(at(behind + 1).folded)) break;
      last = behind;
    }
  TokenRange head{source.first, last};
  return head.empty() ? source : head;
}

// The noun a phrase is about: the last one before its first preposition ("the [commander] of the Sarn district"), or the last
// that can speak before it ("a [diplomat] close to the talks").
std::string_view PhraseReader::head_noun(TokenRange phrase) const {
  std::uint32_t last = phrase.first;
  // "a Ministry of Trade and Industry | official"
  const std::uint32_t end = phrase.last - 1;
  if (end > phrase.first && !at(end).capitalised && person_nouns().has(at(end).folded) && (at(end - 1).capitalised || at(end - 1).folded == ")"))
    return at(end).folded;
  const auto ends = [&](std::uint32_t i) {
    const std::string_view word = at(i).folded;
    return prepositions().has(word) || (person_nouns().has(at(i - 1).folded) && word.ends_with("ing"));  // "an official | representing a company"
  };
  while (last < phrase.last && !(last > phrase.first && ends(last))) ++last;
  if (last == phrase.first) return {};
  std::uint32_t noun = last;
  while (noun > phrase.first && !speaks(at(noun - 1).folded) && !at(noun - 1).capitalised) --noun;
  return at((noun > phrase.first ? noun : last) - 1).folded;
}

// The person of the article whom the description fits: its head noun is in theirs, and nothing it says contradicts.
std::optional<Referent> PhraseReader::described(TokenRange phrase, std::string_view noun, const std::vector<Referent>& focus,
                                                std::string& reason) const {
  const std::string_view first = at(phrase.first).folded;
  if (first == "a" || first == "an" || first == "one" || first == "another" || first == "some") return std::nullopt;
  const std::vector<std::string> words = cast_.description_words_of(phrase);
  const auto office = office_in(phrase);
  double best = 0;
  std::uint32_t who = 0;
  std::pair<std::uint32_t, std::uint32_t> latest;  // of those who fit alike, whoever spoke last; else whoever was named last
  for (std::uint32_t k = 0; k < cast_.people().size(); ++k) {
    const Person& person = cast_.people()[k];
    std::size_t fits = 0;
    bool has_head = noun == "counterpart";
    bool contradicts = false;
    for (const std::string& word : words) {
      const bool fit = word == "counterpart" || word == "former" ||
                       std::find(person.description_words.begin(), person.description_words.end(), word) != person.description_words.end() ||
                       office_word(person, word) || (person.entity && person.entity->country == word);
      fits += fit;
      has_head = has_head || (fit && (word == noun || (noun == "minister" && word == "prime-minister")));
      contradicts = contradicts || (!fit && names_.find(word) && belongs_to_body(person));
    }
    if (office && holds(person, *office)) {
      fits = words.size();
      has_head = true;
      contradicts = false;
    }
    if (!has_head || words.empty() || contradicts) continue;
    double score = static_cast<double>(fits) / static_cast<double>(words.size());
    if (score < 0.5 || (noun == "counterpart" && (words.size() < 2 || score < 1))) continue;
    if (score < 1 && noun.starts_with("spokes")) continue;  // the committee's is not the ministry's
    const auto spoke = std::ranges::find(focus.rbegin(), focus.rend(), static_cast<std::int32_t>(k), &Referent::person);
    const std::pair seen(spoke == focus.rend() ? 0 : spoke->token + 1, cast_.last_mention(k, phrase.first));
    if (score > best || (score == best && seen > latest)) {
      best = score;
      who = k;
      latest = seen;
    }
  }
  if (best == 0) return std::nullopt;
  Referent r = person_referent(who, best == 1 ? (words.size() > 1 ? 0.92 : 0.8) : 0.65);
  const Person& person = cast_.people()[who];
  reason = fmt::format("{} ← {}", place(text(phrase), phrase.first), place(person.first_form, person.first_token));
  return r;
}

// The office that the phrase names, without a body where it names none.
std::optional<schema::Office> PhraseReader::office_in(TokenRange phrase) const {
  const std::string words = text(phrase);
  if (auto office = names_.parse_office(words)) return office;
  if (auto kind = names_.parse_office_kind(words)) return schema::Office{std::move(*kind), {}};
  return std::nullopt;
}

// By the tables, on the article's day, or where it has none on any.
std::vector<const schema::Term*> PhraseReader::terms_of(const Person& person) const {
  if (!person.entity) return {};
  const auto day = schema::day_of(*document_.article);
  return day ? names_.offices_of(*person.entity, *day) : names_.terms(*person.entity);
}

// By the article's words or by the tables.
bool PhraseReader::holds(const Person& person, const schema::Office& office) const {
  for (const schema::Office& own : person.offices)
    if (own.kind == office.kind && (office.body.empty() || own.body == office.body)) return true;
  const auto terms = terms_of(person);
  return std::ranges::any_of(terms, [&](const schema::Term* term) {
    return term->office.kind == office.kind && (office.body.empty() || term->office.body == office.body);
  });
}

// Whether the article or the tables tie the person to a state or an organisation.
bool PhraseReader::belongs_to_body(const Person& person) const {
  return person.of_unknown_body || (person.entity && !person.entity->country.empty()) ||
         std::ranges::any_of(person.description_words, [&](const std::string& word) { return names_.find(word) != nullptr; });
}

bool PhraseReader::office_word(const Person& person, const std::string& word) const {
  const auto day = schema::day_of(*document_.article);
  if (!person.entity || !day) return false;
  for (const schema::Term* term : names_.offices_of(*person.entity, *day)) {
    if (term->office.body == word) return true;
    if (word == "minister" && term->office.kind.ends_with("minister")) return true;
    if (term->office.kind.find(word) != std::string::npos) return true;
    if (word == "president" && term->office.kind == "head_of_state") return true;
  }
  return false;
}

// A human without a name in the article: the holder of a known office on that day, a spokesman for his body, or unnamed.
Referent PhraseReader::official(TokenRange phrase, std::string_view noun, std::string& reason) const {
  const auto day = schema::day_of(*document_.article);
  if (const auto office = names_.parse_office(text(phrase)); office && day) {
    const auto holders = names_.holders(*office, *day);
    if (holders.size() == 1) {
      Referent r = entity_referent(*holders.front()->person, 0.8);
      r.gender = holders.front()->person->gender;
      r.speaker.speaker_class = SpeakerClass::Office;
      r.speaker.office = text(phrase);
      r.speaker.descriptions = {text(phrase)};
      reason = fmt::format("{}: {} held that office on {} ({})", place(text(phrase), phrase.first), r.speaker.name,
                           schema::to_string(*day), holders.front()->source);
      return r;
    }
  }
  if (noun.starts_with("spokes") || noun == "representative") {
    if (auto body = body_of_spokesman(phrase, reason)) return *body;
  }
  reason = fmt::format("{}, unnamed", place(text(phrase), phrase.first));
  Referent r = unnamed(phrase, false, 0.8);
  if (noun.ends_with("woman")) r.gender = Gender::Female;
  return r;
}

// Whether a text of that day may name the person by surname alone, without a word of who it is: one who holds an office, soon will, or
// held one and is remembered. Of whom no office is known that may always be.
bool PhraseReader::is_known_on(const schema::Entity& person, schema::Date day) const {
  const auto terms = names_.terms(person);
  return terms.empty() || std::any_of(terms.begin(), terms.end(), [&](const schema::Term* term) {
           return term->from.year - kYearsBeforeOffice <= day.year && (!term->until || day.year <= term->until->year + kYearsRemembered);
         });
}

// Capitalised words nobody introduced: a person or a body by the name alone.
std::vector<Referent> PhraseReader::unlisted_name(TokenRange phrase, std::string& reason) const {
  TokenRange name{phrase.first, phrase.first};
  for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
    if (at(i).kind != TokenKind::Word || !at(i).capitalised || determiners().has(at(i).folded) || time_words().has(at(i).folded)) {
      if (!name.empty()) break;
      continue;
    }
    if (name.empty()) name.first = i;
    name.last = i + 1;
  }
  if (name.empty()) return {};
  if (name.last < phrase.last && at(name.last).kind == TokenKind::Word && !prepositions().has(at(name.last).folded) && at(name.last).folded != "'s") {
    reason = fmt::format("{}, unnamed", place(text(phrase), phrase.first));  // "Brazilian growers"
    return {unnamed(phrase, at(phrase.last - 1).folded.ends_with('s'), 0.8)};
  }
  const std::string only = at(name.first).folded;
  if (name.size() == 1 && document_.sentences[at(name.first).sentence].first == name.first && cast_.is_common_word(only)) return {};
  reason = fmt::format("{}, not introduced otherwise", place(text(name), name.first));
  Referent r = named_body(text(name), 0.7);
  const std::string shown = text(name);
  const bool acronym = shown.size() > 1 && std::none_of(shown.begin(), shown.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  bool called = false;  // "the official newspaper Ostri Herald"
  for (std::uint32_t i = phrase.first; i < name.first; ++i) called = called || speaker_nouns().has(at(i).folded) || document_nouns().has(at(i).folded);
  if (at(phrase.first).folded == "the" || acronym || called || (name.size() == 1 && cast_.is_place(only))) return {r};
  r.speaker.speaker_class = SpeakerClass::Person;
  if (name.size() > 1) return {r};
  // A surname alone: whoever the tables know by it, if that is one person, or one who held an office on the day.
  const auto day = schema::day_of(*document_.article);
  auto people = names_.people_by_surname(only);
  if (people.size() > 1 && day) std::erase_if(people, [&](const schema::Entity* e) { return names_.offices_of(*e, *day).empty(); });
  if (people.size() == 1 && day && !is_known_on(*people.front(), *day)) return {r};
  // Without a day the spelling must be the table's: Lavroff is not Lavrov.
  if (people.size() != 1 || (!day && !schema::fold_phrase(people.front()->name).ends_with(only))) return {r};
  r = entity_referent(*people.front(), 0.7);
  r.speaker.speaker_class = SpeakerClass::Person;
  r.gender = people.front()->gender;
  reason += fmt::format(", {} of the tables", r.speaker.name);
  return {r};
}

Referent PhraseReader::chained(const Referent& to, TokenRange source, double factor, std::string& reason) const {
  Referent r = to;
  r.speaker.confidence = std::min(r.speaker.confidence, factor);  // a chain is as sure as its weakest link
  reason = fmt::format("{} ← {}", place(text(source), source.first), place(to.form, to.token));
  if (to.person >= 0) {
    const Person& person = cast_.people()[to.person];
    if (person.first_form != to.form) reason += fmt::format(" ← {}", place(person.first_form, person.first_token));
  }
  return r;
}

std::string PhraseReader::addressee(TokenRange hearer) const {
  std::string reason;
  if (auto people = named_people(hearer, reason); !people.empty()) return people.front().speaker.name;
  const TokenRange head = head_phrase(hearer);
  const std::string_view noun = head_noun(head);
  if (person_nouns().has(noun))
    if (auto one = described(head, noun, {}, reason)) return one->speaker.name;
  for (const EntityHit* hit : cast_.entities_in(head))
    if (hit->range.last == head.last && hit->alias_kind != AliasKind::Adjective) return std::string(hit->entity->name);
  return text(hearer);
}

}  // namespace attache::indexer
