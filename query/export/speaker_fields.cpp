#include "query/export/fields.hpp"
#include "query/export/flat.hpp"

namespace attache::query {
namespace {

using schema::AliasKind;
using schema::EntityKind;
using T = FieldType;

std::string_view name_of(EntityKind kind) {
  switch (kind) {
    case EntityKind::Country: return "country";
    case EntityKind::Organisation: return "organisation";
    case EntityKind::Place: return "place";
    case EntityKind::Agreement: return "agreement";
    case EntityKind::Person: return "person";
    case EntityKind::Thing: return "thing";
  }
  return "";
}

std::string_view name_of(AliasKind kind) {
  switch (kind) {
    case AliasKind::Name: return "name";
    case AliasKind::Metonym: return "metonym";
    case AliasKind::Adjective: return "adjective";
    case AliasKind::Description: return "description";
  }
  return "";
}

Json variants_json(const SpeakerRow& row) {
  Json out = Json::array();
  for (const auto& variant : row.variants) out.push_back({{"text", variant.text}, {"quotes", variant.quotes}});
  return out;
}

Json descriptions_json(const SpeakerRow& row) {
  Json out = Json::array();
  for (const auto& one : row.descriptions)
    out.push_back({{"text", one.text},
                   {"office", or_null(one.office)},
                   {"first", or_null(one.days.first)},
                   {"last", or_null(one.days.last)},
                   {"quotes", one.quotes}});
  return out;
}

Json asked_json(const NamedCard& named) {
  const auto& card = named.card;
  if (card.why.empty()) return nullptr;
  return {{"why", card.why}, {"quotes", card.asked_quotes}, {"unsure", card.asked_unsure}};
}

Json tables_json(const NamedCard& named) {
  const auto& card = named.card;
  if (!card.entity) return nullptr;
  Json aliases = Json::array(), offices = Json::array();
  for (const auto kind : {AliasKind::Name, AliasKind::Metonym, AliasKind::Adjective, AliasKind::Description})
    for (const auto alias : named.names.aliases(*card.entity, kind)) aliases.push_back({{"text", alias}, {"kind", name_of(kind)}});
  for (const auto* term : card.terms)
    offices.push_back({{"office", to_string(term->office)},
                       {"from", to_string(term->from)},
                       {"until", or_null(term->until)},
                       {"source", term->source}});
  return {{"name", card.entity->name},
          {"kind", name_of(card.entity->kind)},
          {"country", or_null(card.entity->country)},
          {"aliases", std::move(aliases)},
          {"offices", std::move(offices)}};
}

Json namesakes_json(const NamedCard& named) {
  Json out = Json::array();
  for (const auto& one : named.card.namesakes)
    out.push_back({{"id", one.id}, {"name", one.name}, {"quotes", one.quotes}, {"unsure", one.unsure}});
  return out;
}

std::string text_and_quotes(const Json& one) { return one["text"].get<std::string>() + " " + one["quotes"].dump(); }
std::string flat_counts(const Json& value) { return flat_list(value, text_and_quotes); }
std::string flat_why(const Json& value) { return value.is_null() ? "" : value["why"].get<std::string>(); }
std::string flat_namesakes(const Json& value) {
  return flat_list(value, [](const Json& one) { return one["name"].get<std::string>() + " " + one["quotes"].dump(); });
}
std::string flat_offices(const Json& value) {
  if (value.is_null()) return "";
  return flat_list(value["offices"], [](const Json& one) {
    auto out = one["office"].get<std::string>() + " " + one["from"].get<std::string>() + "..";
    return one["until"].is_null() ? out : out + one["until"].get<std::string>();
  });
}

constexpr auto kSpeakerFields = std::to_array<FieldOf<SpeakerRow>>({
    {{"id", "", T::Text, true, "n:mara tolk", "the same for the same speaker in every article; nothing for a wording of unnamed sources"},
     [](const SpeakerRow& r) { return or_null(r.id); }},
    {{"name", "", T::Text, true, "Mara Tolk", "of the tables of names where they know the speaker, else the one most written"},
     [](const SpeakerRow& r) { return or_null(r.name); }},
    {{"class", "", T::Text, true, "person", "person, office, collective or unnamed"}, [](const SpeakerRow& r) { return Json(schema::name_of(r.speaker_class)); }},
    {{"quotes", "", T::Number, true, "13", "quotations, sure ones"}, [](const SpeakerRow& r) { return Json(r.quotes); }},
    {{"unsure", "", T::Number, true, "1", "quotations below the least confidence"}, [](const SpeakerRow& r) { return Json(r.unsure); }},
    {{"articles", "", T::Number, true, "3", "articles they are from"}, [](const SpeakerRow& r) { return Json(r.articles); }},
    {{"first", "", T::Day, true, "2021-12-02", "day of the first"}, [](const SpeakerRow& r) { return or_null(r.days.first); }},
    {{"last", "", T::Day, true, "2022-02-01", "day of the last"}, [](const SpeakerRow& r) { return or_null(r.days.last); }},
    {{"variants", "", T::List, true, "Tolk 9; Minister Tolk 2", "other ways in which the archive writes the name: text, quotes", flat_counts}, variants_json},
    {{"descriptions", "", T::List, true, "foreign minister of Ostria 7", "what articles call the speaker: text, office, first, last, quotes", flat_counts},
     descriptions_json},
});

template <Json (*Value)(const SpeakerRow&)>
Json of_row(const NamedCard& named) { return Value(named.card.row); }

// The fields of a speaker and what `who` knows besides.
template <std::size_t... Places>
constexpr auto card_fields(std::index_sequence<Places...>) {
  constexpr auto kRows = kSpeakerFields;
  return std::to_array<FieldOf<NamedCard>>({
      {kRows[Places], of_row<kRows[Places].value>}...,
      {{"asked", "", T::Object, true, "name", "why the name means this speaker, and how many quotations it found: why, quotes, unsure; in a cell why",
        flat_why},
       asked_json},
      {{"tables", "", T::Object, true, "foreign_minister/c:os 2019-05-20..", "what the tables of names know: name, kind, country, aliases, offices; in a cell "
        "the offices with their days", flat_offices},
       tables_json},
      {{"namesakes", "", T::List, true, "Ilo Tolk 2", "others of the surname: id, name, quotes, unsure", flat_namesakes}, namesakes_json},
      {{"examples", "", T::List, true, "Mara Tolk", "values of --by that ask for the speaker"}, [](const NamedCard& n) { return Json(n.card.examples); }},
  });
}

constexpr auto kCardFields = card_fields(std::make_index_sequence<kSpeakerFields.size()>());

constexpr auto kFieldFields = std::to_array<FieldOf<FieldRow>>({
    {{"of", "", T::Text, true, "quotation", "whose field it is"}, [](const FieldRow& r) { return Json(names_of(r.kind).one); }},
    {{"name", "", T::Text, true, "title", "as --fields and templates take it, and the name of its column"}, [](const FieldRow& r) { return Json(r.field->name); }},
    {{"type", "", T::Text, true, "text", "text, number, flag, day, moment, list or object"},
     [](const FieldRow& r) { return Json(schema::name_in(kFieldTypes, r.field->type)); }},
    {{"standard", "", T::Flag, true, "true", "whether it is put out without --fields"}, [](const FieldRow& r) { return Json(r.field->standard); }},
    {{"path", "", T::Text, true, "article.title", "where it stands in json, jsonl and xml without --fields"},
     [](const FieldRow& r) { return Json(path_of(*r.field)); }},
    {{"example", "", T::Text, true, "Talks end in Orme", "as a cell of csv"}, [](const FieldRow& r) { return Json(r.field->example); }},
    {{"help", "", T::Text, true, "headline", "what it says"}, [](const FieldRow& r) { return Json(r.field->help); }},
});

}  // namespace

std::span<const FieldOf<SpeakerRow>> FieldTable<SpeakerRow>::fields() { return kSpeakerFields; }
std::span<const FieldOf<NamedCard>> FieldTable<NamedCard>::fields() { return kCardFields; }
std::span<const FieldOf<FieldRow>> FieldTable<FieldRow>::fields() { return kFieldFields; }

}  // namespace attache::query
