// The search of whole articles: AND, OR, NOT, phrases, parentheses.
#include <algorithm>

#include <fmt/format.h>

#include "query/parse/question.hpp"
#include "query/parse/tokens.hpp"
#include "schema/words.hpp"

namespace attache::query {
namespace {

using schema::Fault;
using Kind = WordQuery::Kind;

// Recursive descent; AND binds closer than OR, NOT takes one operand. Positions are bytes until a Fault is made.
class WordReader {
 public:
  explicit WordReader(std::string_view text) : text_(text) {}

  schema::Result<WordQuery> read() {
    auto query = any(0);
    if (!fault_ && at_ < text_.size()) fail("a parenthesis closes that none opened", at_);
    if (!fault_ && is_empty(query)) fail("no word to look for", 0);
    if (fault_) return *fault_;
    return query;
  }

 private:
  static bool is_empty(const WordQuery& query) {
    return query.words.empty() && std::all_of(query.children.begin(), query.children.end(), is_empty);
  }

  WordQuery any(std::size_t depth) {
    WordQuery out{.kind = Kind::Or};
    do {
      out.children.push_back(all(depth));
    } while (!fault_ && take("OR"));
    return out.children.size() == 1 ? std::move(out.children.front()) : std::move(out);
  }

  WordQuery all(std::size_t depth) {
    WordQuery wanted{.kind = Kind::And}, unwanted{.kind = Kind::Or};
    bool negated = false;
    while (!fault_) {
      skip();
      if (at_ >= text_.size() || text_[at_] == ')' || ahead("OR")) break;
      if (take("AND")) continue;
      if (take("NOT")) {
        negated = true;
        continue;
      }
      auto one = operand(depth);
      if (!is_empty(one)) (negated ? unwanted : wanted).children.push_back(std::move(one));
      negated = false;
    }
    if (fault_) return {};
    if (negated) fail("NOT what?", at_);
    if (unwanted.children.empty()) return wanted;
    if (wanted.children.empty()) fail("NOT needs a word that is wanted before it", at_);
    return {.kind = Kind::Not, .children = {std::move(wanted), std::move(unwanted)}};
  }

  WordQuery operand(std::size_t depth) {
    const auto begin = at_;
    if (text_[at_] == '(') {
      if (depth + 1 >= kMaxDepth) {
        fail(fmt::format("more than {} parentheses deep", kMaxDepth), at_);
        return {};
      }
      ++at_;
      auto inner = any(depth + 1);
      skip();
      if (!fault_ && !ahead(")")) fail("this parenthesis is not closed", begin);
      ++at_;
      return inner;
    }
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"“", "”"}}) {
      if (!text_.substr(at_).starts_with(open)) continue;
      const auto end = text_.find(close, at_ + open.size());
      if (end == std::string_view::npos) {
        fail("this quotation mark has no fellow", begin);
        return {};
      }
      at_ = end + close.size();
      return leaf(text_.substr(begin + open.size(), end - begin - open.size()), begin);
    }
    while (at_ < text_.size() && !is_border(text_[at_])) ++at_;
    if (at_ == begin) ++at_;
    return leaf(text_.substr(begin, at_ - begin), begin);
  }

  // Several words of one chunk ("troop-build-up") are a phrase.
  WordQuery leaf(std::string_view text, std::size_t begin) {
    WordQuery out;
    for (auto& word : schema::words_of(text)) out.words.push_back(std::move(word.folded));
    out.kind = out.words.size() == 1 ? Kind::Word : Kind::Phrase;
    clauses_ += out.words.size();
    if (clauses_ > kMaxClauses) fail(fmt::format("more than {} words", kMaxClauses), begin);
    return out;
  }

  static bool is_border(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '(' || c == ')' || c == '"';
  }
  void skip() {
    while (at_ < text_.size() && is_border(text_[at_]) && text_[at_] != '(' && text_[at_] != ')' && text_[at_] != '"')
      ++at_;
  }
  bool ahead(std::string_view word) const {
    const auto after = at_ + word.size();
    return text_.substr(at_).starts_with(word) && (word == ")" || after >= text_.size() || is_border(text_[after]));
  }
  bool take(std::string_view word) {
    skip();
    if (!ahead(word)) return false;
    at_ += word.size();
    return true;
  }
  void fail(std::string reason, std::size_t offset) {
    if (!fault_) fault_ = Fault{std::move(reason), column(text_, static_cast<std::uint32_t>(offset))};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t clauses_ = 0;
  std::optional<Fault> fault_;
};

}  // namespace

schema::Result<WordQuery> parse_words(std::string_view text) {
  if (text.size() > kMaxQuestionBytes)
    return Fault{fmt::format("the query is longer than {} bytes", kMaxQuestionBytes), "column 1"};
  const auto valid = schema::valid_utf8(text);
  return WordReader(valid).read();
}

}  // namespace attache::query
