// The native language: recursive descent, an operator a level. QUERY.md describes it.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "query/language/dialects.hpp"
#include "query/language/draft.hpp"
#include "query/language/limits.hpp"
#include "query/language/tokens.hpp"
#include "schema/words.hpp"

namespace attache::query::language {
namespace {

using schema::Span;

constexpr std::uint32_t kPlainNear = 10, kPlainAdjacent = 1;

// NEAR/5, W/S … as typed.
struct PlaceOperator {
  Op op = Op::Near;
  std::uint32_t count = 0;
  std::size_t tokens = 1;  // NOT NEAR/5 has two
  friend bool operator==(const PlaceOperator&, const PlaceOperator&) = default;
};

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

class NativeReader {
 public:
  NativeReader(std::string_view text, schema::Date today, std::vector<Token> tokens)
      : draft_(text, today), tokens_(std::move(tokens)) {
    std::vector<Token> kept;
    for (std::size_t i = 0; i < tokens_.size(); ++i)
      if (!says_nothing(i)) kept.push_back(tokens_[i]);
    tokens_ = std::move(kept);
  }

  schema::Result<Reading> read() {
    note_lower_case();
    if (tokens_.empty()) draft_.fail("no word to look for", 0);
    auto expression = draft_.failed() ? Expression{} : any({});
    if (!draft_.failed() && at_ < tokens_.size()) draft_.fail("a bracket closes that none opened", here());
    return draft_.finish(std::move(expression));
  }

 private:
  // "&", "—", " - ": neither a word nor a sign of the language.
  bool says_nothing(std::size_t i) const {
    const auto& token = tokens_[i];
    if (token.kind != TokenKind::Chunk || !schema::words_of(token.text).empty()) return false;
    if (token.text.find('*') != std::string_view::npos) return false;
    if (token.text.starts_with('~') && i > 0 && tokens_[i - 1].end == token.begin) return false;
    const bool sign = token.text.find_first_not_of("-=") == std::string_view::npos;
    return !sign || i + 1 == tokens_.size() || tokens_[i + 1].begin != token.end || tokens_[i + 1].kind == TokenKind::Close;
  }

  // Operators in small letters are words: that is said, since many type them so.
  void note_lower_case() {
    for (std::size_t i = 0; i < tokens_.size() && tokens_.size() > 1; ++i) {
      const auto& token = tokens_[i];
      if (token.kind == TokenKind::Quoted) continue;
      const auto typed = token.text;
      const auto folded = schema::fold(typed);
      const bool written_small = std::any_of(typed.begin(), typed.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      if (!written_small) {
        if (typed.find("..") != std::string_view::npos && typed.find_first_not_of("0123456789.-") == std::string_view::npos)
          draft_.note(fmt::format("“{}” is words here; write date:{}", typed, typed));
        continue;
      }
      constexpr std::array<std::string_view, 5> kPlaceOperators{"near/", "adj/", "w/", "first/", "pre/"};
      const bool place = std::any_of(kPlaceOperators.begin(), kPlaceOperators.end(), [&](auto start) {
        const auto rest = std::string_view(folded).substr(std::min(start.size(), folded.size()));
        return folded.starts_with(start) && (is_digits(rest) || (start == "w/" && (rest == "s" || rest == "p")));
      });
      const bool function = i + 1 < tokens_.size() && tokens_[i + 1].begin == token.end && tokens_[i + 1].kind == TokenKind::Open &&
                            (folded == "lead" || folded == "caps" || folded == "allcaps" || folded == "nocaps");
      if (folded == "and" || folded == "or" || folded == "not" || place || function) {
        std::string capitals = folded;
        for (char& c : capitals) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
        draft_.note(fmt::format("“{}” in lower case is a word here; write {}", typed, capitals));
      }
    }
  }

  // The tokens at hand.
  bool more(std::size_t ahead = 0) const { return at_ + ahead < tokens_.size(); }
  const Token& token(std::size_t ahead = 0) const { return tokens_[at_ + ahead]; }
  bool is_chunk(std::string_view text, std::size_t ahead = 0) const {
    return more(ahead) && token(ahead).kind == TokenKind::Chunk && token(ahead).text == text;
  }
  bool is_kind(TokenKind kind, std::size_t ahead = 0) const { return more(ahead) && token(ahead).kind == kind; }
  // Nothing stands between that token and the one before it.
  bool glued(TokenKind kind, std::size_t ahead = 1) const {
    return is_kind(kind, ahead) && at_ + ahead > 0 && tokens_[at_ + ahead - 1].end == token(ahead).begin;
  }
  std::uint32_t here() const { return more() ? token().begin : static_cast<std::uint32_t>(draft_.text().size()); }
  Span since(std::uint32_t begin) const { return {begin, at_ > 0 ? std::max(begin, tokens_[at_ - 1].end) : begin}; }
  void cut(std::size_t bytes) {  // from the front of the chunk at hand
    tokens_[at_].text.remove_prefix(bytes);
    tokens_[at_].begin += static_cast<std::uint32_t>(bytes);
  }

  bool ends() const { return draft_.failed() || !more() || is_kind(TokenKind::Close); }

  // The place operator at hand; nothing when there is none. A fault when there is half of one.
  std::optional<PlaceOperator> place_operator() {
    if (is_chunk("NOT") && is_kind(TokenKind::Chunk, 1) && (token(1).text == "NEAR" || token(1).text.starts_with("NEAR/"))) {
      ++at_;
      auto found = place_operator();
      --at_;
      if (!found) return std::nullopt;
      return PlaceOperator{Op::NotNear, found->count, 2};
    }
    if (!is_kind(TokenKind::Chunk)) return std::nullopt;
    const auto text = token().text;
    if (text == "W/S") return PlaceOperator{Op::Sentence};
    if (text == "W/P") return PlaceOperator{Op::Paragraph};
    if (text == "NEAR") return PlaceOperator{Op::Near, kPlainNear};
    if (text == "ADJ") return PlaceOperator{Op::Adjacent, kPlainAdjacent};
    for (const auto& [name, op] : {std::pair<std::string_view, Op>{"NEAR/", Op::Near}, {"ADJ/", Op::Adjacent}})
      if (text.starts_with(name)) return PlaceOperator{op, draft_.number(text.substr(name.size()), kMaxDistance, name, here())};
    if ((text.starts_with("W/") && is_digits(text.substr(2))) || (text.starts_with("PRE/") && is_digits(text.substr(4))))
      draft_.fail(fmt::format("{} is another dialect's; here NEAR/n is in any order, ADJ/n in this order", text), here());
    return std::nullopt;
  }
  bool at_operator() { return is_chunk("AND") || is_chunk("OR") || is_chunk("NOT") || place_operator().has_value(); }

  Expression any(const Target& target) {
    const auto begin = here();
    std::vector<Expression> out;
    do out.push_back(all(target));
    while (!draft_.failed() && is_chunk("OR") && ++at_);
    return draft_.joined(Op::Or, std::move(out), since(begin));
  }

  Expression all(const Target& target) {
    const auto begin = here();
    std::vector<Expression> wanted, unwanted;
    std::string_view before;  // the operator before what comes
    while (!ends() && !is_chunk("OR")) {
      const auto at = here();
      if (is_chunk("AND")) {
        if (!before.empty() || (wanted.empty() && unwanted.empty())) {
          draft_.fail("AND stands between two words, phrases or brackets", at);
          return {};
        }
        before = "AND";
        ++at_;
        continue;
      }
      const bool negated = take_not();
      if (negated && (ends() || at_operator())) {
        draft_.fail("NOT stands before a word, a phrase or a bracket", at);
        return {};
      }
      if (!negated && before.empty() && target.takes_values() && !(wanted.empty() && unwanted.empty())) {
        draft_.fail(fmt::format("two values of {} stand side by side: put one of several words in quotation marks, or OR between "
                                "two", name_of(target)), at);
        return {};
      }
      auto one = near(target, negated);
      (negated ? unwanted : wanted).push_back(std::move(one));
      before = {};
    }
    if (draft_.failed()) return {};
    if (!before.empty() || (wanted.empty() && unwanted.empty())) {
      draft_.fail(fmt::format("{} needs a word, a phrase or a bracket behind it", before.empty() ? operator_before() : before), here());
      return {};
    }
    if (unwanted.empty()) return draft_.joined(Op::And, std::move(wanted), since(begin));
    const Span place = since(begin);
    if (wanted.empty()) wanted.push_back(draft_.all({begin, begin}));
    unwanted.insert(unwanted.begin(), draft_.joined(Op::And, std::move(wanted), place));
    return draft_.joined(Op::Not, std::move(unwanted), place);
  }

  // What a missing operand was wanted by.
  std::string_view operator_before() const {
    if (at_ > 0 && tokens_[at_ - 1].kind == TokenKind::Chunk) return tokens_[at_ - 1].text;
    return is_chunk("OR") ? "OR" : "a bracket";
  }

  // NOT, or "-" right before what it negates.
  bool take_not() {
    if (is_chunk("NOT") && !place_operator()) {
      ++at_;
      return true;
    }
    if (!is_kind(TokenKind::Chunk) || !token().text.starts_with('-')) return false;
    if (glued(TokenKind::Chunk, 0) && tokens_[at_ - 1].kind != TokenKind::Open) return false;  // "red"-hot
    const auto rest = token().text.substr(1);
    if (rest.starts_with('-')) return false;
    if (rest.empty()) {
      if (!glued(TokenKind::Quoted) && !glued(TokenKind::Open)) return false;
      ++at_;
    } else {
      cut(1);
    }
    return true;
  }

  Expression near(const Target& target, bool negated) {
    const auto begin = here();
    std::vector<Expression> out;
    out.push_back(operand(target));
    std::optional<PlaceOperator> first;
    std::string name;
    while (!ends()) {
      const auto at = here();
      const auto next = place_operator();
      if (!next) break;
      if (negated) {
        draft_.fail(fmt::format("NOT before {}: put what is not wanted in brackets, NOT (a {} b)", token().text, token().text), at);
        return {};
      }
      const auto typed = next->tokens == 2 ? fmt::format("NOT {}", token(1).text) : std::string(token().text);
      if (first && (*first != *next || next->op == Op::NotNear)) {
        draft_.fail(fmt::format("{} and {} in a row: say with brackets which comes first", name, typed), at);
        return {};
      }
      first = next;
      name = typed;
      at_ += next->tokens;
      if (ends() || at_operator()) {
        draft_.fail(fmt::format("{} needs a word, a phrase or a bracket behind it", typed), at);
        return {};
      }
      out.push_back(operand(target));
    }
    if (draft_.failed() || !first) return std::move(out.front());
    return draft_.placed(first->op, std::move(out), since(begin), first->count, name);
  }

  Expression bracketed(const Target& target) {
    const auto open = here();
    if (depth_ + 1 > kMaxDepth) {
      draft_.fail(fmt::format("more than {} brackets deep", kMaxDepth), open);
      return {};
    }
    ++depth_;
    ++at_;
    if (is_kind(TokenKind::Close)) draft_.fail("nothing stands between these brackets", open);
    auto inner = draft_.failed() ? Expression{} : any(target);
    if (!draft_.failed() && !is_kind(TokenKind::Close)) draft_.fail("this bracket is not closed", open);
    if (!draft_.failed()) ++at_;
    --depth_;
    return inner;
  }

  Expression operand(const Target& target) {
    if (draft_.failed() || !more()) return {};
    const auto begin = here();
    if (is_kind(TokenKind::Open)) return bracketed(target);
    if (is_kind(TokenKind::Quoted)) return quoted(target, begin, false);
    if (at_operator()) {
      draft_.fail(fmt::format("{} stands between two words, phrases or brackets", token().text), begin);
      return {};
    }
    if (draft_.failed()) return {};
    if (glued(TokenKind::Open))
      if (auto found = function(target, begin)) return std::move(*found);
    if (draft_.failed()) return {};
    const auto text = token().text;
    const auto digits = text.substr(std::min(text.find_first_of("0123456789"), text.size()));
    if ((text.starts_with("FIRST/") || is_atleast(text)) && is_digits(digits)) {
      draft_.fail(fmt::format("{} has a bracket right behind it: {}(…)", text, text), begin);
      return {};
    }
    return field_or_word(target, begin);
  }

  // ATLEAST/3(…), FIRST/50(…), LEAD(…), CAPS(…), ALLCAPS(…), NOCAPS(…): the chunk at hand and the bracket glued to it.
  std::optional<Expression> function(const Target& target, std::uint32_t begin) {
    const std::string name(token().text);
    for (const auto& [word, letters] : {std::pair<std::string_view, Letters>{"CAPS", Letters::Capitalised},
                                        {"ALLCAPS", Letters::AllCapitals}, {"NOCAPS", Letters::Lower}}) {
      if (name != word) continue;
      ++at_;
      auto inner = target;
      inner.letters = letters;
      return bracketed(inner);
    }
    const auto counted = [&](Op op, std::string_view start, std::uint32_t most) -> std::optional<Expression> {
      const auto digits = std::string_view(name).substr(std::min(start.size(), name.size()));
      const auto count = op == Op::Lead ? 0 : draft_.number(digits, most, start, begin);
      ++at_;
      auto inner = draft_.failed() ? Expression{} : bracketed(target);
      return draft_.counted(op, std::move(inner), since(begin), count, name);
    };
    if (name == "LEAD") return counted(Op::Lead, name, 0);
    if (name == "FIRST" || name.starts_with("FIRST/")) return counted(Op::First, "FIRST/", kMaxFirstWords);
    if (is_atleast(name)) return counted(Op::AtLeast, name.size() > 7 && name[7] == '/' ? "ATLEAST/" : "ATLEAST", kMaxMentions);
    return std::nullopt;
  }
  // ATLEAST/3, atleast3, and without its number.
  static bool is_atleast(std::string_view name) {
    if (!name.starts_with("ATLEAST") && !name.starts_with("atleast")) return false;
    name.remove_prefix(7);
    if (name.starts_with('/')) return true;
    return name.empty() || is_digits(name);
  }

  Expression quoted(const Target& target, std::uint32_t begin, bool exact) {
    const auto& stretch = token();
    ++at_;
    if (glued(TokenKind::Chunk, 0) && token().text.starts_with('~')) {
      draft_.fail("~ stands after one word; for words near each other write a NEAR/5 b", here());
      return {};
    }
    note_question_mark(target, stretch.text);
    return draft_.value(target, stretch.text, {begin, stretch.end}, true, exact);
  }

  // "denied?" in a question that was pasted, where it would be a pattern.
  void note_question_mark(const Target& target, std::string_view typed) {
    if (target.subject || schema::field(target.field).kind != schema::FieldKind::Text) return;
    for (auto at = typed.find('?'); at != std::string_view::npos; at = typed.find('?', at + 1)) {
      if (at == 0 || (at + 1 < typed.size() && typed[at + 1] != ' ')) continue;
      const auto start = typed.find_last_of(' ', at) + 1;
      draft_.note(fmt::format("“{}” is a pattern: ? stands for one letter more; without it the word alone is found",
                              typed.substr(start, at + 1 - start)));
    }
  }

  Expression field_or_word(const Target& target, std::uint32_t begin) {
    const auto typed = token().text;
    const auto colon = typed.find(':');
    const auto name = typed.substr(0, std::min(colon, typed.size()));
    const bool is_name = colon != std::string_view::npos && !name.empty() &&
                         std::all_of(name.begin(), name.end(), [&](const char& c) {
                           return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c == '!' && &c == &name.back());
                         });
    if (!is_name) return word(target, begin);
    const auto rest = typed.substr(colon + 1);
    auto own = target_named(name);
    if (!own) {
      if (rest.empty() && !glued(TokenKind::Quoted) && !glued(TokenKind::Open)) return word(target, begin);  // "he said: no"
      draft_.fail(rest.starts_with("//") ? fmt::format("an address is asked for as url:\"{}\"", typed)
                                         : fmt::format("there is no field “{}”; there are {}", name, target_names()), begin);
      return {};
    }
    own->letters = target.letters;
    const bool exact = rest == "=";
    if ((rest.empty() || exact) && glued(TokenKind::Quoted)) {
      ++at_;
      return quoted(*own, begin, exact);
    }
    if (rest.empty() && glued(TokenKind::Open)) {
      ++at_;
      return bracketed(*own);
    }
    if (rest.empty() || exact) {
      draft_.fail(fmt::format("{}: has its value right behind the colon: {}:word, {}:\"two words\", {}:(this OR that)", name, name,
                              name, name), begin);
      return {};
    }
    cut(colon + 1);
    return word(*own, begin);
  }

  // The chunk at hand, or what is left of it, as the value of a field: a word with = or ~, a pattern, a value.
  Expression word(const Target& target, std::uint32_t begin) {
    auto typed = token().text;
    const Span place{begin, token().end};
    const bool exact = typed.starts_with('=');
    if (typed == "=" && glued(TokenKind::Quoted)) {
      ++at_;
      return quoted(target, begin, true);
    }
    ++at_;
    if (exact) typed.remove_prefix(1);
    if (typed == "*" && target.field == schema::FieldId::Text && !target.subject && !exact) return draft_.all(place);
    if (const auto wave = typed.rfind('~'); wave != std::string_view::npos && wave > 0 && !target.subject &&
                                           schema::field(target.field).kind != schema::FieldKind::Exact) {
      const auto changes = typed.substr(wave + 1);
      if (changes.empty() || changes == "1" || changes == "2") {
        if (exact || typed.find_first_of("*?") != std::string_view::npos) {
          draft_.fail("~ stands after a word without =, * and ?", begin);
          return {};
        }
        return draft_.fuzzy(target, typed.substr(0, wave), place, changes == "2" ? 2 : 1);
      }
      if (is_digits(changes)) {
        draft_.fail("a word may have one letter otherwise, word~1, or two, word~2", begin);
        return {};
      }
    }
    note_question_mark(target, typed);
    return draft_.value(target, typed, place, false, exact);
  }

  Draft draft_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

schema::Result<Reading> read_native_text(std::string_view text, schema::Date today) {
  auto tokens = tokens_of(text);
  if (!tokens) return tokens.error();
  return NativeReader(text, today, std::move(*tokens)).read();
}

}  // namespace attache::query::language
