// The forms of questions, tried in turn. A form says false when the question is not of it, and has then set nothing.
//
// One for one question; its text, names and query outlive it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "query/parse/query.hpp"
#include "query/parse/tokens.hpp"
#include "query/parse/verbs.hpp"
#include "schema/result.hpp"

namespace attache::query {

inline constexpr std::string_view kAboutWords[] = {"about", "on", "regarding", "concerning", "mentioning", "against", "over"};

// The place of what says what "who" did: "who has also | denied". `pick`: First or Last where that is said.
std::size_t after_auxiliaries(Tokens tokens, Pick& pick);

bool is_form_of_be(Tokens tokens, std::size_t at);

// The place of "about" in "was quoted about Y", "was" at `at`; tokens.size() where that is not said.
std::size_t quoted_about(Tokens tokens, std::size_t at);

class QuestionReader {
 public:
  QuestionReader(std::string_view text, const schema::Names& names, Query& query)
      : text_(text), names_(names), query_(query) {}

  // The question without its clauses and its options.
  void read(Tokens tokens);
  const std::optional<schema::Fault>& fault() const { return fault_; }

 private:
  Tokens without_request(Tokens tokens);

  // quotes_forms.cpp
  bool quotes_form(Tokens tokens);        // "every quote by X about Y to Z", "denials by X", "the view of X on Y"
  bool quotes_after_form(Tokens tokens);  // "Lavrov quotes about Nato", "Lavrov's view of Nato", "Lavrov's denials"
  void read_parts(Tokens tokens, bool empty_is_fault);
  void read_by(Tokens tokens);
  void read_act_parts(Tokens tokens, const Verb& verb);
  void read_view_parts(Tokens tokens);
  bool name_has_no_date(Tokens name);
  bool reads_as_speaker(Tokens tokens) const;

  // said_forms.cpp
  bool what_form(Tokens tokens);        // "what did X say [to Z] about Y", "what is X's view of Y"
  void take_pick(Tokens& rest, Pick& pick);
  bool who_form(Tokens tokens);         // "who said that …", "who first denied Y"
  bool did_form(Tokens tokens);         // "did X say that …", "how often did X mention Y"
  bool everything_form(Tokens tokens);  // "everything X said about Y", "anything by X about Y"
  bool said_form(Tokens tokens);        // "X said Y"
  static std::size_t verb_of_what(Tokens rest);
  void read_object(const Verb& verb, Tokens rest, const Token& after);
  void read_said(Tokens tokens, std::size_t at);

  // question_reader.cpp
  bool topic_form(Tokens tokens);  // "X on Y"
  bool words_form(Tokens tokens);
  void check_mutual();
  Tokens without_adverbs(Tokens tokens);
  void take_addressee(Tokens& subject);
  void set_who(Tokens tokens, const Token& before);
  void set_to(Tokens tokens, const Token& before);
  void set_target(Tokens tokens);
  void set_about(Tokens tokens, const Token& before, bool claim = false);
  void set_about_if_any(Tokens tokens, bool claim = false);
  void fail(std::string_view reason, std::size_t offset);
  void fail_name(const Token& before);

  std::string_view text_;
  const schema::Names& names_;
  Query& query_;
  std::optional<schema::Fault> fault_;
};

}  // namespace attache::query
