// Clauses that may stand in any form of question and are taken off it before the form is read: time, exclusions, the
// outlet, the place, the setting.
//
// Free functions; safe from any thread.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "query/parse/query.hpp"
#include "query/parse/tokens.hpp"

namespace attache::query {

// Whether the archive has an outlet of that name, in any case.
using OutletTest = std::function<bool(std::string_view name)>;

// The tokens of a question from which clauses are cut.
class Clauses {
 public:
  explicit Clauses(std::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {}
  Tokens tokens() const { return {text_, tokens_}; }

  // "quotes by X that mention Y" becomes "about Y".
  void read_relative_clauses();
  // "since 2021", "between May and June 2022", "last week": into since and until.
  void take_time(schema::Date today, Query& query);
  // "not by X", "but not about Y", "except Y": into not_who and not_about.
  void take_exclusions(const schema::Names& names, Query& query);
  // "in Kommersant", "on Telegram", "in an interview", "in Stockholm": into outlet, setting and place, with a note of what
  // was understood.
  void take_places(const schema::Names& names, const OutletTest& has_outlet, Query& query);

 private:
  void cut(std::size_t begin, std::size_t end);
  bool take_exclusion_at(std::size_t at, const schema::Names& names, Query& query);
  bool take_outlet_at(std::size_t at, const schema::Names& names, const OutletTest& has_outlet, Query& query);
  bool take_setting_at(std::size_t at, Query& query);
  bool take_place_at(std::size_t at, const schema::Names& names, Query& query);
  bool is_inside_subject(std::size_t at) const;
  bool is_after_about(std::size_t at) const;
  std::string_view text_;
  std::vector<Token> tokens_;
};

}  // namespace attache::query
