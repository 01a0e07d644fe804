#include "query/search/subject_match.hpp"

#include <algorithm>
#include <map>

#include <xapian.h>

#include "query/search/quote_filter.hpp"
#include "schema/terms.hpp"

namespace attache::query {
namespace {

using schema::AliasKind;
using schema::FieldId;
using schema::Ring;
using schema::StoredQuote;
using XQuery = Xapian::Query;

constexpr Ring kAllRings[] = {Ring::Named, Ring::Referred, Ring::Asked, Ring::Article};

}  // namespace

std::string_view lead_in_of(const StoredQuote& quote) {
  const auto context = quote.quote.context, lead_in = quote.quote.lead_in;
  if (lead_in.empty() || !context.contains(lead_in) || quote.context.size() != context.size()) return {};
  return std::string_view(quote.context).substr(lead_in.begin - context.begin, lead_in.size());
}

SubjectMatch::SubjectMatch(const Subject& subject, const Rings& rings, const schema::Names& names,
                           const Languages& languages, std::size_t missing)
    : subject_(subject), rings_(rings), names_(names), languages_(languages), missing_(missing) {
  for (const auto& member : subject.members) members_.emplace_back(member, rings, names, languages, missing);
}

bool SubjectMatch::wants(Ring ring) const {
  switch (ring) {
    case Ring::Named: return rings_.named;
    case Ring::Referred: return rings_.referred;
    case Ring::Asked: return rings_.asked;
    case Ring::Article: break;
  }
  return rings_.article;
}

// By the engine's topics, and by the words of its names in the content: matches() then looks whether they are the name.
XQuery SubjectMatch::entity_query(const std::string& id) const {
  std::vector<XQuery> any;
  for (const auto ring : kAllRings)
    if (wants(ring)) any.emplace_back(schema::value_term(schema::field_of(ring), id));
  const auto* entity = names_.find(id);
  if (!entity) return any_of(any);
  for (const auto kind : {AliasKind::Name, AliasKind::Metonym, AliasKind::Adjective})
    for (const auto alias : names_.aliases(*entity, kind)) {
      std::vector<XQuery> words;
      std::size_t letters = 0;
      for (const auto& word : schema::words_of(alias)) {
        words.push_back(languages_.any_form(FieldId::Text, word.folded));
        letters += word.folded.size();
      }
      // "us", "it": the topics tell these from the words.
      if (letters > 2) any.push_back(all_of(words));
    }
  return any_of(any);
}

XQuery SubjectMatch::part_query(const Part& part) const {
  if (!part.entity.empty()) {
    const auto entity = entity_query(part.entity);
    if (!part.entity.starts_with("p:")) return entity;
    return any_of({entity, languages_.any_form(FieldId::Text, part.words.back())});
  }
  const auto word_query = [&](const std::string& word) {
    std::vector<XQuery> all;
    for (const auto& each : schema::words_of(word)) {
      std::vector<XQuery> where{languages_.any_form(FieldId::Text, each.folded)};
      if (rings_.asked) where.push_back(languages_.any_form(FieldId::LeadIn, each.folded));
      all.push_back(any_of(where));
    }
    return all_of(all);
  };
  std::vector<XQuery> queries;
  for (const auto& word : part.words) queries.push_back(word_query(word));
  return part.phrase ? all_of(queries) : any_of(queries);
}

XQuery SubjectMatch::candidates() const {
  if (!members_.empty()) {
    std::vector<XQuery> each;
    for (const auto& member : members_) each.push_back(member.candidates());
    return subject_.join == Subject::Join::Any ? any_of(each) : all_of(each);
  }
  std::vector<XQuery> any;
  for (const auto& id : subject_.entities) any.push_back(entity_query(id));
  if (!subject_.name.empty()) {
    const auto& last = subject_.name.back();
    any.push_back(languages_.any_form(FieldId::Text, last));
    std::string id = "n:";
    for (const auto& word : subject_.name) id += (id.size() > 2 ? " " : "") + word;
    any.push_back(entity_query(id));
  }
  if (!subject_.acronym.empty()) any.push_back(languages_.any_form(FieldId::Text, subject_.acronym));
  if ((subject_.entities.empty() || subject_.or_parts) && !subject_.parts.empty()) {
    std::vector<XQuery> parts;
    for (const auto& part : subject_.parts) parts.push_back(part_query(part));
    if (missing_ == 0) {
      any.push_back(all_of(parts));
    } else {
      // With m of n parts absent each match still has one of any m + 1 parts; entities and long words are the rarest.
      std::vector<std::size_t> order(parts.size());
      for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
      std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return subject_.parts[a].text.size() > subject_.parts[b].text.size();
      });
      std::vector<XQuery> rare;
      for (std::size_t i = 0; i <= missing_ && i < order.size(); ++i) rare.push_back(parts[order[i]]);
      any.push_back(any_of(rare));
    }
  }
  return any_of(any);
}

std::optional<About> SubjectMatch::entity_in(const std::vector<std::string>& ids, const StoredQuote& quote,
                                             const TextFacts& content) const {
  std::optional<About> best;
  for (const auto& topic : quote.quote.topics) {
    if (!wants(topic.ring) || (best && best->ring <= topic.ring)) continue;
    const auto* entity = names_.find(topic.entity);
    const bool met = std::find(ids.begin(), ids.end(), topic.entity) != ids.end() ||
                     (entity && !entity->part_of.empty() &&
                      std::find(ids.begin(), ids.end(), entity->part_of) != ids.end());
    if (met) best = About{topic.name, topic.ring, topic.evidence, topic.span};
  }
  if (best && best->ring == Ring::Named) return best;
  if (!rings_.named) return best;
  for (const auto& id : ids)
    if (content.has_entity(id)) {
      const auto* entity = names_.find(id);
      return About{entity ? std::string(entity->name) : id, Ring::Named, "", {}};
    }
  return best;
}

TextFacts SubjectMatch::facts_of(std::string_view text, std::string_view language) const {
  TextFacts facts(names_, languages_.stemmer_of(language));
  if (!text.empty()) facts.add(text);
  return facts;
}

bool SubjectMatch::name_in(const TextFacts& content) const {
  return (!subject_.name.empty() && content.has_spelling(subject_.name.back())) ||
         (!subject_.acronym.empty() && content.has_any({subject_.acronym}));
}

// A free topic: each part in the content, or in the words that lead in; the farthest of their rings.
std::optional<About> SubjectMatch::parts_in(const StoredQuote& quote, const TextFacts& content) const {
  if (subject_.parts.empty()) return std::nullopt;
  const auto lead_in = rings_.asked ? lead_in_of(quote) : std::string_view{};
  const auto led = facts_of(lead_in, quote.article.language);
  About about{subject_.text, Ring::Named, "", {}};
  std::size_t missing = 0;
  for (const auto& part : subject_.parts) {
    std::optional<About> one;
    if (!part.entity.empty()) one = entity_in({part.entity}, quote, content);
    if (!one && content.has(part)) one = About{};
    // "who said “red line”" asks for words that were said.
    if (!one && !lead_in.empty() && !(subject_.claim && part.phrase) && led.has(part))
      one = About{"", Ring::Asked, std::string(lead_in), quote.quote.lead_in};
    if (!one && ++missing > missing_) return std::nullopt;
    if (one && one->ring > about.ring) {
      about.ring = one->ring;
      about.evidence = one->evidence;
      about.span = one->span;
    }
  }
  return about;
}

std::vector<About> SubjectMatch::all_matches(const StoredQuote& quote) const {
  std::vector<About> out;
  if (members_.empty()) {
    if (auto about = one_matches(quote)) out.push_back(std::move(*about));
    return out;
  }
  for (const auto& member : members_) {
    auto about = member.one_matches(quote);
    if (!about && subject_.join == Subject::Join::All) return {};
    if (about) out.push_back(std::move(*about));
  }
  return out;
}

std::optional<About> SubjectMatch::matches(const StoredQuote& quote) const {
  auto abouts = all_matches(quote);
  if (abouts.empty()) return std::nullopt;
  const auto nearer = [](const About& a, const About& b) { return a.ring < b.ring; };
  return *(subject_.join == Subject::Join::All ? std::max_element(abouts.begin(), abouts.end(), nearer)
                                               : std::min_element(abouts.begin(), abouts.end(), nearer));
}

std::optional<About> SubjectMatch::one_matches(const StoredQuote& quote) const {
  const auto content = facts_of(quote.content, quote.article.language);
  std::optional<About> best;
  if (!subject_.entities.empty()) best = entity_in(subject_.entities, quote, content);
  if (best && best->ring == Ring::Named) return best;
  if (rings_.named && name_in(content)) return About{subject_.text, Ring::Named, "", {}};
  if (!subject_.name.empty()) {
    std::string id = "n:";
    for (const auto& word : subject_.name) id += (id.size() > 2 ? " " : "") + word;
    if (auto other = entity_in({id}, quote, content); other && (!best || other->ring < best->ring)) best = other;
  }
  if (subject_.entities.empty() || (subject_.or_parts && !best))
    if (auto free = parts_in(quote, content); free && (!best || free->ring < best->ring)) best = free;
  return best;
}

bool SubjectMatch::named_in(std::string_view text, std::string_view language) const {
  if (text.empty()) return false;
  if (!members_.empty()) {
    const auto named = [&](const SubjectMatch& member) { return member.named_in(text, language); };
    return subject_.join == Subject::Join::Any ? std::any_of(members_.begin(), members_.end(), named)
                                               : std::all_of(members_.begin(), members_.end(), named);
  }
  const auto facts = facts_of(text, language);
  for (const auto& id : subject_.entities)
    if (facts.has_entity(id)) return true;
  if (name_in(facts)) return true;
  if (!subject_.entities.empty() && !subject_.or_parts) return false;
  return !subject_.parts.empty() &&
         std::all_of(subject_.parts.begin(), subject_.parts.end(), [&](const Part& part) { return facts.has(part); });
}

}  // namespace attache::query
