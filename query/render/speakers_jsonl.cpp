#include "query/render/speakers_jsonl.hpp"

#include "query/render/json_values.hpp"

namespace attache::query {
namespace {

using schema::AliasKind;
using schema::EntityKind;

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

Json row_json(const SpeakerRow& row) {
  Json variants = Json::array(), descriptions = Json::array();
  for (const auto& variant : row.variants) variants.push_back({{"text", variant.text}, {"quotes", variant.quotes}});
  for (const auto& one : row.descriptions)
    descriptions.push_back({{"text", one.text},
                            {"office", or_null(one.office)},
                            {"first", or_null(one.days.first)},
                            {"last", or_null(one.days.last)},
                            {"quotes", one.quotes}});
  return {{"id", or_null(row.id)},
          {"name", or_null(row.name)},
          {"class", schema::name_of(row.speaker_class)},
          {"quotes", row.quotes},
          {"unsure", row.unsure},
          {"articles", row.articles},
          {"first", or_null(row.days.first)},
          {"last", or_null(row.days.last)},
          {"variants", std::move(variants)},
          {"descriptions", std::move(descriptions)}};
}

Json tables_json(const SpeakerCard& card, const schema::Names& names) {
  if (!card.entity) return nullptr;
  Json aliases = Json::array(), offices = Json::array();
  for (const auto kind : {AliasKind::Name, AliasKind::Metonym, AliasKind::Adjective, AliasKind::Description})
    for (const auto alias : names.aliases(*card.entity, kind))
      aliases.push_back({{"text", alias}, {"kind", name_of(kind)}});
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

}  // namespace

std::string to_jsonl(const SpeakerRow& row) { return line_of(row_json(row)); }

std::string to_jsonl(const SpeakerCard& card, const schema::Names& names) {
  auto json = row_json(card.row);
  json["asked"] = card.why.empty() ? Json(nullptr)
                                   : Json{{"why", card.why}, {"quotes", card.asked_quotes}, {"unsure", card.asked_unsure}};
  json["tables"] = tables_json(card, names);
  json["namesakes"] = Json::array();
  for (const auto& one : card.namesakes)
    json["namesakes"].push_back({{"id", one.id}, {"name", one.name}, {"quotes", one.quotes}, {"unsure", one.unsure}});
  json["examples"] = Json::array();
  for (const auto& example : card.examples) json["examples"].push_back(example);
  return line_of(json);
}

}  // namespace attache::query
