#include "query/language/native_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace attache::query {
namespace {

using schema::FieldId;
using schema::FieldKind;

std::string_view function_of(Letters letters) {
  switch (letters) {
    case Letters::Any: return "";
    case Letters::Lower: return "NOCAPS";
    case Letters::Capitalised: return "CAPS";
    case Letters::AllCapitals: return "ALLCAPS";
  }
  return "";
}

std::string prefix_of(const Expression& leaf) {
  if (leaf.op == Op::Subject) return leaf.exact ? "about!:" : "about:";
  return leaf.field == FieldId::Text ? "" : fmt::format("{}:", schema::field(leaf.field).name);
}

// Bytes that stand in a value without quotation marks.
bool is_plain(std::string_view text) {
  constexpr std::string_view kPlain = "-._/:@#%+&,;?";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || kPlain.find(c) != std::string_view::npos;
  });
}

std::string value_text(const std::string& text) {
  return is_plain(text) ? text : quoted_value(text).value_or(fmt::format("\"{}\"", text));
}

// "20011231" as 2001-12-31.
std::string bound_text(FieldId field, const std::optional<std::string>& bound) {
  if (!bound) return "";
  if (schema::field(field).kind != FieldKind::Date || bound->size() != 8) return *bound;
  return fmt::format("{}-{}-{}", bound->substr(0, 4), bound->substr(4, 2), bound->substr(6));
}

std::string range_text(const Expression& range) {
  const auto from = bound_text(range.field, range.from), to = bound_text(range.field, range.to);
  return from == to ? from : fmt::format("{}..{}", from, to);
}

// A leaf without its letters.
std::string leaf_text(const Expression& leaf) {
  const auto prefix = prefix_of(leaf);
  switch (leaf.op) {
    case Op::All: return "*";
    case Op::Range: return prefix + range_text(leaf);
    case Op::Subject: return prefix + value_text(leaf.text);
    case Op::Fuzzy: return fmt::format("{}{}~{}", prefix, leaf.text, leaf.count);
    default: break;
  }
  const auto kind = schema::field(leaf.field).kind;
  const bool exact = leaf.op == Op::Word && leaf.exact;
  // "atleast5" without quotation marks counts what is in the brackets behind it.
  if (kind == FieldKind::Text && leaf.text.starts_with("atleast")) return fmt::format("{}{}\"{}\"", prefix, exact ? "=" : "", leaf.text);
  if (kind == FieldKind::Text) return fmt::format("{}{}{}", prefix, exact ? "=" : "", leaf.text);
  // The pattern of an address or path has no quotation marks around it: in them it would be no pattern.
  if (leaf.op == Op::Wildcard && kind == FieldKind::Exact) return prefix + leaf.text;
  return fmt::format("{}{}{}", prefix, exact ? "=" : "", value_text(leaf.text));
}

std::string phrase_text(const Expression& phrase) {
  std::string out = phrase.children.empty() ? "" : prefix_of(phrase.children.front());
  out += '"';
  for (const auto& word : phrase.children) {
    if (&word != phrase.children.data()) out += ' ';
    if (word.op == Op::Word && word.exact) out += '=';
    out += word.text;
  }
  return out + '"';
}

// The operator between children, without its spaces.
std::string operator_text(const Expression& expression) {
  switch (expression.op) {
    case Op::And: return "AND";
    case Op::Or: return "OR";
    case Op::Not: return "NOT";
    case Op::Adjacent: return fmt::format("ADJ/{}", expression.count);
    case Op::Near: return fmt::format("NEAR/{}", expression.count);
    case Op::NotNear: return fmt::format("NOT NEAR/{}", expression.count);
    case Op::Sentence: return "W/S";
    case Op::Paragraph: return "W/P";
    case Op::AtLeast: return fmt::format("ATLEAST/{}", expression.count);
    case Op::First: return fmt::format("FIRST/{}", expression.count);
    case Op::Lead: return "LEAD";
    default: return "";
  }
}

// How tightly the text of a node holds together; what stands beside it must not take a part of it.
enum class Binding { Or, And, Place, Whole };
Binding binding_of(const Expression& expression) {
  switch (expression.op) {
    case Op::Or: return Binding::Or;
    case Op::And:
    case Op::Not: return Binding::And;
    case Op::Adjacent:
    case Op::Near:
    case Op::Sentence:
    case Op::Paragraph:
    case Op::NotNear: return Binding::Place;
    default: return Binding::Whole;
  }
}

class Printer {
 public:
  void print(const Expression& expression) {
    const auto binding = binding_of(expression);
    if (binding == Binding::Whole) {
      print_whole(expression);
    } else if (expression.op == Op::Not) {
      const auto& wanted = expression.children.front();
      if (wanted.op != Op::All) print_inside(wanted, wanted.op == Op::And ? Binding::And : Binding::Place);
      for (std::size_t i = 1; i < expression.children.size(); ++i) {
        if (i > 1 || wanted.op != Op::All) text_ += ' ';
        text_ += "NOT ";
        print_inside(expression.children[i], Binding::Whole);
      }
    } else {
      const auto between = fmt::format(" {} ", operator_text(expression));
      for (const auto& child : expression.children) {
        if (&child != expression.children.data()) text_ += between;
        print_inside(child, binding == Binding::Or ? Binding::And : binding == Binding::And ? Binding::Place : Binding::Whole);
      }
    }
  }

  std::string text_;
  std::size_t deepest_ = 0;

 private:
  // In brackets unless the text holds together at least as tightly as `least`.
  void print_inside(const Expression& expression, Binding least) {
    if (binding_of(expression) >= least)
      print(expression);
    else
      bracketed([&] { print(expression); });
  }
  void print_whole(const Expression& expression) {
    const bool function = expression.op == Op::AtLeast || expression.op == Op::First || expression.op == Op::Lead;
    if (function) {
      text_ += operator_text(expression);
      bracketed([&] { print(expression.children.front()); });
      return;
    }
    const auto& leaf = expression.op == Op::Phrase ? expression.children.front() : expression;
    const auto print_leaf = [&] { text_ += expression.op == Op::Phrase ? phrase_text(expression) : leaf_text(expression); };
    if (leaf.letters == Letters::Any) return print_leaf();
    text_ += function_of(leaf.letters);
    bracketed(print_leaf);
  }
  template <class Inner>
  void bracketed(Inner&& inner) {
    deepest_ = std::max(deepest_, ++depth_);
    text_ += '(';
    inner();
    text_ += ')';
    --depth_;
  }

  std::size_t depth_ = 0;
};

void add_tree(const Expression& expression, std::size_t depth, std::string& out) {
  out.append(2 * depth, ' ');
  const auto field = [&] { return schema::field(expression.field).name; };
  switch (expression.op) {
    case Op::Word: {
      const bool stemmed = schema::field(expression.field).kind == FieldKind::Text && !expression.exact;
      out += fmt::format("word {}: {}{}", field(), expression.text, stemmed ? "" : expression.exact ? ", this form alone" : ", as a whole");
      break;
    }
    case Op::Wildcard: out += fmt::format("pattern {}: {}", field(), expression.text); break;
    case Op::Fuzzy: out += fmt::format("word {}: {}, {} letter{} otherwise at most", field(), expression.text, expression.count,
                                      expression.count == 1 ? "" : "s"); break;
    case Op::Range: out += fmt::format("range {}: {}", field(), range_text(expression)); break;
    case Op::Subject: out += fmt::format("subject: {}{}", expression.text, expression.exact ? ", named" : ""); break;
    case Op::All: out += "every article"; break;
    case Op::Phrase: out += "PHRASE"; break;
    default: out += operator_text(expression);
  }
  if (expression.letters != Letters::Any) out += fmt::format(", {}", function_of(expression.letters));
  out += '\n';
  for (const auto& child : expression.children) add_tree(child, depth + 1, out);
}

}  // namespace

std::optional<std::string> quoted_value(std::string_view text) {
  using Marks = std::pair<std::string_view, std::string_view>;
  for (const auto& [open, close] : {Marks{"\"", "\""}, {"“", "”"}, {"«", "»"}, {"„", "“"}})
    if (text.find(close) == std::string_view::npos) return fmt::format("{}{}{}", open, text, close);
  return std::nullopt;
}

std::string native_text(const Expression& expression) {
  Printer printer;
  printer.print(expression);
  return std::move(printer.text_);
}

std::size_t native_depth(const Expression& expression) {
  Printer printer;
  printer.print(expression);
  return printer.deepest_;
}

std::string tree_text(const Expression& expression) {
  std::string out;
  add_tree(expression, 0, out);
  return out;
}

}  // namespace attache::query
