#include "query/parse/question_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "query/parse/nouns.hpp"
#include "query/parse/question.hpp"
#include "query/parse/subject.hpp"

namespace attache::query {
namespace {

std::size_t last_of(Tokens tokens, std::string_view word) {
  for (auto at = tokens.size(); at-- > 0;)
    if (tokens[at].is(word)) return at;
  return tokens.size();
}

bool is_each_other(Tokens tokens) {
  return tokens.size() == 2 &&
         ((tokens[0].is("each") && tokens[1].is("other")) || (tokens[0].is("one") && tokens[1].is("another")));
}

bool is_anything(Tokens tokens) {
  return tokens.size() == 1 && tokens[0].is_one_of({"anything", "everything", "something"});
}

// A body that is spoken to: "to the Security Council" is no part of a subject.
bool is_forum(Tokens tokens) {
  return tokens[tokens.size() - 1].is_one_of({"assembly", "bundestag", "commission", "committee", "conference", "congress",
                                              "council", "court", "duma", "parliament", "rada", "senate", "tribunal"});
}

}  // namespace

std::size_t after_auxiliaries(Tokens tokens, Pick& pick) {
  std::size_t at = 1;
  while (at < tokens.size() &&
         tokens[at].is_one_of({"has", "have", "had", "did", "also", "ever", "else", "first", "last", "originally"})) {
    if (tokens[at].is_one_of({"first", "originally"})) pick = Pick::First;
    if (tokens[at].is("last")) pick = Pick::Last;
    ++at;
  }
  return at;
}

bool is_form_of_be(Tokens tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].is_one_of({"is", "was", "were", "are"});
}

std::size_t quoted_about(Tokens tokens, std::size_t at) {
  const auto about = tokens.find(kAboutWords, at);
  return tokens.find({"quoted"}, at) < about ? about : tokens.size();
}

void QuestionReader::read(Tokens tokens) {
  tokens = without_request(tokens);
  if (!(quotes_form(tokens) || what_form(tokens) || who_form(tokens) || did_form(tokens) || everything_form(tokens) ||
        quotes_after_form(tokens) || said_form(tokens) || topic_form(tokens)))
    words_form(tokens);
  check_mutual();
}

// "how many", "please show me": what is wanted follows.
Tokens QuestionReader::without_request(Tokens tokens) {
  if (tokens.size() > 2 && tokens[0].is("how") && tokens[1].is("many") && !tokens[2].is("times")) {
    query_.count = true;
    tokens = tokens.from(2);
  } else if (tokens.size() > 3 && tokens[0].is_one_of({"count", "number"})) {
    const auto rest = tokens.from(tokens[1].is("of") ? 2 : 1);
    if (rest[0].is("the") || is_quote_noun(rest[0])) {
      query_.count = true;
      tokens = rest;
    }
  }
  while (tokens.size() > 1 && (tokens[0].is_one_of({"please", "show", "list", "find", "give", "display"}) ||
                               (tokens[0].is("me") && !tokens[0].all_capitals)))
    tokens = tokens.from(1);
  return tokens;
}

// What is no name to the tables is a speaker only if the archive has one so called.
bool QuestionReader::topic_form(Tokens tokens) {
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

bool QuestionReader::words_form(Tokens tokens) {
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

void QuestionReader::check_mutual() {
  if (query_.mutual == Mutual::No || fault_) return;
  if (query_.who.size() < 2) return fail("\"each other\" wants two speakers or more: by A and B", text_.size());
  if (query_.who.size() > kMaxMutual)
    return fail(fmt::format("\"each other\" of more than {} speakers", kMaxMutual), text_.size());
}

// "about Y to Z": Z is an addressee when it is a person, an office, an audience or a forum; a country may belong to the
// subject.
void QuestionReader::take_addressee(Tokens& subject) {
  const auto at = last_of(subject, "to");
  if (at == 0 || at + 1 >= subject.size() || query_.to || query_.mutual != Mutual::No) return;
  const auto rest = subject.from(at + 1);
  const auto note = [&] { query_.notes.push_back(fmt::format("\"to {}\" read as the addressee", rest.typed())); };
  if (is_each_other(rest)) {
    set_to(rest, subject[at]);
    subject = subject.until(at);
    return;
  }
  const auto who = who_of(rest, names_);
  const bool person = !who.entities.empty() && who.entities.front().starts_with("p:") && rest[0].capital;
  const bool forum = !is_empty(who) && rest.size() <= 6 && is_forum(rest);
  if (person || who.office || is_general_audience(who) || forum) {
    set_to(rest, subject[at]);
    note();
    subject = subject.until(at);
  } else if (!who.entities.empty() && who.entities.front().starts_with("o:")) {
    query_.notes.push_back(fmt::format("\"to {0}\" read as part of the subject; --to \"{0}\" asks for what was said to it",
                                       rest.typed()));
  }
}

// "Lavrov has ever", "Lavrov also": what stands between a speaker and the verb.
Tokens QuestionReader::without_adverbs(Tokens tokens) {
  while (tokens.size() > 1) {
    const auto& last = tokens[tokens.size() - 1];
    if (last.is_one_of({"first", "originally"}))
      query_.pick = Pick::First;
    else if (last.is("last"))
      query_.pick = Pick::Last;
    else if (!last.is_one_of({"actually", "again", "also", "been", "ever", "had", "has", "have", "just", "never", "not", "once",
                              "publicly", "really", "recently", "then"}))
      break;
    tokens = tokens.until(tokens.size() - 1);
  }
  return tokens;
}

void QuestionReader::set_who(Tokens tokens, const Token& before) {
  tokens = without_adverbs(tokens);
  auto whos = whos_of(tokens, names_);
  if (whos.size() > kMaxSpeakers) return fail(fmt::format("more than {} speakers", kMaxSpeakers), before.span.end);
  if (tokens.size() > kMaxNameWords * whos.size() + 1) return fail_name(before);
  if (tokens.size() == 1 &&
      tokens[0].is_one_of({"anyone", "anybody", "everyone", "everybody", "they", "people", "someone", "somebody"}))
    return;
  if (whos.empty() || is_empty(whos.front())) return fail("by whom?", before.span.end);
  query_.who = std::move(whos);
}

void QuestionReader::fail_name(const Token& before) {
  fail(fmt::format("a name of more than {} words", kMaxNameWords), before.span.end);
}

void QuestionReader::set_to(Tokens tokens, const Token& before) {
  if (tokens.size() > kMaxNameWords) return fail_name(before);
  if (is_each_other(tokens)) {
    query_.mutual = Mutual::To;
    return;
  }
  auto who = who_of(tokens, names_);
  if (is_general_audience(who)) {
    query_.any_audience = true;
    query_.notes.push_back(fmt::format("\"{}\": reports seldom say so, so any addressee counts", who.text));
    return;
  }
  if (is_empty(who)) return fail("to whom?", before.span.end);
  query_.to = std::move(who);
}

void QuestionReader::set_target(Tokens tokens) {
  auto target = subject_of(tokens, names_);
  if (!is_empty(target)) query_.target = std::move(target);
}

void QuestionReader::set_about(Tokens tokens, const Token& before, bool claim) {
  if (is_anything(tokens)) return;
  set_about_if_any(tokens, claim);
  if (!query_.about && query_.mutual != Mutual::About && !fault_) fail("about what?", before.span.end);
}

void QuestionReader::set_about_if_any(Tokens tokens, bool claim) {
  if (tokens.empty() || is_anything(tokens)) return;
  if (is_each_other(tokens)) {
    query_.mutual = Mutual::About;
    return;
  }
  if (const auto at = tokens.find({"since", "until", "till"}, 1); !claim && at + 1 < tokens.size())
    return fail(fmt::format("\"{}\" is no date; write 2021, December 2021, 2021-12-02 or yesterday",
                            tokens.from(at + 1).typed()),
                tokens[at + 1].span.begin);
  auto subject = claim ? subject_of(tokens, names_, true) : joined_subject_of(tokens, names_, query_.notes);
  if (!is_empty(subject)) query_.about = std::move(subject);
}

void QuestionReader::fail(std::string_view reason, std::size_t offset) {
  if (!fault_) fault_ = schema::Fault{std::string(reason), column(text_, static_cast<std::uint32_t>(offset))};
}

}  // namespace attache::query
