#include "query/language/dialect_reader.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "query/language/days.hpp"
#include "query/language/limits.hpp"
#include "schema/words.hpp"

namespace attache::query::language {
namespace {

using schema::Date;
using schema::DateRange;
using schema::Span;

bool is_all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n()");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n(),") + 1 - first);
}

// Each part of And in place of `part`, one after the other; the part itself when it is no And.
std::vector<Expression> alternatives(const Expression& part) {
  if (part.op == Op::And) return part.children;
  return {part};
}

std::size_t leaves_of(const Expression& expression) {
  if (expression.children.empty()) return 1;
  std::size_t out = 0;
  for (const auto& child : expression.children) out += leaves_of(child);
  return out;
}

}  // namespace

DialectReader::DialectReader(std::string_view text, Date today, std::vector<Token> tokens)
    : draft_(text, today), tokens_(std::move(tokens)) {}

std::string DialectReader::word(std::size_t ahead) const {
  return is_kind(TokenKind::Chunk, ahead) ? schema::fold(token(ahead).text) : std::string();
}

bool DialectReader::glued(std::size_t ahead) const {
  return more(ahead) && at_ + ahead > 0 && tokens_[at_ + ahead - 1].end == token(ahead).begin;
}

std::uint32_t DialectReader::here() const { return more() ? token().begin : static_cast<std::uint32_t>(draft_.text().size()); }

Span DialectReader::since(std::uint32_t begin) const {
  return {begin, at_ > 0 ? std::max(begin, tokens_[std::min(at_, tokens_.size()) - 1].end) : begin};
}

std::string_view DialectReader::typed(std::size_t first, std::size_t last) const {
  return draft_.text().substr(tokens_[first].begin, tokens_[last].end - tokens_[first].begin);
}

DialectReader::Part DialectReader::bracketed(const std::function<Part()>& inner) {
  const auto open = here();
  const auto close = token().text == "[" ? "]" : token().text == "{" ? "}" : ")";
  if (depth_ + 1 > kMaxDepth) {
    draft_.fail(fmt::format("more than {} brackets deep", kMaxDepth), open);
    return {};
  }
  ++depth_;
  ++at_;
  if (is_kind(TokenKind::Close)) draft_.fail("nothing stands between these brackets", open);
  auto out = draft_.failed() ? Part{} : inner();
  if (!draft_.failed() && !is_kind(TokenKind::Close)) draft_.fail("this bracket is not closed", open);
  if (!draft_.failed() && token().text != close) draft_.fail("this bracket is closed by one of another kind", open);
  if (!draft_.failed()) ++at_;
  --depth_;
  return out;
}

schema::Result<Reading> DialectReader::read_all(const std::function<Part()>& inner, std::string_view dialect) {
  if (tokens_.empty()) draft_.fail("no word to look for", 0);
  auto part = draft_.failed() ? Part{} : inner();
  if (!draft_.failed() && more()) draft_.fail("a bracket closes that none opened", here());
  if (!draft_.failed() && !part)
    draft_.fail(fmt::format("all that is asked for are codes of {} that no field here has", dialect), 0);
  return draft_.finish(part ? std::move(*part) : Expression{});
}

Expression DialectReader::neighbours(std::vector<Expression> parts, Span place) {
  if (parts.empty()) return {};
  if (parts.size() == 1) return std::move(parts.front());
  std::vector<Expression> words;
  bool phrase = true;
  for (const auto& part : parts) {
    const auto& first = part.op == Op::Phrase ? part.children.front() : part;
    const bool is_words = part.op == Op::Word || part.op == Op::Wildcard || part.op == Op::Phrase;
    const auto& head = parts.front().op == Op::Phrase ? parts.front().children.front() : parts.front();
    phrase = phrase && is_words && first.letters == head.letters && first.field == head.field;
  }
  if (!phrase) return draft_.placed(Op::Adjacent, std::move(parts), place, 1, "what stands side by side");
  for (auto& part : parts) {
    if (part.op == Op::Phrase)
      std::move(part.children.begin(), part.children.end(), std::back_inserter(words));
    else
      words.push_back(std::move(part));
  }
  return draft_.joined(Op::Phrase, std::move(words), place);
}

DialectReader::Placed DialectReader::placed(Op op, std::uint32_t count, Placed left, Placed right, std::string_view name,
                                            std::uint32_t at) {
  if (draft_.failed()) return {};
  if (!left.part || !right.part) {
    draft_.fail(fmt::format("{} joins words, and codes that no field here has are none", name), at);
    return {};
  }
  const Span place{left.part->begin, right.part->end};
  const bool over_and = op != Op::NotNear && (left.part->op == Op::And || right.part->op == Op::And);
  if (over_and) {
    const auto firsts = alternatives(*left.part), seconds = alternatives(*right.part);
    draft_.note(fmt::format("{} stands for {} with each of what AND joins there", name, name));
    draft_.count_clauses(leaves_of(*left.part) * (seconds.size() - 1) + leaves_of(*right.part) * (firsts.size() - 1), at);
    std::vector<Expression> all;
    for (const auto& first : firsts)
      for (const auto& second : seconds) {
        if (draft_.failed()) return {};
        all.push_back(draft_.placed(op, {first, second}, place, count, name));
      }
    return {draft_.joined(Op::And, std::move(all), place), std::max(left.depth, right.depth) + 1, false};
  }
  if (left.chain && left.part->op == op && left.part->count == count && op != Op::NotNear) {
    auto children = std::move(left.part->children);
    children.push_back(std::move(*right.part));
    return {draft_.placed(op, std::move(children), place, count, name), std::max(left.depth, right.depth + 1), true};
  }
  const auto depth = std::max(left.depth, right.depth) + 1;
  if (depth > kMaxDepth) draft_.fail(fmt::format("more than {} operators inside each other", kMaxDepth), at);
  return {draft_.placed(op, {std::move(*left.part), std::move(*right.part)}, place, count, name), depth, true};
}

DialectReader::Part DialectReader::joined(Op op, std::vector<Part> parts, Span place) {
  std::vector<Expression> kept;
  for (auto& part : parts)
    if (part) kept.push_back(std::move(*part));
  if (kept.empty()) return {};
  return draft_.joined(op, std::move(kept), place);
}

DialectReader::Part DialectReader::without(Part wanted, std::vector<Part> unwanted, Span place) {
  std::vector<Expression> out;
  for (auto& part : unwanted)
    if (part) out.push_back(std::move(*part));
  if (out.empty()) return wanted;
  out.insert(out.begin(), wanted ? std::move(*wanted) : draft_.all({place.begin, place.begin}));
  return draft_.joined(Op::Not, std::move(out), place);
}

std::optional<DateRange> DialectReader::day(std::string_view text, std::uint32_t at, bool relative) {
  text = trimmed(text);
  const auto refuse = [&]() -> std::optional<DateRange> {
    draft_.fail(fmt::format("“{}” is no day; write 20010131, 2001-01-31{} or 2001", text, relative ? ", -30" : ""), at);
    return std::nullopt;
  };
  if (relative && text.size() > 1 && text.size() <= 5 && (text[0] == '-' || text[0] == '+') && is_all_digits(text.substr(1))) {
    int days = 0;
    for (const char c : text.substr(1)) days = days * 10 + (c - '0');
    const auto found = shifted(draft_.today(), text[0] == '-' ? -days : days);
    return DateRange{found, found};
  }
  std::array<std::string_view, 3> parts;
  std::size_t count = 0;
  for (auto rest = text;; ++count) {
    const auto slash = rest.find('/');
    if (count < 3) parts[count] = rest.substr(0, slash);
    if (slash == std::string_view::npos) break;
    rest.remove_prefix(slash + 1);
  }
  const bool slashed = count == 2 && std::all_of(parts.begin(), parts.end(), is_all_digits) && parts[0].size() <= 2;
  if (!slashed) {
    const auto found = read_days(text, draft_.today());
    if (!found || !found->from || !found->to) return refuse();
    return DateRange{*found->from, *found->to};
  }
  if (parts[1].size() > 2 || parts[2].size() != 4) return refuse();
  const auto number = [](std::string_view digits) {
    int out = 0;
    for (const char c : digits) out = out * 10 + (c - '0');
    return out;
  };
  const int first = number(parts[0]), second = number(parts[1]), year = number(parts[2]);
  const auto month_first = schema::make_date(year, first, second), day_first = schema::make_date(year, second, first);
  if (month_first && day_first && *month_first != *day_first) {
    draft_.fail(fmt::format("“{}” may be {} or {}: write one of these", text, to_string(*month_first), to_string(*day_first)), at);
    return std::nullopt;
  }
  const auto found = month_first ? month_first : day_first;
  if (!found) return refuse();
  return DateRange{*found, *found};
}

Expression DialectReader::range_of_days(std::optional<Date> from, std::optional<Date> to, Span place) {
  if (draft_.failed()) return {};
  if (from && to && *to < *from) {
    draft_.fail("this range ends before it begins", place.begin);
    return {};
  }
  const auto text = [](const std::optional<Date>& day) { return day ? to_string(*day) : std::string(); };
  return draft_.days(text(from) + ".." + text(to), place);
}

void DialectReader::needs_operand(std::string_view name, std::uint32_t at) {
  draft_.fail(fmt::format("{} needs a word, a phrase or a bracket behind it", name), at);
}

std::optional<Comparison> comparison_of(std::string_view text) {
  using Is = Comparison::Is;
  struct Sign {
    std::string_view written;
    Is is;
  };
  constexpr std::array<Sign, 13> kSigns{{{">=", Is::AtLeast}, {"<=", Is::AtMost}, {">", Is::Above}, {"<", Is::Below}, {"=", Is::Equal},
                                         {"geq", Is::AtLeast}, {"leq", Is::AtMost}, {"after", Is::Above}, {"aft", Is::Above},
                                         {"before", Is::Below}, {"bef", Is::Below}, {"is", Is::Equal}, {"gtr", Is::Above}}};
  text = trimmed(text);
  const auto folded = schema::fold(text.substr(0, 8));
  for (const auto& sign : kSigns) {
    if (!folded.starts_with(sign.written)) continue;
    const auto rest = text.substr(sign.written.size());
    const bool letters = sign.written[0] >= 'a';
    if (letters && !rest.empty() && rest[0] != ' ' && rest[0] != '(') continue;
    return Comparison{sign.is, trimmed(rest)};
  }
  return std::nullopt;
}

}  // namespace attache::query::language
