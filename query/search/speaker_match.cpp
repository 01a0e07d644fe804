#include "query/search/speaker_match.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <xapian.h>

#include "query/search/day_of.hpp"
#include "query/search/text_facts.hpp"
#include "schema/index_document.hpp"
#include "schema/names/same_person.hpp"
#include "schema/terms.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::AliasKind;
using schema::FieldId;
using schema::Speaker;
using schema::SpeakerClass;
using schema::StoredQuote;
using Words = std::vector<std::string>;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Parts a noun phrase from what follows it: "commander | of the Sarn district".
bool ends_head(std::string_view word) {
  return is_one_of(word, {"of", "for", "to", "in", "at", "from", "with", "on", "who", "which", "that",
                          "close", "familiar", "briefed", "involved"});
}

// "the former minister" is not the minister.
bool is_limiting(std::string_view word) {
  return is_one_of(word, {"former", "ex", "deputy", "vice", "assistant", "shadow", "late", "designate"});
}

Words folded_words(std::string_view text) {
  Words out;
  for (auto& word : schema::words_of(text)) out.push_back(std::move(word.folded));
  return out;
}

bool is_corporate_suffix(std::string_view word) {
  return is_one_of(
      word, {"ltd", "inc", "corp", "co", "plc", "sa", "ag", "company", "corporation", "limited", "group", "the"});
}

bool same_spelling(const std::string& a, const std::string& b) {
  return a == b || schema::spelling_key(a) == schema::spelling_key(b);
}

// What says of somebody that he speaks for a country or body.
bool is_official_word(std::string_view word) {
  return is_one_of(word, {"adviser", "aide", "ambassador", "chairman", "chairwoman", "chancellor", "commander",
                          "commissioner", "delegate", "delegation", "diplomat", "diplomats", "envoy", "envoys", "governor", "minister", "ministers",
                          "ministry", "negotiator", "negotiators", "official", "officials", "premier", "president",
                          "representative", "secretary", "spokesman", "spokesmen", "spokesperson", "spokespeople",
                          "spokeswoman"});
}

bool is_no_longer(std::string_view word) { return is_one_of(word, {"designate", "ex", "former", "late", "shadow"}); }

// The part of a description before whom somebody is accredited to: "China's ambassador | to Britain".
std::string_view before_preposition(std::string_view text) {
  for (const auto& word : schema::words_of(text))
    if (is_one_of(word.folded, {"at", "in", "to", "with"})) return text.substr(0, word.span.begin);
  return text;
}

// The last word of each noun phrase of a description, where no limiting word stands before it but those in `allowed`.
// `name` is left out.
Words heads_of(std::string_view text, const Words& name, const Words& allowed) {
  Words out;
  std::string last;
  bool limited = false, after_head = false;
  std::uint32_t end = 0;
  const auto close = [&] {
    if (!last.empty() && !limited) out.push_back(last);
    last.clear();
    limited = after_head = false;
  };
  for (const auto& word : schema::words_of(text)) {
    const auto between = text.substr(end, word.span.begin - end);
    if (between.find_first_of(",;()") != std::string_view::npos || word.folded == "and") close();
    end = word.span.end;
    if (word.folded == "and" || std::find(name.begin(), name.end(), word.folded) != name.end()) continue;
    limited = limited ||
              (is_limiting(word.folded) && std::find(allowed.begin(), allowed.end(), word.folded) == allowed.end());
    after_head = after_head || ends_head(word.folded);
    if (!after_head) last = word.folded;
  }
  close();
  return out;
}

// "Ostrian", "NSU": looks like whose an office is, though no table knows it.
bool looks_like_whose(std::string_view typed) {
  if (typed.size() < 2 || typed[0] < 'A' || typed[0] > 'Z') return false;
  const bool capitals = std::all_of(typed.begin(), typed.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return capitals || typed.ends_with("an") || typed.ends_with("ese") || typed.ends_with("ish");
}
bool is_whose(const Part& part) { return part.entity.empty() && !part.phrase && looks_like_whose(part.text); }

// The folded words of a body the tables do not know ("n:ostria"); empty for one they know.
Words words_of_unknown(std::string_view body) { return body.starts_with("n:") ? folded_words(body.substr(2)) : Words{}; }

// Days over which somebody is taken to keep the office he was described with.
constexpr std::int32_t kKeepsOfficeDays = 366;

bool speaks_alike(std::string_view word) { return is_one_of(word, {"spokesman", "spokeswoman", "spokesperson"}); }

Words with_same_meaning(Words words) {
  if (std::any_of(words.begin(), words.end(), speaks_alike))
    words.insert(words.end(), {"spokesman", "spokeswoman", "spokesperson"});
  return words;
}

}  // namespace

std::vector<std::string> with_country(std::vector<std::string> words) {
  const auto word = words.front();
  if (word.ends_with("ian")) words.push_back(word.substr(0, word.size() - 1));
  if (word.ends_with("ia")) words.push_back(word + "n");
  return words;
}

SpeakerMatch::SpeakerMatch(const Who& who, const schema::Names& names, const Languages& languages)
    : who_(who), names_(names), languages_(languages) {
  asked_words_ = folded_words(who.text);
  const auto heads = heads_of(who.text, {}, asked_words_);
  if (heads.empty()) return;
  head_ = {heads.front()};
  for (const auto& part : who.description)
    if (part.entity.empty() && !part.phrase && part.words.front() == heads.front())
      head_ = with_same_meaning(part.words);
}

Xapian::Query SpeakerMatch::to_learn_from() const {
  using Xapian::Query;
  if (is_given_name_alone()) return candidates();
  const auto all = description_terms();
  return Query(Query::OP_AND, all.begin(), all.end());
}

// The description's words, each with what means the same; entities and "Ostrian" may be said in many ways.
std::vector<Xapian::Query> SpeakerMatch::description_terms() const {
  using Xapian::Query;
  std::vector<Query> all;
  for (const auto& part : who_.description) {
    if (!part.entity.empty() || is_whose(part)) continue;
    std::vector<Query> forms;
    for (const auto& word : with_same_meaning(part.words))
      if (word.find(' ') == std::string::npos)
        forms.push_back(languages_.any_form(FieldId::Description, word));
    all.emplace_back(Query::OP_OR, forms.begin(), forms.end());
  }
  if (all.empty() && !who_.description.empty() && !head_.empty())  // "the Russians"
    all.push_back(languages_.any_form(FieldId::Description, head_.front()));
  return all;
}

Xapian::Query SpeakerMatch::candidates() const {
  using Xapian::Query;
  std::vector<Query> any;
  const auto add_word = [&](const std::string& folded) {
    any.push_back(languages_.any_form(FieldId::SpeakerWord, folded));
    for (const auto& key : folded_words(schema::spelling_key(folded)))
      any.push_back(languages_.any_form(FieldId::SpeakerKey, key));
  };
  const auto add_name = [&](const Words& name) {
    // Given names are borne by thousands: the rest of the name finds him.
    const auto is_given = [&](const std::string& word) {
      return names_.gender_of_given_name(word) != schema::Gender::Unknown;
    };
    const bool all_given = std::all_of(name.begin(), name.end(), is_given);
    for (const auto& word : name)
      if (all_given || !is_given(word) || &word == &name.back()) add_word(word);
  };
  for (const auto& id : who_.entities) any.emplace_back(schema::value_term(FieldId::Speaker, id));
  for (const auto& [id, day] : described_) any.emplace_back(schema::value_term(FieldId::Speaker, id));
  add_name(who_.name);
  if (const auto acronym = schema::initials_of(schema::words_of(schema::joined(who_.name))); !acronym.empty())
    any.push_back(languages_.any_form(FieldId::SpeakerWord, acronym));
  if (who_.office) {
    any.emplace_back(schema::value_term(FieldId::Office, schema::to_string(*who_.office)));
    for (const auto* term : names_.terms(*who_.office)) {
      any.emplace_back(schema::value_term(FieldId::Speaker, term->person->id));
      add_name(folded_words(term->person->name));
    }
  }
  if (const auto all = description_terms(); !all.empty())  // "premier" for "prime minister": any word of it
    any.emplace_back(who_.office_kind ? Query::OP_OR : Query::OP_AND, all.begin(), all.end());
  if (!who_.officials_of.empty()) add_officials(any);
  if (who_.unnamed) {
    const Query unnamed(schema::value_term(FieldId::SpeakerClass, schema::name_of(SpeakerClass::Unnamed)));
    if (who_.description.empty()) return unnamed;
    return Query(Query::OP_AND, unnamed, Query(Query::OP_OR, any.begin(), any.end()));
  }
  return Query(Query::OP_OR, any.begin(), any.end());
}

// Its officials by the offices that the tables know, and whoever is described with one of its names.
void SpeakerMatch::add_officials(std::vector<Xapian::Query>& any) const {
  using Xapian::Query;
  std::vector<Query> unknown;
  for (const auto& word : words_of_unknown(who_.officials_of)) {
    std::vector<Query> forms;
    for (const auto& form : with_country({word})) forms.push_back(languages_.any_form(FieldId::Description, form));
    unknown.emplace_back(Query::OP_OR, forms.begin(), forms.end());
  }
  if (!unknown.empty()) any.emplace_back(Query::OP_AND, unknown.begin(), unknown.end());
  any.emplace_back(schema::value_term(FieldId::OfficeBody, who_.officials_of));
  const auto* body = names_.find(who_.officials_of);
  if (!body) return;
  if (who_.officials_of.starts_with("c:"))
    any.emplace_back(schema::value_term(FieldId::Country, std::string_view(who_.officials_of).substr(2)));
  for (const auto kind : {AliasKind::Name, AliasKind::Metonym, AliasKind::Adjective})
    for (const auto alias : names_.aliases(*body, kind)) {
      std::vector<Query> words;
      for (const auto& word : folded_words(alias))
        words.push_back(languages_.any_form(FieldId::Description, word));
      any.emplace_back(Query::OP_AND, words.begin(), words.end());
    }
}

// The name has the words asked for as they were typed, and where the source names him, so does the source.
bool SpeakerMatch::is_spelt_so(const Speaker& speaker, std::string_view source) const {
  const auto name = folded_words(speaker.name), said = folded_words(source);
  return std::all_of(asked_words_.begin(), asked_words_.end(), [&](const std::string& asked) {
    if (std::find(said.begin(), said.end(), asked) != said.end()) return true;
    const bool otherwise = std::any_of(said.begin(), said.end(), [&](const auto& word) { return same_spelling(word, asked); });
    return !otherwise && std::find(name.begin(), name.end(), asked) != name.end();
  });
}

bool SpeakerMatch::is_entity(const Speaker& speaker) const {
  return !speaker.id.empty() &&
         std::find(who_.entities.begin(), who_.entities.end(), speaker.id) != who_.entities.end();
}

bool SpeakerMatch::is_person_called(const Words& spoken) const {
  const auto& asked = who_.name;
  if (asked.empty() || spoken.empty()) return false;
  if (asked.size() == 1) {
    if (same_spelling(asked[0], spoken.back())) return true;
    if (names_.gender_of_given_name(asked[0]) != schema::Gender::Unknown) return false;
    return std::any_of(spoken.begin(), spoken.end(), [&](const auto& word) { return same_spelling(asked[0], word); });
  }
  if (spoken.size() == 1) return same_spelling(asked.back(), spoken[0]);
  return schema::may_be_same_person(names_, schema::joined(asked), schema::joined(spoken));
}

bool SpeakerMatch::is_named(const Speaker& speaker) const {
  const auto spoken = folded_words(speaker.name);
  if (who_.name.empty() || spoken.empty()) return false;
  if (speaker.speaker_class == SpeakerClass::Person) {
    // Two people whom the tables both know are two.
    const bool both_known = speaker.id.starts_with("p:") && !who_.entities.empty();
    return !both_known && is_person_called(spoken);
  }
  if (!who_.entities.empty()) return false;
  const auto bare = [](Words words) {
    std::erase_if(words, [](const auto& word) { return is_corporate_suffix(word); });
    return words;
  };
  const auto asked = bare(who_.name), said = bare(spoken);
  if (asked.empty() || said.empty()) return false;
  return asked == said || (asked.size() == 1 && asked[0] == schema::initials_of(schema::words_of(speaker.name))) ||
         (said.size() == 1 && said[0] == schema::initials_of(schema::words_of(schema::joined(who_.name))));
}

bool SpeakerMatch::is_given_name_alone() const {
  return who_.name.size() == 1 && names_.gender_of_given_name(who_.name[0]) != schema::Gender::Unknown;
}

void SpeakerMatch::learn(const StoredQuote& quote) {
  if (quote.quote.speakers.size() != 1) return;
  const auto& speaker = quote.quote.speakers.front();
  const auto day = day_of(quote);
  if (day && speaker.speaker_class == SpeakerClass::Person && !speaker.id.empty() &&
      is_described(speaker, "", quote, false))  // what one sentence calls him is not enough to go by elsewhere
    described_.emplace(speaker.id, schema::days_since_epoch(*day));
  if (!is_given_name_alone()) return;
  const auto name = folded_words(speaker.name);
  if (name.size() < 2 || speaker.id.empty()) return;
  bool given = false, other = false;
  for (const auto& word : folded_words(quote.source)) {
    const bool of_name = std::find(name.begin(), name.end(), word) != name.end();
    given = given || (of_name && same_spelling(word, who_.name[0]));
    other = other || (of_name && !same_spelling(word, who_.name[0]));
  }
  if (given && !other) called_so_.emplace(quote.article.uid, speaker.id);
}

bool SpeakerMatch::is_known_as(const Speaker& speaker, std::optional<schema::Date> day) const {
  if (!day || speaker.id.empty()) return false;
  const auto days = schema::days_since_epoch(*day);
  const auto at = described_.lower_bound({speaker.id, days - kKeepsOfficeDays});
  return at != described_.end() && at->first == speaker.id && at->second <= days + kKeepsOfficeDays;
}

bool SpeakerMatch::is_called_so(const Speaker& speaker, const StoredQuote& quote) const {
  return called_so_.count({quote.article.uid, speaker.id}) > 0;
}

std::optional<std::string> SpeakerMatch::holds_office(const Speaker& speaker, std::optional<schema::Date> day) const {
  if (who_.office && day) {
    for (const auto* term : names_.holders(*who_.office, *day))
      if (term->person->id == speaker.id)
        return fmt::format("{} held {} on {}", term->person->name, schema::to_string(*who_.office), to_string(*day));
  }
  if (!who_.office && !who_.office_kind) return std::nullopt;
  const auto says_so = [&](std::string_view text) {
    const auto words = folded_words(text);
    if (words.empty() || std::any_of(words.begin(), words.end(), is_limiting)) return false;
    if (who_.office) return names_.parse_office(text) == who_.office;
    const auto office = names_.parse_office(text);
    return office ? office->kind == who_.office_kind : names_.parse_office_kind(text) == who_.office_kind;
  };
  if (says_so(speaker.office) || std::any_of(speaker.descriptions.begin(), speaker.descriptions.end(), says_so))
    return fmt::format("described as {}", speaker.office.empty() ? who_.text : speaker.office);
  return std::nullopt;
}

bool SpeakerMatch::is_described(const Speaker& speaker, std::string_view source, const StoredQuote& quote, bool country_unsaid) const {
  if (who_.description.empty() || head_.empty()) return false;
  const auto day = day_of(quote);
  const auto& stem = languages_.stemmer_of(quote.article.language);
  const auto name = speaker.speaker_class == SpeakerClass::Person ? folded_words(speaker.name) : Words{};
  TextFacts facts(names_, stem);
  bool described = false, of_another = false;  // another country's or body's
  const auto says_whose = [](const Part& part) { return !part.entity.empty() || is_whose(part); };
  const auto add = [&](std::string_view text) {
    if (text.empty()) return;
    for (const auto& word : schema::words_of(text))
      of_another =
          of_another || (looks_like_whose(schema::text_of(text, word.span)) &&
                         std::find(asked_words_.begin(), asked_words_.end(), word.folded) == asked_words_.end() &&
                         std::find(name.begin(), name.end(), word.folded) == name.end());
    const auto heads = heads_of(text, name, asked_words_);
    const bool is_head = std::any_of(heads.begin(), heads.end(), [&](const std::string& head) {
      return std::any_of(head_.begin(), head_.end(),
                         [&](const auto& asked) { return stem(asked) == stem(head); });
    });
    // All its words in one description: a foreign minister who met a prime minister is no prime minister.
    TextFacts here(names_, stem);
    if (is_head && !described) here.add(text);
    const auto has_part = [&](const Part& part) {
      return says_whose(part) || here.has(part) || here.has_any(with_same_meaning(part.words));
    };
    described = described || (is_head && std::all_of(who_.description.begin(), who_.description.end(), has_part));
    if (is_head || heads.empty() || !std::any_of(heads.begin(), heads.end(), is_limiting)) facts.add(text);
  };
  add(speaker.office);
  for (const auto& description : speaker.descriptions) add(description);
  add(source);
  if (speaker.speaker_class != SpeakerClass::Person) add(speaker.name);
  if (!described) return false;
  if (const auto* entity = speaker.id.empty() ? nullptr : names_.find(speaker.id)) {
    facts.add_entity(std::string(entity->id));
    if (!entity->country.empty()) facts.add_entity(std::string(entity->country));
  }
  if (country_unsaid && (of_another || facts.has_country_besides(who_.description))) return false;
  return std::all_of(who_.description.begin(), who_.description.end(), [&](const Part& part) {
    if (!says_whose(part) || facts.has(part)) return true;
    if (country_unsaid && (part.entity.starts_with("c:") || is_whose(part))) return true;
    if (part.entity.empty()) return facts.has_any(with_country(part.words));
    // "Zelensky's office" is "the president's office" while he is president.
    const auto* entity = names_.find(part.entity);
    if (!entity || entity->kind != schema::EntityKind::Person || !day) return false;
    const auto terms = names_.offices_of(*entity, *day);
    return std::any_of(terms.begin(), terms.end(), [&](const schema::Term* term) {
      return facts.has_any({term->office.kind == "head_of_state" ? "president" : "minister"});
    });
  });
}

bool SpeakerMatch::is_official(const Speaker& speaker, std::string_view source, const StoredQuote& quote) const {
  const auto day = day_of(quote);
  const auto* entity = speaker.id.empty() ? nullptr : names_.find(speaker.id);
  if (entity && entity->kind == schema::EntityKind::Person && day)
    for (const auto* term : names_.offices_of(*entity, *day))
      if (term->office.body == who_.officials_of) return true;
  const bool of_country = entity && entity->country == who_.officials_of;
  const auto unknown = words_of_unknown(who_.officials_of);
  const auto says_so = [&](std::string_view text) {
    text = before_preposition(text);
    const auto words = folded_words(text);
    if (std::none_of(words.begin(), words.end(), is_official_word) ||
        std::any_of(words.begin(), words.end(), is_no_longer))
      return false;
    TextFacts facts(names_, languages_.stemmer_of(quote.article.language));
    facts.add(text);
    if (!unknown.empty())
      return std::all_of(unknown.begin(), unknown.end(), [&](const auto& word) { return facts.has_any(with_country({word})); });
    return facts.has_entity(who_.officials_of) || (of_country && !facts.has_country_besides({}));
  };
  return says_so(speaker.office) || (speaker.speaker_class != SpeakerClass::Person && says_so(source)) ||
         (speaker.speaker_class != SpeakerClass::Person && says_so(speaker.name)) ||
         std::any_of(speaker.descriptions.begin(), speaker.descriptions.end(), says_so);
}

std::optional<std::string> SpeakerMatch::matches(const StoredQuote& quote) const {
  for (std::size_t place = 0; place < quote.quote.speakers.size(); ++place)
    if (auto reason = matches(quote, place)) return reason;
  return std::nullopt;
}

std::optional<std::string> SpeakerMatch::matches(const StoredQuote& quote, std::size_t place,
                                                 bool country_unsaid) const {
  const auto& speaker = quote.quote.speakers[place];
  const auto day = day_of(quote);
  const std::string_view source = quote.quote.speakers.size() == 1 ? quote.source : std::string_view{};
  if (who_.unnamed && speaker.speaker_class != SpeakerClass::Unnamed) return std::nullopt;
  if (who_.unnamed && who_.description.empty()) return "unnamed";
  if (who_.exact && !is_spelt_so(speaker, source)) return std::nullopt;
  if (!who_.officials_of.empty())
    return is_official(speaker, source, quote) ? std::optional<std::string>("official") : std::nullopt;
  if (is_entity(speaker)) return "identity";
  if (is_named(speaker) || is_called_so(speaker, quote)) return "name";
  if (auto reason = holds_office(speaker, day)) return reason;
  if (is_described(speaker, source, quote, country_unsaid)) return "description";
  if (is_known_as(speaker, day)) return "description in another article";
  return std::nullopt;
}

bool SpeakerMatch::matches_addressee(const StoredQuote& quote) const {
  const auto& to = quote.quote.to;
  if (to.empty()) return false;
  TextFacts facts(names_, languages_.stemmer_of(quote.article.language));
  facts.add(to);
  for (const auto& id : who_.entities)
    if (facts.has_entity(id)) return true;
  if (!who_.name.empty() && is_person_called(folded_words(to))) return true;
  return !who_.description.empty() && std::all_of(who_.description.begin(), who_.description.end(),
                                                  [&](const Part& part) { return facts.has(part); });
}

std::vector<Part> SpeakerMatch::whose() const {
  std::vector<Part> out;
  for (const auto& part : who_.description)
    if (part.entity.starts_with("c:") || (is_whose(part) && (head_.empty() || part.words.front() != head_.front())))
      out.push_back(part);
  return out;
}

}  // namespace attache::query
