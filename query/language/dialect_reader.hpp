// What the readers of the other dialects share: the way through the tokens, brackets, and what Factiva and Nexis have in common:
// neighbouring words are a phrase, operators in any case, days as these services write them, codes that have no field here.
//
// Belongs to one thread and one reading.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/draft.hpp"
#include "query/language/tokens.hpp"
#include "schema/date.hpp"
#include "schema/span.hpp"

namespace attache::query::language {

class DialectReader {
 public:
  DialectReader(std::string_view text, schema::Date today, std::vector<Token> tokens);

 protected:
  // A part of the query; nothing when it asked only for codes, which is in the notes then.
  using Part = std::optional<Expression>;

  // A part and how many place operators it has inside each other.
  struct Placed {
    Part part;
    std::size_t depth = 0;
    bool chain = false;  // made of operators in a row, without brackets: takes more of the same operator up
  };

  bool more(std::size_t ahead = 0) const { return at_ + ahead < tokens_.size(); }
  const Token& token(std::size_t ahead = 0) const { return tokens_[at_ + ahead]; }
  bool is_kind(TokenKind kind, std::size_t ahead = 0) const { return more(ahead) && token(ahead).kind == kind; }
  // The chunk there, folded; empty when there is none.
  std::string word(std::size_t ahead = 0) const;
  // Nothing stands between that token and the one before it.
  bool glued(std::size_t ahead) const;
  std::uint32_t here() const;
  schema::Span since(std::uint32_t begin) const;
  bool ends() const { return draft_.failed() || !more() || is_kind(TokenKind::Close); }
  // The text from one token to another, both included.
  std::string_view typed(std::size_t first, std::size_t last) const;

  // What stands in the brackets at hand, read by `inner`; faults for empty, unclosed and too deep ones.
  Part bracketed(const std::function<Part()>& inner);
  // The whole text, read by `inner`.
  schema::Result<Reading> read_all(const std::function<Part()>& inner, std::string_view dialect);

  // A phrase; parts that are more than words, each right after the other.
  Expression neighbours(std::vector<Expression> parts, schema::Span place);
  // A place operator between two parts. "a w/5 (b and c)" is read as a w/5 b and a w/5 c, which is noted.
  Placed placed(Op op, std::uint32_t count, Placed left, Placed right, std::string_view name, std::uint32_t at);
  Part joined(Op op, std::vector<Part> parts, schema::Span place);
  // `wanted`, or every article, without the others.
  Part without(Part wanted, std::vector<Part> unwanted, schema::Span place);

  // One day or all of a month or year: 20010131, 2001-01-31, 31/1/2001 and 1/31/2001 where only one reading is a day, 2001,
  // January 2001, and with `relative` -30. A fault when it is none or may be two.
  std::optional<schema::DateRange> day(std::string_view text, std::uint32_t at, bool relative = false);
  Expression range_of_days(std::optional<schema::Date> from, std::optional<schema::Date> to, schema::Span place);

  void needs_operand(std::string_view name, std::uint32_t at);

  Draft draft_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;

 private:
  std::size_t depth_ = 0;
};

// The comparison that begins `text`, ">500", "<= 3000", "aft 2001"; `rest` is what is compared with.
struct Comparison {
  enum class Is : std::uint8_t { Equal, Above, AtLeast, Below, AtMost } is;
  std::string_view rest;
};
std::optional<Comparison> comparison_of(std::string_view text);

}  // namespace attache::query::language
