// Questions whose head is a verb: "what did X say about Y", "who denied Y", "did X say that …", "everything X said".
#include <algorithm>

#include <fmt/format.h>

#include "query/parse/nouns.hpp"
#include "query/parse/question_reader.hpp"
#include "query/parse/subject.hpp"

namespace attache::query {

// "what did X say [to Z] about Y", "what did X accuse Z of", "what has been said about Y", "what is X's view of Y".
bool QuestionReader::what_form(Tokens tokens) {
  if (tokens.size() < 3 || !tokens[0].is("what") ||
      !tokens[1].is_one_of({"did", "does", "do", "has", "have", "had", "was", "is", "are", "were"}))
    return false;
  auto rest = tokens.from(2);
  const bool be = is_form_of_be(tokens, 1);
  if (be && std::any_of(rest.list.begin(), rest.list.end(), [](const Token& token) { return is_view_noun(token); }) &&
      (quotes_after_form(rest) || quotes_form(rest)))
    return true;
  if (const auto said = rest.find({"said"}); be || (said > 0 && said < rest.size() && rest[said - 1].is("been"))) {
    if (said == rest.size()) return false;
    query_.form = Form::WhatSaid;
    read_parts(rest.from(said + 1), true);
    return true;
  }
  const auto at = verb_of_what(rest);
  if (at == 0 || at >= rest.size()) return false;
  query_.form = Form::WhatSaid;
  set_who(rest.until(at), tokens[1]);
  const auto verb = *verb_at(rest, at);
  read_object(verb, rest.from(at + verb.length), rest[at]);
  return true;
}

// The verb after the speaker. "say" and "tell" win over words that may belong to a title: secretary of state.
std::size_t QuestionReader::verb_of_what(Tokens rest) {
  if (const auto plain = rest.find({"say", "said", "tell", "told"}, 1); plain < rest.size()) return plain;
  for (std::size_t at = 1; at < rest.size(); ++at)
    if (verb_at(rest, at) && !rest[at - 1].is_one_of({"of", "the", "a", "an"})) return at;
  return rest.size();
}

// What follows a verb.
void QuestionReader::read_object(const Verb& verb, Tokens rest, const Token& after) {
  if (verb.act) query_.acts = {*verb.act};
  if (rest.size() > 1 && rest[0].is("that")) return set_about(rest.from(1), rest[0], true);
  if (!rest.empty() && rest[0].is("whether")) rest = rest.from(1);
  static constexpr std::string_view kSubjectAfter[] = {"about", "on", "of",   "for",  "against",  "over",
                                                       "to",    "that", "with", "regarding", "not"};
  switch (verb.object) {
    case VerbObject::Nothing: {
      if (!rest.empty() && rest[0].is("to")) {
        const auto next = rest.find({"about", "on", "regarding", "concerning"}, 1);
        set_to(rest.from(1).until(next - 1), rest[0]);
        rest = rest.from(next);
      }
      if (rest.empty()) break;
      if (rest[0].is_one_of({"about", "on", "of", "regarding", "concerning", "over"})) {
        const auto& preposition = rest[0];
        rest = rest.from(1);
        take_addressee(rest);
        set_about(rest, preposition);
        break;
      }
      if (rest[0].phrase.empty())
        query_.notes.push_back(fmt::format("\"{}\" read as what it was about", rest.typed()));
      set_about_if_any(rest);
      break;
    }
    case VerbObject::Audience: {
      const auto next = rest.find({"about", "on", "regarding", "concerning", "of", "that"});
      if (next > 0) set_to(rest.until(next), after);
      if (next < rest.size()) set_about(rest.from(next + 1), rest[next], rest[next].is("that"));
      break;
    }
    case VerbObject::Target: {
      const auto next = rest.find(kSubjectAfter);
      if (next > 0) set_target(rest.until(next));
      set_about_if_any(rest.from(next + 1));
      break;
    }
    case VerbObject::CalledFor:
      query_.called_for = true;
      set_about_if_any(rest, true);
      break;
    case VerbObject::Subject:
      if (rest.size() > 1 && rest[0].is_one_of({"of", "from"})) {  // "demand of Vardania"
        set_target(rest.from(1));
        break;
      }
      if (!rest.empty() && rest[0].is_one_of({"to", "about", "that", "for", "on"})) rest = rest.from(1);
      set_about_if_any(rest);
      break;
  }
}

// "who said “red line” first": behind a clause the word is the clause's ("would attack first").
void QuestionReader::take_pick(Tokens& rest, Pick& pick) {
  if (pick != Pick::All || rest.size() < 2) return;
  const auto& last = rest[rest.size() - 1];
  if (!last.phrase.empty() || !last.is_one_of({"first", "originally", "last"})) return;
  for (std::size_t at = 0; at + 1 < rest.size(); ++at)
    if (rest[at].phrase.empty() && verb_at(rest, at)) return;
  pick = last.is("last") ? Pick::Last : Pick::First;
  query_.notes.push_back(fmt::format("\"{}\" read as which is wanted; in quotation marks it is a word of what was said", last.folded));
  rest = rest.until(rest.size() - 1);
}

// "who said that …", "who denied Y", "who told Z that …", "who spoke about Y", "who was the first to mention Y".
bool QuestionReader::who_form(Tokens tokens) {
  if (tokens.size() < 2 || !tokens[0].is("who") || (tokens[0].all_capitals && !tokens[1].all_capitals)) return false;
  auto pick = Pick::All;
  auto at = after_auxiliaries(tokens, pick);
  if (is_form_of_be(tokens, at)) {
    auto first = at + 1;
    if (first < tokens.size() && tokens[first].is("the")) ++first;
    const auto words = pick_words(tokens, first, pick);
    if (words > 0 && first + words < tokens.size() && tokens[first + words].is("to")) {
      at = first + words + 1;
    } else {
      const auto about = quoted_about(tokens, at);
      if (about == tokens.size()) return false;
      query_.form = Form::WhoSaid;
      read_parts(tokens.from(about), true);
      return true;
    }
  }
  const auto verb = verb_at(tokens, at);
  if (!verb) return false;
  query_.form = Form::WhoSaid;
  auto rest = tokens.from(at + verb->length);
  take_pick(rest, pick);
  query_.pick = pick;
  if (rest.size() > 2 && rest[0].is("what") && rest[1].is_one_of(kAboutWords)) rest = rest.from(1);  // "who said what about Y"
  if (rest.empty()) {
    if (!verb->act) {
      fail("said what?", text_.size());
      return true;
    }
    query_.acts = {*verb->act};
    return true;
  }
  if (verb->object == VerbObject::Nothing && !rest[0].is_one_of({"about", "on", "of", "regarding", "to", "over"})) {
    if (rest[0].is("that") && rest.size() > 1) rest = rest.from(1);
    set_about(rest, tokens[at], true);
    return true;
  }
  read_object(*verb, rest, tokens[at]);
  return true;
}

// "did X say that …", "when did X first say …", "how often has X mentioned Y", "how many times was X quoted on Y".
bool QuestionReader::did_form(Tokens tokens) {
  std::size_t at = 0;
  bool count = false;
  if (tokens.size() > 1 && tokens[0].is("how")) {
    if (tokens[1].is("often")) count = true, at = 2;
    if (tokens.size() > 2 && tokens[1].is("many") && tokens[2].is("times")) count = true, at = 3;
  }
  if (at == 0 && !tokens.empty() && tokens[0].is_one_of({"when", "where", "why", "how"})) ++at;
  if (at + 2 >= tokens.size() || !tokens[at].is_one_of({"did", "has", "have", "does", "do", "was", "were", "is"})) return false;
  const bool be = is_form_of_be(tokens, at);
  const auto rest = tokens.from(at + 1);
  if (const auto quoted = rest.find({"quoted", "cited"}, 1); quoted < rest.size() && (be || rest[quoted - 1].is("been"))) {
    query_.form = Form::DidSay;
    query_.count = count || query_.count;
    set_who(rest.until(quoted), tokens[at]);
    read_parts(rest.from(quoted + 1), false);
    return true;
  }
  if (be) return false;
  const auto verb = verb_of_what(rest);
  if (verb >= rest.size()) return false;
  query_.form = Form::DidSay;
  query_.count = count || query_.count;
  read_said(rest, verb);
  return true;
}

// "X said that …", the verb at `at`.
void QuestionReader::read_said(Tokens tokens, std::size_t at) {
  set_who(tokens.until(at), tokens[0]);
  const auto verb = *verb_at(tokens, at);
  auto object = tokens.from(at + verb.length);
  if (!object.empty() && object[0].is("that")) object = object.from(1);
  if (verb.object == VerbObject::Nothing && !object.empty() &&
      !object[0].is_one_of({"about", "on", "to", "regarding", "of", "over"}))
    set_about(object, tokens[at], true);
  else
    read_object(verb, object, tokens[at]);
}

// "everything X said about Y", "all that was said by X", "anything by X about Y", "the last thing X said".
bool QuestionReader::everything_form(Tokens tokens) {
  auto pick = Pick::All;
  std::size_t at = 0;
  if (tokens.size() > 3) {
    const std::size_t the = tokens[0].is("the") ? 1 : 0;
    const auto words = pick_words(tokens, the, pick);
    if (words > 0 && the + words < tokens.size() && tokens[the + words].is_one_of({"thing", "things", "time"})) at = the + words + 1;
  }
  if (at == 0) {
    pick = Pick::All;
    if (tokens.size() < 3 || !tokens[0].is_one_of({"all", "anything", "everything", "what", "whatever"})) return false;
    at = 1;
  }
  const auto begin = at;
  while (at < tokens.size() && tokens[at].is_one_of({"been", "ever", "has", "that", "was", "were", "which"})) ++at;
  const auto rest = tokens.from(at);
  if (rest.size() > 1 && (rest[0].is("said") || (at == begin && rest[0].is_one_of({"about", "by", "from", "on"})))) {
    query_.form = Form::Said;
    query_.pick = pick;
    read_parts(rest.from(rest[0].is("said") ? 1 : 0), true);
    return true;
  }
  const auto verb = verb_of_what(rest);
  if (verb >= rest.size()) return false;
  query_.form = Form::Said;
  query_.pick = pick;
  set_who(rest.until(verb), rest[0]);
  const auto found = *verb_at(rest, verb);
  read_object(found, rest.from(verb + found.length), rest[verb]);
  return true;
}

// "X said Y": only of a speaker who is known or has a name, and in the past: "Iran talks" are talks.
bool QuestionReader::said_form(Tokens tokens) {
  constexpr std::size_t kLongestFront = 8;  // words before the verb
  for (std::size_t at = 1; at < std::min(tokens.size(), kLongestFront + 1); ++at) {
    if (!verb_at(tokens, at) || !(tokens[at].folded.ends_with("ed") || tokens[at].is_one_of({"said", "told", "spoke"})))
      continue;
    const auto pick = query_.pick;
    const auto front = without_adverbs(tokens.until(at));
    if (front.empty() || !is_surely_speaker(front, who_of(front, names_))) {
      query_.pick = pick;
      return false;
    }
    query_.form = Form::Said;
    read_said(tokens, at);
    return true;
  }
  return false;
}

}  // namespace attache::query
