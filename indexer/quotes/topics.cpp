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

// "he", "her", "him" in the content of an indirect quotation, when somebody else than the speaker was the last person of
// that gender named before in the same sentence or the one before it.
void add_pronouns(const Document& document, const Cast& cast, TokenRange range, const Resolution& resolution, TopicList& list) {
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const Token& token = document.tokens[i];
    const bool male = token.folded == "he" || token.folded == "him" || token.folded == "his";
    const bool female = token.folded == "she" || token.folded == "her";
    if (!male && !female) continue;
    const std::uint32_t from = document.sentences[token.sentence > 0 ? token.sentence - 1 : 0].first;
    const auto mentions = cast.mentions_in({from, i});
    for (auto it = mentions.rbegin(); it != mentions.rend(); ++it) {
      const Person& person = cast.people()[(*it)->person];
      const bool agrees = person.gender == (male ? schema::Gender::Male : schema::Gender::Female);
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

std::vector<Topic> topics_of(const Document& document, const Cast& cast, const Attribution& attribution,
                             const Resolution& resolution, TokenRange lead_in) {
  TopicList list;
  for (const TokenRange range : attribution.content) {
    add_mentioned(document, cast, range, false, list);
    add_pronouns(document, cast, range, resolution, list);
  }
  if (!lead_in.empty()) add_mentioned(document, cast, lead_in, true, list);
  return list.take();
}

}  // namespace attache::indexer
