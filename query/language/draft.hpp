// A tree in the making: what the readers of all dialects share. Leaves from typed words and values, the bounds, the first
// fault, the notes.
//
// Belongs to one thread and one reading.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/expression.hpp"
#include "query/language/read.hpp"
#include "schema/date.hpp"
#include "schema/result.hpp"
#include "schema/span.hpp"

namespace attache::query::language {

// What the words at a place of the query are asked of.
struct Target {
  schema::FieldId field = schema::FieldId::Text;
  bool subject = false;     // about: and about!: the field counts for nothing then
  bool exact = false;       // about!, exact:
  Letters letters = Letters::Any;
  // Values of it stand whole: two side by side are no query ("outlet:(Halmere Press)").
  bool takes_values() const;
};

// The target of a field's name in any case: those of schema/fields.hpp and about, about!. Nothing when there is none.
std::optional<Target> target_named(std::string_view name);
// As a query names it: "title", "about!".
std::string name_of(const Target& target);
// All names, for faults: "text, title, …, about, about!".
std::string target_names();

// Marks of patterns in a dialect; '\0' where it has none.
struct PatternMarks {
  char any = '*';  // any letters, also none
  char one = '?';  // one letter
  char also_one = '\0';
};

class Draft {
 public:
  // `text` is valid UTF-8 and outlives the draft.
  Draft(std::string_view text, schema::Date today) : text_(text), today_(today) {}

  std::string_view text() const { return text_; }
  schema::Date today() const { return today_; }

  // Keeps the first fault. Readers return soon after one, with any tree.
  void fail(std::string reason, std::uint32_t at);
  bool failed() const { return fault_.has_value(); }
  void note(std::string line);

  // The words of `typed`: a Word, or a Phrase of several; with `marks`, words with marks are Wildcards. A word with "=" before
  // it, and all of them with `exact`, are meant in that form alone. `place` is what is made of. A fault when there is no word.
  Expression words(const Target& target, std::string_view typed, schema::Span place, bool exact = false,
                   PatternMarks marks = {});
  // One word with `changes` letters changed; fields of kind Text and Word.
  Expression fuzzy(const Target& target, std::string_view typed, schema::Span place, std::uint32_t changes);
  // The value of a field, after its kind: words, a value, days or numbers ("200..800", ">500").
  Expression value(const Target& target, std::string_view typed, schema::Span place, bool quoted, bool exact = false);
  Expression range(schema::FieldId field, std::optional<std::string> from, std::optional<std::string> to, schema::Span place);
  Expression days(std::string_view typed, schema::Span place);
  Expression all(schema::Span place);

  // An operator with its children; And and Or take up children of their own kind, and one child alone stays itself.
  Expression joined(Op op, std::vector<Expression> children, schema::Span place, std::uint32_t count = 0);
  // The same for place operators; a fault at the child that is no place expression, or of another field. `name` is what was typed.
  Expression placed(Op op, std::vector<Expression> children, schema::Span place, std::uint32_t count, std::string_view name);
  // AtLeast, First or Lead of `child`.
  Expression counted(Op op, Expression child, schema::Span place, std::uint32_t count, std::string_view name);

  // The number behind an operator, "5" of "NEAR/5"; a fault when it is none of 1..most.
  std::uint32_t number(std::string_view digits, std::uint32_t most, std::string_view name, std::uint32_t at);

  // Counts what is put into the tree a second time; a fault above kMaxClauses.
  void count_clauses(std::size_t more, std::uint32_t at);

  // The tree with the notes, or the first fault; refuses a tree deeper than kMaxDepth brackets as native text.
  schema::Result<Reading> finish(Expression expression);

 private:
  Expression leaf(Op op, const Target& target, std::string text, schema::Span place);
  Expression numbers(const Target& target, std::string_view typed, schema::Span place);
  Expression listed_value(const Target& target, std::string_view typed, schema::Span place, bool exact);
  std::string checked_pattern(std::string pattern, std::uint32_t at);

  std::string_view text_;
  schema::Date today_;
  std::size_t clauses_ = 0;
  std::optional<schema::Fault> fault_;
  std::vector<std::string> notes_;
};

}  // namespace attache::query::language
