#include "query/parse/question.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "query/parse/days.hpp"
#include "query/parse/options.hpp"
#include "query/parse/subject.hpp"
#include "query/parse/tokens.hpp"
#include "query/parse/verbs.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::Act;
using schema::Fault;
using schema::Names;
using schema::Result;

constexpr std::string_view kAbout[] = {"about", "on", "regarding", "concerning", "mentioning", "against", "over"};

// The place of what says what "who" did: "who has also | denied".
std::size_t after_auxiliaries(Tokens tokens) {
  std::size_t at = 1;
  while (at < tokens.size() && tokens[at].is_one_of({"has", "have", "had", "did", "also", "ever", "else", "first"})) ++at;
  return at;
}

bool is_form_of_be(Tokens tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].is_one_of({"is", "was", "were", "are"});
}

// The place of "about" in "was quoted about Y", "was" at `at`; tokens.size() where that is not said.
std::size_t quoted_about(Tokens tokens, std::size_t at) {
  const auto about = tokens.find(kAbout, at);
  return tokens.find({"quoted"}, at) < about ? about : tokens.size();
}

// Reads one question; each form is tried in turn. A form says false when the question is not of it.
class QuestionReader {
 public:
  QuestionReader(std::string_view text, const Names& names, Query& query)
      : text_(text), names_(names), query_(query) {}

  // The question without its clauses of time and its options.
  bool read(Tokens tokens) {
    tokens = without_request(tokens);
    return quotes_form(tokens) || what_form(tokens) || who_form(tokens) || did_form(tokens) ||
           everything_form(tokens) || quotes_after_form(tokens) || said_form(tokens) || topic_form(tokens) ||
           words_form(tokens);
  }
  const std::optional<Fault>& fault() const { return fault_; }

 private:
  static bool is_quotes(const Token& token) {
    return token.is_one_of({"quote", "quotes", "quotation", "quotations", "statement", "statements", "remark",
                            "remarks", "comment", "comments"});
  }

  static Tokens without_request(Tokens tokens) {
    if (tokens.size() > 2 && tokens[0].is("how") && tokens[1].is("many") && is_quotes(tokens[2])) return tokens.from(2);
    while (tokens.size() > 1 &&
           (tokens[0].is_one_of({"please", "show", "list", "find", "give", "display"}) ||
            (tokens[0].is("me") && !tokens[0].all_capitals)))
      tokens = tokens.from(1);
    return tokens;
  }

  // "every quote by X about Y to Z", the parts after the noun in any order.
  bool quotes_form(Tokens tokens) {
    if (tokens.size() > 1 && tokens[0].is("by")) {  // "by officials of Russia"
      query_.form = Form::Quotes;
      read_parts(tokens, true);
      return true;
    }
    std::size_t at = 0;
    while (at < tokens.size() && tokens[at].is_one_of({"every", "all", "any", "each", "the", "single"})) ++at;
    if (at < tokens.size() && tokens[at].is("of")) ++at;
    while (at < tokens.size() && tokens[at].is("the")) ++at;
    if (at < tokens.size())
      if (const auto kind = schema::value_of(schema::kQuoteKinds, tokens[at].folded)) {
        query_.kind = kind;
        ++at;
      }
    if (at >= tokens.size() || !is_quotes(tokens[at])) {
      query_.kind.reset();
      return false;
    }
    query_.form = Form::Quotes;
    ++at;
    if (at + 1 < tokens.size() && tokens[at].is_one_of({"made", "given", "issued"})) ++at;
    read_parts(tokens.from(at), true);
    return true;
  }

  // [by X] [about Y] [to Z], beginning with a preposition. `empty_is_fault`: there must be one of them.
  void read_parts(Tokens tokens, bool empty_is_fault) {
    if (tokens.empty()) {
      const bool filtered = query_.since || query_.until || query_.kind || !query_.who.empty() || query_.about ||
                            query_.to || !query_.outlet.empty() || !query_.acts.empty() || !query_.not_who.empty();
      if (empty_is_fault && !filtered) fail("quotes by whom, or about what?", text_.size());
      return;
    }
    const Token& first = tokens[0];
    if (first.is_one_of({"by", "from", "of"})) {
      const auto about = tokens.find(kAbout, 1);
      auto name = tokens.from(1).until(about - 1);
      // "by Lavrov to Blinken", but "by the ambassador to Britain".
      if (const auto to = name.find({"to"}, 1); to + 1 < name.size())
        if (const auto front = name.until(to); is_surely_speaker(front, who_of(front, names_)) &&
                                               !names_.parse_office(front.typed()) &&
                                               !names_.parse_office_kind(front.typed())) {
          set_to(name.from(to + 1), name[to]);
          name = front;
        }
      if (name_has_no_date(name)) return;
      set_who(name, first);
      if (about < tokens.size()) read_parts(tokens.from(about), false);
    } else if (first.is_one_of(kAbout)) {
      auto rest = tokens.from(1);
      if (const auto by = last_of(rest, "by"); by > 0 && by < rest.size() && query_.who.empty()) {
        const auto name = rest.from(by + 1);
        if (const auto who = who_of(name, names_); is_surely_speaker(name, who)) {
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
  bool name_has_no_date(Tokens name) {
    const auto at = name.find({"since", "before", "after", "until", "till", "during", "between", "in"}, 1);
    if (at + 1 >= name.size()) return false;
    const auto front = name.until(at);
    // "the envoy in Minsk", "the Ambassador in Minsk"
    if (name[at].is("in") && (!front[front.size() - 1].capital || names_.parse_office_kind(front.typed()))) return false;
    fail(fmt::format("\"{}\" is no date; write 2021, December 2021, 2021-12-02 or yesterday{}",
                     name.from(at + 1).typed(),
                     name[at].is("in") ? ", or outlet:\"NAME\" for who published it" : ""),
         name[at + 1].span.begin);
    return true;
  }

  // "what did X say [to Z] about Y", "what did X accuse Z of", "what has been said about Y".
  bool what_form(Tokens tokens) {
    if (tokens.size() < 3 || !tokens[0].is("what") ||
        !tokens[1].is_one_of({"did", "does", "do", "has", "have", "had", "was", "is"}))
      return false;
    auto rest = tokens.from(2);
    if (const auto said = rest.find({"said"});
        tokens[1].is_one_of({"was", "is"}) || (said > 0 && rest[said - 1].is("been") && said < rest.size())) {
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
  static std::size_t verb_of_what(Tokens rest) {
    if (const auto plain = rest.find({"say", "said", "tell", "told"}, 1); plain < rest.size()) return plain;
    for (std::size_t at = 1; at < rest.size(); ++at)
      if (verb_at(rest, at) && !rest[at - 1].is_one_of({"of", "the", "a", "an"})) return at;
    return rest.size();
  }

  // What follows a verb.
  void read_object(const Verb& verb, Tokens rest, const Token& after) {
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
        if (!rest.empty() && rest[0].is_one_of({"about", "on", "of", "regarding", "concerning", "over"}))
          set_about(rest.from(1), rest[0]);
        else
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
        if (!rest.empty() && rest[0].is_one_of({"to", "about", "that", "for"})) rest = rest.from(1);
        set_about_if_any(rest);
        break;
    }
  }

  // "who said that …", "who denied Y", "who told Z that …", "who spoke about Y".
  bool who_form(Tokens tokens) {
    if (tokens.size() < 2 || !tokens[0].is("who") || (tokens[0].all_capitals && !tokens[1].all_capitals)) return false;
    const auto at = after_auxiliaries(tokens);
    if (is_form_of_be(tokens, at)) {
      const auto about = quoted_about(tokens, at);
      if (about == tokens.size()) return false;
      query_.form = Form::WhoSaid;
      read_parts(tokens.from(about), true);
      return true;
    }
    const auto verb = verb_at(tokens, at);
    if (!verb) return false;
    query_.form = Form::WhoSaid;
    auto rest = tokens.from(at + verb->length);
    if (rest.empty()) {
      if (!verb->act) fail("said what?", text_.size());
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

  // "did X say that …", "when did X say …".
  bool did_form(Tokens tokens) {
    std::size_t at = 0;
    if (!tokens.empty() && tokens[0].is_one_of({"when", "where", "why", "how"})) ++at;
    if (at + 2 >= tokens.size() || !tokens[at].is_one_of({"did", "has", "have", "does"})) return false;
    const auto rest = tokens.from(at + 1);
    const auto verb = verb_of_what(rest);
    if (verb >= rest.size()) return false;
    query_.form = Form::DidSay;
    read_said(rest, verb);
    return true;
  }

  // "X said that …", the verb at `at`.
  void read_said(Tokens tokens, std::size_t at) {
    set_who(tokens.until(at), tokens[0]);
    const auto verb = *verb_at(tokens, at);
    auto object = tokens.from(at + verb.length);
    if (!object.empty() && object[0].is("that")) object = object.from(1);
    if (verb.object == VerbObject::Nothing && !object.empty() && !object[0].is_one_of({"about", "on", "to", "regarding"}))
      set_about(object, tokens[at], true);
    else
      read_object(verb, object, tokens[at]);
  }

  // "everything X said about Y", "all that was said by X", "anything by X about Y".
  bool everything_form(Tokens tokens) {
    if (tokens.size() < 3 || !tokens[0].is_one_of({"all", "anything", "everything", "what", "whatever"})) return false;
    std::size_t at = 1;
    while (at < tokens.size() && tokens[at].is_one_of({"been", "ever", "has", "that", "was", "were", "which"})) ++at;
    const auto rest = tokens.from(at);
    if (rest.size() > 1 && (rest[0].is("said") || (at == 1 && rest[0].is_one_of({"about", "by", "from", "on"})))) {
      query_.form = Form::Said;
      read_parts(rest.from(rest[0].is("said") ? 1 : 0), true);
      return true;
    }
    const auto verb = verb_of_what(rest);
    if (verb >= rest.size()) return false;
    query_.form = Form::Said;
    set_who(rest.until(verb), rest[0]);
    const auto found = *verb_at(rest, verb);
    read_object(found, rest.from(verb + found.length), rest[verb]);
    return true;
  }

  // "X said Y": only of a speaker who is known or has a name, and in the past: "Iran talks" are talks.
  bool said_form(Tokens tokens) {
    constexpr std::size_t kLongestFront = 8;  // words before the verb
    for (std::size_t at = 1; at < std::min(tokens.size(), kLongestFront + 1); ++at) {
      if (!verb_at(tokens, at) || !(tokens[at].folded.ends_with("ed") || tokens[at].is_one_of({"said", "told", "spoke"})))
        continue;
      const auto front = without_adverbs(tokens.until(at));
      if (front.empty() || !is_surely_speaker(front, who_of(front, names_))) return false;
      query_.form = Form::Said;
      read_said(tokens, at);
      return true;
    }
    return false;
  }

  // "Lavrov quotes about Nato", "Lavrov's remarks on Nato".
  bool quotes_after_form(Tokens tokens) {
    std::size_t at = 1;
    while (at < tokens.size() && !is_quotes(tokens[at])) ++at;
    if (at >= tokens.size() || (at + 1 < tokens.size() && !tokens[at + 1].is_one_of(kAbout))) return false;
    const auto who = who_of(tokens.until(at), names_);
    if (!is_surely_speaker(tokens.until(at), who) && !(at == 1 && tokens[0].capital)) return false;
    query_.form = Form::Quotes;
    set_who(tokens.until(at), tokens[0]);
    read_parts(tokens.from(at + 1), false);
    return true;
  }

  // "X on Y". What is no name to the tables is a speaker only if the archive has one so called.
  bool topic_form(Tokens tokens) {
    const auto at = tokens.find({"on", "about"}, 1);
    if (at + 1 >= tokens.size() || at > 8) return false;
    const auto front = tokens.until(at);
    auto who = who_of(front, names_);
    if (is_empty(who)) return false;
    const bool sure = is_surely_speaker(front, who);
    if (!sure && at > 3) return false;
    query_.form = Form::OnTopic;
    set_who(front, tokens[0]);
    for (auto& each : query_.who) each.guessed = !sure;
    set_about(tokens.from(at + 1), tokens[at]);
    return true;
  }

  bool words_form(Tokens tokens) {
    query_.form = Form::Words;
    auto subject = subject_of(tokens, names_);
    if (is_empty(subject)) {
      fail("no word to look for", tokens.empty() ? 0 : tokens[0].span.begin);
      return true;
    }
    if (subject.entities.size() == 1 && subject.entities.front().starts_with("p:"))
      query_.notes.push_back(
          fmt::format("read as what the quotations are about; \"quotes by {}\" asks for what he or she said",
                      subject.text));
    if (subject.entities.empty() && tokens.size() > 1)
      query_.notes.push_back("no form of question known: read as words that all stand in the quotation "
                             "(`attache-query search` searches whole articles)");
    query_.about = std::move(subject);
    return true;
  }

  static std::size_t last_of(Tokens tokens, std::string_view word) {
    for (auto at = tokens.size(); at-- > 0;)
      if (tokens[at].is(word)) return at;
    return tokens.size();
  }

  // "about Y to Z": Z is an addressee when it is a person, an office or an audience; a country may belong to the
  // subject.
  void take_addressee(Tokens& subject) {
    const auto at = last_of(subject, "to");
    if (at == 0 || at + 1 >= subject.size() || query_.to) return;
    const auto rest = subject.from(at + 1);
    const auto who = who_of(rest, names_);
    const bool person = !who.entities.empty() && who.entities.front().starts_with("p:") && rest[0].capital;
    if (!person && !who.office && !is_general_audience(who)) return;
    set_to(rest, subject[at]);
    query_.notes.push_back(fmt::format("\"to {}\" read as the addressee", rest.typed()));
    subject = subject.until(at);
  }

  // "Lavrov has ever", "Lavrov also": what stands between a speaker and the verb.
  static Tokens without_adverbs(Tokens tokens) {
    while (tokens.size() > 1 &&
           tokens[tokens.size() - 1].is_one_of({"actually", "again", "also", "ever", "had", "has", "have", "just",
                                                "never", "not", "once", "publicly", "really", "recently", "then"}))
      tokens = tokens.until(tokens.size() - 1);
    return tokens;
  }

  void set_who(Tokens tokens, const Token& before) {
    tokens = without_adverbs(tokens);
    auto whos = whos_of(tokens, names_);
    if (whos.size() > kMaxSpeakers) return fail(fmt::format("more than {} speakers", kMaxSpeakers), before.span.end);
    if (tokens.size() > kMaxNameWords * whos.size() + 1) return fail_name(before);
    if (whos.empty() || is_empty(whos.front())) {
      if (tokens.size() == 1 && tokens[0].is_one_of({"anyone", "anybody", "everyone", "everybody", "they", "people"}))
        return;
      return fail("by whom?", before.span.end);
    }
    if (whos.size() == 1 && tokens.size() == 1 &&
        tokens[0].is_one_of({"anyone", "anybody", "everyone", "everybody", "people", "someone"}))
      return;
    query_.who = std::move(whos);
  }

  void fail_name(const Token& before) {
    fail(fmt::format("a name of more than {} words", kMaxNameWords), before.span.end);
  }

  void set_to(Tokens tokens, const Token& before) {
    if (tokens.size() > kMaxNameWords) return fail_name(before);
    auto who = who_of(tokens, names_);
    if (is_general_audience(who)) {
      query_.any_audience = true;
      query_.notes.push_back(fmt::format("\"{}\": reports seldom say so, so any addressee counts", who.text));
      return;
    }
    if (is_empty(who)) return fail("to whom?", before.span.end);
    query_.to = std::move(who);
  }

  void set_target(Tokens tokens) {
    auto target = subject_of(tokens, names_);
    if (!is_empty(target)) query_.target = std::move(target);
  }

  void set_about(Tokens tokens, const Token& before, bool claim = false) {
    set_about_if_any(tokens, claim);
    if (!query_.about && !fault_) fail("about what?", before.span.end);
  }

  void set_about_if_any(Tokens tokens, bool claim = false) {
    if (tokens.empty()) return;
    if (const auto at = tokens.find({"since", "until", "till"}, 1); !claim && at + 1 < tokens.size())
      return fail(fmt::format("\"{}\" is no date; write 2021, December 2021, 2021-12-02 or yesterday",
                              tokens.from(at + 1).typed()),
                  tokens[at + 1].span.begin);
    auto subject = subject_of(tokens, names_, claim);
    if (is_empty(subject)) return;
    if (subject.or_parts)
      query_.notes.push_back(
          fmt::format("\"{}\" read as {} too", subject.text, names_.find(subject.entities.front())->name));
    query_.about = std::move(subject);
  }

  void fail(std::string_view reason, std::size_t offset) {
    if (!fault_) fault_ = Fault{std::string(reason), column(text_, static_cast<std::uint32_t>(offset))};
  }

  std::string_view text_;
  const Names& names_;
  Query& query_;
  std::optional<Fault> fault_;
};

// "not by X", "except X": takes the clause off `tokens`, which is then a part of `kept`.
void take_exclusion(Tokens& tokens, std::vector<Token>& kept, const Names& names, Query& query) {
  for (std::size_t at = 1; at + 1 < tokens.size(); ++at) {
    std::size_t name = at + 1;
    if (!(tokens[at].is("not") && tokens[name].is("by")) && !tokens[at].is_one_of({"except", "excluding"}) &&
        !(tokens[at].is("other") && tokens[name].is("than")))
      continue;
    while (name < tokens.size() && tokens[name].is_one_of({"by", "for", "from", "than"})) ++name;
    const auto end = tokens.find({"about", "on", "regarding", "concerning", "to"}, name);
    const auto named = tokens.from(name).until(end - name);
    if (named.size() > kMaxNameWords) continue;
    auto whos = whos_of(named, names);
    // "lifted not by force" names nobody.
    if (whos.empty() || is_empty(whos.front())) continue;
    if (whos.size() == 1 && !is_surely_speaker(named, whos.front()) && !named[named.size() - 1].capital) continue;
    query.not_who = std::move(whos);
    std::vector<Token> left(tokens.list.begin(), tokens.list.begin() + static_cast<std::ptrdiff_t>(at));
    left.insert(left.end(), tokens.list.begin() + static_cast<std::ptrdiff_t>(end), tokens.list.end());
    kept = std::move(left);
    tokens.list = kept;
    return;
  }
}

}  // namespace

bool asks_who_said(std::string_view text) {
  const auto list = tokens_of(text);
  if (!list) return false;
  const Tokens tokens{text, *list};
  if (tokens.empty() || !tokens[0].is("who")) return false;
  const auto at = after_auxiliaries(tokens);
  if (is_form_of_be(tokens, at)) return quoted_about(tokens, at) < tokens.size();
  return at < tokens.size() && !tokens[at].capital && verb_at(tokens, at);
}

Result<Query> parse_question(std::string_view question, const Names& names, schema::Date today) {
  if (question.size() > kMaxQuestionBytes)
    return Fault{fmt::format("the question is longer than {} bytes", kMaxQuestionBytes), "column 1"};
  Query query;
  query.question = schema::valid_utf8(question);
  // Options are blanked out in place, so that positions stay those of the question.
  std::string text = query.question;
  if (auto fault = take_options(text, names, today, query)) return *fault;
  const auto tokens = tokens_of(text);
  if (!tokens) return tokens.error();
  Tokens rest{text, *tokens};
  const auto take = [&](Tokens& from) {
    const auto period = take_period(from, today);
    if (period.since) query.since = period.since;
    if (period.until) query.until = period.until;
  };
  take(rest);
  // "by Dorrin since 2020 about the dam"
  std::vector<Token> kept(rest.list.begin(), rest.list.end());
  if (const auto about = rest.find({"about", "on", "regarding", "concerning"}, 1); about < rest.size()) {
    auto front = rest.until(about);
    take(front);
    kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(front.size()),
               kept.begin() + static_cast<std::ptrdiff_t>(about));
    rest.list = kept;
  }
  if (query.since && query.until && *query.until < *query.since)
    return Fault{fmt::format("no day is after {} and before {}", to_string(*query.since), to_string(*query.until)),
                 column(text, rest.empty() ? 0 : rest[rest.size() - 1].span.end)};
  const bool has_option = !query.who.empty() || query.about || query.to || !query.outlet.empty() || !query.acts.empty();
  if (rest.empty()) {
    if (has_option) return query;
    return Fault{"no word to look for", "column 1"};
  }
  take_exclusion(rest, kept, names, query);
  QuestionReader reader(text, names, query);
  reader.read(rest);
  if (reader.fault()) return *reader.fault();
  return query;
}

}  // namespace attache::query
