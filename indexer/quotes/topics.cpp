#include "indexer/quotes/topics.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "indexer/quotes/word_classes.hpp"
#include "schema/words.hpp"

namespace attache::indexer {
namespace {

using schema::AliasKind;
using schema::Ring;
using schema::Span;
using schema::Topic;

class TopicList {
 public:
  // An entity is listed once, in its nearest ring (rings are ordered from near to far).
  void add(Topic topic) {
    for (Topic& known : topics_)
      if (known.entity == topic.entity) {
        if (topic.ring < known.ring) known = std::move(topic);
        return;
      }
    topics_.push_back(std::move(topic));
  }
  std::vector<Topic> take() {
    std::stable_sort(topics_.begin(), topics_.end(), [](const Topic& l, const Topic& r) { return l.ring < r.ring; });
    return std::move(topics_);
  }

 private:
  std::vector<Topic> topics_;
};

Span span_of(const Document& document, TokenRange range) {
  return {document.tokens[range.first].span.begin, document.tokens[range.last - 1].span.end};
}

std::string person_id(const Person& person) {
  return person.entity ? std::string(person.entity->id) : "n:" + schema::fold_phrase(person.name);
}

// "Asked about Nato, he said …", "Commenting on the talks, …", "On Iran, the minister said …": words that set the topic.
bool asks(const Document& document, TokenRange lead_in) {
  static const WordSet openings("asked questioned pressed quizzed commenting speaking turning referring regarding responding "
                                "reacting answering addressing discussing on about concerning");
  return !lead_in.empty() && openings.has(document.tokens[lead_in.first].folded);
}

void add_mentioned(const Document& document, const Cast& cast, TokenRange range, bool lead_in, TopicList& list) {
  for (const EntityHit* hit : cast.entities_in(range)) {
    Topic topic;
    topic.entity = std::string(hit->entity->id);
    topic.name = std::string(hit->entity->name);
    topic.span = span_of(document, hit->range);
    const std::string_view words = document.text(topic.span);
    switch (hit->alias_kind) {
      case AliasKind::Name:
      case AliasKind::Metonym:
        topic.ring = Ring::Named;
        if (hit->alias_kind == AliasKind::Metonym) topic.evidence = fmt::format("“{}” stands for {}", words, topic.name);
        break;
      case AliasKind::Adjective:
        topic.ring = Ring::Referred;
        topic.evidence = fmt::format("“{}” points to {}", words, topic.name);
        break;
      case AliasKind::Description: {
        const EntityHit* named = cast.first_named(*hit->entity);
        if (!named) continue;  // a description holds only where the article names the entity
        topic.ring = Ring::Referred;
        const Paragraph& where = document.paragraphs[document.sentences[document.tokens[named->range.first].sentence].paragraph];
        topic.evidence = where.aside ? fmt::format("“{}” is {}, named beside the text", words, topic.name)
                                     : fmt::format("“{}” is {}, named in paragraph {}", words, topic.name, where.number);
        break;
      }
    }
    if (lead_in) {
      topic.ring = Ring::Asked;
      topic.evidence = fmt::format("“{}” in the words that lead in", words);
    }
    if (!hit->entity->part_of.empty()) {
      Topic whole = topic;
      whole.entity = std::string(hit->entity->part_of);
      whole.name = whole.entity;
      if (const schema::Entity* entity = cast.names().find(whole.entity)) whole.name = std::string(entity->name);
      whole.evidence = fmt::format("“{}” is part of {}", words, whole.name);
      if (whole.ring == Ring::Named) whole.ring = Ring::Referred;
      list.add(std::move(whole));
    }
    list.add(std::move(topic));
  }
  for (const Mention* mention : cast.mentions_in(range)) {
    const Person& person = cast.people()[mention->person];
    Topic topic;
    topic.entity = person_id(person);
    topic.name = person.name;
    topic.ring = lead_in ? Ring::Asked : Ring::Named;
    topic.span = span_of(document, mention->range);
    if (lead_in) topic.evidence = fmt::format("“{}” in the words that lead in", document.text(topic.span));
    list.add(std::move(topic));
  }
}

// Bodies of the article that the tables do not know: by full name, by acronym, or as "the union" for the first of that word. One
// with an acronym is listed under both names, as either may be asked for.
void add_bodies(const Document& document, const Cast& cast, TokenRange range, TopicList& list) {
  const auto add = [&](const Body& body, TokenRange words, Ring ring) {
    Topic topic;
    topic.ring = ring;
    topic.span = span_of(document, words);
    const std::string name(document.text(span_of(document, body.range)));
    if (ring == Ring::Referred) topic.evidence = fmt::format("“{}” is {}", document.text(topic.span), name);
    for (const std::string& called : {name, body.acronym}) {
      if (called.empty()) continue;
      topic.entity = "n:" + schema::fold_phrase(called);
      topic.name = called;
      list.add(topic);
    }
  };
  const auto& bodies = cast.bodies();
  auto body = std::lower_bound(bodies.begin(), bodies.end(), range.first,
                               [](const Body& b, std::uint32_t token) { return b.range.first < token; });
  for (; body != bodies.end() && body->range.last <= range.last; ++body) add(*body, body->range, Ring::Named);
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind != TokenKind::Word) continue;
    if (token.capitalised) {
      if (const Body* meant = cast.body_of_acronym(document.text(token))) add(*meant, {i, i + 1}, Ring::Named);
    } else if (i > range.first && document.tokens[i - 1].folded == "the" && speaker_nouns().has(token.folded)) {
      if (const Body* meant = cast.first_body(token.folded, i)) add(*meant, {i - 1, i + 1}, Ring::Referred);
    }
  }
}

constexpr double kSurePronoun = 0.7;  // the ranker's probability from which on a pronoun makes a topic

// "he", "her", "him" in quotation marks, whom the ranker takes: never the speaker, who is "I" there.
void add_ranked_pronouns(const Document& document, const Cast& cast, const Antecedents& antecedents, TokenRange range,
                         const Resolution& resolution, TopicList& list) {
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const Token& token = document.tokens[i];
    if (token.quoted < 0) continue;
    const auto meant = antecedents.of(i, resolution.people);
    if (!meant || meant->candidate.person < 0 || meant->probability < kSurePronoun) continue;
    const Person& person = cast.people()[static_cast<std::size_t>(meant->candidate.person)];
    const Paragraph& where = document.paragraphs[document.sentences[document.tokens[meant->candidate.name.first].sentence].paragraph];
    Topic topic;
    topic.entity = person_id(person);
    topic.name = person.name;
    topic.ring = Ring::Referred;
    topic.span = token.span;
    topic.evidence = fmt::format("“{}” is {}, named in paragraph {}, as it seems", document.text(token), person.name, where.number);
    list.add(std::move(topic));
  }
}

// "he", "her", "him" in the content, when somebody else than the speaker was the last person of that gender named before it
// in the content itself.
void add_pronouns(const Document& document, const Cast& cast, TokenRange range, const Resolution& resolution, TopicList& list) {
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const Token& token = document.tokens[i];
    const schema::Gender gender = gender_of_pronoun(token.folded);
    if (gender == schema::Gender::Unknown || token.folded.size() > 3) continue;  // himself is whoever acts
    const auto mentions = cast.mentions_in({range.first, i});
    for (auto it = mentions.rbegin(); it != mentions.rend(); ++it) {
      const Person& person = cast.people()[(*it)->person];
      const bool agrees = person.gender == gender;
      const bool speaks = std::find(resolution.people.begin(), resolution.people.end(),
                                    static_cast<std::int32_t>((*it)->person)) != resolution.people.end();
      if (!agrees) continue;
      if (speaks) break;  // the speaker speaks of himself, as far as these rules can tell
      Topic topic;
      topic.entity = person_id(person);
      topic.name = person.name;
      topic.ring = Ring::Referred;
      topic.span = token.span;
      topic.evidence = fmt::format("“{}” is {}, named just before", document.text(token), person.name);
      list.add(std::move(topic));
      break;
    }
  }
}

}  // namespace

std::vector<Topic> topics_of(const Document& document, const Cast& cast, const Antecedents* antecedents,
                             const Attribution& attribution, const Resolution& resolution, TokenRange lead_in) {
  TopicList list;
  for (const TokenRange range : attribution.content) {
    add_mentioned(document, cast, range, false, list);
    add_bodies(document, cast, range, list);
    add_pronouns(document, cast, range, resolution, list);
    if (antecedents) add_ranked_pronouns(document, cast, *antecedents, range, resolution, list);
  }
  if (asks(document, lead_in)) add_mentioned(document, cast, lead_in, true, list);
  return list.take();
}

}  // namespace attache::indexer
