#include "query/parse/subject.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "query/parse/question.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::AliasKind;
using schema::Entity;
using schema::EntityKind;
using schema::NameHit;
using schema::Names;
using schema::Word;

bool is_honorific(std::string_view folded) {
  static constexpr auto kHonorifics = std::to_array<std::string_view>(
      {"ambassador", "baroness", "capt",      "captain", "chancellor", "col",       "colonel", "datuk",  "dr",
       "envoy",      "gen",      "general",   "governor", "judge",     "justice",   "king",    "lady",   "lord",
       "lt",         "madam",    "major",     "mayor",   "minister",   "miss",      "mr",      "mrs",    "ms",
       "pope",       "premier",  "president", "prince",  "princess",   "prof",      "professor", "queen", "senator",
       "seri",       "sheikh",   "sir",       "tan",     "tun"});
  return std::find(kHonorifics.begin(), kHonorifics.end(), folded) != kHonorifics.end();
}

// Words that end the names of institutions and places: alone they name nothing.
bool is_common_head(std::string_view folded) {
  static constexpr auto kHeads = std::to_array<std::string_view>(
      {"accord",   "act",      "agency",  "agreement", "agreements", "alliance", "area",     "army",    "assembly",
       "authority", "bank",    "bay",     "bill",      "board",      "bridge",   "bureau",   "canal",   "centre",
       "center",   "city",     "club",    "coast",     "commission", "committee", "company", "conference", "congress",
       "convention", "corp",   "corporation", "council", "country",  "court",    "dam",      "deal",    "declaration",
       "department", "east",   "exchange", "federation", "force",    "forces",   "forum",    "front",   "fund",
       "government", "group",  "gulf",    "house",     "inc",        "initiative", "institute", "island", "islands",
       "lake",     "law",      "league",  "ltd",       "meeting",    "ministry", "mission",  "movement", "north",
       "office",   "organisation", "organization", "pact", "parliament", "party", "peninsula", "plan",   "police",
       "port",     "process",  "programme", "program", "project",    "protocol", "republic", "resolution", "river",
       "road",     "sea",      "service", "society",   "south",      "state",    "states",   "strait",  "street",
       "summit",   "talks",    "treaty",  "union",     "university", "valley",   "village",  "war",     "west"});
  return std::find(kHeads.begin(), kHeads.end(), folded) != kHeads.end();
}

bool is_determiner(const Token& token) {
  return !token.all_capitals &&
         token.is_one_of({"a", "an", "any", "her", "his", "its", "my", "our", "some", "the", "their"});
}

constexpr std::size_t kLongestWho = 20;  // words of a name that is looked up as a whole

bool is_proper(const Token& token) { return token.capital && token.phrase.empty(); }
bool is_particle(const Token& token) {
  return token.is_one_of(
      {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "van", "von", "y"});
}

// One to five words, each with a capital but for particles; honorifics do not count.
bool looks_like_name(Tokens tokens) {
  if (tokens.empty() || tokens.size() > 5 || !is_proper(tokens[tokens.size() - 1])) return false;
  return std::all_of(tokens.list.begin(), tokens.list.end(),
                     [](const Token& token) { return is_proper(token) || is_particle(token); });
}

// People called so: the surname is the last word and the other words do not speak against their names.
std::vector<std::string> people_called(const std::vector<std::string>& words, const Names& names) {
  std::vector<std::string> out;
  if (words.empty()) return out;
  for (const auto* person : names.people_by_surname(words.back())) {
    const auto full = schema::spelling_key(schema::fold_phrase(person->name));
    const bool agrees = std::all_of(words.begin(), words.end() - 1, [&](const std::string& word) {
      const auto key = schema::spelling_key(word);
      for (std::size_t at = 0; at < full.size(); at = std::min(full.find(' ', at), full.size() - 1) + 1) {
        const auto end = std::min(full.find(' ', at), full.size());
        if (full.substr(at, end - at) == key || (word.size() == 1 && full[at] == word[0])) return true;
        if (end == full.size()) break;
      }
      return false;
    });
    if (agrees) out.emplace_back(person->id);
  }
  return out;
}

// Whether the tokens may name a person: "the price" is no Mr Price. A question all in lower case is taken at its word.
bool may_be_person(Tokens tokens, bool after_determiner) {
  if (tokens[tokens.size() - 1].capital) return true;
  const auto words = schema::words_of(tokens.text);
  return !after_determiner && std::none_of(words.begin(), words.end(), [&](const Word& word) {
    const char first = tokens.text[word.span.begin];
    return word.span.begin > 0 && first >= 'A' && first <= 'Z';
  });
}

// Ids that the whole text names. Of names borne by several only people stay in doubt; otherwise the best known is
// meant. Adjectives name a subject ("American interests") but no speaker, descriptions ("the union") a speaker but no
// subject.
std::vector<std::string> entities_called(const std::vector<std::string>& words, const Names& names, bool subject,
                                         bool person) {
  std::vector<std::string> out;
  auto hits = names.by_alias(schema::joined(words));
  std::erase_if(hits, [&](const NameHit& hit) { return hit.entity->kind == EntityKind::Person && !person; });
  for (const auto& hit : hits) {
    if (hit.alias_kind == (subject ? AliasKind::Description : AliasKind::Adjective)) continue;
    if (out.empty() || (hits.front().entity->kind == EntityKind::Person && hit.entity->kind == EntityKind::Person))
      out.emplace_back(hit.entity->id);
  }
  if (out.empty() && person) out = people_called(words, names);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Part word_part(std::string_view typed, const std::string& folded, const Names& names) {
  Part part{.text = std::string(typed), .words = {folded}};
  for (const auto synonym : names.synonyms(folded)) part.words.emplace_back(synonym);
  return part;
}

// Entities, quoted phrases and words with a meaning, in order.
std::vector<Part> parts_of(Tokens tokens, const Names& names) {
  std::vector<Word> words;
  for (const auto& token : tokens.list) words.push_back({token.span, token.folded.empty() ? "\"" : token.folded});
  // A question typed in lower case has its names in lower case: each run of words is looked up then.
  auto hits = names.find_all(tokens.text, words);
  const auto covered = [&](std::size_t i) {
    return std::any_of(hits.begin(), hits.end(),
                       [&](const NameHit& h) { return h.first <= i && i < h.first + h.count; });
  };
  for (std::size_t i = 0; i < tokens.size(); ++i)
    for (std::size_t count = std::min<std::size_t>(4, tokens.size() - i); count > 0; --count) {
      const auto run = tokens.from(i).until(count);
      if (std::any_of(run.list.begin(), run.list.end(), [](const Token& t) { return !t.phrase.empty() || t.capital; }))
        continue;
      if (covered(i) || covered(i + count - 1) || is_stop_word(run[0]) || (count == 1 && run[0].folded.size() < 4))
        continue;
      const auto found = names.by_alias(schema::joined(folded_words(run)));
      if (found.empty() || found.front().alias_kind == AliasKind::Description) continue;
      if (found.front().entity->kind == EntityKind::Person && count == 1) continue;
      hits.push_back(found.front());
      hits.back().first = static_cast<std::uint32_t>(i);
      hits.back().count = static_cast<std::uint32_t>(count);
      break;
    }
  std::vector<Part> out;
  std::set<std::string> entities;  // each counts once
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto hit =
        std::find_if(hits.begin(), hits.end(), [&](const NameHit& h) { return h.first == i && h.count > 0; });
    if (hit != hits.end() && hit->alias_kind != AliasKind::Description) {
      const auto run = tokens.from(i).until(hit->count);
      if (entities.emplace(hit->entity->id).second)
        out.push_back(
            {.text = std::string(run.typed()), .entity = std::string(hit->entity->id), .words = folded_words(run)});
      i += hit->count - 1;
    } else if (!tokens[i].phrase.empty()) {
      out.push_back({.text = std::string(tokens.from(i).until(1).typed()), .words = tokens[i].phrase, .phrase = true});
    } else if (const auto people = tokens[i].capital ? names.people_by_surname(tokens[i].folded)
                                                     : std::vector<const Entity*>{};
               people.size() == 1 && !is_stop_word(tokens[i]) && (i == 0 || !tokens[i - 1].capital) &&
               (i + 1 == tokens.size() || !tokens[i + 1].capital)) {
      out.push_back({.text = std::string(tokens.from(i).until(1).typed()), .entity = std::string(people.front()->id),
                     .words = {tokens[i].folded}});
    } else if (!is_stop_word(tokens[i])) {
      out.push_back(word_part(tokens.from(i).until(1).typed(), tokens[i].folded, names));
    }
  }
  return out;
}

// Where a name begins after titles and an office: "Foreign | Minister | Sergey Lavrov". tokens.size() when none does.
std::size_t name_begin(Tokens tokens, const Names& names) {
  for (std::size_t at = 1; at < std::min(tokens.size(), kLongestWho); ++at) {
    const auto front = tokens.until(at);
    bool title = is_honorific(front[at - 1].folded) || names.parse_office(front.typed());
    for (std::size_t i = 0; i < at && !title; ++i) title = names.parse_office_kind(front.from(i).typed()).has_value();
    if (title && (looks_like_name(tokens.from(at)) || !people_called(folded_words(tokens.from(at)), names).empty()) &&
        !is_honorific(tokens[at].folded))
      return at;
  }
  return tokens.size();
}

// "the alliance": the entity that is called so where it is named, if only one is.
std::vector<std::string> described_as(Tokens tokens, const Names& names) {
  const auto hits = names.by_alias(schema::joined(folded_words(tokens)));
  if (hits.size() != 1 || hits.front().alias_kind != AliasKind::Description) return {};
  return {std::string(hits.front().entity->id)};
}

// "the EU or Nato": each of them, when the tables know each.
std::vector<std::string> any_of_entities(Tokens tokens, const Names& names) {
  std::vector<std::string> out;
  if (tokens.find({"or"}) == tokens.size()) return out;
  for (auto rest = tokens; !rest.empty();) {
    const auto at = rest.find({"or"});
    const auto one = without_determiners(rest.until(at));
    const auto ids = one.empty() ? std::vector<std::string>{} : entities_called(folded_words(one), names, true, true);
    if (ids.empty()) return {};
    out.insert(out.end(), ids.begin(), ids.end());
    rest = rest.from(at + 1);
  }
  return out;
}

bool says_something(Tokens tokens) {
  return std::any_of(tokens.list.begin(), tokens.list.end(), [](const Token& token) { return !is_stop_word(token); });
}

// The id of the country or body whose people are asked for; of one that the tables do not know, but that is written with
// capitals, "n:" and its folded words. Empty when it is neither.
std::string body_called(Tokens tokens, const Names& names) {
  tokens = without_determiners(tokens);
  if (tokens.empty() || tokens.size() > kLongestWho) return {};
  const auto words = schema::joined(folded_words(tokens));
  for (const auto& hit : names.by_alias(words))
    if ((hit.entity->kind == EntityKind::Country || hit.entity->kind == EntityKind::Organisation) &&
        hit.alias_kind != AliasKind::Description)
      return std::string(hit.entity->id);
  const bool capitals = tokens.size() <= 4 && std::all_of(tokens.list.begin(), tokens.list.end(), is_proper);
  return capitals && !names.parse_office_kind(tokens.typed()) ? "n:" + words : "";
}

// The country or body of "officials of Russia", "Russian officials", "any Nato official"; empty when it is none of these.
std::string officials_of(Tokens tokens, const Names& names) {
  bool each = false;  // else "a Russian official" may be an unnamed source
  while (!tokens.empty() && (is_determiner(tokens[0]) || tokens[0].is_one_of({"all", "each", "every"}) ||
                             (each && tokens[0].is("of")))) {
    each = each || tokens[0].is_one_of({"all", "any", "each", "every"});
    tokens = tokens.from(1);
  }
  const auto is_officials = [&](const Token& token) { return token.is("officials") || (each && token.is("official")); };
  if (tokens.size() < 2) return {};
  if (is_officials(tokens[0]) && tokens[1].is_one_of({"of", "from", "in"})) return body_called(tokens.from(2), names);
  return is_officials(tokens[tokens.size() - 1]) ? body_called(tokens.until(tokens.size() - 1), names) : "";
}

// "anyone from the Kremlin": the body and whoever speaks for it. Empty for anything else.
std::vector<Who> anyone_from(Tokens tokens, const Names& names) {
  if (tokens.size() < 3 ||
      !tokens[0].is_one_of({"anyone", "anybody", "everyone", "everybody", "people", "somebody", "someone", "those"}) ||
      !tokens[1].is_one_of({"at", "from", "in", "of"}))
    return {};
  const auto body = tokens.from(2);
  Who officials;
  officials.text = "officials of " + std::string(without_determiners(body).typed());
  officials.officials_of = body_called(body, names);
  if (officials.officials_of.empty()) return {};
  return {who_of(body, names), std::move(officials)};
}

}  // namespace

Tokens without_determiners(Tokens tokens) {
  while (!tokens.empty() && is_determiner(tokens[0])) tokens = tokens.from(1);
  return tokens;
}

std::vector<std::string> folded_words(Tokens tokens) {
  std::vector<std::string> out;
  for (const auto& token : tokens.list) {
    if (token.phrase.empty()) out.push_back(token.folded);
    out.insert(out.end(), token.phrase.begin(), token.phrase.end());
  }
  return out;
}

Who who_of(Tokens quoted, const Names& names) {
  const auto plain = unquoted(quoted);
  Tokens tokens{quoted.text, plain};
  const auto typed = tokens.size();
  Who who;
  who.officials_of = officials_of(tokens, names);
  tokens = without_determiners(tokens);
  who.text = tokens.typed();
  if (!says_something(tokens)) return who;
  who.exact = tokens[0].exact;
  if (!who.officials_of.empty()) return who;
  if (tokens[0].is_one_of({"unnamed", "anonymous"})) {
    who.unnamed = true;
    tokens = tokens.from(1);
    if (tokens.empty() || (tokens.size() == 1 && tokens[0].is_one_of({"people", "source", "sources", "speakers"})))
      return who;
  }
  const auto name_at = name_begin(tokens, names);
  const auto named = name_at < tokens.size() ? tokens.from(name_at) : tokens;
  who.entities = entities_called(folded_words(named), names, false, may_be_person(named, tokens.size() < typed));
  const bool certain = !who.entities.empty();
  if (name_at == tokens.size() && !certain) {
    who.office = names.parse_office(tokens.typed());
    if (!who.office) who.office_kind = names.parse_office_kind(tokens.typed());
  }
  const bool may_be_name =
      !who.office && !who.office_kind && !who.unnamed && named.find({"of", "for", "to", "in"}) == named.size();
  if (certain || may_be_name) who.name = folded_words(named);
  if (!certain && name_at == tokens.size()) who.description = parts_of(tokens, names);
  // "Japan's Ministry of Industry", "the Russian Security Council": the country only says whose.
  if (who.description.size() == 2 && who.description[0].entity.starts_with("c:") && !who.office) {
    const auto* body = names.find(who.description[1].entity);
    if (body && body->kind == EntityKind::Organisation &&
        (body->country.empty() || body->country == who.description[0].entity)) {
      who.entities = {std::string(body->id)};
      who.description.clear();
    }
  }
  return who;
}

std::vector<Who> whos_of(Tokens tokens, const Names& names) {
  const auto sure = [](Tokens part, const Who& who) {
    return !who.entities.empty() || who.office || !who.officials_of.empty() ||
           (part.size() <= 2 && looks_like_name(part));
  };
  if (auto several = anyone_from(tokens, names); !several.empty()) return several;
  std::vector<Who> list;
  bool any_or = false, all_sure = true, all_named = true;
  for (auto rest = tokens; !rest.empty();) {
    std::size_t cut = 1;
    while (cut < rest.size() && !rest[cut].comma_before && !rest[cut].is_one_of({"and", "or"})) ++cut;
    // "the Ministry of Trade and Industry": what the tables know is taken whole.
    if (cut < rest.size() && rest.size() <= kLongestWho)
      if (const auto whole = who_of(rest, names); !whole.entities.empty() || whole.office) cut = rest.size();
    const auto part = rest.until(cut);
    auto who = who_of(part, names);
    rest = rest.from(cut);
    // "Sergey Lavrov, the Russian foreign minister" is one man.
    if (list.size() == 1 && all_sure && rest.empty() && (who.office || who.office_kind) && part[0].comma_before) break;
    all_named = all_named && !is_empty(who);
    all_sure = all_sure && sure(part, who);
    if (std::find(list.begin(), list.end(), who) == list.end()) list.push_back(std::move(who));
    while (!rest.empty() && rest[0].is_one_of({"and", "or"})) {
      any_or = any_or || rest[0].is("or");
      rest = rest.from(1);
    }
  }
  if (list.size() > 1 && !(all_named && (any_or || all_sure))) return {who_of(tokens, names)};
  return list;
}

bool is_surely_speaker(Tokens tokens, const Who& who) {
  tokens = without_determiners(tokens);
  if (tokens.empty() || is_empty(who)) return false;
  if (who.office || who.office_kind || !who.officials_of.empty() || who.unnamed) return true;
  // "ban on exports", "rice on the market": a surname in lower case that is as short as this is a word.
  const bool capitals = tokens[tokens.size() - 1].capital;
  if (!who.entities.empty()) return capitals || who.text.size() > 4;
  return tokens.size() > 1 && looks_like_name(tokens);
}

bool is_general_audience(const Who& who) {
  const auto folded = schema::fold_phrase(who.text);
  static constexpr auto kAudiences = std::to_array<std::string_view>(
      {"a news conference", "a press conference", "everyone", "journalist", "journalists", "media", "news conference",
       "newsmen", "people", "press", "press conference", "public", "reporter", "reporters", "them", "us", "world"});
  return std::find(kAudiences.begin(), kAudiences.end(), folded) != kAudiences.end();
}

Subject subject_of(Tokens tokens, const Names& names, bool claim) {
  while (!tokens.empty() && tokens[tokens.size() - 1].is_one_of({"do", "does", "say", "of", "about", "to"}) &&
         !tokens[tokens.size() - 1].all_capitals && tokens.size() > 1)
    tokens = tokens.until(tokens.size() - 1);
  const auto typed = tokens.size();
  tokens = without_determiners(tokens);
  Subject subject;
  subject.text = tokens.typed();
  if (!says_something(tokens)) return subject;
  const bool quoted =
      std::any_of(tokens.list.begin(), tokens.list.end(), [](const Token& t) { return !t.phrase.empty(); });
  subject.claim = claim;
  if (!quoted && !claim) {
    auto named = tokens;
    if (const auto at = name_begin(tokens, names); at < tokens.size()) named = tokens.from(at);
    while (named.size() > 1 && is_honorific(named[0].folded)) named = named.from(1);
    subject.entities = entities_called(folded_words(named), names, true, may_be_person(named, tokens.size() < typed));
    if (subject.entities.empty()) subject.entities = any_of_entities(tokens, names);
    if (subject.entities.empty() && tokens.size() < typed) {
      subject.entities = described_as(tokens, names);
      subject.or_parts = !subject.entities.empty();
    }
    const bool proper = looks_like_name(named);
    const bool person = !subject.entities.empty() && subject.entities.front().starts_with("p:");
    const bool unknown_name = proper && subject.entities.empty() && !is_common_head(named[named.size() - 1].folded);
    if ((person || unknown_name) && named.size() < 5) subject.name = folded_words(named);
    if (named.size() >= 3 && proper && named.find({"of", "and", "for", "on"}) == named.size())
      for (const auto& token : named.list)
        if (token.folded.front() >= 'a' && token.folded.front() <= 'z') subject.acronym += token.folded.front();
  }
  subject.parts = parts_of(tokens, names);
  return subject;
}

schema::Result<Who> parse_who(std::string_view text, const Names& names) {
  const auto tokens = tokens_of(text);
  if (!tokens) return tokens.error();
  if (tokens->size() > kMaxNameWords)
    return schema::Fault{fmt::format("a name of more than {} words", kMaxNameWords), "column 1"};
  auto who = who_of({text, *tokens}, names);
  if (is_empty(who)) return schema::Fault{"no word that could name a speaker", "column 1"};
  return who;
}

schema::Result<Subject> parse_subject(std::string_view text, const Names& names) {
  const auto tokens = tokens_of(text);
  if (!tokens) return tokens.error();
  auto subject = subject_of({text, *tokens}, names);
  if (is_empty(subject)) return schema::Fault{"no word that could name a subject", "column 1"};
  return subject;
}

}  // namespace attache::query
