#include "query/answer/who.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::SpeakerClass;

// What the name finds of one speaker.
struct Asked {
  std::string why;
  std::uint64_t quotes = 0;
  std::uint64_t unsure = 0;
};

// Folded; of a person of the tables as these have it, else the last word; empty for no name.
std::string surname_of(const std::string& id, const std::string& name, const schema::Names& names) {
  const auto words = schema::words_of(name);
  if (words.empty()) return "";
  for (auto word = words.rbegin(); word != words.rend(); ++word)
    for (const auto* person : names.people_by_surname(word->folded))
      if (person->id == id) return word->folded;
  return words.back().folded;
}

// Of each person card everybody else in the whole archive with a surname of the same spelling key.
void add_namesakes(const schema::IndexView& view, const Query& asked, const schema::Names& names,
                   std::vector<SpeakerCard>& cards) {
  const auto key_of = [&](const SpeakerRow& row) {
    return row.speaker_class == SpeakerClass::Person ? schema::spelling_key(surname_of(row.id, row.name, names))
                                                     : std::string();
  };
  std::set<std::string> keys;
  for (const auto& card : cards) keys.insert(key_of(card.row));
  keys.erase("");
  if (keys.empty()) return;
  Query all;
  all.min_confidence = asked.min_confidence;
  SpeakerTally tally(std::nullopt, names);
  each_quote_spelled(view, all, keys, [&](Hit&& hit) { tally.add(hit); });
  std::map<std::string, std::vector<SpeakerRow>> by_key;
  for (auto& row : tally.rows())
    if (auto key = key_of(row); keys.contains(key)) by_key[std::move(key)].push_back(std::move(row));
  for (auto& card : cards)
    for (const auto& other : by_key[key_of(card.row)])
      if (other.id != card.row.id) card.namesakes.push_back({other.id, other.name, other.quotes, other.unsure});
}

// Entities the name may mean by the tables alone: those it names, and who ever held the office.
std::vector<const schema::Entity*> known_to_tables(const Who& who, const schema::Names& names) {
  std::vector<const schema::Entity*> out;
  const auto add = [&](const schema::Entity* entity) {
    if (entity && std::find(out.begin(), out.end(), entity) == out.end()) out.push_back(entity);
  };
  for (const auto& id : who.entities) add(names.find(id));
  if (who.office)
    for (const auto* term : names.terms(*who.office)) add(term->person);
  return out;
}

void add_tables(SpeakerCard& card, const schema::Names& names) {
  card.entity = card.row.id.empty() ? nullptr : names.find(card.row.id);
  card.examples = {card.row.name};
  if (!card.entity) return;
  if (card.entity->kind == schema::EntityKind::Person)
    card.terms = names.terms(*card.entity);
  else if (card.entity->kind == schema::EntityKind::Country || card.entity->kind == schema::EntityKind::Organisation)
    card.examples.push_back("officials of " + card.row.name);
}

}  // namespace

WhoAnswer who_is(const schema::IndexView& view, const Query& query, const schema::Names& names) {
  std::map<std::string, Asked> asked;  // by id
  SpeakerTally found(std::nullopt, names);
  auto findings = each_quote(view, query, names, [&](Hit&& hit) {
    found.add(hit);
    for (const auto place : hit.who_at) {
      const auto& id = hit.quote.quote.speakers[place].id;
      if (id.empty()) continue;
      auto& one = asked[id];
      if (one.why.empty()) one.why = hit.who;
      ++(hit.unsure ? one.unsure : one.quotes);
    }
  });
  WhoAnswer out;
  out.account = found.account(found.rows(), findings, query, view.totals);
  out.notes = std::move(findings.notes);
  Who ids;
  for (const auto& [id, one] : asked) ids.entities.push_back(id);
  if (!asked.empty()) {
    auto of_ids = query;
    of_ids.who = {std::move(ids)};
    for (auto& row : list_speakers(view, of_ids, std::nullopt, names).rows) {
      const auto& one = asked.at(row.id);
      SpeakerCard card;
      card.row = std::move(row);
      card.why = one.why;
      card.asked_quotes = one.quotes;
      card.asked_unsure = one.unsure;
      out.cards.push_back(std::move(card));
    }
  }
  std::stable_sort(out.cards.begin(), out.cards.end(),
                   [](const SpeakerCard& a, const SpeakerCard& b) { return a.asked_quotes > b.asked_quotes; });
  for (const auto& who : query.who)
    for (const auto* entity : known_to_tables(who, names)) {
      if (asked.contains(std::string(entity->id))) continue;
      SpeakerCard card;
      card.row.id = entity->id;
      card.row.name = entity->name;
      card.row.speaker_class =
          entity->kind == schema::EntityKind::Person ? SpeakerClass::Person : SpeakerClass::Collective;
      out.cards.push_back(std::move(card));
    }
  add_namesakes(view, query, names, out.cards);
  for (auto& card : out.cards) add_tables(card, names);
  return out;
}

WhoAnswer who_is(schema::ArchiveReader& archive, const Query& query, const schema::Names& names) {
  return archive.read([&](const schema::IndexView& view) { return who_is(view, query, names); });
}

}  // namespace attache::query
