// Lucene's language, as its classic query parser reads it (Solr, Elasticsearch's query_string and many archives have the same):
//   AND, OR, NOT in capitals, &&, ||, !, +word, -word, brackets, field:word, field:(…), "a phrase", "a b"~5, word~ word~1, * ?,
//   field:[a TO b] with both ends, field:{a TO b} without, word^2, /regular expressions/, \ before a sign that is meant as such.
// Words side by side are alternatives. There is no precedence: each word is required (+), allowed or prohibited (-); AND makes
// both its neighbours required, OR and nothing leave them as they are. Where something is required, what is only allowed finds
// nothing more and is left out; where all is prohibited, Lucene finds nothing, which is refused here.
//
// Sources: lucene.apache.org core queryparser classic package-summary (the syntax) and QueryParserBase.addClause (what is
// required), northcoder.com/post/more-on-lucene-classic-queries (tried out), intrafind.com/de/blog/always-trouble-with-boolean-queries
// (no precedence), SloppyPhraseMatcher (the words of a phrase move ~n places in all).
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "query/language/days.hpp"
#include "query/language/dialect_reader.hpp"
#include "query/language/dialects.hpp"
#include "query/language/limits.hpp"
#include "schema/words.hpp"

namespace attache::query::language {
namespace {

using schema::FieldKind;
using schema::Span;

constexpr std::uint32_t kPlainFuzzy = 2;

// The first of the signs that no backslash stands before; npos when there is none.
std::size_t find_bare(std::string_view text, std::string_view signs) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (signs.find(text[at]) != std::string_view::npos)
      return at;
  }
  return std::string_view::npos;
}

// The text without the backslashes; an escaped * or ? parts words, since it is no letter and no pattern.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && ++at == text.size()) break;
    const bool mark = at > 0 && text[at - 1] == '\\' && (text[at] == '*' || text[at] == '?');
    out.push_back(mark ? ' ' : text[at]);
  }
  return out;
}

class LuceneReader : DialectReader {
 public:
  LuceneReader(std::string_view text, schema::Date today, std::vector<Token> tokens) : DialectReader(text, today, {}) {
    for (const auto& token : tokens)
      if (token.kind != TokenKind::Chunk || !schema::words_of(token.text).empty() ||
          token.text.find_first_of("+-!*?&|~^:/\\") != std::string_view::npos)
        tokens_.push_back(token);
  }

  schema::Result<Reading> read() {
    return read_all([&]() -> Part { return clauses({}); }, "Lucene");
  }

 private:
  enum class Occur : std::uint8_t { Should, Must, MustNot };
  struct Clause {
    Expression expression;
    Occur occur = Occur::Should;
    bool beside = false;  // nothing stood between it and the clause before
  };

  std::string_view chunk() const { return is_kind(TokenKind::Chunk) ? token().text : std::string_view(); }
  bool is_and() const { return chunk() == "AND" || chunk() == "&&"; }
  bool is_or() const { return chunk() == "OR" || chunk() == "||"; }
  void cut(std::size_t bytes) {  // from the front of the chunk at hand; an empty one is passed
    tokens_[at_].text.remove_prefix(bytes);
    tokens_[at_].begin += static_cast<std::uint32_t>(bytes);
    if (tokens_[at_].text.empty()) ++at_;
  }

  Expression clauses(const Target& target) {
    const auto begin = here();
    std::vector<Clause> out;
    while (!ends()) {
      const auto at = here();
      const std::string between(chunk());
      const bool all = is_and(), any = is_or();
      if (all || any) {
        if (out.empty()) {
          draft_.fail(fmt::format("{} stands between two words, phrases or brackets", between), at);
          return {};
        }
        ++at_;
      }
      const auto modifier = take_modifier();
      if (ends() || is_and() || is_or()) {
        if (!draft_.failed()) needs_operand(draft_.text().substr(at, tokens_[at_ - 1].end - at), at);
        return {};
      }
      // QueryParserBase.addClause, where OR is the operator of words side by side.
      if (all && out.back().occur != Occur::MustNot) out.back().occur = Occur::Must;
      auto occur = modifier;
      if (all && occur != Occur::MustNot) occur = Occur::Must;
      out.push_back({clause(target), occur, !all && !any && !out.empty()});
    }
    if (draft_.failed()) return {};
    return decided(std::move(out), since(begin));
  }

  Occur take_modifier() {
    auto out = Occur::Should;
    while (is_kind(TokenKind::Chunk)) {
      if (chunk() == "NOT") {
        out = Occur::MustNot;
        ++at_;
        continue;
      }
      const char sign = chunk().front();
      if (sign != '+' && sign != '-' && sign != '!') break;
      out = sign == '+' ? Occur::Must : Occur::MustNot;
      cut(1);
      break;
    }
    return out;
  }

  Expression decided(std::vector<Clause> all, Span place) {
    std::vector<Expression> musts, shoulds, prohibited;
    bool beside = false;
    for (auto& one : all) {
      beside = beside || (one.beside && one.occur == Occur::Should);
      (one.occur == Occur::Must ? musts : one.occur == Occur::Should ? shoulds : prohibited).push_back(std::move(one.expression));
    }
    if (musts.empty() && shoulds.empty()) {
      draft_.fail("Lucene finds nothing for what is only excluded; write *:* before it for all articles", place.begin);
      return {};
    }
    if (!musts.empty() && !shoulds.empty())
      for (const auto& one : shoulds)
        draft_.note(fmt::format("“{}” is left out: beside what is required (+, AND) Lucene only ranks by it",
                                draft_.text().substr(one.begin, one.end - one.begin)));
    else if (beside && shoulds.size() > 1)
      draft_.note("words side by side are alternatives in Lucene, as with OR; for all of them write +a +b or a AND b");
    auto wanted = musts.empty() ? draft_.joined(Op::Or, std::move(shoulds), place) : draft_.joined(Op::And, std::move(musts), place);
    if (prohibited.empty()) return wanted;
    prohibited.insert(prohibited.begin(), std::move(wanted));
    return draft_.joined(Op::Not, std::move(prohibited), place);
  }

  Expression clause(const Target& target) {
    const auto begin = here();
    if (is_kind(TokenKind::Chunk)) {
      if (chunk() == "*:*" || (chunk() == "*" && target.field == schema::FieldId::Text && !target.subject)) {
        ++at_;
        return draft_.all(since(begin));
      }
      const auto colon = find_bare(chunk(), ":");
      if (colon != std::string_view::npos && colon > 0) return field(colon, begin);
    }
    auto out = value(target, begin);
    take_boost();
    return out;
  }

  Expression field(std::size_t colon, std::uint32_t begin) {
    const auto name = std::string(chunk().substr(0, colon));
    const auto target = target_named(name);
    if (!target) {
      draft_.fail(fmt::format("there is no field “{}”; there are {}", name, target_names()), begin);
      return {};
    }
    cut(colon + 1);
    if (ends()) {
      needs_operand(name + ":", begin);
      return {};
    }
    auto out = value(*target, begin);
    take_boost();
    return out;
  }

  // ^2, and ^2 glued to a bracket or quotation mark: ranks, finds nothing more.
  void take_boost() {
    if (is_kind(TokenKind::Chunk) && glued(0) && chunk().starts_with('^')) {
      note_boost();
      ++at_;
    }
  }
  void note_boost() { draft_.note("^ only ranks and is left out"); }

  Expression value(const Target& target, std::uint32_t begin) {
    if (is_kind(TokenKind::Open)) {
      if (token().text != "(") return range(target, begin);
      auto inner = bracketed([&]() -> Part { return clauses(target); });
      return inner ? std::move(*inner) : Expression{};
    }
    if (is_kind(TokenKind::Quoted)) return quoted(target, begin);
    auto text = chunk();
    if (text.starts_with('/')) {
      draft_.fail("regular expressions are not searched for here; patterns have * and ?, and \\/ is a stroke", here());
      return {};
    }
    const auto token_begin = here();
    const Span place{begin, token().end};
    ++at_;
    if (const auto boost = find_bare(text, "^"); boost != std::string_view::npos) {
      note_boost();
      text = text.substr(0, boost);
    }
    for (const auto& [small, capitals] : {std::pair<std::string_view, std::string_view>{"and", "AND"}, {"or", "OR"}, {"not", "NOT"}})
      if (schema::fold(text) == small) draft_.note(fmt::format("“{}” in lower case is a word here; write {}", text, capitals));
    if (const auto wave = find_bare(text, "~"); wave != std::string_view::npos) {
      const auto changes = text.substr(wave + 1);
      if (!changes.empty() && changes != "1" && changes != "2") {
        draft_.fail("a word may have one letter otherwise, word~1, or two, word~2", token_begin);
        return {};
      }
      if (find_bare(text.substr(0, wave), "*?") != std::string_view::npos) {
        draft_.fail("~ stands after a word without * and ?", token_begin);
        return {};
      }
      return draft_.fuzzy(target, unescaped(text.substr(0, wave)), place, changes == "1" ? 1 : kPlainFuzzy);
    }
    const bool pattern = find_bare(text, "*?") != std::string_view::npos;
    if (text.find('\\') == std::string_view::npos) return draft_.value(target, text, place, false);
    return draft_.value(target, unescaped(text), place, !pattern);
  }

  // "a b"~5: the words may move five places in all.
  Expression quoted(const Target& target, std::uint32_t begin) {
    const auto text = unescaped(token().text);
    const Span place{begin, token().end};
    ++at_;
    std::uint32_t moves = 0;
    if (is_kind(TokenKind::Chunk) && glued(0) && chunk().starts_with('~')) {
      const auto digits = chunk().substr(1, std::min(chunk().find('^'), chunk().size()) - 1);
      if (digits != "0") moves = draft_.number(digits, kMaxDistance - 1, "~", here());
      if (chunk().find('^') != std::string_view::npos) note_boost();
      ++at_;
    }
    if (target.takes_values() || schema::field(target.field).kind != FieldKind::Text) return draft_.value(target, text, place, true);
    auto phrase = draft_.words(target, text, place, false, {.any = '\0', .one = '\0'});
    if (draft_.failed() || moves == 0 || phrase.op != Op::Phrase) return phrase;
    auto words = std::move(phrase.children);
    if (words.size() > 2) {
      draft_.note(fmt::format("~{} lets the words of a phrase move {} places in all; here each may be {} words from the next, in any order",
                              moves, moves, moves + 1));
      return draft_.placed(Op::Near, std::move(words), place, moves + 1, "~");
    }
    // In this order a word may be moved away `moves` times; the other way round two moves bring it past its neighbour.
    auto ordered = draft_.placed(Op::Adjacent, words, place, moves + 1, "~");
    if (moves < 2) return ordered;
    std::swap(words[0], words[1]);
    draft_.count_clauses(2, begin);
    return draft_.joined(Op::Or, {std::move(ordered), draft_.placed(Op::Adjacent, std::move(words), place, moves - 1, "~")}, place);
  }

  // [a TO b], {a TO b}, and one bracket of each.
  Expression range(const Target& target, std::uint32_t begin) {
    const auto kind = schema::field(target.field).kind;
    if (target.subject || (kind != FieldKind::Date && kind != FieldKind::Number)) {
      draft_.fail("a range is of days or numbers: date:[2001 TO 2003], words:[200 TO 800]", begin);
      return {};
    }
    const bool from_included = token().text == "[";
    ++at_;
    const auto bound = [&]() -> std::string_view { return is_kind(TokenKind::Chunk) || is_kind(TokenKind::Quoted) ? token().text : ""; };
    const auto from = bound();
    if (!from.empty()) ++at_;
    const bool has_to = chunk() == "TO";
    if (has_to) ++at_;
    const auto to = bound();
    if (!to.empty()) ++at_;
    if (from.empty() || !has_to || to.empty() || !is_kind(TokenKind::Close) || token().text == ")") {
      draft_.fail("a range has two ends: [2001 TO 2003], [2001 TO *]", begin);
      return {};
    }
    const bool to_included = token().text == "]";
    ++at_;
    if (from == "*" && to == "*") {
      draft_.fail("a range has one end at least: [2001 TO *]", begin);
      return {};
    }
    const auto place = since(begin);
    if (to == "*") return draft_.value(target, fmt::format("{}{}", from_included ? ">=" : ">", from), place, false);
    auto until = draft_.value(target, fmt::format("{}{}", to_included ? "<=" : "<", to), place, false);
    if (from == "*" || draft_.failed()) return until;
    auto out = draft_.value(target, fmt::format("{}{}", from_included ? ">=" : ">", from), place, false);
    if (draft_.failed()) return {};
    if (until.to->size() < out.from->size() || (until.to->size() == out.from->size() && *until.to < *out.from)) {
      draft_.fail("this range ends before it begins", begin);
      return {};
    }
    out.to = until.to;
    return out;
  }
};

}  // namespace

schema::Result<Reading> read_lucene(std::string_view text, schema::Date today) {
  auto tokens = tokens_of(text, {.open = "([{", .close = ")]}", .escapes = true});
  if (!tokens) return tokens.error();
  return LuceneReader(text, today, std::move(*tokens)).read();
}

}  // namespace attache::query::language
