#include "query/language/draft.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "query/language/days.hpp"
#include "query/language/limits.hpp"
#include "query/language/native_text.hpp"
#include "query/language/place.hpp"
#include "query/language/tokens.hpp"
#include "schema/quote.hpp"
#include "schema/records.hpp"
#include "schema/words.hpp"

namespace attache::query::language {
namespace {

using schema::FieldId;
using schema::FieldKind;
using schema::Span;

FieldKind kind_of(FieldId id) { return schema::field(id).kind; }

// A letter (cuneiform) that folding and the splitting into words leave as it is, and that is not in `text`: stands for a mark
// while words are made as the index makes them.
std::string letter_not_in(std::string_view text, std::string_view other = {}) {
  for (UChar32 c = 0x12000;; ++c) {
    std::array<std::uint8_t, 4> bytes;
    int32_t size = 0;
    U8_APPEND_UNSAFE(bytes.data(), size, c);
    std::string letter(bytes.begin(), bytes.begin() + size);
    if (letter != other && text.find(letter) == std::string_view::npos) return letter;
  }
}

std::string replaced(std::string_view text, std::string_view what, char with) {
  std::string out;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what)) {
    out.append(text.substr(0, at)).push_back(with);
    text.remove_prefix(at + what.size());
  }
  return out.append(text);
}

// A text whose marks were made letters.
struct Marked {
  std::string text;
  std::string any, one;  // empty where the text has no such mark
  std::vector<std::uint32_t> grown;  // places in `text` of the letters, in order

  bool is_pattern(const std::string& folded) const {
    return (!any.empty() && folded.find(any) != std::string::npos) || (!one.empty() && folded.find(one) != std::string::npos);
  }
  std::string pattern(std::string folded) const {
    if (!any.empty()) folded = replaced(folded, any, '*');
    if (!one.empty()) folded = replaced(folded, one, '?');
    return folded;
  }
  // The byte of the typed text at a byte of `text`.
  std::uint32_t typed(std::uint32_t at) const {
    const auto before = std::lower_bound(grown.begin(), grown.end(), at) - grown.begin();
    return at - 3 * static_cast<std::uint32_t>(before);  // a letter has four bytes, a mark one
  }
};

Marked marked(std::string_view typed, PatternMarks marks) {
  Marked out;
  const auto has = [&](char mark) { return mark != '\0' && typed.find(mark) != std::string_view::npos; };
  if (has(marks.any)) out.any = letter_not_in(typed);
  if (has(marks.one) || has(marks.also_one)) out.one = letter_not_in(typed, out.any);
  for (const char c : typed) {
    std::string_view letter;  // in place of the mark; empty for all that is none
    if (c != '\0' && c == marks.any) letter = out.any;
    if (c != '\0' && (c == marks.one || c == marks.also_one)) letter = out.one;
    if (letter.empty()) {
      out.text.push_back(c);
    } else {
      out.grown.push_back(static_cast<std::uint32_t>(out.text.size()));
      out.text += letter;
    }
  }
  return out;
}

// "=" stands before the word that begins there, and before it nothing of a word: "=line", not "x=5".
bool has_sign_before(std::string_view text, std::uint32_t at) {
  return at > 0 && text[at - 1] == '=' && (at == 1 || text[at - 2] == ' ');
}

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

template <class E, std::size_t N>
void add_names(const std::array<schema::NamedValue<E>, N>& table, std::vector<std::string>& out) {
  for (const auto& row : table) out.emplace_back(row.name);
}

// The values a field may have, where they are few and fixed.
std::vector<std::string> values_of(FieldId id) {
  std::vector<std::string> out;
  switch (id) {
    case FieldId::Act: add_names(schema::kActs, out); break;
    case FieldId::Kind: add_names(schema::kQuoteKinds, out); break;
    case FieldId::Factuality: add_names(schema::kFactualities, out); break;
    case FieldId::SpeakerClass: add_names(schema::kSpeakerClasses, out); break;
    case FieldId::Status: add_names(schema::kArticleStatuses, out); break;
    case FieldId::Type: out = {"article", "quote"}; break;
    case FieldId::Copy: out = {"same", "near"}; break;
    default: break;
  }
  return out;
}

// Digits with a decimal part or without, without needless zeros; nothing for anything else.
std::optional<std::string> number_of(std::string_view text) {
  constexpr std::size_t kMostDigits = 12;
  const auto point = std::min(text.find('.'), text.size());
  auto whole = text.substr(0, point), part = text.substr(std::min(point + 1, text.size()));
  const auto digits = [](std::string_view s) { return s.find_first_not_of("0123456789") == std::string_view::npos; };
  if (whole.empty() || whole.size() > kMostDigits || part.size() > kMostDigits || !digits(whole) || !digits(part) ||
      (point < text.size() && part.empty()))
    return std::nullopt;
  while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
  while (!part.empty() && part.back() == '0') part.remove_suffix(1);
  return part.empty() ? std::string(whole) : fmt::format("{}.{}", whole, part);
}

}  // namespace

bool Target::takes_values() const {
  const auto kind = kind_of(field);
  return subject || (kind != FieldKind::Text && kind != FieldKind::Word);
}

std::optional<Target> target_named(std::string_view typed) {
  const auto name = schema::fold(typed);
  if (name == "about" || name == "about!") return Target{.subject = true, .exact = name == "about!"};
  const auto field = schema::field_named(name);
  if (!field) return std::nullopt;
  if (*field == FieldId::Exact) return Target{.exact = true};
  return Target{.field = *field};
}

std::string name_of(const Target& target) {
  if (target.subject) return target.exact ? "about!" : "about";
  return std::string(schema::field(target.field).name);
}

std::string target_names() {
  std::string out;
  for (const auto& row : schema::kFields) out += fmt::format("{}, ", row.name);
  return out + "about, about!";
}

void Draft::fail(std::string reason, std::uint32_t at) {
  if (!fault_) fault_ = schema::Fault{std::move(reason), column(text_, at)};
}

void Draft::note(std::string line) {
  if (std::find(notes_.begin(), notes_.end(), line) == notes_.end()) notes_.push_back(std::move(line));
}

void Draft::count_clauses(std::size_t more, std::uint32_t at) {
  clauses_ += more;
  if (clauses_ > kMaxClauses) fail(fmt::format("more than {} words", kMaxClauses), at);
}

Expression Draft::leaf(Op op, const Target& target, std::string text, Span place) {
  count_clauses(1, place.begin);
  return {.op = op, .field = target.field, .text = std::move(text), .letters = target.letters, .begin = place.begin,
          .end = place.end};
}

std::string Draft::checked_pattern(std::string pattern, std::uint32_t at) {
  const auto marks = static_cast<std::size_t>(
      std::count_if(pattern.begin(), pattern.end(), [](char c) { return c == '*' || c == '?'; }));
  if (letters_in(pattern) - marks < kLeastFixedLetters)
    fail(fmt::format("“{}” would find too much: a pattern has at least {} letters beside * and ?", pattern, kLeastFixedLetters), at);
  return pattern;
}

Expression Draft::words(const Target& target, std::string_view typed, Span place, bool exact, PatternMarks marks) {
  const auto stretch = marked(typed, marks);
  // A stretch of the query itself has its words at their places; one that was unescaped is as a whole where it was.
  const bool own_text = typed.data() >= text_.data() && typed.data() + typed.size() <= text_.data() + text_.size();
  const auto start = own_text ? static_cast<std::uint32_t>(typed.data() - text_.data()) : place.begin;
  std::vector<Expression> out;
  for (auto& word : schema::words_of(stretch.text)) {
    const Span own{std::min(start + stretch.typed(word.span.begin), place.end),
                   std::min(start + stretch.typed(word.span.end), place.end)};
    if (stretch.is_pattern(word.folded)) {
      out.push_back(leaf(Op::Wildcard, target, checked_pattern(stretch.pattern(std::move(word.folded)), own.begin), own));
    } else {
      out.push_back(leaf(Op::Word, target, std::move(word.folded), own));
      out.back().exact = exact || target.exact || has_sign_before(stretch.text, word.span.begin);
    }
    if (failed()) return {};
  }
  if (out.empty()) {
    fail("no word to look for", place.begin);
    return {};
  }
  if (out.size() == 1) {
    out.front().begin = place.begin, out.front().end = place.end;
    return std::move(out.front());
  }
  return {.op = Op::Phrase, .children = std::move(out), .begin = place.begin, .end = place.end};
}

Expression Draft::fuzzy(const Target& target, std::string_view typed, Span place, std::uint32_t changes) {
  const auto kind = kind_of(target.field);
  if (target.subject || (kind != FieldKind::Text && kind != FieldKind::Word)) {
    fail(fmt::format("{} has no words that could be spelled otherwise: ~ stands after a word of the text", name_of(target)), place.begin);
    return {};
  }
  const auto found = schema::words_of(typed);
  if (found.size() != 1) {
    fail("~ stands after one word: ceasfire~, Zelensky~2", place.begin);
    return {};
  }
  if (letters_in(found.front().folded) < changes + kLeastFixedLetters) {
    fail(fmt::format("“{}” is too short for ~{}: it would find too much", found.front().folded, changes), place.begin);
    return {};
  }
  auto out = leaf(Op::Fuzzy, target, found.front().folded, place);
  out.count = changes;
  return out;
}

Expression Draft::range(FieldId field, std::optional<std::string> from, std::optional<std::string> to, Span place) {
  auto out = leaf(Op::Range, {.field = field}, {}, place);
  out.from = std::move(from);
  out.to = std::move(to);
  return out;
}

Expression Draft::days(std::string_view typed, Span place) {
  const auto found = read_days(typed, today_);
  if (!found) {
    fail(found.error().reason, place.begin);
    return {};
  }
  const auto digits = [](const std::optional<schema::Date>& day) -> std::optional<std::string> {
    if (!day) return std::nullopt;
    return fmt::format("{:04}{:02}{:02}", day->year, day->month, day->day);
  };
  return range(FieldId::Date, digits(found->from), digits(found->to), place);
}

Expression Draft::numbers(const Target& target, std::string_view typed, Span place) {
  const auto name = name_of(target);
  const auto refuse = [&] {
    if (target.field == FieldId::Confidence)
      fail(fmt::format("“{}” is no number of {}; write {}:0.8..1, {}:>=0.8 or {}:<=0.5", typed, name, name, name, name), place.begin);
    else
      fail(fmt::format("“{}” is no number of {}; write {}:500, {}:200..800, {}:500.., {}:>500 or {}:<=800", typed, name, name, name,
                       name, name, name), place.begin);
    return Expression{};
  };
  std::optional<std::string> from, to;
  if (const auto dots = typed.find(".."); dots != std::string_view::npos) {
    const auto first = typed.substr(0, dots), last = typed.substr(dots + 2);
    if (first.empty() && last.empty()) return refuse();
    if (!first.empty() && !(from = number_of(first))) return refuse();
    if (!last.empty() && !(to = number_of(last))) return refuse();
    if (from && to && std::stod(*to) < std::stod(*from)) {
      fail(fmt::format("“{}” ends before it begins", typed), place.begin);
      return {};
    }
  } else if (typed.starts_with('>') || typed.starts_with('<')) {
    const bool included = typed.substr(1).starts_with('=');
    auto bound = number_of(typed.substr(included ? 2 : 1));
    if (!bound) return refuse();
    const bool above = typed.front() == '>';
    if (!included) {
      if (bound->find('.') != std::string::npos || target.field == FieldId::Confidence) {
        fail(fmt::format("write {}:>={} or {}:<={}, the bound included", name, *bound, name, *bound), place.begin);
        return {};
      }
      const auto whole = std::stoll(*bound) + (above ? 1 : -1);
      if (whole < 0) return refuse();
      bound = std::to_string(whole);
    }
    (above ? from : to) = bound;
  } else {
    from = to = number_of(typed);
    if (!from) return refuse();
  }
  return range(target.field, from, to, place);
}

// A value of a field whose values are few and fixed; any other spelling is a fault that lists them.
Expression Draft::listed_value(const Target& target, std::string_view typed, Span place, bool exact) {
  auto text = schema::one_line(typed);
  if (const auto accepted = values_of(target.field); !accepted.empty()) {
    text = schema::fold(text);
    if (std::find(accepted.begin(), accepted.end(), text) == accepted.end()) {
      fail(fmt::format("“{}” is no {}; there are {}", typed, name_of(target), schema::joined(accepted, ", ")), place.begin);
      return {};
    }
  } else if (text.empty() || (kind_of(target.field) != FieldKind::Exact && schema::words_of(text).empty())) {
    fail("no word to look for", place.begin);
    return {};
  }
  if (!quoted_value(text)) {
    fail("a value may not hold every kind of quotation mark", place.begin);
    return {};
  }
  auto out = leaf(target.subject ? Op::Subject : Op::Word, target, std::move(text), place);
  out.exact = exact || target.exact;
  return out;
}

Expression Draft::value(const Target& target, std::string_view typed, Span place, bool quoted, bool exact) {
  const auto kind = kind_of(target.field);
  if (target.letters != Letters::Any && (target.subject || kind != FieldKind::Text)) {
    fail(fmt::format("{} is folded: its letters have no case", name_of(target)), place.begin);
    return {};
  }
  if (target.subject) return listed_value({.subject = true, .exact = target.exact}, typed, place, false);
  if (kind == FieldKind::Text) return words(target, typed, place, exact);
  if (exact && kind != FieldKind::Word) {
    fail(fmt::format("= stands before a word of the text or a name; {} has only whole values", name_of(target)), place.begin);
    return {};
  }
  if (kind == FieldKind::Date) return days(typed, place);
  if (kind == FieldKind::Number) return numbers(target, typed, place);
  // Addresses and paths have question marks of their own: in quotation marks, or without *, they are no patterns.
  if (kind == FieldKind::Exact && (quoted || typed.find('*') == std::string_view::npos))
    return listed_value(target, typed, place, exact);
  if (typed.find_first_of("*?") == std::string_view::npos) return listed_value(target, typed, place, exact);
  if (exact) {
    fail("= stands before a whole word: no * or ? in it", place.begin);
    return {};
  }
  std::string pattern(typed);
  if (kind == FieldKind::Exact) {
    const auto tokens = tokens_of(typed);
    if (!tokens || tokens->size() != 1 || tokens->front().text.size() != typed.size() || typed.starts_with('='))
      fail(fmt::format("a pattern of {} has no spaces, brackets or quotation marks and no = before it", name_of(target)), place.begin);
  } else {
    const auto stretch = marked(typed, {});
    pattern = stretch.pattern(schema::fold_phrase(stretch.text));
    if (kind == FieldKind::Word && pattern.find(' ') != std::string::npos) fail("a pattern is one word", place.begin);
  }
  return leaf(Op::Wildcard, target, checked_pattern(std::move(pattern), place.begin), place);
}

Expression Draft::all(Span place) { return leaf(Op::All, {}, {}, place); }

Expression Draft::joined(Op op, std::vector<Expression> children, Span place, std::uint32_t count) {
  if (children.size() == 1) return std::move(children.front());
  if (op == Op::And || op == Op::Or) {
    std::vector<Expression> flat;
    for (auto& child : children) {
      if (child.op == op)
        std::move(child.children.begin(), child.children.end(), std::back_inserter(flat));
      else
        flat.push_back(std::move(child));
    }
    children = std::move(flat);
  }
  return {.op = op, .count = count, .children = std::move(children), .begin = place.begin, .end = place.end};
}

Expression Draft::placed(Op op, std::vector<Expression> children, Span place, std::uint32_t count, std::string_view name) {
  std::optional<FieldId> field;
  for (const auto& child : children) {
    const auto own = field_of_places(child);
    if (!own) {
      fail(fmt::format("{} joins words, phrases, patterns, other words with their places, and OR of these", name), child.begin);
      return {};
    }
    if (field && *own != *field) {
      fail(fmt::format("{} joins words of one field, not of {} and {}", name, schema::field(*field).name, schema::field(*own).name),
           child.begin);
      return {};
    }
    field = own;
  }
  return joined(op, std::move(children), place, count);
}

namespace {

// What is wrong with the child of FIRST or LEAD: the first part that is not made of And, Or and Not of words of the text.
const Expression* no_text_places(const Expression& expression) {
  if (field_of_places(expression) == FieldId::Text) return nullptr;
  if (expression.op != Op::And && expression.op != Op::Or && expression.op != Op::Not) return &expression;
  for (const auto& child : expression.children)
    if (const auto* found = no_text_places(child)) return found;
  return nullptr;
}

}  // namespace

Expression Draft::counted(Op op, Expression child, Span place, std::uint32_t count, std::string_view name) {
  if (failed()) return {};
  if (op == Op::AtLeast) {
    if (!field_of_places(child)) {
      fail(fmt::format("{} counts places of words, phrases, patterns, and OR of these", name), child.begin);
      return {};
    }
  } else if (const auto* wrong = no_text_places(child)) {
    fail(fmt::format("{} looks in the text: for words, phrases and what joins them, without fields", name), wrong->begin);
    return {};
  }
  Expression out{.op = op, .count = count, .begin = place.begin, .end = place.end};
  out.children.push_back(std::move(child));
  return out;
}

std::uint32_t Draft::number(std::string_view digits, std::uint32_t most, std::string_view name, std::uint32_t at) {
  std::uint32_t value = 0;
  const bool is_number = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
  for (std::size_t i = 0; is_number && i < digits.size() && value <= most; ++i)
    value = value * 10 + static_cast<std::uint32_t>(digits[i] - '0');
  if (!is_number || value < 1 || value > most) {
    fail(fmt::format("{}n takes a number from 1 to {}", name, most), at);
    return 1;
  }
  return value;
}

schema::Result<Reading> Draft::finish(Expression expression) {
  if (!failed() && native_depth(expression) > kMaxDepth) fail(fmt::format("more than {} brackets deep", kMaxDepth), 0);
  if (failed()) return *fault_;
  return Reading{std::move(expression), std::move(notes_)};
}

}  // namespace attache::query::language
