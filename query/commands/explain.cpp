#include "query/commands/explain.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::AliasKind;

std::string aliases_of(const schema::Entity& entity, const schema::Names& names) {
  std::string out;
  for (const auto kind : {AliasKind::Name, AliasKind::Metonym, AliasKind::Adjective, AliasKind::Description})
    for (const auto alias : names.aliases(entity, kind)) out.append(out.empty() ? "" : ", ").append(alias);
  return out;
}

// The words of speakers' names and of the quotations' words for them that are spellings of the name asked for: "lavrov 12, lawrow 3".
std::string spellings_met(const Who& who, const Answer& answer) {
  if (who.name.empty()) return {};
  const auto asked = schema::spelling_key(who.name.back());
  std::map<std::string, std::size_t> quotes;
  for (const auto& hit : answer.findings.hits) {
    std::set<std::string> here;
    const auto look = [&](std::string_view text) {
      for (const auto& word : schema::words_of(text))
        if (schema::spelling_key(word.folded) == asked) here.insert(word.folded);
    };
    look(hit.quote.source);
    if (here.empty())
      for (const auto& speaker : hit.quote.quote.speakers) look(speaker.name);
    for (const auto& word : here) ++quotes[word];
  }
  std::string out;
  for (const auto& [word, count] : quotes) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", word, count);
  return out;
}

}  // namespace

void explain_entity(const std::string& id, const schema::Names& names, std::string& out) {
  if (const auto* entity = names.find(id))
    out += fmt::format("  {} is {}, also: {}\n", id, entity->name, aliases_of(*entity, names));
}

void explain_languages(const std::string& languages, std::string& out) {
  if (!languages.empty()) out += fmt::format("words stemmed by the language of the article: {}\n", languages);
}

std::string explanation(const Answer& answer, const schema::Names& names) {
  const auto& query = answer.query;
  std::string out = fmt::format("question: {}\n{}", query.question, to_text(query));
  for (const auto& who : query.who) {
    for (const auto& id : who.entities) explain_entity(id, names, out);
    if (who.office)
      for (const auto* term : names.terms(*who.office))
        out += fmt::format("  {} held by {} from {} {} ({})\n", schema::to_string(*who.office), term->person->name,
                           to_string(term->from), term->until ? "to " + to_string(*term->until) : "on", term->source);
  }
  for (const auto* subject : query.about ? single_subjects(*query.about) : std::vector<const Subject*>{}) {
    for (const auto& id : subject->entities) explain_entity(id, names, out);
    for (const auto& part : subject->parts)
      if (!part.entity.empty() && subject->entities.empty()) explain_entity(part.entity, names, out);
  }
  for (const auto& who : query.who)
    if (const auto variants = spellings_met(who, answer); !variants.empty()) out += fmt::format("spellings met of {}: {}\n", who.text, variants);
  std::map<std::string, std::size_t> speakers;
  for (const auto& hit : answer.findings.hits)
    for (const auto& speaker : hit.quote.quote.speakers)
      ++speakers[fmt::format("{} [{}]", speaker.name.empty() ? "(no name)" : speaker.name,
                             speaker.id.empty() ? schema::name_of(speaker.speaker_class) : speaker.id)];
  for (const auto& [name, count] : speakers) out += fmt::format("speaker met: {}: {}\n", name, count);
  for (const auto& note : answer.findings.notes) out += fmt::format("note: {}\n", note);
  explain_languages(answer.findings.languages, out);
  out += fmt::format("least confidence: {:.2f}\nindex query: {}\n", query.min_confidence, answer.findings.index_query);
  return out;
}

}  // namespace attache::query
