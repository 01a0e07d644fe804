#include "query/parse/question.hpp"

#include <fmt/format.h>

#include "query/parse/days.hpp"
#include "query/parse/options.hpp"
#include "query/parse/question_reader.hpp"
#include "query/parse/subject.hpp"
#include "query/parse/tokens.hpp"
#include "query/parse/verbs.hpp"
#include "schema/words.hpp"

namespace attache::query {

using schema::Fault;
using schema::Names;
using schema::Result;

bool asks_who_said(std::string_view text) {
  const auto list = tokens_of(text);
  if (!list) return false;
  const Tokens tokens{text, *list};
  if (tokens.empty() || !tokens[0].is("who")) return false;
  auto pick = Pick::All;
  const auto at = after_auxiliaries(tokens, pick);
  if (is_form_of_be(tokens, at)) {
    const auto to = tokens.find({"to"}, at);
    const bool first_to = to > 1 && to + 1 < tokens.size() && tokens[to - 1].is_one_of({"first", "last"}) && verb_at(tokens, to + 1);
    return first_to || quoted_about(tokens, at) < tokens.size();
  }
  return at < tokens.size() && !tokens[at].capital && verb_at(tokens, at);
}

Result<Query> parse_question(std::string_view question, const Names& names, schema::Date today, const OutletTest& has_outlet) {
  if (question.size() > kMaxQuestionBytes)
    return Fault{fmt::format("the question is longer than {} bytes", kMaxQuestionBytes), "column 1"};
  Query query;
  query.question = schema::valid_utf8(question);
  // Options are blanked out in place, so that positions stay those of the question.
  std::string text = query.question;
  if (auto fault = take_options(text, names, today, query)) return *fault;
  const bool has_option = !query.who.empty() || query.about || query.to || !query.outlet.empty() || !query.acts.empty() ||
                          !query.filters.empty() || query.kind || query.since || query.until;
  auto tokens = tokens_of(text);
  if (!tokens) return tokens.error();
  Clauses clauses(text, std::move(*tokens));
  clauses.read_relative_clauses();
  clauses.take_time(today, query);
  if (query.since && query.until && *query.until < *query.since) {
    const auto left = clauses.tokens();
    return Fault{fmt::format("no day is after {} and before {}", to_string(*query.since), to_string(*query.until)),
                 column(text, left.empty() ? 0 : left[left.size() - 1].span.end)};
  }
  if (clauses.tokens().empty()) {
    if (has_option) return query;
    return Fault{"no word to look for", "column 1"};
  }
  clauses.take_exclusions(names, query);
  clauses.take_places(names, has_outlet, query);
  QuestionReader reader(text, names, query);
  reader.read(clauses.tokens());
  if (reader.fault()) return *reader.fault();
  return query;
}

}  // namespace attache::query
