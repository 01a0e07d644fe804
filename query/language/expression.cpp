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
      std::optional<schema::FieldId> field;
      for (const auto& child : expression.children) {  // each looked at once: trees are deep
        const auto own = field_of_places(child);
        if (!own || (field && *own != *field)) return std::nullopt;
        field = own;
      }
      return field;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace attache::query
