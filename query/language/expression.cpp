#include "query/language/expression.hpp"

namespace attache::query {

Expression without_places(Expression expression) {
  expression.begin = expression.end = 0;
  for (auto& child : expression.children) child = without_places(std::move(child));
  return expression;
}

std::optional<schema::FieldId> field_of_places(const Expression& expression) {
  switch (expression.op) {
    case Op::Word:
    case Op::Wildcard:
    case Op::Fuzzy:
      if (schema::field(expression.field).kind != schema::FieldKind::Text) return std::nullopt;
      return expression.field;
    case Op::Phrase:
    case Op::Adjacent:
    case Op::Near:
    case Op::Sentence:
    case Op::Paragraph:
    case Op::NotNear:
    case Op::Or: {
      if (expression.children.empty()) return std::nullopt;
      const auto field = field_of_places(expression.children.front());
      for (const auto& child : expression.children)
        if (field_of_places(child) != field) return std::nullopt;
      return field;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace attache::query
