// Questions whose head is a noun: "every quote by X about Y", "denials by X", "X's view of Y".
#include <algorithm>

#include <fmt/format.h>

#include "query/parse/nouns.hpp"
#include "query/parse/question.hpp"
#include "query/parse/question_reader.hpp"
#include "query/parse/subject.hpp"

namespace attache::query {
namespace {

constexpr std::string_view kOfView[] = {"about", "on", "of", "to", "towards", "toward", "regarding", "concerning", "over"};

std::size_t last_of(Tokens tokens, std::string_view word) {
  for (auto at = tokens.size(); at-- > 0;)
    if (tokens[at].is(word)) return at;
  return tokens.size();
}

// "Lavrov's", "the ministers’": an apostrophe ends the word, or an s behind it does.
bool is_possessive(Tokens tokens, std::size_t at) {
  const auto& span = tokens[at].span;
  for (std::string_view mark : {"'", "’"}) {
    if (tokens.text.substr(span.begin, span.size()).ends_with(std::string(mark) + "s")) return true;
    if (tokens.text.substr(span.end).starts_with(mark)) return true;
  }
  return false;
}

}  // namespace

// The parts after the noun stand in any order.
bool QuestionReader::quotes_form(Tokens tokens) {
  if (tokens.size() > 1 && tokens[0].is("by")) {  // "by officials of Russia"
    query_.form = Form::Quotes;
    read_parts(tokens, true);
    return true;
  }
  auto pick = Pick::All;
  std::optional<schema::QuoteKind> kind;
  std::size_t at = 0;
  while (at < tokens.size() && tokens[at].is_one_of({"every", "all", "any", "each", "the", "single", "a", "an"})) ++at;
  if (at < tokens.size() && tokens[at].is("of")) ++at;
  while (at < tokens.size() && tokens[at].is("the")) ++at;
  at += pick_words(tokens, at, pick);
  if (at < tokens.size() && (kind = schema::value_of(schema::kQuoteKinds, tokens[at].folded))) ++at;
  if (at >= tokens.size()) return false;
  const auto act = act_noun(tokens[at]);
  const bool view = is_view_noun(tokens[at]);
  if (!is_quote_noun(tokens[at]) && !act && !view) return false;
  auto rest = tokens.from(at + 1);
  if (!rest.empty() && rest[0].is_one_of({"are", "were"})) rest = rest.from(1);  // "how many quotes are there by X"
  if (!rest.empty() && rest[0].is("there")) rest = rest.from(1);
  if (rest.size() > 1 && rest[0].is_one_of({"made", "given", "issued"})) rest = rest.from(1);
  // "warnings" or "response times" alone are words.
  if ((act || view) && (rest.empty() || !rest[0].is_one_of({"about", "against", "by", "concerning", "from", "of", "on", "over",
                                                            "regarding", "that", "to", "towards", "for"})))
    return false;
  query_.form = Form::Quotes;
  query_.pick = pick;
  query_.kind = kind ? kind : query_.kind;
  if (act)
    read_act_parts(rest, *act);
  else if (view)
    read_view_parts(rest);
  else
    read_parts(rest, pick == Pick::All && !query_.count);
  return true;
}

// Whether "of X" behind a noun of speech is its speaker: "denials of Moscow", not "denials of wrongdoing".
bool QuestionReader::reads_as_speaker(Tokens tokens) const {
  const auto name = tokens.until(tokens.find({"about", "on", "against", "by", "to", "towards", "that"}));
  return !name.empty() && is_surely_speaker(name, who_of(name, names_));
}

// [by X] [of Y] [against Z]: "accusations by X against Z", "denials of Y by X".
void QuestionReader::read_act_parts(Tokens tokens, const Verb& verb) {
  query_.acts = {*verb.act};
  // "criticism of Moscow" is of it, "denials of Moscow" are by it.
  const bool of_object = verb.act == schema::Act::Condemns || verb.act == schema::Act::Praises;
  if (tokens[0].is("of") && (of_object || tokens.size() == 1 || !reads_as_speaker(tokens.from(1)) ||
                             tokens.find({"by", "from"}) < tokens.size())) {
    const auto by = tokens.find({"by", "from"}, 1);
    set_about(tokens.from(1).until(by - 1), tokens[0]);
    if (by < tokens.size()) read_parts(tokens.from(by), false);
    return;
  }
  const auto first = tokens[0].is_one_of({"by", "from", "of"}) ? tokens.find({"against", "of", "to", "for", "that"}, 1)
                                                               : std::size_t{0};
  const bool known_office = first > 0 && first < tokens.size() && tokens[first].is_one_of({"of", "to", "for"}) &&
                            (names_.parse_office(tokens.from(1).typed()) ||
                             names_.parse_office_kind(tokens.from(1).until(first - 1).typed()));
  if (first > 0 && (first == tokens.size() || known_office || tokens.find({"about", "on"}) < first)) return read_parts(tokens, false);
  if (first > 0) read_by(tokens.until(first));
  const auto by = tokens.find({"by", "from"}, std::max<std::size_t>(first, 1));
  const auto object = tokens.from(first + 1).until(by - std::min(by, first + 1));
  if (object.empty()) return fail("about what?", tokens[first].span.end);
  if (tokens[first].is_one_of({"against", "to"}) && verb.object == VerbObject::Target) {
    const auto next = object.find({"about", "of", "on", "over"}, 1);
    set_target(object.until(next));
    if (next + 1 < object.size()) set_about(object.from(next + 1), object[next]);
  } else {
    set_about(object, tokens[first], tokens[first].is("that"));
  }
  if (by < tokens.size()) read_by(tokens.from(by));
}

// [of X] [on Y]: "the view of X on Y", "reactions to Y by X", "views of X".
void QuestionReader::read_view_parts(Tokens tokens) {
  if (tokens.empty()) return;
  if (const auto by = last_of(tokens, "by"); by > 0 && by + 1 < tokens.size()) {
    set_about(tokens.from(1).until(by - 1), tokens[0]);
    return read_by(tokens.from(by));
  }
  if (tokens[0].is_one_of({"of", "by", "from"})) {
    const auto about = tokens.find({"about", "on", "to", "towards", "toward", "regarding", "concerning", "over"}, 1);
    const auto name = tokens.from(1).until(about - 1);
    if (name.empty()) return fail("by whom?", tokens[0].span.end);
    set_who(name, tokens[0]);
    if (about < tokens.size()) set_about(tokens.from(about + 1), tokens[about]);
    return;
  }
  if (tokens[0].is_one_of(kOfView)) return set_about(tokens.from(1), tokens[0]);
  read_parts(tokens, false);
}

// by X, from X, of X and no more.
void QuestionReader::read_by(Tokens tokens) {
  auto name = tokens.from(1);
  // "by Lavrov to Blinken", but "by the ambassador to Britain".
  if (const auto to = name.find({"to"}, 1); to + 1 < name.size())
    if (const auto front = name.until(to); is_surely_speaker(front, who_of(front, names_)) &&
                                           !names_.parse_office(front.typed()) && !names_.parse_office_kind(front.typed())) {
      set_to(name.from(to + 1), name[to]);
      name = front;
    }
  if (!name_has_no_date(name)) set_who(name, tokens[0]);
}

// [by X] [about Y] [to Z], beginning with a preposition. `empty_is_fault`: there must be one of them.
void QuestionReader::read_parts(Tokens tokens, bool empty_is_fault) {
  if (tokens.empty()) {
    const bool filtered = query_.since || query_.until || query_.kind || !query_.who.empty() || query_.about ||
                          query_.to || !query_.outlet.empty() || !query_.acts.empty() || !query_.not_who.empty() ||
                          !query_.not_about.empty() || !query_.filters.empty() || query_.place || !query_.setting.empty();
    if (empty_is_fault && !filtered) fail("quotes by whom, or about what?", text_.size());
    return;
  }
  const Token& first = tokens[0];
  if (first.is_one_of({"by", "from", "of"})) {
    const auto about = tokens.find(kAboutWords, 1);
    read_by(tokens.until(about));
    if (about < tokens.size() && !fault_) read_parts(tokens.from(about), false);
  } else if (first.is_one_of(kAboutWords)) {
    auto rest = tokens.from(1);
    if (const auto by = last_of(rest, "by"); by > 0 && by < rest.size() && query_.who.empty()) {
      const auto name = rest.from(by + 1);
      const auto whos = whos_of(name, names_);
      if (!whos.empty() && (whos.size() > 1 || is_surely_speaker(name, whos.front()))) {
        set_who(name, rest[by]);
        rest = rest.until(by);
      }
    }
    take_addressee(rest);
    set_about(rest, first);
  } else if (first.is("to")) {
    const auto next = tokens.find({"about", "on", "regarding", "by"}, 1);
    set_to(tokens.from(1).until(next - 1), first);
    if (next < tokens.size()) read_parts(tokens.from(next), false);
  } else if (first.is_one_of({"in", "where", "which", "that", "with"})) {
    set_about(tokens, first);
  } else {
    query_.notes.push_back(fmt::format("\"{}\" read as what the quotations are about", tokens.typed()));
    set_about(tokens, first);
  }
}

// "by Marel in spring", "by Marel since the war": what stands there would be looked for as part of the name.
bool QuestionReader::name_has_no_date(Tokens name) {
  const auto at = name.find({"since", "before", "after", "until", "till", "during", "between", "in"}, 1);
  if (at + 1 >= name.size()) return false;
  const auto front = name.until(at);
  // "the envoy in Minsk", "the Ambassador in Minsk", "anyone in the Kremlin"
  if (name[at].is("in") && (!front[front.size() - 1].capital || names_.parse_office_kind(front.typed()))) return false;
  fail(fmt::format("\"{}\" is no date; write 2021, December 2021, 2021-12-02 or yesterday{}", name.from(at + 1).typed(),
                   name[at].is("in") ? ", or outlet:\"NAME\" for who published it" : ""),
       name[at + 1].span.begin);
  return true;
}

bool QuestionReader::quotes_after_form(Tokens tokens) {
  std::size_t at = 1;
  while (at < tokens.size() && !is_quote_noun(tokens[at]) && !is_view_noun(tokens[at]) &&
         !(act_noun(tokens[at]) && is_possessive(tokens, at - 1)))
    ++at;
  if (at >= tokens.size()) return false;
  const auto act = act_noun(tokens[at]);
  const bool view = is_view_noun(tokens[at]);
  const auto rest = tokens.from(at + 1);
  const bool goes_on = rest.empty() || rest[0].is_one_of(kAboutWords) ||
                       (view && rest[0].is_one_of(kOfView)) || (act && rest[0].is_one_of({"of", "that", "to", "for"}));
  if (!goes_on) return false;
  // "Lavrov's latest remarks"
  auto front = tokens.until(at);
  auto pick = Pick::All;
  for (std::size_t count : {2u, 1u})
    if (front.size() > count && pick_words(front, front.size() - count, pick) == count) {
      front = front.until(front.size() - count);
      break;
    }
  if (view && !is_possessive(front, front.size() - 1)) return false;  // "the Iran position of Britain"
  const auto whos = whos_of(front, names_);
  const bool several = whos.size() > 1;
  if (whos.empty() || is_empty(whos.front())) return false;
  if (!several && !is_surely_speaker(front, whos.front()) && !(front.size() == 1 && front[0].capital)) return false;
  query_.form = Form::Quotes;
  query_.pick = pick == Pick::All ? query_.pick : pick;
  set_who(front, tokens[0]);
  if (view && !rest.empty())
    set_about(rest.from(1), rest[0]);
  else if (act && !rest.empty())
    read_act_parts(rest, *act);
  else
    read_parts(rest, false);
  if (act) query_.acts = {*act->act};
  return true;
}

}  // namespace attache::query
