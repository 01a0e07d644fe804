#include "query/parse/query.hpp"

#include <fmt/format.h>

#include "schema/words.hpp"

namespace attache::query {
namespace {

std::string to_text(const Part& part) {
  if (!part.entity.empty()) return part.entity;
  if (part.phrase) return fmt::format("\"{}\"", fmt::join(part.words, " "));
  return schema::joined(part.words, "|");
}

std::string to_text(const std::vector<Part>& parts) {
  std::string out;
  for (const auto& part : parts) out.append(out.empty() ? "" : " + ").append(to_text(part));
  return out;
}

// "text [c:ru] [office foreign_minister/c:ru] [name: …] [described: …]"
std::string to_text(const Who& who) {
  std::string out = who.text;
  if (!who.entities.empty()) out += fmt::format(" [{}]", schema::joined(who.entities, " or "));
  if (who.office) out += fmt::format(" [office {}]", schema::to_string(*who.office));
  if (who.office_kind) out += fmt::format(" [office {}]", *who.office_kind);
  if (!who.name.empty()) out += fmt::format(" [name {}]", schema::joined(who.name, " "));
  if (!who.description.empty()) out += fmt::format(" [described {}]", to_text(who.description));
  if (!who.officials_of.empty()) out += fmt::format(" [officials of {}]", who.officials_of);
  if (who.unnamed) out += " [unnamed]";
  if (who.exact) out += " [spelt so]";
  if (who.guessed) out += " [guessed]";
  return out;
}

std::string to_text(const Subject& subject) {
  std::string out;
  if (subject.join != Subject::Join::One) {
    for (const auto& member : subject.members)
      out.append(out.empty() ? "" : subject.join == Subject::Join::Any ? " or " : " and ").append(to_text(member));
    return out;
  }
  out = subject.text;
  if (!subject.entities.empty()) out += fmt::format(" [{}]", schema::joined(subject.entities, " or "));
  if (!subject.name.empty()) out += fmt::format(" [name {}]", schema::joined(subject.name, " "));
  if (!subject.acronym.empty()) out += fmt::format(" [or {}]", subject.acronym);
  if (subject.entities.empty() || subject.or_parts)
    out += fmt::format(" [{} {}]", subject.claim ? "most of" : "all of", to_text(subject.parts));
  return out;
}

std::string to_text(const std::vector<schema::Act>& acts) {
  std::string out;
  for (const auto act : acts) out.append(out.empty() ? "" : ", ").append(schema::name_of(act));
  return out;
}

std::string to_text(const Rings& rings) {
  std::string out;
  const auto add = [&](bool wanted, schema::Ring ring) {
    if (wanted) out.append(out.empty() ? "" : ", ").append(schema::name_of(ring));
  };
  add(rings.named, schema::Ring::Named);
  add(rings.referred, schema::Ring::Referred);
  add(rings.asked, schema::Ring::Asked);
  add(rings.article, schema::Ring::Article);
  return out;
}

}  // namespace

std::string_view name_of(Form form) {
  switch (form) {
    case Form::Quotes: return "quotes by … about …";
    case Form::WhatSaid: return "what did … say about …";
    case Form::WhoSaid: return "who said …";
    case Form::DidSay: return "did … say …";
    case Form::Said: return "… said …";
    case Form::OnTopic: return "… on …";
    case Form::Words: return "words";
  }
  return "";
}

std::vector<const Subject*> single_subjects(const Subject& subject) {
  if (subject.join == Subject::Join::One) return {&subject};
  std::vector<const Subject*> out;
  for (const auto& member : subject.members) out.push_back(&member);
  return out;
}

std::string to_text(const Query& query) {
  std::string out = fmt::format("form: {}\n", name_of(query.form));
  const auto line = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out += fmt::format("{}: {}\n", name, value);
  };
  for (const auto& who : query.who) line("by", to_text(who));
  for (const auto& who : query.not_who) line("not by", to_text(who));
  if (query.about) line("about", to_text(*query.about));
  for (const auto& subject : query.not_about) line("not about", to_text(subject));
  if (query.mutual != Mutual::No) line(query.mutual == Mutual::About ? "about" : "to", "each other");
  if (query.target) line("target", to_text(*query.target));
  if (query.to) line("to", to_text(*query.to));
  if (query.any_audience) line("to", "any audience");
  line("act", to_text(query.acts));
  if (query.called_for) line("act", "any that asks for it");
  if (query.since) line("since", to_string(*query.since));
  if (query.until) line("until", to_string(*query.until));
  if (query.undated) line("undated", "only articles whose day is not known");
  line("outlet", query.outlet);
  for (const auto& filter : query.filters)
    line(fmt::format("{}{}", filter.excluded ? "not " : "", schema::field(filter.field).name), filter.value);
  if (query.place) line("place", fmt::format("{} [named in the article]", to_text(*query.place)));
  line("setting", schema::joined(query.setting));
  if (query.kind) line("kind", std::string(schema::name_of(*query.kind)));
  if (query.status != schema::ArticleStatus::Usable)
    line("status", query.status ? std::string(schema::name_in(schema::kArticleStatuses, *query.status)) : "any");
  if (query.factuality != schema::Factuality::Said) line("factuality", std::string(schema::name_of(query.factuality)));
  if (query.about && !(query.rings == Rings{})) line("rings", to_text(query.rings));
  if (query.order != QuoteOrder::Day) line("order", std::string(schema::name_in(kQuoteOrders, query.order)));
  if (query.pick != Pick::All) line("pick", query.pick == Pick::First ? "first" : "last");
  if (query.count) line("count", "asked for");
  if (query.unsure) line("unsure", "only those below the least confidence");
  for (const auto& note : query.notes) line("note", note);
  return out;
}

}  // namespace attache::query
