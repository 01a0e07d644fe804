// Trees on one line for tests, written without the printer they test: "(and nato (near/5 red line) title:=talks)".
#pragma once

#include <string>
#include <string_view>

#include "query/language/read.hpp"

namespace attache::test {

inline std::string printed(const query::Expression& e) {
  using query::Letters;
  using query::Op;
  const auto leaf = [&](std::string text) {
    if (e.field != schema::FieldId::Text) text = std::string(schema::field(e.field).name) + ':' + text;
    if (e.letters != Letters::Any) text += e.letters == Letters::Lower ? "^lower" : e.letters == Letters::Capitalised ? "^caps" : "^all";
    return text.find(' ') == std::string::npos ? text : '[' + text + ']';
  };
  const auto count = std::to_string(e.count);
  std::string head;
  switch (e.op) {
    case Op::Word: return leaf((e.exact ? "=" : "") + e.text);
    case Op::Wildcard: return leaf("%" + e.text);
    case Op::Fuzzy: return leaf(e.text + '~' + count);
    case Op::Range: return leaf(e.from.value_or("") + ".." + e.to.value_or(""));
    case Op::Subject: return leaf((e.exact ? "about!:" : "about:") + e.text);
    case Op::All: return "everything";
    case Op::Phrase: head = "phrase"; break;
    case Op::Adjacent: head = "adj/" + count; break;
    case Op::Near: head = "near/" + count; break;
    case Op::Sentence: head = "sentence"; break;
    case Op::Paragraph: head = "paragraph"; break;
    case Op::AtLeast: head = "atleast/" + count; break;
    case Op::First: head = "first/" + count; break;
    case Op::Lead: head = "lead"; break;
    case Op::And: head = "and"; break;
    case Op::Or: head = "or"; break;
    case Op::Not: head = "not"; break;
    case Op::NotNear: head = "notnear/" + count; break;
  }
  for (const auto& child : e.children) head += ' ' + printed(child);
  return '(' + head + ')';
}

inline const schema::Date kToday = *schema::make_date(2022, 6, 1);

// The tree on one line, or "column N: the fault".
inline std::string tree(std::string_view text, query::Dialect dialect = query::Dialect::Native) {
  const auto reading = query::read_query(text, dialect, kToday);
  return reading ? printed(reading->expression) : reading.error().place + ": " + reading.error().reason;
}

// The notes, divided by " | ".
inline std::string notes(std::string_view text, query::Dialect dialect = query::Dialect::Native) {
  const auto reading = query::read_query(text, dialect, kToday);
  std::string out;
  if (reading)
    for (const auto& note : reading->notes) out += (out.empty() ? "" : " | ") + note;
  return out;
}

}  // namespace attache::test
