#include "query/render/speakers_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "query/answer/office_words.hpp"

namespace attache::query {
namespace {

using schema::AliasKind;
using schema::SpeakerClass;

std::string counts_of(std::uint64_t quotes, std::uint64_t unsure) {
  return counted(quotes, "quote") + (unsure > 0 ? fmt::format(", {} unsure", unsure) : "");
}

// "Sergey Lavrov · person · 13 quotes, 1 unsure · 3 articles · 2021-12-02 to 2022-02-01"
std::string head_of(const SpeakerRow& row) {
  std::string out = on_one_line(row.name);
  if (row.speaker_class == SpeakerClass::Unnamed)
    out = fmt::format("“{}”", row.descriptions.empty() ? "" : on_one_line(row.descriptions.front().text));
  out += fmt::format(" · {} · {}", schema::name_of(row.speaker_class), counts_of(row.quotes, row.unsure));
  if (row.articles > 0) out += " · " + counted(row.articles, "article");
  if (row.quotes > 0) out += " · " + (row.days.first ? to_text(row.days) : "no date");
  return out + "\n";
}

std::string variants_line(const SpeakerRow& row) {
  std::string out;
  for (const auto& variant : row.variants)
    out.append(out.empty() ? "    written: " : ", ").append(fmt::format("{} {}", on_one_line(variant.text), variant.quotes));
  return out.empty() ? out : out + "\n";
}

std::string described(const Description& description) {
  const auto days = to_text(description.days);
  return fmt::format("{} ({}{})", on_one_line(description.text), days.empty() ? "" : days + ", ", counted(description.quotes, "quote"));
}

std::string aliases_line(const schema::Entity& entity, const schema::Names& names) {
  std::string out;
  for (const auto kind : {AliasKind::Name, AliasKind::Metonym, AliasKind::Adjective, AliasKind::Description})
    for (const auto alias : names.aliases(entity, kind))
      if (alias != entity.name) out.append(out.empty() ? "    tables: also " : ", ").append(alias);
  return out.empty() ? out : out + "\n";
}

void print_card(const SpeakerCard& card, const schema::Names& names, Output& out) {
  const auto& row = card.row;
  out.text(head_of(row));
  out.text(fmt::format("    {}\n", row.id));
  if (!card.is_in_archive()) out.text("    no quotation here; only the tables know this name\n");
  if (!card.why.empty() && card.why != "identity" && card.why != "name")
    out.text(fmt::format("    asked for: {}, by {}\n", counts_of(card.asked_quotes, card.asked_unsure), on_one_line(card.why)));
  out.text(variants_line(row));
  for (const auto& description : row.descriptions) out.text(fmt::format("    described: {}\n", described(description)));
  if (card.entity) {
    const auto* country = card.entity->country.empty() ? nullptr : names.find(card.entity->country);
    out.text(fmt::format("    tables: {}{}\n", card.entity->name, country ? fmt::format(", {}", country->name) : ""));
    out.text(aliases_line(*card.entity, names));
    for (const auto* term : card.terms)
      out.text(fmt::format("    tables: {}, {} {} ({})\n", office_in_words(term->office, names), to_string(term->from),
                           term->until ? "to " + to_string(*term->until) : "on", term->source));
  }
  for (const auto& namesake : card.namesakes)
    out.text(fmt::format("    not to be confused with: {}, {}  {}\n", on_one_line(namesake.name),
                         counts_of(namesake.quotes, namesake.unsure), namesake.id));
  for (const auto& example : card.examples)
    out.text(fmt::format("    ask: attache-query quotes --by {}\n", quoted_for_shell(on_one_line(example))));
  out.text("\n");
}

}  // namespace

std::string quoted_for_shell(std::string_view text) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  };
  if (!text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), is_plain)) return std::string(text);
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else
      out += c;
  }
  return out + "'";
}

void print_speakers(const SpeakersAnswer& answer, Output& out, const Page& page) {
  print_page(answer.rows, page, out, [&](const SpeakerRow& row) {
    out.text(head_of(row));
    if (row.speaker_class == SpeakerClass::Unnamed) return;
    out.text(fmt::format("    {}\n", row.id));
    out.text(variants_line(row));
    std::string line;
    for (const auto& description : row.descriptions)
      line.append(line.empty() ? "    described: " : "; ").append(described(description));
    if (!line.empty()) out.text(line + "\n");
  });
  if (!answer.rows.empty()) out.text("\n");
  out.text(to_text(answer.account) + "\n");
}

void print_who(const WhoAnswer& answer, const schema::Names& names, Output& out, const Page& page) {
  print_page(answer.cards, page, out, [&](const SpeakerCard& card) { print_card(card, names, out); });
  out.text(to_text(answer.account) + "\n");
}

}  // namespace attache::query
